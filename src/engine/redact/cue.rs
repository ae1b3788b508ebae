//! Cues: phrases that tell what the number or word nearby is, for or against a hit.
//!
//! Each word of a page gets at most one cue, that of the longest phrase which ends with it.

use super::cue_table::PHRASES;
use super::page::{Make, Page};

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Phone,
    Card,
    Cvv,
    Account,
    Routing,
    Iban,
    Ssn,
    TaxId,
    Aadhaar,
    Pan,
    Gstin,
    VoterId,
    Nino,
    Nhs,
    Passport,
    Licence,
    Password,
    Pin,
    OneTimeCode,
    ApiKey,
    Birth,
    Address,
    Upi,
    Wallet,
    NetworkAddress,
    Hardware,
    /// A version or a clause number, not a network address.
    Version,
    /// A business number: invoice, order, part and so on. Speaks against a hit.
    Document,
}

/// The phrases, sorted by first word and longest first.
pub(super) struct CueIndex(Vec<Phrase>);

struct Phrase {
    first: &'static str,
    words: Vec<&'static str>,
    cue: Cue,
}

impl Default for CueIndex {
    fn default() -> Self {
        let phrase = |cue: Cue, text: &'static str| {
            let words: Vec<_> = text.split(' ').collect();
            let first = words.first().copied().unwrap_or_default();
            Phrase { first, words, cue }
        };
        let all = PHRASES
            .iter()
            .flat_map(|(cue, texts)| texts.iter().map(move |text| phrase(*cue, text)));
        let mut phrases: Vec<_> = all.collect();
        phrases.sort_by(|left, right| {
            left.first
                .cmp(right.first)
                .then(right.words.len().cmp(&left.words.len()))
        });
        Self(phrases)
    }
}

impl CueIndex {
    /// Marks the last word of every phrase found in the page, left to right, longest first.
    pub(super) fn mark(&self, page: &mut Page) {
        let mut index = 0;
        while index < page.words.len() {
            let found = self
                .phrase_at(page, index)
                .map(|phrase| (phrase.words.len(), phrase.cue));
            let (length, cue) = found.map_or((1, None), |(length, cue)| (length, Some(cue)));
            index += length;
            if let Some(last) = page.words.get_mut(index - 1) {
                last.cue = cue;
            }
        }
    }

    fn phrase_at(&self, page: &Page, index: usize) -> Option<&Phrase> {
        let first = page.word_bytes(index);
        let lower = || first.iter().map(u8::to_ascii_lowercase);
        let from = self.0.partition_point(|phrase| phrase.first.bytes().lt(lower()));
        let alike = self
            .0
            .get(from..)?
            .iter()
            .take_while(|phrase| phrase.first.bytes().eq(lower()));
        alike.into_iter().find(|phrase| stands_at(page, index, &phrase.words))
    }
}

fn stands_at(page: &Page, index: usize, words: &[&str]) -> bool {
    let close = |at: usize| {
        let gap = page.gap_after(at);
        (1..=2).contains(&gap.len())
            && gap
                .iter()
                .all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_' | b'\''))
    };
    words
        .iter()
        .enumerate()
        .all(|(nth, word)| page.is_word(index + nth, word) && (nth + 1 == words.len() || close(index + nth)))
}

/// Letter words that may stand between a cue and the value it announces.
const REACH_BACK: usize = 5;
/// Letter words that may stand between a value and a cue behind it: "987... is my mobile number".
const REACH_AHEAD: usize = 4;
/// Words of any kind looked at, which bounds the work for a long list of numbers.
const MOST_WORDS: usize = 24;
/// A word this long before a full stop ends a sentence; a shorter one is an abbreviation, as in "no. 12".
const SENTENCE_WORD: usize = 5;

/// The cue nearest to the words `first..=last`: before them, else behind them.
pub(super) fn nearest(page: &Page, first: usize, last: usize) -> Option<Cue> {
    before(page, first).or_else(|| behind(page, last))
}

/// The nearest cue in front of a word, in the same sentence.
pub(super) fn before(page: &Page, first: usize) -> Option<Cue> {
    let mut reach = REACH_BACK;
    for index in (0..first).rev().take(MOST_WORDS) {
        let word = page.word(index)?;
        if ends_sentence(page, index) {
            return None;
        }
        if word.cue.is_some() {
            return word.cue;
        }
        if word.make == Make::Letters {
            reach = reach.checked_sub(1)?;
        }
    }
    None
}

fn behind(page: &Page, last: usize) -> Option<Cue> {
    let mut reach = REACH_AHEAD;
    for index in (last..page.words.len()).take(MOST_WORDS) {
        if ends_sentence(page, index) || page.gap_after(index).contains(&b',') {
            return None;
        }
        let next = page.word(index + 1)?;
        if next.make != Make::Letters {
            return None;
        }
        reach = reach.checked_sub(1)?;
        if next.cue.is_some_and(|cue| cue != Cue::Document) {
            return next.cue;
        }
    }
    None
}

fn ends_sentence(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index);
    let long = page.word_bytes(index).len() >= SENTENCE_WORD;
    let full_stop = gap.first() == Some(&b'.') && gap.get(1).is_some_and(u8::is_ascii_whitespace);
    gap.iter().any(|byte| matches!(byte, b'?' | b'!' | b';')) || (full_stop && long)
}
