//! The words that detectors know, in one table: the sets that a word is in and the cue phrases that it begins.
//!
//! Every word of a page is looked up once; after that, detectors compare bits and never text.

use super::cue::Cue;
use super::vendor_key::VendorKeys;
use super::word_set::WordSet;

/// More than twice the number of words, so that a search ends after a step or two; a power of two.
const SLOTS: usize = 8192;

/// All words that are known.
pub(super) struct Vocabulary {
    /// For each hash the number of a word, from 1; zero when there is none.
    slots: Vec<u16>,
    words: Vec<KnownWord>,
    pub(super) keys: VendorKeys,
}

struct KnownWord {
    text: &'static str,
    hash: u32,
    entry: Entry,
}

/// What is known of a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// One bit for each set that it is in.
    pub(super) sets: u64,
    /// The phrases that begin with it, the longest first.
    pub(super) phrases: Vec<Phrase>,
}

/// A phrase that announces something.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) words: Vec<&'static str>,
    /// The hash of its second word.
    pub(super) second: Option<u32>,
    pub(super) cue: Cue,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut vocabulary =
            Self { slots: vec![0; SLOTS], words: Vec::with_capacity(SLOTS / 3), keys: VendorKeys::default() };
        for (set, word) in words_of_sets() {
            let number = vocabulary.number(word);
            vocabulary.change(number, |entry| entry.sets |= set.bit());
        }
        vocabulary.add_phrases();
        vocabulary
    }
}

impl Vocabulary {
    fn add_phrases(&mut self) {
        for phrase in phrases() {
            let number = self.number(phrase.first());
            self.change(number, |entry| {
                let longer = entry.phrases.partition_point(|known| known.words.len() >= phrase.words.len());
                entry.phrases.insert(longer, phrase);
            });
        }
    }

    /// The number of a word, which is added when it is new.
    fn number(&mut self, text: &'static str) -> usize {
        let hash = hash_of(text.as_bytes());
        let mut at = first_slot(hash);
        while let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)).map(usize::from) {
            if self.words.get(number).is_some_and(|known| known.text == text) {
                return number;
            }
            at = slot_after(at);
        }
        self.words.push(KnownWord { text, hash, entry: Entry::default() });
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u16::try_from(self.words.len()).unwrap_or_default();
        }
        self.words.len() - 1
    }

    fn change(&mut self, number: usize, change: impl FnOnce(&mut Entry)) {
        if let Some(known) = self.words.get_mut(number) {
            change(&mut known.entry);
        }
    }

    /// What is known of a word, in any case.
    pub(super) fn entry(&self, word: &[u8]) -> Option<&Entry> {
        self.entry_of_hash(word, hash_of(word))
    }

    /// What is known of a word, in any case, whose hash is known.
    #[inline]
    pub(super) fn entry_of_hash(&self, word: &[u8], hash: u32) -> Option<&Entry> {
        let mut at = first_slot(hash);
        while let Some(number) = self.slots.get(at)?.checked_sub(1) {
            let known = self.words.get(usize::from(number))?;
            if known.hash == hash && known.text.as_bytes().eq_ignore_ascii_case(word) {
                return Some(&known.entry);
            }
            at = slot_after(at);
        }
        None
    }

    /// Whether a word is in a set.
    pub(super) fn is_in(&self, word: &[u8], set: WordSet) -> bool {
        self.entry(word).is_some_and(|entry| entry.sets & set.bit() != 0)
    }
}

/// The hash of a word in any case (FNV-1a).
pub(super) const fn hash_of(mut word: &[u8]) -> u32 {
    const OFFSET: u32 = 0x811C_9DC5;
    let mut hash = OFFSET;
    while let [byte, rest @ ..] = word {
        hash = hash_step(hash, *byte);
        word = rest;
    }
    hash
}

/// Takes one more byte into a hash.
pub(super) const fn hash_step(hash: u32, byte: u8) -> u32 {
    const PRIME: u32 = 0x0100_0193;
    /// By this bit a capital letter differs from a small one; all known words are letters and digits.
    const SMALL: u8 = 0x20;
    (hash ^ (byte | SMALL) as u32).wrapping_mul(PRIME)
}

/// Where the search for a word begins.
fn first_slot(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize % SLOTS
}

/// Where it goes on; it ends, because most slots are empty.
fn slot_after(at: usize) -> usize {
    (at + 1) % SLOTS
}

impl Phrase {
    fn new(text: &'static str, cue: Cue) -> Self {
        let words: Vec<_> = text.split(' ').collect();
        let second = words.get(1).map(|word| hash_of(word.as_bytes()));
        Self { words, second, cue }
    }

    fn first(&self) -> &'static str {
        self.words.first().copied().unwrap_or_default()
    }
}

fn phrases() -> impl Iterator<Item = Phrase> {
    let sections = sections(include_str!("cues.txt"));
    let cues = sections.filter_map(|(heading, line)| Some((Cue::named(heading)?, line)));
    let texts = cues.flat_map(|(cue, line)| line.split(',').map(move |text| (cue, text.trim())));
    texts.filter(|(_, text)| !text.is_empty()).map(|(cue, text)| Phrase::new(text, cue))
}

fn words_of_sets() -> impl Iterator<Item = (WordSet, &'static str)> {
    let sections = sections(include_str!("words.txt"));
    let sets = sections.filter_map(|(heading, line)| Some((WordSet::named(heading)?, line)));
    sets.flat_map(|(set, line)| line.split_whitespace().map(move |word| (set, word)))
}

/// Every line that is no heading and no comment, with its heading.
pub(super) fn sections(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
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
        for phrase in vocabulary.words.iter().flat_map(|known| &known.entry.phrases) {
            let entry = vocabulary.entry(phrase.first().as_bytes()).unwrap();
            assert!(phrase.words.iter().all(|word| plain(word)), "{:?}", phrase.words);
            assert!(entry.phrases.iter().any(|other| other.words == phrase.words), "{:?}", phrase.words);
        }
        assert!(2 * vocabulary.words.len() < SLOTS);
    }
}
