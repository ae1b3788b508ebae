//! Dates as people write them: `2026-11-12`, `12/11/2026`, `12th of November`, `Nov 12, 2026`, `the 5th`.
//!
//! Day and month are read in the order of the locale; a date that does not exist is still read, as invalid.

use super::day::{Day, which};
use super::token::{Cursor, Token, TokenKind, lists};
use super::{Reading, calendar, names};

/// Reads a written date.
pub(super) fn day<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    if !starts_freely(cursor) {
        return None;
    }
    iso(cursor)
        .or_else(|| slashed(cursor, reading))
        .or_else(|| day_month(cursor))
        .or_else(|| month_day(cursor))
        .or_else(|| day_of_relative_month(cursor, reading))
        .or_else(|| ordinal(cursor))
        .filter(|(_, next)| ends_freely(*next))
}

/// Whether a number may begin here: not inside `INV/24` or `x12`.
fn starts_freely(cursor: Cursor) -> bool {
    let inside = |token: &Token| token.kind != TokenKind::Mark || lists("/ _ # .", &token.lower);
    let in_interval = || cursor.before() == "/" && iso(cursor).is_some();
    !cursor.glued() || in_interval() || !cursor.back().and_then(Cursor::token).is_some_and(inside)
}

/// Whether a number may end here: no digit, letter or slash touches it, unless it is the slash of an ISO interval.
fn ends_freely(cursor: Cursor) -> bool {
    if iso(cursor.next()).is_some_and(|_| cursor.peek() == "/") {
        return true;
    }
    let continues = cursor
        .token()
        .is_some_and(|token| token.glued && (token.kind != TokenKind::Mark || matches!(&*token.lower, "/" | "_")));
    !continues
}

fn iso(cursor: Cursor) -> Option<(Day, Cursor)> {
    let (year, next) = full_year(cursor)?;
    let separator = next.peek();
    let next = lists("- / .", separator).then(|| next.eat_glued(separator))??;
    let (month, next) = next.integer(2)?;
    let (day, next) = next.eat_glued(separator)?.integer(2)?;
    Some((Day::OfMonth { day, month, year: Some(year) }, next))
}

/// `12/11/2026` and `12/11`; dashes and dots only with a year.
fn slashed<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    let (first, next) = cursor.integer(2)?;
    let separator = next.peek();
    let next = lists("- / .", separator).then(|| next.eat_glued(separator))??;
    let (second, next) = next.integer(2).filter(|_| next.glued())?;
    let (day, month) = if reading.locale.day_first() { (first, second) } else { (second, first) };
    let dated = next
        .eat_glued(separator)
        .filter(|next| next.glued())
        .and_then(|next| full_year(next).or_else(|| short_year(next)));
    match dated {
        Some((year, next)) => Some((Day::OfMonth { day, month, year: Some(year) }, next)),
        None if separator == "/" && looks_like_a_day(first, second) => {
            Some((Day::OfMonth { day, month, year: None }, next))
        }
        None => None,
    }
}

/// `12/25` may be a date, `24/7` and `50/50` are not.
fn looks_like_a_day(first: i32, second: i32) -> bool {
    let in_range = (1..=31).contains(&first) && (1..=31).contains(&second);
    in_range && (first <= 12 || second <= 12) && (first, second) != (24, 7)
}

/// A year of four digits in living memory or in a plan.
pub(super) fn full_year(cursor: Cursor) -> Option<(i16, Cursor)> {
    let (digits, next) = cursor.digits().filter(|(digits, _)| digits.len() == 4)?;
    let year = digits.parse().ok().filter(|year| (1900..=2199).contains(year))?;
    Some((year, next))
}

/// A year of two digits, in this century.
pub(super) fn short_year(cursor: Cursor) -> Option<(i16, Cursor)> {
    let (digits, next) = cursor.digits().filter(|(digits, _)| digits.len() == 2)?;
    Some((2000 + digits.parse::<i16>().ok()?, next))
}

/// The year after a month: `2026`, `, 2026`, `'26`, `-26`, or `26` at the end of a phrase.
pub(super) fn year_after(cursor: Cursor) -> Option<(i16, Cursor)> {
    let next = cursor.skip(",").skip("of");
    if let Some(found) = full_year(next.skip("-")) {
        return Some(found);
    }
    let marked = || cursor.eat("'").or_else(|| cursor.eat_glued("-")).and_then(short_year);
    let plain = || {
        short_year(cursor)
            .filter(|(year, next)| (2020..2050).contains(year) && next.letters().is_none() && ends_freely(*next))
    };
    marked().or_else(plain)
}

/// The suffix of `5th`.
fn suffix(cursor: Cursor) -> Option<Cursor> {
    cursor.eat_any("st nd rd th").filter(|_| cursor.glued())
}

/// A day of the month with its optional suffix.
fn day_number(cursor: Cursor) -> Option<(i32, Cursor)> {
    let (day, next) = cursor.integer(2)?;
    Some((day, suffix(next).unwrap_or(next)))
}

fn day_month(cursor: Cursor) -> Option<(Day, Cursor)> {
    let (day, next) = day_number(cursor.skip("the"))?;
    let next = next.skip_any("of -");
    let (month, next) = names::month(next)?;
    let (year, next) = year_after(next).map_or((None, next), |(year, next)| (Some(year), next));
    Some((Day::OfMonth { day, month: month.into(), year }, next))
}

fn month_day(cursor: Cursor) -> Option<(Day, Cursor)> {
    let (month, next) = names::month(cursor)?;
    let (day, next) = day_number(next.skip_any("the -"))?;
    let year = full_year(next.skip(",")).or_else(|| next.eat("'").and_then(short_year));
    let (year, next) = year.map_or((None, next), |(year, next)| (Some(year), next));
    Some((Day::OfMonth { day, month: month.into(), year }, next))
}

/// `the 5th of next month`
fn day_of_relative_month<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Day, Cursor<'t>)> {
    let (day, next) = cursor.skip("the").integer(2)?;
    let (offset, next) = which(suffix(next)?.eat("of")?)?;
    let month = calendar::plus_months(reading.today.first_of_month(), offset);
    let of_month = Day::OfMonth { day, month: month.month().into(), year: Some(month.year()) };
    Some((of_month, next.eat_any("month mahine")?))
}

/// `the 5th`, `5 tareekh`; not the `2nd option`.
fn ordinal(cursor: Cursor) -> Option<(Day, Cursor)> {
    const TAREEKH: &str = "tareekh tarikh tarik tareek tarekh";
    let (day, next) = cursor.skip("the").integer(2)?;
    if let Some(after) = next.eat_any(TAREEKH) {
        return Some((Day::Ordinal(day), after));
    }
    let next = suffix(next)?;
    is_day(cursor, next).then_some((Day::Ordinal(day), next))
}

/// Whether the words around an ordinal make it a day: after a preposition anything but a counted noun may follow.
fn is_day(ordinal: Cursor, next: Cursor) -> bool {
    const BEFORE: &str = "on by due till until from to of since before after";
    const COUNTED: &str = "\
        floor time option party shift one item line row invoice bill po purchase order request ticket quarter half \
        week month day level try attempt approver grade class year page step point copy reminder instalment person \
        entry vendor customer batch phase leave payment task report";
    const AFTER: &str = "\
        to till until through and for se tak ko from or not instead please pls is was i we as at because when \
        morning afternoon evening onwards off if since then ki ka ke thanks but rather in with it free so only got";
    let Some((word, _)) = next.letters() else { return true };
    if lists(BEFORE, ordinal.before()) { !lists(COUNTED, word) } else { lists(AFTER, word) }
}
