//! Names of days, months and units of time, in English, in Hinglish and in common misspellings.

use super::calendar::Unit;
use super::token::{Cursor, lists};
use jiff::civil::Weekday;

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "mon", "somvar", "somwar"]),
    (Weekday::Tuesday, &["tuesday", "tue", "tues", "mangalvar", "mangalwar"]),
    (Weekday::Wednesday, &["wednesday", "wed", "weds", "budhvar", "budhwar"]),
    (
        Weekday::Thursday,
        &["thursday", "thu", "thur", "thurs", "guruvar", "guruwar"],
    ),
    (Weekday::Friday, &["friday", "fri", "shukravar", "shukrawar"]),
    (Weekday::Saturday, &["saturday", "sat", "shanivar", "shaniwar"]),
    (Weekday::Sunday, &["sunday", "sun", "ravivar", "raviwar", "itvaar"]),
];

const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Words after which a short form such as `sat`, `sun` or `may` is a time and not a verb or a noun.
const TIME_CUES: &str = "on in for of by from to till until since and this next last during through before after \
    between coming se - , ( previous whole not or :";

/// The weekday that the next token names.
pub(super) fn weekday(cursor: Cursor) -> Option<(Weekday, Cursor)> {
    let word = cursor.peek();
    if matches!(word, "sat" | "sun") && !expects_time(cursor) || is_feast(cursor) {
        return None;
    }
    let exact = WEEKDAYS.iter().find(|(_, names)| names.contains(&word));
    let found = exact.or_else(|| {
        WEEKDAYS
            .iter()
            .find(|(_, names)| names.first().is_some_and(|name| misspells(word, name)))
    });
    found.map(|(weekday, _)| (*weekday, cursor.next()))
}

/// The month that the next token names, 1 to 12.
pub(super) fn month(cursor: Cursor) -> Option<(i8, Cursor)> {
    let word = cursor.peek();
    let numbered = || (1_i8..).zip(MONTHS);
    let exact = numbered().find(|(_, names)| names.contains(&word));
    let found = exact.or_else(|| numbered().find(|(_, names)| names.first().is_some_and(|name| misspells(word, name))));
    found.map(|(month, _)| (month, cursor.next().skip(".")))
}

/// The month, where it stands alone: `may` counts only where a time is expected or where its capital says so.
pub(super) fn lone_month(cursor: Cursor) -> Option<(i8, Cursor)> {
    let opens = cursor.before().is_empty();
    let is_name = || cursor.is_capital() && !opens && !lists(". ! ?", cursor.before());
    let ends = || cursor.next().letters().is_none() && !opens;
    let modal = || !expects_time(cursor) && !is_name() && !ends();
    let asks = || lists("i we he she they you be", cursor.next().peek());
    month(cursor).filter(|_| cursor.peek() != "may" || !(modal() || asks()))
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

/// Whether `word` is `name` with a slip or two: both ends right, one edit, two in a long name.
pub(super) fn misspells(word: &str, name: &str) -> bool {
    /// Below this length every word is a slip away from another one.
    const SHORTEST: usize = 6;
    /// From this length on, two slips still leave the name recognisable.
    const LONG: usize = 8;
    let allowed = if name.len() >= LONG { 2 } else { 1 };
    let alike = word.len().abs_diff(name.len()) <= allowed && word.as_bytes().first() == name.as_bytes().first();
    let same_end = word.as_bytes().last() == name.as_bytes().last();
    name.len() >= SHORTEST && alike && same_end && strsim::osa_distance(word, name) <= allowed
}
