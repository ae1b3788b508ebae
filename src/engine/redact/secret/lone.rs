//! The one number or odd word near a phrase that no other word claims: "I put 441209 in the otp box".

use super::super::cue::Cue;
use super::super::page::{Make, Page, Word};
use super::super::word_set::WordSet;
use super::ahead::{Link, value_at};
use super::far::ends_clause;
use super::shape::{is_code_digits, is_wild};
use crate::text::Span;

/// Words between a phrase and the value, on either side.
const MOST_WORDS: usize = 6;
/// Words that claim nothing that stands beside them.
const PLAIN: u64 = WordSet::Grammar.bit()
    | WordSet::Telling.bit()
    | WordSet::Pointing.bit()
    | WordSet::SecretLink.bit()
    | WordSet::SecretTalk.bit()
    | WordSet::HindiIs.bit();

/// A number with as many digits as codes have, no year and no round sum.
pub(super) fn number(page: &Page, index: usize, most: usize) -> Option<Span> {
    let is_round = |bytes: &[u8]| matches!(bytes, [b'1', b'9', _, _] | [b'2', b'0', _, _] | [.., b'0', b'0']);
    nearby(page, index).find_map(|at| {
        let word = page.word(at).filter(|word| word.make == Make::Digits && word.span.len() <= most)?;
        let bytes = page.slice(word.span);
        (is_code_digits(bytes) && !is_round(bytes) && is_unclaimed(page, at, word.span)).then_some(word.span)
    })
}

/// Letters and digits that no word has, without the signs of a field or a list.
pub(super) fn word(page: &Page, index: usize) -> Option<Span> {
    nearby(page, index).find_map(|at| {
        let word = page.word(at).filter(|word| word.make != Make::Digits && word.cue.is_none())?;
        let value = value_at(page, word.span.start, Link::default())?;
        let is_field = page.slice(value).iter().any(|byte| matches!(byte, b':' | b'=' | b'"' | b',' | b'}'));
        (is_wild(page, page.slice(value)) && !is_field && is_unclaimed(page, at, value)).then_some(value)
    })
}

/// The words of the clause that are near the phrase that ends at a word, ahead of it first.
fn nearby(page: &Page, index: usize) -> impl Iterator<Item = usize> {
    let is_whole = |at: usize| !ends_clause(page.gap_after(at));
    let ahead = (index + 1..=index + MOST_WORDS).take_while(move |at| is_whole(at - 1));
    let before = (index.saturating_sub(MOST_WORDS)..index).rev().take_while(move |at| is_whole(*at));
    ahead.chain(before)
}

/// Whether a value that begins with a word stands by itself, beside words that are no names of things.
fn is_unclaimed(page: &Page, first: usize, value: Span) -> bool {
    let is_cue = |word: &Word| word.cue.is_some_and(Cue::is_secret);
    let is_plain = |word: &Word| word.sets & PLAIN != 0 || is_cue(word);
    let claims = |word: &Word| !is_plain(word) || word.sets & WordSet::Claiming.bit() != 0;
    let before = first.checked_sub(1).and_then(|at| page.word(at)).filter(|word| page.slice(word.gap()) == b" ");
    let next = page.word(page.word_at(value.end)).filter(|_| page.byte(value.end) == b' ');
    let is_apart = matches!(page.byte_before(value.start), 0 | b' ' | b'(' | b'"' | b'\n')
        && !matches!(page.byte(value.end), b'-' | b'/');
    is_apart && !before.is_some_and(claims) && next.is_none_or(is_plain)
}
