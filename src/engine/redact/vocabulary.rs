//! The words that detectors know, in one table: the sets that a word is in and the cue phrases that it begins.
//!
//! Every word of a page is looked up once; after that, detectors compare bits and never text.

use super::cue::Cue;
use super::word_set::WordSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// More than twice the number of words, so that a search ends after a step or two; a power of two.
const SLOTS: usize = 4096;

/// All words that are known.
pub(super) struct Vocabulary {
    /// For each hash the number of a word, from 1; zero when there is none.
    slots: Vec<u16>,
    words: Vec<KnownWord>,
    /// Sorted by their first word, then longest first.
    phrases: Vec<Phrase>,
}

struct KnownWord {
    text: &'static str,
    entry: Entry,
}

/// What is known of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// One bit for each set that it is in.
    pub(super) sets: u64,
    /// The phrases that begin with it.
    phrases: Range<usize>,
}

/// A phrase that announces something.
pub(super) struct Phrase {
    pub(super) words: Vec<&'static str>,
    pub(super) cue: Cue,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let phrases = phrases();
        let mut entries: BTreeMap<&'static str, Entry> = BTreeMap::new();
        for (set, word) in words_of_sets() {
            entries.entry(word).or_default().sets |= set.bit();
        }
        for (at, phrase) in phrases.iter().enumerate() {
            let entry = entries.entry(phrase.first()).or_default();
            let start = if entry.phrases.is_empty() { at } else { entry.phrases.start };
            entry.phrases = start..at + 1;
        }
        let words = entries.into_iter().map(|(text, entry)| KnownWord { text, entry }).collect();
        Self::of(words, phrases)
    }
}

impl Vocabulary {
    fn of(words: Vec<KnownWord>, phrases: Vec<Phrase>) -> Self {
        let mut slots = vec![0_u16; SLOTS];
        for (number, word) in (1..).zip(&words) {
            let free = probes(hash_of(word.text.as_bytes())).find(|at| slots.get(*at) == Some(&0));
            if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
                *slot = number;
            }
        }
        Self { slots, words, phrases }
    }

    /// What is known of a word, in any case.
    pub(super) fn entry(&self, word: &[u8]) -> Option<&Entry> {
        self.entry_of_hash(word, hash_of(word))
    }

    /// What is known of a word, in any case, whose hash is known.
    pub(super) fn entry_of_hash(&self, word: &[u8], hash: u32) -> Option<&Entry> {
        let numbers = probes(hash).map_while(|at| self.slots.get(at)?.checked_sub(1));
        let mut known = numbers.filter_map(|number| self.words.get(usize::from(number)));
        known.find(|known| known.text.as_bytes().eq_ignore_ascii_case(word)).map(|known| &known.entry)
    }

    /// The phrases that begin with a word, longest first.
    pub(super) fn phrases_of(&self, entry: &Entry) -> &[Phrase] {
        self.phrases.get(entry.phrases.clone()).unwrap_or_default()
    }

    /// Whether a word is in a set.
    pub(super) fn is_in(&self, word: &[u8], set: WordSet) -> bool {
        self.entry(word).is_some_and(|entry| entry.sets & set.bit() != 0)
    }
}

/// The hash of a word in any case (FNV-1a).
pub(super) fn hash_of(word: &[u8]) -> u32 {
    const OFFSET: u32 = 0x811C_9DC5;
    word.iter().fold(OFFSET, |hash, byte| hash_step(hash, *byte))
}

/// Takes one more byte into a hash.
pub(super) fn hash_step(hash: u32, byte: u8) -> u32 {
    const PRIME: u32 = 0x0100_0193;
    /// By this bit a capital letter differs from a small one; all known words are letters and digits.
    const SMALL: u8 = 0x20;
    (hash ^ u32::from(byte | SMALL)).wrapping_mul(PRIME)
}

/// The slots where a word may stand, in the order of search.
fn probes(hash: u32) -> impl Iterator<Item = usize> {
    let first = (hash ^ hash >> 15) as usize;
    (0..SLOTS).map(move |nth| first.wrapping_add(nth) % SLOTS)
}

impl Phrase {
    fn first(&self) -> &'static str {
        self.words.first().copied().unwrap_or_default()
    }
}

fn phrases() -> Vec<Phrase> {
    let sections = sections(include_str!("cues.txt"));
    let cues = sections.filter_map(|(heading, line)| Some((Cue::named(heading)?, line)));
    let texts = cues.flat_map(|(cue, line)| line.split(',').map(move |text| (cue, text.trim())));
    let known = texts.filter(|(_, text)| !text.is_empty());
    let mut phrases: Vec<_> = known.map(|(cue, text)| Phrase { words: text.split(' ').collect(), cue }).collect();
    phrases.sort_by(|left, right| left.first().cmp(right.first()).then(right.words.len().cmp(&left.words.len())));
    phrases
}

fn words_of_sets() -> impl Iterator<Item = (WordSet, &'static str)> {
    let sections = sections(include_str!("words.txt"));
    let sets = sections.filter_map(|(heading, line)| Some((WordSet::named(heading)?, line)));
    sets.flat_map(|(set, line)| line.split_whitespace().map(move |word| (set, word)))
}

/// Every line that is no heading and no comment, with its heading.
fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .scan("", |heading, line| match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(next) => {
                *heading = next;
                Some(None)
            }
            None => Some(Some((*heading, line))),
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        let check = |table: &str, is_known: fn(&str) -> bool| {
            let headings = table.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
            let unknown: Vec<_> = headings.filter(|heading| !is_known(heading)).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        };
        check(include_str!("cues.txt"), |heading| Cue::named(heading).is_some());
        check(include_str!("words.txt"), |heading| WordSet::named(heading).is_some());
    }

    #[test]
    fn every_word_is_found_in_any_case() {
        let vocabulary = Vocabulary::default();
        let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        for (set, word) in words_of_sets() {
            assert!(plain(word), "{word}");
            assert!(vocabulary.is_in(word.to_uppercase().as_bytes(), set), "{word}");
        }
        for phrase in &vocabulary.phrases {
            let entry = vocabulary.entry(phrase.first().as_bytes()).unwrap();
            assert!(phrase.words.iter().all(|word| plain(word)), "{:?}", phrase.words);
            assert!(vocabulary.phrases_of(entry).iter().any(|other| other.words == phrase.words), "{:?}", phrase.words);
        }
        assert!(2 * vocabulary.words.len() < SLOTS);
    }
}
