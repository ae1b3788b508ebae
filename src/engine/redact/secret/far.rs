//! The value some words away from its phrase: "the password of the scanner in bay 4 is Trolley-88".
//!
//! So far away only what can hardly be anything else counts.

use super::super::cue::Cue;
use super::super::page::{Make, Page, Word};
use super::super::word_set::WordSet;
use super::Kind;
use super::ahead::{Link, value_at, value_behind_word};
use super::shape::{POSTAL_PIN, is_code_digits, is_secret, is_strong, is_wild};
use crate::text::Span;

/// Words between a phrase and its value.
const MOST_WORDS: usize = 10;
/// Words in front of a phrase that are looked at.
const MOST_WORDS_BEFORE: usize = 6;
/// A value that nothing announces is longer.
const LEAST_NEARBY: usize = 7;
/// Words that claim no number.
const PLAIN: u64 = WordSet::Grammar.bit()
    | WordSet::Telling.bit()
    | WordSet::Pointing.bit()
    | WordSet::SecretLink.bit()
    | WordSet::SecretTalk.bit()
    | WordSet::HindiIs.bit();
/// Values of one list.
const MOST_OTHERS: usize = 8;

/// The value that stands away from the phrase that ends at a word.
pub(super) fn value(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    match kind {
        Kind::Password => told(page, index, kind).or_else(|| strong_nearby(page, index)),
        Kind::Pin | Kind::OneTimeCode => told(page, index, kind).or_else(|| lone_code(page, index, kind)),
        Kind::Login | Kind::Key => None,
    }
}

/// What stands behind "is", "typed" or a colon in the rest of the clause, or in the next one that goes on about it.
fn told(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    for at in index..index + MOST_WORDS {
        let is_other = |cue: Cue| super::kind_of(cue).is_some();
        page.word(at).filter(|word| at == index || !word.cue.is_some_and(is_other))?;
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

fn ends_clause(gap: &[u8]) -> bool {
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

/// The only number near a phrase, no year or amount, which no other noun claims: "I put 441209 in the otp box".
fn lone_code(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let is_postal = |at: usize| kind == Kind::Pin && page.word_bytes(at).len() >= POSTAL_PIN;
    let is_whole = |at: usize| !ends_clause(page.gap_after(at));
    let ahead = (index + 1..=index + MOST_WORDS_BEFORE).take_while(|at| is_whole(at - 1));
    let before = (index.saturating_sub(MOST_WORDS_BEFORE)..index).rev().take_while(|at| is_whole(*at));
    ahead
        .chain(before)
        .find(|at| is_lone_code(page, *at) && !is_postal(*at))
        .and_then(|at| page.word(at))
        .map(|word| word.span)
}

fn is_lone_code(page: &Page, at: usize) -> bool {
    let is_cue = |word: &Word| word.cue.is_some_and(|cue| super::kind_of(cue).is_some());
    let is_plain = |word: &Word| word.sets & PLAIN != 0 && word.sets & WordSet::Claiming.bit() == 0;
    let claims = |word: &Word| !is_cue(word) && !is_plain(word);
    let before = at.checked_sub(1).and_then(|before| page.word(before)).filter(|word| page.slice(word.gap()) == b" ");
    let next = page.word(at + 1).filter(|_| page.gap_after(at) == b" ");
    let is_apart = !page.gap_after(at).starts_with(b"-") && !page.gap_after(at).starts_with(b"/");
    let is_code = page.word(at).is_some_and(|word| word.make == Make::Digits && is_code_digits(page.slice(word.span)));
    let is_year = matches!(page.word_bytes(at), [b'1', b'9', _, _] | [b'2', b'0', _, _]);
    is_code
        && is_apart
        && !is_year
        && starts_alone(page, at)
        && !before.is_some_and(claims)
        && !next.is_some_and(claims)
}

/// Whether nothing is joined to the front of a word.
fn starts_alone(page: &Page, at: usize) -> bool {
    page.word(at).is_some_and(|word| matches!(page.byte_before(word.span.start), 0 | b' ' | b'(' | b'"' | b'\n'))
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
        Kind::Pin | Kind::OneTimeCode => is_code_digits(bytes) && value.len() == last.len(),
        _ => is_secret(page, value, kind, Link::default()) && (*joint == b" to " || is_strong(bytes)),
    };
    alike.then_some(value)
}
