//! Dates and periods of a text: at each place the longest reading wins, so "12 to 14 December" hides no date.
//!
//! A slot may still take a day for a period, or a period for a day.

use super::calendar::Days;
use super::found::Found;
use super::range::{BareNumbers, range};
use super::token::{Cursor, Token};
use super::{InvalidValue, Reading, day, period};
use crate::definition::Direction;
use erp_chat_protocol::{SlotType, SlotValue};
use jiff::civil::Date;

/// A day or a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    Day(Result<Date, InvalidValue>),
    Period(Result<Days, InvalidValue>),
}

impl Time {
    /// As a value of its own type.
    pub(super) fn value(self) -> Result<SlotValue, InvalidValue> {
        match self {
            Self::Day(day) => day.map(|day| SlotValue::Text(day.to_string())),
            Self::Period(days) => days.map(days_value),
        }
    }

    pub(super) fn slot_type(self) -> SlotType {
        match self {
            Self::Day(_) => SlotType::Date,
            Self::Period(_) => SlotType::Period,
        }
    }

    /// As a period: a day is the period of that day.
    pub(super) fn as_period(self) -> Result<SlotValue, InvalidValue> {
        match self {
            Self::Day(day) => day.map(|day| days_value(Days::one(day))),
            Self::Period(days) => days.map(days_value),
        }
    }

    /// As a day: of a period the end that the intent looks from.
    pub(super) fn as_day(self, looks: Direction) -> Result<SlotValue, InvalidValue> {
        let end = |days: Days| {
            if looks == Direction::Forward { days.first } else { days.last }
        };
        let day = match self {
            Self::Day(day) => day,
            Self::Period(days) => days.map(end),
        };
        Self::Day(day).value()
    }
}

fn days_value(days: Days) -> SlotValue {
    SlotValue::Text(format!("{}/{}", days.first, days.last))
}

/// All dates and periods, in order, none inside another.
pub(super) fn times(tokens: &[Token], reading: &Reading) -> Vec<Found> {
    let mut times = Vec::new();
    let mut cursor = Cursor::new(tokens, 0);
    while !cursor.is_end() {
        let found = may_begin(cursor).then(|| time(cursor, reading, BareNumbers::Refused));
        let Some((time, next)) = found.flatten() else {
            cursor = cursor.next();
            continue;
        };
        let start = cursor.skip_any("from for");
        let found = Found::new(time.slot_type(), start.at()..next.at(), time.value());
        times.push(Found { from: cursor.at(), ..found });
        cursor = next;
    }
    times
}

/// Not at a mark, and not inside a word such as `2026kal`.
fn may_begin(cursor: Cursor) -> bool {
    !cursor.is_mark() && (!cursor.glued() || cursor.back().is_some_and(Cursor::is_mark))
}

/// The longest date or period that begins here; a date rather than a period as long.
pub(super) fn time<'t>(cursor: Cursor<'t>, reading: &Reading, bare: BareNumbers) -> Option<(Time, Cursor<'t>)> {
    let range = range(cursor, reading, bare).map(|(days, next)| (Time::Period(days), next));
    let named = period::named(cursor, reading).map(|(days, next)| (Time::Period(Ok(days)), next));
    let day = day::day(cursor, reading).map(|(day, next)| (Time::Day(day.place(reading)), next));
    let readings = [named, range, day].into_iter().flatten();
    let whole = readings.filter(|(_, next)| !next.glued() || next.is_mark());
    whole.max_by_key(|(_, next)| next.at())
}
