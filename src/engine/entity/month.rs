//! Months: `March`, `Sept '24`, `03/2024`, `April to June 2025`, `last March`.
//!
//! A month without a year is the latest that has begun, or the next to come where the intent looks forward, as leave does.

use super::calendar::{Days, month_start, months_from, plus_months};
use super::token::Cursor;
use super::written::{full_year, year_after};
use super::{Reading, day, names};
use crate::definition::Direction;
use jiff::civil::Date;

/// `March 2025`, `April to June`, `03/2024`
pub(super) fn months<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    let start = cursor.skip_any("from between");
    let (left, next) = month(start, reading)?;
    let right = month_separator(next, cursor.peek() == "between").and_then(|next| month_as_written(next));
    let Some((number, year, after)) = right else {
        return (start.at() == cursor.at()).then_some((left, next));
    };
    let Some(year) = year else {
        let span = (number - i32::from(left.first.month())).rem_euclid(12) + 1;
        return Some((months_from(left.first, span), after));
    };
    let last = months_from(month_start(year, number), 1).last;
    Some((Days::new(shared_year(start, left.first, last), last), after))
}

/// In `April to June 2025` the year holds for both.
fn shared_year(start: Cursor, first: Date, last: Date) -> Date {
    let has_year = names::month(start).is_none_or(|(_, next)| year_after(next).is_some());
    let same = month_start(last.year(), first.month().into());
    if has_year {
        first
    } else if same > last {
        plus_months(same, -12)
    } else {
        same
    }
}

/// Between two months; "and" joins neighbours ("May and June") or follows "between".
fn month_separator(cursor: Cursor, between: bool) -> Option<Cursor> {
    let separator = cursor.eat_any("to till until through thru - se");
    separator.or_else(|| {
        let (left, right) = (cursor.back()?, cursor.eat("and")?);
        let neighbours = || Some(i32::from(names::month(left)?.0) % 12 + 1 == i32::from(names::month(right)?.0));
        (between || neighbours().unwrap_or_default()).then_some(right)
    })
}

/// A month on its own.
pub(super) fn month<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Days, Cursor<'t>)> {
    const PREFIXES: [&str; 6] =
        ["the whole of", "whole of", "all of", "the month of", "month of", "the whole month of"];
    let cursor = PREFIXES.iter().find_map(|prefix| cursor.eat_all(prefix)).unwrap_or(cursor);
    if let Some((offset, next)) = day::which(cursor).filter(|(offset, _)| *offset != 0) {
        let (number, next) = names::month(next)?;
        return Some((beside_now(number, offset, reading), next));
    }
    let (number, year, next) = month_as_written(cursor)?;
    let first = match year {
        Some(year) => month_start(year, number),
        None => nearest(number, reading),
    };
    Some((months_from(first, 1), next))
}

/// A month number with its year, if it is written with one.
fn month_as_written(cursor: Cursor) -> Option<(i32, Option<i16>, Cursor)> {
    if let Some((number, next)) = names::lone_month(cursor) {
        let (year, next) = year_after(next).map_or((None, next), |(year, next)| (Some(year), next));
        return Some((number.into(), year, next));
    }
    let (year, number, next) = numbered_month(cursor)?;
    (1..=12).contains(&number).then_some((number, Some(year), next))
}

/// `03/2024`, `2024-03`
fn numbered_month(cursor: Cursor) -> Option<(i16, i32, Cursor)> {
    let free = !cursor.glued() || cursor.before() == "(";
    let separated = |next: Cursor<'_>| next.eat_glued("/").or_else(|| next.eat_glued("-")).is_some();
    if let Some((number, next)) = cursor.integer(2).filter(|(_, next)| free && separated(*next)) {
        let (year, next) = full_year(next.next())?;
        return Some((year, number, next)).filter(|(_, _, next)| !next.glued() || next.peek() == ".");
    }
    let (year, next) = full_year(cursor).filter(|(_, next)| free && separated(*next))?;
    let (number, next) = next.next().digits().filter(|(digits, _)| digits.len() == 2)?;
    let ends = !next.glued() || matches!(next.peek(), "." | "," | "?");
    Some((year, number.parse().ok()?, next)).filter(|_| ends)
}

/// The latest such month that has begun, or, looking forward, the first that has not ended.
fn nearest(number: i32, reading: &Reading) -> Date {
    let this_year = month_start(reading.today.year(), number);
    let begun = this_year <= reading.today;
    match reading.looks {
        Direction::Back if !begun => plus_months(this_year, -12),
        Direction::Forward if this_year < reading.today.first_of_month() => plus_months(this_year, 12),
        _ => this_year,
    }
}

/// `last March` is the latest before this month, `next March` the first after it.
fn beside_now(number: i8, offset: i32, reading: &Reading) -> Days {
    let this_month = reading.today.first_of_month();
    let same_year = month_start(this_month.year(), number.into());
    let shift = match offset {
        -1 if same_year >= this_month => -12,
        1 if same_year <= this_month => 12,
        _ => 0,
    };
    months_from(plus_months(same_year, shift), 1)
}
