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
const JOINTS: [&str; 12] = ["for", "to", "from", "on", "by", "at", "in", "of", "as", "about", "with", "the"];

/// Words that point on from a value and so never end it.
const DANGLING: [&str; 9] = ["of", "by", "for", "from", "with", "and", "the", "a", "to"];

/// Words that introduce a day, and stay behind when the day is taken off the end of a text.
const BEFORE_DAYS: [&str; 6] = ["on", "by", "before", "due", "until", "till"];

/// Words that stand for a person without naming one.
const NOBODY: [&str; 17] = [
    "somebody",
    "someone",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
    "else",
    "another",
    "ever",
    "him",
    "her",
    "them",
    "employee",
    "user",
    "colleague",
    "person",
    "staff",
];

/// The value within a tagged span.
pub(super) fn value(text: &str, span: Span) -> Span {
    strip_words(text, strip_words(text, trim(text, span), &TAILS), &DANGLING)
}

/// The value within a span that ended with a day.
pub(super) fn before_day(text: &str, span: Span) -> Span {
    strip_words(text, value(text, span), &BEFORE_DAYS)
}

/// Whether a text names nobody in particular: "somebody else", "another employee".
pub(super) fn is_nobody(text: &str) -> bool {
    words(text).iter().all(|word| NOBODY.contains(&word.lower.as_str()))
}

/// The clause that a text begins with, up to a polite afterthought: "the gate was down, please fix it".
pub(super) fn first_clause(text: &str, span: Span) -> Span {
    let lower = span.of(text).to_ascii_lowercase();
    let afterthought =
        [", please", ", pls", ", plz", ", kindly", ". "].iter().filter_map(|mark| lower.find(mark)).min();
    let end = afterthought.map_or(span.end, |at| span.start + at);
    value(text, Span { end, ..span })
}

/// The value within the answer to the question for `slot`.
pub(super) fn answer(text: &str, slot: &Slot) -> Span {
    let mut span = strip_words(text, trim(text, whole(text)), &TAILS);
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
    Span { start: 0, end: text.len() }
}

/// Drops spaces and sentence punctuation at both ends.
pub(super) fn trim(text: &str, span: Span) -> Span {
    let is_loose =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '\u{201c}' | '\u{201d}');
    let written = span.of(text);
    let start = span.start + (written.len() - written.trim_start_matches(is_loose).len());
    let end = span.start + written.trim_end_matches(is_loose).len();
    Span { start, end: end.max(start) }
}

/// Drops the phrases that the span ends with, but never all of it.
pub(super) fn strip_words(text: &str, mut span: Span, phrases: &[&str]) -> Span {
    while let Some(end) = phrases.iter().find_map(|tail| end_before(span.of(text), tail)) {
        let shorter = Span { end: span.start + end, ..span };
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

/// Drops the phrases that the span begins with, but never all of it.
pub(super) fn strip_leads(text: &str, mut span: Span, phrases: &[&str]) -> Span {
    while let Some(length) = phrases.iter().find_map(|lead| start_after(span.of(text), lead)) {
        let shorter = Span { start: span.start + length, ..span };
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
