//! Days: `12 Nov`, `the 5th`, `next Friday`, `in 3 days`, `end of month`.
//!
//! A day is first read as it is written ([`Day`]) and placed in the calendar afterwards, because the other end of
//! a range may lend it its month or its year.

use super::calendar::{Unit, on_or_after, on_or_before, plus, plus_days, plus_months, weekday_of_week};
use super::meaning::misspells;
use super::token::{Cursor, lists};
use super::{InvalidValue, Reading, names, number, period, written};
use crate::definition::Direction;
use jiff::civil::{Date, Weekday};

/// A day as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    /// Known already: `2026-11-12`, `tomorrow`.
    Fixed(Date),
    /// A day of a month, with or without a year; may not exist.
    OfMonth { day: i32, month: i32, year: Option<i16> },
    /// `the 5th`
    Ordinal(i32),
    /// `12`, which is a day only inside a range.
    Bare(i32),
    /// `Friday`
    Weekday(Weekday),
}

impl Day {
    /// The day nearest to today in the direction that the intent looks.
    pub(super) fn place(self, reading: &Reading) -> Result<Date, InvalidValue> {
        match reading.looks {
            Direction::Forward => self.at_or_after(reading.today),
            Direction::Back => self.at_or_before(reading.today),
        }
    }

    /// The first such day from `from` on; a weekday is never `from` itself.
    pub(super) fn at_or_after(self, from: Date) -> Result<Date, InvalidValue> {
        match self {
            Self::Weekday(weekday) => Ok(on_or_after(plus_days(from, 1), weekday)),
            _ => self.nearest(from, 1),
        }
    }

    /// The latest such day up to `from`; a weekday is never `from` itself.
    pub(super) fn at_or_before(self, from: Date) -> Result<Date, InvalidValue> {
        match self {
            Self::Weekday(weekday) => Ok(on_or_before(plus_days(from, -1), weekday)),
            _ => self.nearest(from, -1),
        }
    }

    fn nearest(self, from: Date, step: i32) -> Result<Date, InvalidValue> {
        let found = match self {
            Self::Fixed(date) => Some(date),
            Self::OfMonth { day, month, year: Some(year) } => date(i32::from(year), month, day),
            Self::OfMonth { day, month, year: None } => nearest_of_month(day, month, from, step),
            Self::Ordinal(day) | Self::Bare(day) => nearest_ordinal(day, from, step),
            Self::Weekday(_) => None,
        };
        found.ok_or(InvalidValue::NoSuchDate)
    }

    /// Whether it needs no other day to be placed.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Fixed(_) | Self::OfMonth { year: Some(_), .. })
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn is_beyond(candidate: Date, from: Date, step: i32) -> bool {
    if step > 0 { candidate >= from } else { candidate <= from }
}

fn nearest_of_month(day: i32, month: i32, from: Date, step: i32) -> Option<Date> {
    /// Leap days are at most eight years apart.
    const YEARS: i32 = 8;
    (0..=YEARS)
        .filter_map(|away| date(i32::from(from.year()) + away * step, month, day))
        .find(|candidate| is_beyond(*candidate, from, step))
}

fn nearest_ordinal(day: i32, from: Date, step: i32) -> Option<Date> {
    /// No two neighbouring months lack a 31st, and a February may lack the 30th.
    const MONTHS: i32 = 3;
    (0..=MONTHS)
        .filter_map(|away| {
            let month = plus_months(from.first_of_month(), away * step);
            date(month.year().into(), month.month().into(), day)
        })
        .find(|candidate| is_beyond(*candidate, from, step))
}

/// Reads a day, however written.
pub(super) fn day<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    relative(cursor, reading)
        .or_else(|| away(cursor, reading))
        .or_else(|| edge(cursor, reading))
        .map(|(date, next)| (Day::Fixed(date), next))
        .or_else(|| simple(cursor, reading))
}

/// A weekday or a written date; "Monday 16 November" is the 16th.
fn simple<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    let Some((weekday, next)) = weekday(cursor, reading) else {
        return written::day(cursor, reading);
    };
    let written = written::day(next.skip(",").skip("the"), reading);
    Some(written.unwrap_or((weekday, next)))
}

/// `today`, `tomorrow`, `kal` and their like.
fn relative<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    const PHRASES: [(&str, i32); 12] = [
        ("the day after tomorrow", 2),
        ("day after tomorrow", 2),
        ("day after tmrw", 2),
        ("the day before yesterday", -2),
        ("day before yesterday", -2),
        ("this morning", 0),
        ("this afternoon", 0),
        ("this evening", 0),
        ("last night", -1),
        ("yesterday", -1),
        ("tomorrow", 1),
        ("today", 0),
    ];
    let phrase = PHRASES.iter().find_map(|(phrase, days)| Some((*days, cursor.eat_all(phrase)?)));
    let (days, next) = phrase.or_else(|| Some((one_word(cursor, reading.looks)?, cursor.next())))?;
    Some((plus_days(reading.today, days), part_of_day(next)))
}

/// Skips the part of the day: `tomorrow morning`.
fn part_of_day(cursor: Cursor) -> Cursor {
    cursor.skip_any("morning afternoon evening night")
}

fn one_word(cursor: Cursor, looks: Direction) -> Option<i32> {
    let sign = if looks == Direction::Forward { 1 } else { -1 };
    Some(match cursor.peek() {
        "aaj" | "tonight" | "eod" => 0,
        "tmrw" | "tmr" | "tmw" | "tomo" | "tmrow" => 1,
        "tom" if !cursor.is_capital() && !is_name(cursor) => 1,
        "yday" | "ystd" => -1,
        "kal" => sign,
        "parso" | "parson" | "parsoon" => 2 * sign,
        word if misspells(word, "tomorrow") => 1,
        word if misspells(word, "yesterday") => -1,
        _ => return None,
    })
}

/// `tom` after these is a person.
fn is_name(cursor: Cursor) -> bool {
    lists("to with ask tell mr and from user", cursor.before()) || cursor.next().peek() == "'"
}

/// `in 3 days`, `2 weeks ago`, `a week from Monday`.
fn away<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    if let Some(next) = cursor.eat_any("in within") {
        let (count, unit, next) = counted(next)?;
        return Some((plus(reading.today, count, unit), next.skip("time")));
    }
    let (count, unit, next) = counted(cursor)?;
    let forward = || Some((plus(reading.today, count, unit), later(next)?));
    ago(count, unit, next, reading).or_else(forward).or_else(|| {
        let (anchor, after) = simple(next.eat("from")?.skip("the"), reading)?;
        let whole_weeks = unit != Unit::Day && cursor.before() != "for";
        let anchor = whole_weeks.then(|| anchor.place(reading).ok())??;
        Some((plus(anchor, count, unit), after))
    })
}

fn later(cursor: Cursor) -> Option<Cursor> {
    let from_now = || cursor.eat("from").and_then(|next| next.eat_any("now today"));
    from_now().or_else(|| cursor.eat_any("later hence baad"))
}

fn ago<'t>(count: i32, unit: Unit, cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    let next = cursor.eat_any("ago back pehle")?;
    unit.days().map(|_| (plus(reading.today, -count, unit), next))
}

/// A number of units: `3 days`, `a week`, `do hafte`.
pub(super) fn counted(cursor: Cursor) -> Option<(i32, Unit, Cursor)> {
    let of_units = |(count, next): (i32, _)| {
        let (unit, next) = names::unit(Cursor::skip_any(next, "full working calendar"))?;
        Some((count, unit, next))
    };
    let single = || cursor.eat_any("a an one ek").map(|next| (1, next));
    number::count(cursor).and_then(of_units).or_else(|| single().and_then(of_units))
}

/// The first or last day of something: `end of next week`, `eom`, `month end`.
fn edge<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    let (unit, next) = match cursor.peek() {
        "eom" => (Unit::Month, cursor.next()),
        "eow" => (Unit::Week, cursor.next()),
        "eoq" => (Unit::Quarter, cursor.next()),
        "eoy" => (Unit::Year, cursor.next()),
        _ => return unit_end(cursor, reading).or_else(|| edge_of(cursor, reading)),
    };
    Some((super::calendar::around(reading.today, unit, 0, reading.locale).last, next))
}

/// `month end`
fn unit_end<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    let (unit, next) = names::unit(cursor)?;
    let days = super::calendar::around(reading.today, unit, 0, reading.locale);
    Some((days.last, next.eat("end")?))
}

fn edge_of<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    let start = cursor.skip("the");
    let last = start.eat_all("end of").or_else(|| start.eat_all("last day of"));
    let first = || ["start of", "beginning of", "first day of"].iter().find_map(|phrase| start.eat_all(phrase));
    let next = last.or_else(first)?.skip("the");
    let whole =
        names::unit(next).map(|(unit, after)| (super::calendar::around(reading.today, unit, 0, reading.locale), after));
    let (days, next) = whole.or_else(|| period::named(next, reading))?;
    Some((if last.is_some() { days.last } else { days.first }, next))
}

/// `Friday`, `next Friday`, `Friday next week`.
fn weekday<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    let week = |day, offset| Day::Fixed(weekday_of_week(reading.today, day, offset, reading.locale));
    if let Some((offset, next)) = which_week(cursor) {
        let (day, next) = names::weekday(next.skip("on"))?;
        return Some((week(day, offset), next));
    }
    let (offset, next) = which(cursor).map_or((None, cursor), |(offset, next)| (Some(offset), next));
    let (day, next) = names::weekday(next)?;
    let next = part_of_day(next);
    if let Some((offset, after)) = which_week(next.skip("of")) {
        return Some((week(day, offset), after));
    }
    let placed = match offset {
        None | Some(0) => Day::Weekday(day),
        Some(1) => week(day, 1),
        Some(_) => Day::Fixed(on_or_before(plus_days(reading.today, -1), day)),
    };
    Some((placed, next))
}

/// `next week`, as part of `Monday next week`.
fn which_week(cursor: Cursor) -> Option<(i32, Cursor)> {
    let (offset, next) = which(cursor)?;
    Some((offset, next.eat_any("week hafte")?))
}

/// -1 for `last`, 0 for `this`, 1 for `next`.
pub(super) fn which(cursor: Cursor) -> Option<(i32, Cursor)> {
    let next = cursor.skip("the");
    let offset = match next.peek() {
        "last" | "previous" | "prev" | "past" | "pichle" | "pichla" | "pichli" | "preceding" => -1,
        "this" if next.next().peek() == "coming" => return Some((0, next.next().next())),
        "is" if !hindi_follows(next.next()) => return None,
        "this" | "current" | "coming" | "upcoming" | "is" | "iss" => 0,
        "next" | "following" | "agle" | "agla" | "agli" | "nxt" => 1,
        _ => return None,
    };
    Some((offset, next.next()))
}

/// `is mahine` is this month, but "is half done" is English.
fn hindi_follows(cursor: Cursor) -> bool {
    const NOUNS: &str = "mahine mahina hafte hafta saal sal quarter month week year";
    lists(NOUNS, cursor.peek()) || names::weekday(cursor).is_some()
}
