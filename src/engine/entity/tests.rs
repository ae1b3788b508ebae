//! Cases for the recognisers: one line each, on Monday 23 November 2026.

mod answers;
mod documents;
mod properties;
mod tallies;
mod times;

use super::{Reading, find};
use crate::definition::Direction;
use crate::locale::Locale;
use jiff::civil::date;

/// What a case says about place and direction: `GB` looks forward, `GB-` back.
pub(super) fn with_reading<T>(place: &str, test: impl FnOnce(&Reading) -> T) -> T {
    let locale = Locale::new(format!("en-{}", place.trim_end_matches('-')));
    let looks = if place.ends_with('-') { Direction::Back } else { Direction::Forward };
    test(&Reading { today: date(2026, 11, 23), locale: &locale, looks })
}

/// All entities in one line: `Date 2026-11-24 "tomorrow"`.
pub(super) fn found(place: &str, text: &str) -> String {
    let line = |entity: super::Entity| {
        let value = match entity.value {
            Ok(value) => value.plain(),
            Err(reason) => format!("{reason:?}"),
        };
        format!("{:?} {value} {:?}", entity.slot_type, entity.span.of(text))
    };
    with_reading(place, |reading| find(text, reading).into_iter().map(line).collect::<Vec<_>>().join("; "))
}
