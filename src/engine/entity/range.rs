//! Periods made of days: `12 to 14 December`, `since 1 April`, `for 3 days from Monday`, `today and tomorrow`.
//!
//! The two ends share month and year, and look the way the intent looks.

use super::calendar::{Days, Unit, plus, plus_days};
use super::day::{self, Day};
use super::token::Cursor;
use super::{InvalidValue, Reading, period};
use crate::definition::Direction;
use jiff::civil::Date;

/// A period as read; it may turn out to be impossible.
pub(super) type Outcome = Result<Days, InvalidValue>;

/// Whether two bare numbers may make a range: only in an answer to "which days?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BareNumbers {
    Refused,
    Allowed,
}

/// Reads a period made of days.
pub(super) fn range<'t>(cursor: Cursor<'t>, reading: &Reading, bare: BareNumbers) -> Option<(Outcome, Cursor<'t>)> {
    since(cursor, reading)
        .or_else(|| counted_from(cursor, reading))
        .or_else(|| week_of(cursor, reading))
        .or_else(|| from_for(cursor, reading))
        .or_else(|| between(cursor, reading, bare))
}

/// `since 1 April`, `since March`: up to today.
fn since<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Outcome, Cursor<'t>)> {
    let start = cursor.eat("since")?.skip("the");
    let back = Reading { looks: Direction::Back, ..*reading };
    let named = period::named(start, &back).map(|(days, next)| (Ok(days.first), next));
    let single = day::day(start, &back).map(|(day, next)| (day.place(&back), next));
    let (first, next) = longest(named, single)?;
    Some((first.and_then(|first| ordered(first, reading.today)), next))
}

/// The reading that covers more.
fn longest<'t, T>(one: Option<(T, Cursor<'t>)>, other: Option<(T, Cursor<'t>)>) -> Option<(T, Cursor<'t>)> {
    [one, other].into_iter().flatten().max_by_key(|(_, next)| next.at())
}

fn ordered(first: Date, last: Date) -> Outcome {
    if first <= last { Ok(Days::new(first, last)) } else { Err(InvalidValue::EndsBeforeItBegins) }
}

/// `for 3 days from Monday`, `two days from the 12th`, `2 din ki chutti kal se`
fn counted_from<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Outcome, Cursor<'t>)> {
    const OFF: &str = "leave off holiday vacation of ki chutti chhutti";
    let stated = cursor.eat("for");
    let (count, unit, next) = day::counted(stated.unwrap_or(cursor))?;
    let off = next.skip_any(OFF).skip_any(OFF);
    let from = off.eat_any("from starting beginning commencing");
    let (day, after) = day::day(from.unwrap_or(off).skip_any("from on").skip("the"), reading)?;
    let after = if from.is_some() { after } else { after.eat_any("se onwards")? };
    let is_period = stated.is_some() || off.at() > next.at() || unit == Unit::Day;
    is_period.then(|| (day.place(reading).map(|first| lasting(first, count, unit)), after))
}

fn lasting(first: Date, count: i32, unit: Unit) -> Days {
    Days::new(first, plus_days(plus(first, count, unit), -1))
}

/// `the week of 5 June`, `the fortnight ending 14 June`
fn week_of<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Outcome, Cursor<'t>)> {
    let (unit, next) =
        super::names::unit(cursor.skip("the")).filter(|(unit, _)| unit.days().is_some_and(|days| days > 1))?;
    let ending = next.eat("ending");
    let (day, after) =
        day::day(ending.or_else(|| next.eat_any("of starting beginning from"))?.skip_any("the on"), reading)?;
    let days = day.place(reading).map(|day| match ending {
        Some(_) => Days::new(plus_days(plus(day, -1, unit), 1), day),
        None if next.peek() == "of" => super::calendar::around(day, unit, 0, reading.locale),
        None => lasting(day, 1, unit),
    });
    Some((days, after))
}

/// `Monday for 3 days`, `25 November se 5 din`
fn from_for<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Outcome, Cursor<'t>)> {
    let (day, next) = day::day(cursor.skip("from").skip("the"), reading)?;
    let (count, unit, next) = day::counted(next.skip("onwards").eat_any("for se")?)?;
    Some((day.place(reading).map(|first| lasting(first, count, unit)), next))
}

/// How two days are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `to`, `till`, `-`
    Through,
    /// `and`, which makes a period only of neighbours
    And,
}

/// `12 to 14 December`, `between 1 and 15 May`, `Thursday and Friday`
fn between<'t>(cursor: Cursor<'t>, reading: &Reading, bare: BareNumbers) -> Option<(Outcome, Cursor<'t>)> {
    let opened = cursor.eat_any("from between");
    let (left, next) = end_of_range(opened.unwrap_or(cursor), reading)?;
    let (joint, next) = joint(next, cursor.peek() == "between")?;
    let (right, next) = last_day(next, reading)?;
    let both_bare = matches!((left, right), (Day::Bare(_), Day::Bare(_)));
    if both_bare && bare == BareNumbers::Refused {
        return None;
    }
    let outcome = place_both(left, right, reading);
    let neighbours = || outcome.is_ok_and(|days| plus_days(days.first, 1) == days.last);
    (joint == Joint::Through || neighbours()).then_some((outcome, next))
}

fn joint(cursor: Cursor, between: bool) -> Option<(Joint, Cursor)> {
    if let Some(next) = cursor.eat_glued("/") {
        return Some((Joint::Through, next));
    }
    if let Some(next) = cursor.eat_any("to till until til through thru - se upto") {
        return Some((Joint::Through, next.skip_any("the and")));
    }
    let next = cursor.eat_any("and &")?.skip("the");
    Some((if between { Joint::Through } else { Joint::And }, next))
}

fn end_of_range<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    day::day(cursor, reading).or_else(|| {
        let (number, next) = cursor.skip("the").integer(2).filter(|(number, _)| (1..=31).contains(number))?;
        Some((Day::Bare(number), next))
    })
}

fn last_day<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    let now = cursor.eat_any("now date").map(|next| (Day::Fixed(reading.today), next));
    now.or_else(|| end_of_range(cursor, reading))
}

/// Puts both ends in the calendar: they share month and year, and look the way the intent looks.
fn place_both(left: Day, right: Day, reading: &Reading) -> Outcome {
    let (left, right) = share(left, right);
    if descends(left, right) {
        return Err(InvalidValue::EndsBeforeItBegins);
    }
    let weekday = matches!(left, Day::Weekday(_));
    let (first, last) = if left.is_certain() || weekday {
        let first = left.place(reading)?;
        (first, right.at_or_after(first)?)
    } else if right.is_certain() || reading.looks == Direction::Forward {
        let last = right.place(reading)?;
        (left.at_or_before(last)?, last)
    } else {
        let first = left.place(reading)?;
        (first, right.at_or_after(first)?)
    };
    ordered(first, last)
}

/// Gives a number without a month the month of the other end.
fn share(left: Day, right: Day) -> (Day, Day) {
    match (left, right) {
        (Day::Bare(day) | Day::Ordinal(day), Day::OfMonth { month, year, .. }) => {
            (Day::OfMonth { day, month, year }, right)
        }
        (Day::OfMonth { month, year, .. }, Day::Bare(day) | Day::Ordinal(day)) => {
            (left, Day::OfMonth { day, month, year })
        }
        _ => (left, right),
    }
}

/// Whether both are in one month and the wrong way round.
fn descends(left: Day, right: Day) -> bool {
    let Day::OfMonth { day, month, year } = left else {
        return false;
    };
    let Day::OfMonth { day: last, month: end, year: until } = right else {
        return false;
    };
    day > last && month == end && (year == until || until.is_none())
}
