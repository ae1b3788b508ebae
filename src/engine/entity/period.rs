//! Named periods: months, quarters, halves, years, weeks and counts of them around today.
//!
//! Quarters, halves, fiscal years and "to date" follow the fiscal year of the locale.

use super::calendar::{Days, Unit, around, month_start, months_from, plus_days, plus_months};
use super::token::{Cursor, lists};
use super::written::{full_year, short_year};
use super::{Reading, day, month, names};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Reads a period that has a name of its own, not one made of two days.
pub(super) fn named<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    to_date(cursor, reading)
        .or_else(|| counted_units(cursor, reading))
        .or_else(|| ago(cursor, reading))
        .or_else(|| part_of_month(cursor, reading))
        .or_else(|| block(cursor, reading))
        .or_else(|| relative_unit(cursor, reading))
        .or_else(|| fiscal_year(cursor, reading))
        .or_else(|| ending(cursor, reading))
        .or_else(|| numbered_week(cursor, reading))
        .or_else(|| month::months(cursor, reading))
        .or_else(|| year(cursor))
}

/// `year to date`, `ytd`, `mtd`
fn to_date<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (unit, next) = match cursor.peek() {
        "ytd" => (Unit::FiscalYear, cursor.next()),
        "mtd" => (Unit::Month, cursor.next()),
        "qtd" => (Unit::Quarter, cursor.next()),
        _ => {
            let (unit, next) = names::unit(cursor.skip("the").skip_any("this current"))?;
            (unit, next.eat_all("to date")?)
        }
    };
    let unit = if unit == Unit::Year { Unit::FiscalYear } else { unit };
    let first = around(reading.today, unit, 0, reading.locale).first;
    Some((Days::new(first, reading.today), next))
}

/// `last 3 months`: whole units before this one; `last 10 days`: up to and with today.
fn counted_units<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (offset, next) = day::which(cursor).filter(|(offset, _)| *offset != 0)?;
    let (count, unit, next) = day::counted(next)?;
    if unit == Unit::Day {
        let other = plus_days(reading.today, offset * (count - 1));
        return Some((Days::new(other.min(reading.today), other.max(reading.today)), next));
    }
    let near = around(reading.today, unit, offset, reading.locale);
    let far = around(reading.today, unit, offset * count, reading.locale);
    Some((Days::new(near.first.min(far.first), near.last.max(far.last)), next))
}

/// `two months ago`
fn ago<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (count, unit, next) = day::counted(cursor)?;
    let next = next.eat_any("ago back pehle").filter(|_| unit.months().is_some())?;
    Some((around(reading.today, unit, -count, reading.locale), next))
}

/// `last month`, `this quarter`, `month before last`
fn relative_unit<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    if let Some((unit, next)) = names::unit(cursor.skip("the")) {
        return Some((around(reading.today, unit, -2, reading.locale), next.eat_all("before last")?));
    }
    let start = cursor.eat_all("the rest of").unwrap_or(cursor);
    let (offset, next) = day::which(start)?;
    let offset = if lists("coming upcoming", next.before()) { 1 } else { offset };
    let (unit, next) = names::unit(next)?;
    let days = around(reading.today, unit, offset, reading.locale);
    let rest = start.at() > cursor.at() && offset == 0;
    Some((if rest { Days::new(reading.today, days.last) } else { days }, next)).filter(|_| unit != Unit::Day)
}

/// `first half of June`, `last week of August`
fn part_of_month<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (index, next) = nth(cursor.skip("the"))?;
    let (unit, next) = names::unit(next)?;
    let (month, next) = month_or_relative(next.eat("of")?, reading)?;
    Some((slice(month, index, unit)?, next))
}

fn month_or_relative<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    if let Some((offset, next)) = day::which(cursor) {
        return Some((around(reading.today, Unit::Month, offset, reading.locale), next.eat("month")?));
    }
    month::month(cursor, reading)
}

/// The `index`-th week or half of a month; -1 is the last.
fn slice(month: Days, index: i32, unit: Unit) -> Option<Days> {
    const HALF: i32 = 15;
    let length = match unit {
        Unit::Week => 7,
        Unit::Half => HALF,
        _ => return None,
    };
    if index < 0 || (unit == Unit::Half && index == 2) {
        let first = if unit == Unit::Half { plus_days(month.first, HALF) } else { plus_days(month.last, 1 - length) };
        return Some(Days::new(first, month.last));
    }
    let first = plus_days(month.first, (index - 1) * length);
    (first <= month.last).then(|| Days::new(first, plus_days(first, length - 1).min(month.last)))
}

/// `first` to `fourth`, `1st` to `4th`; -1 for `last`.
fn nth(cursor: Cursor) -> Option<(i32, Cursor)> {
    let index = match cursor.peek() {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "last" | "final" => -1,
        _ => {
            let (digit, next) = cursor.integer(1)?;
            let next = next.eat_any("st nd rd th").filter(|_| next.glued())?;
            return Some((digit, next)).filter(|(digit, _)| (1..=4).contains(digit));
        }
    };
    Some((index, cursor.next()))
}

/// `Q3`, `Q3 2025`, `third quarter of FY25`, `H1`, `first half`
fn block<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    if let Some((year, next)) = fiscal_year(cursor, reading) {
        let (index, unit, next) = lettered_block(next.skip_any(", -"))?;
        let months = unit.months().filter(|months| (1..=12 / months).contains(&index))?;
        return Some((months_from(plus_months(year.first, (index - 1) * months), months), next));
    }
    let (index, unit, next) = lettered_block(cursor).or_else(|| worded_block(cursor))?;
    let months = unit.months().filter(|months| (1..=12 / months).contains(&index))?;
    let of_year = next.skip("of").skip("the").skip("year").skip("-").skip("'");
    let (year_start, next) = match block_year(of_year, reading) {
        Some(found) => found,
        None => (latest_year(reading, (index - 1) * months), after_block(next)),
    };
    Some((months_from(plus_months(year_start, (index - 1) * months), months), next))
}

fn after_block(cursor: Cursor) -> Cursor {
    cursor.eat_all("of the year").unwrap_or(cursor)
}

fn lettered_block(cursor: Cursor) -> Option<(i32, Unit, Cursor)> {
    let unit = match cursor.peek() {
        "q" => Unit::Quarter,
        "h" => Unit::Half,
        _ => return None,
    };
    let (index, next) = cursor.next().integer(1).filter(|_| cursor.next().glued())?;
    Some((index, unit, next))
}

fn worded_block(cursor: Cursor) -> Option<(i32, Unit, Cursor)> {
    let (index, next) = nth(cursor.skip("the")).filter(|(index, _)| *index > 0)?;
    let (unit, next) = names::unit(next)?;
    matches!(unit, Unit::Quarter | Unit::Half).then_some((index, unit, next))
}

/// The start of the year that a quarter names: a plain `2025` is the fiscal year that starts in 2025.
fn block_year<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Date, Cursor<'t>)> {
    if let Some((offset, next)) = day::which(cursor) {
        let (unit, next) = names::unit(next).filter(|(unit, _)| unit.months() == Some(12))?;
        let unit = if unit == Unit::Year { Unit::FiscalYear } else { unit };
        return Some((around(reading.today, unit, offset, reading.locale).first, next));
    }
    if let Some((days, next)) = fiscal_year(cursor, reading) {
        return Some((days.first, next));
    }
    let (year, next) = full_year(cursor).or_else(|| short_year(cursor).filter(|_| cursor.before() == "'"))?;
    Some((month_start(year, reading.locale.fiscal_start_month().into()), next))
}

/// The start of the latest fiscal year in which a block `months` after its start has begun.
fn latest_year(reading: &Reading, months: i32) -> Date {
    let current = around(reading.today, Unit::FiscalYear, 0, reading.locale).first;
    if plus_months(current, months) <= reading.today { current } else { plus_months(current, -12) }
}

/// `FY25`, `FY 2024-25`, `fiscal year 2025`, and `2024-25` alone.
fn fiscal_year<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let named = cursor.eat("fy").or_else(|| Some(names::fiscal(cursor)?.eat_any("year yr")?.skip("of")));
    if let Some((first, next)) = split_year(named.unwrap_or(cursor)) {
        // A year written as two starts in April wherever people write it so.
        return Some((months_from(month_start(first, 4), 12), next));
    }
    let next = named?.skip("'").skip("-");
    let (year, next) = full_year(next).or_else(|| short_year(next))?;
    let start = reading.locale.fiscal_start_month();
    let begins = if start > 1 { year - 1 } else { year };
    Some((months_from(month_start(begins, start.into()), 12), next))
}

/// `2024-25`, `24-25` after `FY`, `2024/2025`.
fn split_year(cursor: Cursor) -> Option<(i16, Cursor)> {
    let marked = cursor.before() == "fy" || cursor.before() == "year";
    let (first, next) = full_year(cursor).or_else(|| short_year(cursor).filter(|_| marked))?;
    let next = next.eat_glued("-").or_else(|| next.eat_glued("/"))?;
    let (second, next) = full_year(next).or_else(|| short_year(next))?;
    let free = !next.glued() || !matches!(next.peek(), "-" | "/");
    (free && second == first + 1).then_some((first, next))
}

/// `the quarter to June`, `year ending March 2025`
fn ending<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (unit, next) = names::unit(cursor.skip("the"))?;
    let months = unit.months().filter(|months| *months > 1)?;
    let next = next.skip("year").eat_any("to ending ended")?;
    let (last, next) = month::month(next, reading)?;
    Some((months_from(plus_months(last.first, 1 - months), months), next))
}

/// `week 32` of the ISO calendar, the latest that has begun.
fn numbered_week<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let (number, next) = cursor.eat_any("week wk")?.skip_any("no number").integer(2)?;
    let number = i8::try_from(number).ok()?;
    let this_year = reading.today.iso_week_date().year();
    let first = [this_year, this_year - 1].into_iter().find_map(|year| {
        let monday = ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date();
        (monday <= reading.today).then_some(monday)
    })?;
    Some((Days::new(first, plus_days(first, 6)), next))
}

/// `2025`, `year 2025`
fn year(cursor: Cursor) -> Option<(Days, Cursor)> {
    let start = cursor.skip("year");
    let free = !start.glued() || matches!(start.before(), "(" | "'");
    let (year, next) = full_year(start).filter(|_| free)?;
    let continues = next.glued() && !matches!(next.peek(), "." | "," | "?" | "!" | ")" | "'" | ":" | ";");
    (!continues && looks_like_a_year(start, next)).then(|| (months_from(month_start(year, 1), 12), next))
}

/// `2041` and `2025 boxes` are numbers; a year stands near now and counts nothing.
fn looks_like_a_year(start: Cursor, next: Cursor) -> bool {
    const NEAR: std::ops::RangeInclusive<i32> = 2000..=2035;
    let near = start.integer(4).is_some_and(|(year, _)| NEAR.contains(&year));
    near && super::quantity::unit(next).is_none()
}
