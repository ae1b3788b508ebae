//! Disturbed copies of training utterances: polite filler around them, and a typing mistake in them.
//!
//! They teach the classifier that neither changes what is asked.

use crate::random::Random;

const OPENINGS: [&str; 24] = [
    "hi",
    "hello",
    "hey",
    "hi there",
    "good morning",
    "please",
    "pls",
    "can you",
    "could you please",
    "can you please",
    "hi could you please",
    "i need to",
    "i would like to",
    "i want to",
    "ok so",
    "hey can you",
    "kindly",
    "would you",
    "sorry to bother you but",
    "excuse me",
    "so",
    "quick one",
    "hi team",
    "just",
];
const CLOSINGS: [&str; 20] = [
    "please",
    "pls",
    "thanks",
    "thank you",
    "thx",
    "asap",
    "now",
    "when you get a chance",
    "thanks in advance",
    "today",
    "if possible",
    "for me",
    "please and thank you",
    "quickly",
    "right now",
    "thank you so much",
    "cheers",
    "urgent",
    "for me please",
    "when you can",
];
/// Shorter words lose too much by a mistake.
const MIN_TYPO_CHARS: usize = 4;

/// A copy of `text` with filler, with a mistake, or with both.
pub(super) fn disturbed(text: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => with_typo(text, random),
        1 => with_filler(&with_typo(text, random), random),
        _ => with_filler(text, random),
    }
}

/// All filler, for the words that a classifier knows.
pub(super) fn fillers() -> impl Iterator<Item = &'static str> {
    OPENINGS.into_iter().chain(CLOSINGS)
}

fn with_filler(text: &str, random: &mut Random) -> String {
    let opening = random.pick(&OPENINGS).filter(|_| true).copied().unwrap_or_default();
    let closing = random.pick(&CLOSINGS).copied().unwrap_or_default();
    match random.below(3) {
        0 => format!("{opening} {text}"),
        1 => format!("{text} {closing}"),
        _ => format!("{opening} {text} {closing}"),
    }
}

fn with_typo(text: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let mut long: Vec<&mut String> = words.iter_mut().filter(|word| word.chars().count() >= MIN_TYPO_CHARS).collect();
    let chosen = random.below(long.len());
    if let Some(word) = long.get_mut(chosen) {
        **word = mistyped(word, random);
    }
    words.join(" ")
}

/// Drops, doubles or swaps a letter after the first.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len().saturating_sub(2));
    match (random.below(3), letters.get(at).copied()) {
        (0, Some(_)) => drop(letters.remove(at)),
        (1, Some(letter)) => letters.insert(at, letter),
        (_, Some(_)) if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => {}
    }
    letters.into_iter().collect()
}
