//! Names of days, months and units of time, in English, in Hinglish and in common misspellings.

use super::calendar::Unit;
use super::token::Cursor;
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
const TIME_CUES: [&str; 30] = [
    "", "on", "in", "for", "of", "by", "from", "to", "till", "until", "since", "and", "this", "next", "last", "during",
    "through", "before", "after", "between", "coming", "se", "-", ",", "(", "previous", "whole", "not", "or", ":",
];

/// The weekday that the next token names.
pub(super) fn weekday(cursor: Cursor) -> Option<(Weekday, Cursor)> {
    let word = cursor.peek();
    if matches!(word, "sat" | "sun") && !TIME_CUES.contains(&cursor.before()) {
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

/// The month, where it stands alone: `may` counts only where a time is expected.
pub(super) fn lone_month(cursor: Cursor) -> Option<(i8, Cursor)> {
    let modal = cursor.peek() == "may" && !TIME_CUES.contains(&cursor.before());
    let asks = cursor.peek() == "may" && ["i", "we", "he", "she", "they", "you", "be"].contains(&cursor.next().peek());
    month(cursor).filter(|_| !modal && !asks)
}

/// The unit of time that the next token names, singular or plural.
pub(super) fn unit(cursor: Cursor) -> Option<(Unit, Cursor)> {
    if let Some(next) = fiscal(cursor).and_then(|next| next.eat_any(&["year", "yr", "years"])) {
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
    cursor.eat_any(&["fiscal", "financial"])
}

/// Whether `word` is `name` with a slip or two: the first letter right, one edit, two in a long name.
pub(super) fn misspells(word: &str, name: &str) -> bool {
    /// Below this length every word is a slip away from another one.
    const SHORTEST: usize = 6;
    /// From this length on, two slips still leave the name recognisable.
    const LONG: usize = 8;
    let allowed = if name.len() >= LONG { 2 } else { 1 };
    let alike = word.len().abs_diff(name.len()) <= allowed && word.as_bytes().first() == name.as_bytes().first();
    let plural = word.ends_with('s') && !name.ends_with('s');
    name.len() >= SHORTEST && alike && !plural && strsim::osa_distance(word, name) <= allowed
}
