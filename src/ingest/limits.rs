//! Which numbers of a record can be true.
//!
//! A record outside these limits was not made by an engine. It is refused rather than mended, because nobody can tell
//! what the number was meant to be, and a long number may say who somebody is. A sum is what a user said, and has no limit.

use erp_chat_protocol::{DropRecord, InteractionRecord, LatencyRecord, Record, RecordBody};
use std::ops::RangeInclusive;

/// Counts and places. No number of a person, card or account that needs no words around it is as short as this.
const COUNT: RangeInclusive<u64> = 0..=99_999_999;
/// Places in a session, from 1.
const PLACE: RangeInclusive<u64> = 1..=*COUNT.end();
/// Unix milliseconds, from 1970 to the end of the year 9999.
const TIME: RangeInclusive<i64> = 0..=253_402_300_799_999;
/// Minutes: clocks differ by less than a day.
const OFFSET: RangeInclusive<i16> = -1_440..=1_440;
/// Third and later repeats are told as 3.
const LEVEL: RangeInclusive<u8> = 1..=3;
const SHARE: RangeInclusive<f32> = 0.0..=1.0;

/// Whether every number of a record can be true.
pub(crate) fn within_limits(record: &Record) -> bool {
    PLACE.contains(&record.seq)
        && TIME.contains(&record.t)
        && match &record.body {
            RecordBody::Interaction(turn) => is_turn(turn),
            RecordBody::Drop(dropped) => is_drop(dropped),
            RecordBody::Outcome(_) | RecordBody::Feedback(_) | RecordBody::Session(_) | RecordBody::Consent(_) => true,
        }
}

fn is_turn(turn: &InteractionRecord) -> bool {
    OFFSET.contains(&turn.utc_offset)
        && LEVEL.contains(&turn.repeat_level)
        && turn.repeat_of.is_none_or(|place| PLACE.contains(&place))
        && shares(turn).all(|share| SHARE.contains(&share))
        && counts(turn).all(|count| COUNT.contains(&u64::from(count)))
}

fn is_drop(dropped: &DropRecord) -> bool {
    COUNT.contains(&dropped.count) && [dropped.first_seq, dropped.last_seq].iter().all(|place| COUNT.contains(place))
}

fn shares(turn: &InteractionRecord) -> impl Iterator<Item = f32> {
    let ranked = turn.candidates.iter().map(|candidate| candidate.confidence);
    [turn.confidence, turn.margin, turn.similarity].into_iter().chain(turn.speech_confidence).chain(ranked)
}

fn counts(turn: &InteractionRecord) -> impl Iterator<Item = u32> {
    let latency = turn.latency.iter().flat_map(|LatencyRecord { stages, total }| stages.values().chain([total]));
    let counted = [&turn.message_length, &turn.token_count].into_iter().chain(&turn.option_chosen);
    counted.chain(turn.pii.values()).chain(latency).copied()
}
