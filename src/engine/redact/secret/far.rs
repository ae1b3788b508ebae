//! The value some words away from its phrase: "the password of the scanner in bay 4 is Trolley-88".
//!
//! So far away only what can hardly be anything else counts.

use super::super::cue::Cue;
use super::super::page::{Make, Page};
use super::super::word_set::WordSet;
use super::Kind;
use super::ahead::{Link, value_at, value_behind_word};
use super::lone;
use super::shape::{MOST_CODE, POSTAL_PIN, is_code_digits, is_secret, is_strong, is_wild};
use crate::text::Span;

/// Words between a phrase and its value.
const MOST_WORDS: usize = 10;
/// Words in front of a phrase that are looked at.
const MOST_WORDS_BEFORE: usize = 6;
/// A value that nothing announces is longer.
const LEAST_NEARBY: usize = 7;
/// Values of one list.
const MOST_OTHERS: usize = 8;

/// The value that stands away from the phrase that ends at a word.
pub(super) fn value(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    match kind {
        Kind::Password => {
            told(page, index, kind).or_else(|| strong_nearby(page, index)).or_else(|| lone::word(page, index))
        }
        Kind::Pin => told(page, index, kind).or_else(|| lone::number(page, index, POSTAL_PIN - 1)),
        Kind::OneTimeCode => told(page, index, kind).or_else(|| lone::number(page, index, MOST_CODE)),
        Kind::Login | Kind::Key => None,
    }
}

/// What stands behind "is", "typed" or a colon in the rest of the clause, or in the next one that goes on about it.
fn told(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    for at in index..index + MOST_WORDS {
        page.word(at).filter(|word| at == index || !word.cue.is_some_and(Cue::is_secret))?;
        let value = if at > index && announces(page, at, kind) { value_behind_word(page, at) } else { None };
        let value = value.or_else(|| enclosed(page, at).filter(|_| kind != Kind::Password));
        if let Some(value) = value.filter(|value| is_telling(page, *value, kind)) {
            return Some(value);
        }
        if ends_clause(page.gap_after(at)) && !page.is_in(at + 1, WordSet::Pointing) {
            return None;
        }
    }
    None
}

/// Whether a word tells what comes next, which is no number of a document: "it is", "I typed", "sent to me:".
fn announces(page: &Page, at: usize, kind: Kind) -> bool {
    let gap = page.gap_after(at);
    let told = page.is_in(at, WordSet::Telling) || gap.starts_with(b":") || gap == b" - ";
    let before = at.checked_sub(1).and_then(|before| page.word(before)).and_then(|word| word.cue);
    told && (kind == Kind::Password || !before.is_some_and(Cue::is_business))
}

/// The word between the commas of "the pin I was given, 5081, is".
fn enclosed(page: &Page, at: usize) -> Option<Span> {
    let stands = page.gap_after(at) == b", " && page.gap_after(at + 1).starts_with(b",");
    page.word(at + 1).filter(|_| stands).map(|word| word.span)
}

pub(super) fn ends_clause(gap: &[u8]) -> bool {
    matches!(gap, [b'\n', ..] | [b'.' | b'?' | b'!' | b',', b' ' | b'\n', ..])
}

/// Whether a value so far away tells by itself that it is a secret.
fn is_telling(page: &Page, value: Span, kind: Kind) -> bool {
    match kind {
        Kind::Password => is_wild(page, page.slice(value)),
        _ => is_code_digits(page.slice(value)),
    }
}

/// A value within a few words of "password" that can hardly be anything else: "I set it to Monsoon#77, the password ...".
fn strong_nearby(page: &Page, index: usize) -> Option<Span> {
    let before = (index.saturating_sub(MOST_WORDS_BEFORE)..index).rev();
    let mut around = (index + 1..=index + MOST_WORDS_BEFORE).chain(before);
    around.find_map(|at| {
        let word = page.word(at).filter(|word| word.make != Make::Digits && word.cue.is_none())?;
        let starts = matches!(page.byte_before(word.span.start), 0 | b' ' | b'"' | b'\'' | b'(');
        let value = value_at(page, word.span.start, Link::default()).filter(|_| starts)?;
        let bytes = page.slice(value);
        let cases = bytes.iter().any(u8::is_ascii_uppercase) && bytes.iter().any(u8::is_ascii_lowercase);
        let address = bytes.contains(&b'/') || bytes.iter().filter(|byte| matches!(byte, b'.' | b'-')).count() > 1;
        (bytes.len() >= LEAST_NEARBY && cases && !address && is_strong(bytes)).then_some(value)
    })
}

/// The further values of "from Old#1 to New#2" and of "4031, 4032 and 4033".
pub(super) fn others(page: &Page, first: Span, kind: Kind) -> Vec<Span> {
    let mut found = Vec::new();
    let mut last = first;
    while let Some(next) = next_of_list(page, last, kind).filter(|_| found.len() < MOST_OTHERS) {
        found.push(next);
        last = next;
    }
    found
}

fn next_of_list(page: &Page, last: Span, kind: Kind) -> Option<Span> {
    const JOINTS: [&[u8]; 9] = [b" to ", b" and ", b" or ", b", ", b" & ", b" / ", b"/", b",", b", and "];
    let rest = page.bytes.get(last.end..)?;
    let joint = JOINTS.iter().rfind(|joint| rest.starts_with(joint))?;
    let value = value_at(page, last.end + joint.len(), Link::default())?;
    let bytes = page.slice(value);
    let alike = match kind {
        _ if kind.is_code() => is_code_digits(bytes) && value.len() == last.len(),
        _ => is_secret(page, value, kind, Link::default()) && (*joint == b" to " || is_strong(bytes)),
    };
    alike.then_some(value)
}
