//! Days, months and units of time where they are named, told from words that only look like them.
//!
//! "May I", "he sat" and "Good Friday" name no time.

use super::calendar::Unit;
use super::meaning::Meaning;
use super::token::{Cursor, lists};
use jiff::civil::Weekday;

/// Words after which a short form such as `sat`, `sun` or `may` is a time and not a verb or a noun.
const TIME_CUES: &str = "on in for of by from to till until since and this next last during through before after \
    between coming se - , ( previous whole not or :";

/// The weekday that the next token names.
pub(super) fn weekday(cursor: Cursor) -> Option<(Weekday, Cursor)> {
    let Some(Meaning::Weekday(weekday)) = cursor.meaning() else {
        return None;
    };
    let noun = lists("sat sun", cursor.peek()) && !expects_time(cursor);
    (!noun && !is_feast(cursor)).then(|| (weekday, cursor.next()))
}

/// The month that the next token names, 1 to 12.
pub(super) fn month(cursor: Cursor) -> Option<(i8, Cursor)> {
    match cursor.meaning() {
        Some(Meaning::Month(month)) => Some((month, cursor.next().skip("."))),
        _ => None,
    }
}

/// The month, where it stands alone: `may` counts only where a time is expected or where its capital says so.
pub(super) fn lone_month(cursor: Cursor) -> Option<(i8, Cursor)> {
    let opens = cursor.before().is_empty();
    let is_name = || cursor.is_capital() && !opens && !lists(". ! ?", cursor.before());
    let ends = || cursor.next().letters().is_none() && !opens;
    let modal = || !expects_time(cursor) && !is_name() && !ends();
    let asks = || lists("i we he she they you be", cursor.next().peek());
    month(cursor).filter(|_| (cursor.peek() != "may" || !(modal() || asks())) && !is_called(cursor))
}

/// Whether the words before announce a person, who may be called April: "user April Jones", "Ms. May".
fn is_called(cursor: Cursor) -> bool {
    const TITLES: &str = "user employee colleague called named mr mrs ms miss mx dr";
    let before = cursor.back().filter(|before| before.peek() == ".").unwrap_or(cursor);
    lists(TITLES, before.before())
}

/// Whether a short form here is a time: after a preposition, or at the start with no noun behind.
fn expects_time(cursor: Cursor) -> bool {
    const AFTER: &str = "to and till off leave ko or morning se";
    if cursor.before().is_empty() {
        return cursor.next().letters().is_none_or(|(word, _)| lists(AFTER, word));
    }
    lists(TIME_CUES, cursor.before())
}

/// Good Friday and Easter Monday are not the next Friday and Monday.
fn is_feast(cursor: Cursor) -> bool {
    lists("good black easter", cursor.before())
}

/// The unit of time that the next token names, singular or plural.
pub(super) fn unit(cursor: Cursor) -> Option<(Unit, Cursor)> {
    if let Some(next) = fiscal(cursor).and_then(|next| next.eat_any("year yr years")) {
        return Some((Unit::FiscalYear, next));
    }
    let unit = match cursor.peek() {
        "day" | "days" | "din" => Unit::Day,
        "week" | "weeks" | "wk" | "wks" | "hafte" | "hafta" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Fortnight,
        "month" | "months" | "mth" | "mths" | "motnh" | "mnth" | "mahine" | "mahina" => Unit::Month,
        "quarter" | "quarters" | "qtr" | "qtrs" => Unit::Quarter,
        "half" => Unit::Half,
        "year" | "years" | "yr" | "yrs" | "saal" | "sal" => Unit::Year,
        "fy" => Unit::FiscalYear,
        _ => return None,
    };
    Some((unit, cursor.next()))
}

/// The adjective of a fiscal year.
pub(super) fn fiscal(cursor: Cursor) -> Option<Cursor> {
    cursor.eat_any("fiscal financial")
}
