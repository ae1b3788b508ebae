//! Postal addresses that people call theirs, from their beginning to where the sentence goes on.
//!
//! A place in a request ("move it to the Park Road store") is a slot and stays.

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::{Make, PLACEHOLDER, Page, is_capital};
use super::pii_type::PiiType;
use crate::text::Span;

/// Words that begin or continue an address: without one of them, or a comma, there is none.
const STREET_WORDS: &str = "\
    street st road rd avenue ave lane ln drive dr close court ct crescent way place boulevard blvd terrace \
    gardens nagar marg colony sector block cross main layout society apartments apartment apt flat house floor \
    villa bagh enclave vihar chowk gali strasse rue via plaza mews row square park hill";
/// Words that end an address because the sentence goes on.
const ADDRESS_ENDS: &str = "\
    please pls and from because with so since for but can could update is now thanks thank not instead starting \
    as effective w";
/// Words between "my address" and the address.
const ADDRESS_LINKS: &str = "is at to now as has changed be will should in";
const MOST_ADDRESS_WORDS: usize = 18;
const MOST_LINKS: usize = 4;

/// Adds the address that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    if page.word(index).is_none_or(|word| word.cue != Some(Cue::Address)) {
        return;
    }
    found.extend(address(page, index).map(|span| Candidate {
        span,
        pii: PiiType::Address,
        rule: "address-cue",
        reason: "called an address, with a number and a street",
        strength: Strength::Shape,
    }));
}

fn address(page: &Page, index: usize) -> Option<Span> {
    let links = (index + 1..).take(MOST_LINKS).take_while(|at| page.is_one_of(*at, ADDRESS_LINKS)).count();
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
    let street = (first..=last).any(|at| page.is_one_of(at, STREET_WORDS));
    let letters = (first..=last).filter(|at| page.word(*at).is_some_and(|word| word.make == Make::Letters));
    has(|byte| byte.is_ascii_digit()) && (street || parts) && letters.count() >= 2
}

fn begins_address(page: &Page, first: usize) -> bool {
    let begin = page.word_bytes(first).first().copied().unwrap_or(0);
    let gap = first.checked_sub(1).map_or(&[][..], |before| page.gap_after(before));
    let apart = gap.iter().any(|byte| matches!(byte, b'?' | b'!' | b'.' | b';' | b'@'));
    !apart
        && (begin.is_ascii_digit()
            || is_capital(begin)
            || page.is_one_of(first, STREET_WORDS)
            || page.is_one_of(first, "no plot door unit h"))
}

/// Whether the address is over before this word.
fn ends_address(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index - 1);
    let broken = gap.iter().any(|byte| matches!(*byte, b'\n' | b';' | b'?' | b'!' | b'@' | PLACEHOLDER));
    let stopped = gap.starts_with(b". ") && page.word_bytes(index - 1).len() > 3;
    let announced = page.word(index).is_none_or(|word| word.cue.is_some_and(|cue| cue != Cue::Document));
    broken || stopped || announced || page.is_one_of(index, ADDRESS_ENDS)
}
