//! The value in front of the words that say what it is: "Hunter2 is my password".

use super::super::cue;
use super::super::page::{Make, Page};
use super::super::word_set::WordSet;
use super::Kind;
use super::ahead::{Link, value_before};
use super::shape::{is_code_digits, is_secret};
use crate::text::Span;

const MOST_OWNERS: usize = 6;

/// The value in front of the phrase that ends at a word.
pub(super) fn value(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let start = (index + 1).checked_sub(page.word(index)?.cue_words)?;
    let mut first = start;
    while first > 0 && start - first < MOST_OWNERS && page.is_in(first - 1, WordSet::SecretOwner) {
        first -= 1;
    }
    let linked = Link { has_word: true, ..Link::default() };
    value_end(page, first)
        .or_else(|| described_end(page, first, kind))
        .or_else(|| code_end(page, first, index, kind))
        .and_then(|end| value_before(page, end))
        .filter(|span| is_secret(page, *span, kind, linked))
}

/// Where the value of "Hunter2 is" or of "Hunter2, that is" ends.
fn value_end(page: &Page, first: usize) -> Option<usize> {
    let mut link = first.checked_sub(1).filter(|at| page.is_in(*at, WordSet::ValueLink))?;
    while link > 0 && page.is_in(link - 1, WordSet::Pointing) {
        link -= 1;
    }
    page.word(link)?.span.start.checked_sub(1)
}

/// Where the code of "482913 is your Tally login code" ends.
fn described_end(page: &Page, first: usize, kind: Kind) -> Option<usize> {
    const MOST_DESCRIPTION: usize = 4;
    let words = (first.saturating_sub(MOST_DESCRIPTION)..first).rev();
    let mut letters =
        words.take_while(|at| page.word(*at).is_some_and(|word| word.make == Make::Letters && word.cue.is_none()));
    let link = letters.find(|at| page.is_in(*at, WordSet::ValueLink)).filter(|_| kind.is_code())?;
    let last = link.checked_sub(1).filter(|at| page.gap_after(*at) == b" ")?;
    page.word(last).filter(|word| is_code_digits(page.slice(word.span))).map(|word| word.span.end)
}

/// Where the code of "482913 otp hai" ends: right before a phrase that nothing else follows.
fn code_end(page: &Page, first: usize, index: usize, kind: Kind) -> Option<usize> {
    let is_whole = page.is_in(index + 1, WordSet::HindiIs)
        || page.gap_after(index).starts_with(b".")
        || page.word(index + 1).is_none();
    let last = first.checked_sub(1).filter(|at| kind.is_code() && is_whole && page.gap_after(*at) == b" ")?;
    let is_free = cue::before(page, last).is_none_or(|nearby| !nearby.cue.is_business());
    page.word(last).filter(|_| is_free).map(|word| word.span.end)
}
