//! Postal addresses that people call theirs, from their beginning to where the sentence goes on.
//!
//! A place in a request ("move it to the Park Road store") is a slot and stays.

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::{Make, PLACEHOLDER, Page, is_capital};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

const MOST_ADDRESS_WORDS: usize = 18;
const MOST_LINKS: usize = 4;

/// Adds the address that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    found.extend(address(page, index).map(|span| Candidate {
        span,
        pii: PiiType::Address,
        rule: "address-cue",
        reason: "called an address, with a number and a street",
        strength: Strength::Shape,
    }));
}

fn address(page: &Page, index: usize) -> Option<Span> {
    let links = (index + 1..).take(MOST_LINKS).take_while(|at| page.is_in(*at, WordSet::AddressLink)).count();
    let first = index + 1 + links;
    let inner = (first..first + MOST_ADDRESS_WORDS).take_while(|at| *at == first || !ends_address(page, *at));
    let last = inner.last()?;
    let span = page.words_span(first, last)?;
    (looks_postal(page, first, last) && begins_address(page, first)).then_some(span)
}

/// A number, and a street or parts set off by commas.
fn looks_postal(page: &Page, first: usize, last: usize) -> bool {
    let bytes = page.words_span(first, last).map_or(&[][..], |span| page.slice(span));
    let has = |test: fn(u8) -> bool| bytes.iter().any(|byte| test(*byte));
    let parts = has(|byte| byte == b',') && has(is_capital);
    let street = (first..=last).any(|at| page.is_in(at, WordSet::Street));
    let letters = (first..=last).filter(|at| page.word(*at).is_some_and(|word| word.make == Make::Letters));
    has(|byte| byte.is_ascii_digit()) && (street || parts) && letters.count() >= 2
}

fn begins_address(page: &Page, first: usize) -> bool {
    let begin = page.word_bytes(first).first().copied().unwrap_or(0);
    let gap = first.checked_sub(1).map_or(&[][..], |before| page.gap_after(before));
    // Behind a hidden value stands what was left of an address that is too long: no pass takes more of it.
    let apart = gap.iter().any(|byte| matches!(*byte, b'?' | b'!' | b'.' | b';' | b'@' | PLACEHOLDER));
    !apart
        && (begin.is_ascii_digit()
            || is_capital(begin)
            || page.is_in(first, WordSet::Street)
            || page.is_in(first, WordSet::AddressStart))
}

/// Whether the cue is a word that addresses have too: "Level 3", "Form Street", "Main".
fn is_inner(cue: Cue) -> bool {
    matches!(cue, Cue::Document | Cue::Amount | Cue::Version | Cue::NetworkAddress)
}

/// Whether the address is over before this word.
fn ends_address(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index - 1);
    let broken = gap.iter().any(|byte| matches!(*byte, b'\n' | b';' | b'?' | b'!' | b'@' | PLACEHOLDER));
    let stopped = gap.starts_with(b". ") && page.word_bytes(index - 1).len() > 3;
    let announced = page.word(index).is_none_or(|word| word.cue.is_some_and(|cue| !is_inner(cue)));
    broken || stopped || announced || page.is_in(index, WordSet::AddressEnd)
}
