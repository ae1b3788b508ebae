//! What a word means whatever stands around it: a weekday, a month or a number, also misspelt or in Hindi.
//!
//! Looked up once for each word, because many recognisers ask.

use super::token::lists;
use jiff::civil::Weekday;

/// The meaning of a word that has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Weekday(Weekday),
    /// 1 to 12.
    Month(i8),
    /// A number below a hundred.
    Number(u64),
}

/// Each weekday with its names; the first is the one that may be misspelt.
const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "monday mon somvar somwar"),
    (Weekday::Tuesday, "tuesday tue tues mangalvar mangalwar"),
    (Weekday::Wednesday, "wednesday wed weds budhvar budhwar"),
    (Weekday::Thursday, "thursday thu thur thurs guruvar guruwar"),
    (Weekday::Friday, "friday fri shukravar shukrawar"),
    (Weekday::Saturday, "saturday sat shanivar shaniwar"),
    (Weekday::Sunday, "sunday sun ravivar raviwar itvaar"),
];

/// The months with their names; the first is the one that may be misspelt.
const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
];

const BELOW_TWENTY: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
    fifteen sixteen seventeen eighteen nineteen";

const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";

/// The shortest word that means something, `sat`.
const SHORTEST: usize = 3;

/// The longest word that may mean something, `wednesday` with two letters too many.
const LONGEST: usize = 12;

/// Looks a lower-case word up; an exact name before a misspelt one.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return None;
    }
    let is_listed = |list: &str| lists(list, word);
    let is_slip = |list: &str| list.split(' ').next().is_some_and(|name| misspells(word, name));
    time(is_listed).or_else(|| number(word)).or_else(|| time(is_slip))
}

/// Whether a lower-case word names a weekday or a month.
pub(crate) fn is_day_or_month(word: &str) -> bool {
    matches!(meaning(word), Some(Meaning::Weekday(_) | Meaning::Month(_)))
}

fn time(names: impl Fn(&str) -> bool) -> Option<Meaning> {
    let weekday = WEEKDAYS.iter().find(|(_, list)| names(list));
    let month = || (1..).zip(MONTHS).find(|(_, list)| names(list));
    weekday.map(|(weekday, _)| Meaning::Weekday(*weekday)).or_else(|| month().map(|(month, _)| Meaning::Month(month)))
}

fn number(word: &str) -> Option<Meaning> {
    let small = (0..).zip(BELOW_TWENTY.split(' '));
    let tens = (20..).step_by(10).zip(TENS.split(' '));
    let (value, _) = small.chain(tens).find(|(_, name)| *name == word)?;
    Some(Meaning::Number(value))
}

/// Whether `word` is `name` with a slip or two: both ends right, one edit, two in a long name.
pub(super) fn misspells(word: &str, name: &str) -> bool {
    /// Below this length every word is a slip away from another one.
    const SAFE: usize = 6;
    /// From this length on, two slips still leave the name recognisable.
    const LONG: usize = 8;
    let allowed = if name.len() >= LONG { 2 } else { 1 };
    let alike = word.len().abs_diff(name.len()) <= allowed && word.as_bytes().first() == name.as_bytes().first();
    let same_end = word.as_bytes().last() == name.as_bytes().last();
    name.len() >= SAFE && alike && same_end && strsim::osa_distance(word, name) <= allowed
}
