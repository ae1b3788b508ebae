//! Trims a stretch of text to the value in it: no politeness, no lead-in, no stray punctuation.

use crate::definition::Slot;
use crate::text::{Span, words};

/// What may follow a value and is not part of it.
const TAILS: [&str; 14] = [
    "please",
    "pls",
    "plz",
    "thanks",
    "thank you",
    "thx",
    "cheers",
    "ji please",
    "asap",
    "ok",
    "okay",
    "kindly",
    "if you can",
    "for me",
];

/// What may come before an answer and is not part of it, longest first where one begins another.
const LEADS: [&str; 50] = [
    "please",
    "pls",
    "plz",
    "kindly",
    "oh",
    "um",
    "well",
    "ok",
    "okay",
    "sorry",
    "yes",
    "yeah",
    "yep",
    "sure",
    "no",
    "actually",
    "hi",
    "hello",
    "i think",
    "i mean",
    "i guess",
    "i meant",
    "i want",
    "i'd like",
    "i need",
    "it's for",
    "it is for",
    "its for",
    "it's",
    "it is",
    "its",
    "it should be",
    "it would be",
    "that's",
    "that is",
    "that would be",
    "that'd be",
    "this is",
    "make it",
    "make that",
    "let's say",
    "lets say",
    "let's go with",
    "go with",
    "put",
    "use",
    "say",
    "should be",
    "call it",
    "because",
];

/// Words that join an answer to the question.
const JOINTS: [&str; 12] = [
    "for", "to", "from", "on", "by", "at", "in", "of", "as", "about", "with", "the",
];

/// The value within a tagged span.
pub(super) fn value(text: &str, span: Span) -> Span {
    strip_tails(text, trim(text, span))
}

/// The value within the answer to the question for `slot`.
pub(super) fn answer(text: &str, slot: &Slot) -> Span {
    let mut span = strip_tails(text, trim(text, whole(text)));
    let cues: Vec<&str> = slot.cues.iter().map(String::as_str).chain(JOINTS).collect();
    span = strip_leads(text, span, &LEADS);
    span = strip_leads(text, span, &cues);
    strip_leads(text, span, &["is", "are", "will be", "would be", "named", "called"])
}

/// How many words a text has.
pub(super) fn word_count(text: &str) -> usize {
    words(text).len()
}

fn whole(text: &str) -> Span {
    Span {
        start: 0,
        end: text.len(),
    }
}

/// Drops spaces and sentence punctuation at both ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let is_loose =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '\u{201c}' | '\u{201d}');
    let written = span.of(text);
    let start = span.start + (written.len() - written.trim_start_matches(is_loose).len());
    let end = span.start + written.trim_end_matches(is_loose).len();
    Span {
        start,
        end: end.max(start),
    }
}

fn strip_tails(text: &str, mut span: Span) -> Span {
    while let Some(end) = TAILS.iter().find_map(|tail| end_before(span.of(text), tail)) {
        let shorter = Span {
            end: span.start + end,
            ..span
        };
        span = trim(text, shorter);
    }
    span
}

/// Where `written` ends without the phrase that it ends with.
fn end_before(written: &str, phrase: &str) -> Option<usize> {
    let (head, tail) = written.split_at_checked(written.len().checked_sub(phrase.len())?)?;
    let stands_alone = head.ends_with(|c: char| !c.is_alphanumeric());
    (stands_alone && tail.eq_ignore_ascii_case(phrase)).then_some(head.len())
}

pub(super) fn strip_leads(text: &str, mut span: Span, phrases: &[&str]) -> Span {
    while let Some(length) = phrases.iter().find_map(|lead| start_after(span.of(text), lead)) {
        let shorter = Span {
            start: span.start + length,
            ..span
        };
        span = trim(text, shorter);
    }
    span
}

/// Length of the phrase that `written` begins with and does not consist of.
fn start_after(written: &str, phrase: &str) -> Option<usize> {
    let (head, tail) = written.split_at_checked(phrase.len())?;
    let stands_alone = tail.starts_with(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '.'));
    (stands_alone && head.eq_ignore_ascii_case(phrase)).then_some(phrase.len())
}
