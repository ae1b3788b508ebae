//! One of a fixed list, by its value, by a synonym or by a slip of either.
//!
//! Only what is asserted counts: "not sick, casual" is casual.

use super::InvalidValue;
use crate::definition::Slot;
use crate::text::words;
use erp_chat_protocol::SlotValue;

/// Words of the longest synonym that is looked for.
const MOST_WORDS: usize = 4;

/// An answer to "which one?" is short; further words of a long one are not read.
const MOST_ANSWER_WORDS: usize = 200;

/// The choice that a text names; the longest match first, an exact one before a misspelt one.
pub(super) fn choice(slot: &Slot, text: &str) -> Result<SlotValue, InvalidValue> {
    let words = words(text).into_iter().take(MOST_ANSWER_WORDS);
    let words: Vec<String> = words.map(|word| word.lower).collect();
    let offered: Vec<_> = offered(slot).collect();
    let exact = |phrase: &str, name: &str| phrase == name;
    named(&offered, &words, exact)
        .or_else(|| named(&offered, &words, is_slip))
        .map(|value| SlotValue::Text(value.to_owned()))
        .ok_or(InvalidValue::NotAChoice)
}

fn named<'s>(offered: &[(&'s str, String)], words: &[String], matches: fn(&str, &str) -> bool) -> Option<&'s str> {
    let value_of = |phrase: &str| offered.iter().find(|(_, name)| matches(phrase, name)).map(|(value, _)| *value);
    (1..=MOST_WORDS).rev().find_map(|length| {
        let windows = words.windows(length).enumerate();
        let asserted = windows.filter(|(at, _)| !is_denied(words, *at));
        asserted.map(|(_, window)| window.join(" ")).find_map(|phrase| value_of(&phrase))
    })
}

/// Whether "not" stands before the word at `at`.
fn is_denied(words: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|word| word == "not")
}

/// Every value with itself and its synonyms.
fn offered(slot: &Slot) -> impl Iterator<Item = (&str, String)> {
    slot.choices.iter().flat_map(|(value, synonyms)| {
        let names = std::iter::once(value).chain(synonyms);
        names.map(move |name| (value.as_str(), spaced(name)))
    })
}

/// As [`words`] would part it: `comp-off` is two words.
fn spaced(name: &str) -> String {
    words(name).into_iter().map(|word| word.lower).collect::<Vec<_>>().join(" ")
}

/// One slip in a name of five letters or more, two in a long one.
fn is_slip(phrase: &str, name: &str) -> bool {
    let allowed = match name.chars().count() {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    phrase.len().abs_diff(name.len()) <= 2 * allowed && strsim::osa_distance(phrase, name) <= allowed
}
