//! Passwords that are plain words: one word where only a password can stand, or several without grammar.
//!
//! Talk about passwords is made of the words that sentences are made of; a pass phrase has none of them.

use super::page::{Make, Page};
use super::word_set::WordSet;
use crate::text::Span;

/// A shorter word behind "password is" says something about it.
const LEAST_WORD: usize = 6;
const LEAST_WORDS: usize = 3;
const MOST_WORDS: usize = 10;
/// Endings of words that say something about a password: "is expiring", "was rejected", "is acceptable".
const TELLING_ENDINGS: &[&[u8]] = &[b"ed", b"ing", b"able", b"ible", b"ly", b"ive", b"less", b"ful", b"ent", b"ory"];

/// The pass phrase that begins with the word at an index and reaches to the end of its clause.
pub(super) fn phrase(page: &Page, first: usize) -> Option<Span> {
    let inner = (first..first + MOST_WORDS).take_while(|at| is_plain(page, *at));
    let joined = inner.take_while(|at| *at == first || matches!(page.gap_after(at - 1), b" " | b"-"));
    let count = joined.count();
    let last = (first + count).checked_sub(1)?;
    let whole = ends_clause(page, last) || page.is_in(last + 1, WordSet::ClauseEnd);
    let says_something = is_telling(page.word_bytes(first)) || page.is_in(first, WordSet::SecretTalk);
    (count >= LEAST_WORDS && whole && !says_something).then(|| page.words_span(first, last)).flatten()
}

/// The one plain word that is the rest of its clause: "my password is sunflower".
pub(super) fn single(page: &Page, first: usize) -> Option<Span> {
    let bytes = page.word_bytes(first);
    let talk = is_telling(bytes) || page.is_in(first, WordSet::SecretTalk);
    let plain = bytes.len() >= LEAST_WORD && !talk && is_plain(page, first);
    (plain && ends_clause(page, first)).then(|| page.words_span(first, first)).flatten()
}

fn is_telling(word: &[u8]) -> bool {
    TELLING_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Letters that are neither a cue nor grammar.
fn is_plain(page: &Page, index: usize) -> bool {
    let letters = page.word(index).is_some_and(|word| word.make == Make::Letters && word.cue.is_none());
    letters && !page.is_in(index, WordSet::Grammar)
}

fn ends_clause(page: &Page, index: usize) -> bool {
    matches!(page.gap_after(index), [] | [b'.' | b',' | b';' | b'\n' | b')', ..])
}
