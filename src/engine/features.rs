//! What the classifier sees of an utterance: hashed n-grams of words and characters, and their weights.
//!
//! The words themselves are made alike first; concepts stand in for words that no example holds.
//! All weights are integers, so that the same utterance gives the same vector on every target.

mod concepts;
mod inflections;
mod tokens;
mod vectors;

pub use concepts::Concepts;
pub use vectors::{DIMENSIONS, MEANING_UNIT, WordVectors};

use inflections::stems;
use tokens::tokens;

/// Hash buckets of the feature space; 2^15 lost nothing against 2^18 on the development split.
pub const BUCKETS: usize = 1 << 15;
/// All features: the buckets, and behind them the numbers of the vector of an utterance.
pub const FEATURES: usize = BUCKETS + DIMENSIONS;
/// Length of every feature vector, in integer units.
pub const UNIT: u32 = 1024;
/// Integer steps of the weight of one word.
const WEIGHT_STEPS: f64 = 256.0;
const CHAR_GRAMS: std::ops::RangeInclusive<usize> = 3..=5;
/// Only the first concepts count: a request has no more, and they are paired.
const MAX_CONCEPTS: usize = 12;

/// The n-grams of one utterance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grams {
    /// Every bucket with its weight, by bucket.
    pub buckets: Vec<(u16, u32)>,
    /// Full hashes of the words, in order.
    pub words: Vec<u64>,
    /// For every word the hashes of what it may be an inflection of, likeliest first.
    pub stems: Vec<Vec<u64>>,
    /// Full hashes of the pairs of neighbouring words, in order.
    pub pairs: Vec<u64>,
    /// How many concepts are mentioned.
    pub concepts: usize,
}

/// What an n-gram consists of; keeps the word `ate` apart from the characters `ate`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum GramKind {
    Word = 1,
    Pair = 2,
    Characters = 3,
    Concept = 4,
    ConceptPair = 5,
}

impl GramKind {
    /// How much one n-gram of this kind counts against a word; chosen by cross-validation.
    fn weight(self) -> f64 {
        match self {
            Self::Word | Self::Pair | Self::ConceptPair => 1.0,
            Self::Characters => 0.7,
            Self::Concept => 1.2,
        }
    }
}

/// The n-grams of `text`: words, pairs of words, and 3 to 5 characters within words with their edges.
pub fn grams(text: &str, concepts: &Concepts) -> Grams {
    let tokens = tokens(text);
    let tokens = concepts.request(&tokens);
    let words: Vec<u64> = tokens.iter().map(|token| word_hash(token)).collect();
    let stems = tokens.iter().map(|token| stems(token).map(|stem| word_hash(&stem)).collect()).collect();
    let pairs: Vec<u64> = tokens.windows(2).map(pair_hash).collect();
    let mut occurrences = Occurrences::default();
    words.iter().for_each(|word| occurrences.push(GramKind::Word, *word));
    pairs.iter().for_each(|pair| occurrences.push(GramKind::Pair, *pair));
    for token in tokens {
        push_character_grams(token, &mut occurrences);
    }
    let mentioned = concepts.mentioned(tokens);
    push_concepts(&mentioned, &mut occurrences);
    Grams { buckets: occurrences.weighted(), words, stems, pairs, concepts: mentioned.len() }
}

/// The buckets of an utterance, with repetitions.
#[derive(Default)]
struct Occurrences(Vec<(u16, GramKind)>);

impl Occurrences {
    fn push(&mut self, kind: GramKind, hash: u64) {
        self.0.push(((hash % BUCKETS as u64) as u16, kind));
    }

    fn push_hashed(&mut self, kind: GramKind, characters: &[char]) {
        self.push(kind, hash(kind, characters.iter().copied()));
    }

    /// Sorted buckets with their weights: that of the kind, times one plus the logarithm of the count.
    fn weighted(mut self) -> Vec<(u16, u32)> {
        self.0.sort_unstable();
        let buckets = self.0.chunk_by(|left, right| left == right).filter_map(|run| {
            let (bucket, kind) = *run.first()?;
            let repeated = 1.0 + libm::log(run.len() as f64);
            Some((bucket, libm::round(WEIGHT_STEPS * kind.weight() * repeated) as u32))
        });
        buckets.collect()
    }
}

fn word_hash(token: &str) -> u64 {
    hash(GramKind::Word, token.chars())
}

fn pair_hash(pair: &[String]) -> u64 {
    let characters = pair.iter().flat_map(|token| token.chars().chain([' ']));
    hash(GramKind::Pair, characters)
}

fn push_character_grams(token: &str, occurrences: &mut Occurrences) {
    let characters: Vec<char> = ['<'].into_iter().chain(token.chars()).chain(['>']).collect();
    for gram in CHAR_GRAMS.flat_map(|length| characters.windows(length)) {
        occurrences.push_hashed(GramKind::Characters, gram);
    }
}

/// Every concept, and every pair of concepts in whatever order they are mentioned.
fn push_concepts(mentioned: &[u16], occurrences: &mut Occurrences) {
    let mentioned = mentioned.iter().take(MAX_CONCEPTS);
    let mut concepts: Vec<char> = mentioned.filter_map(|concept| char::from_u32(u32::from(*concept))).collect();
    concepts.sort_unstable();
    concepts.dedup();
    for (at, concept) in concepts.iter().enumerate() {
        occurrences.push_hashed(GramKind::Concept, &[*concept]);
        for other in concepts.iter().skip(at + 1) {
            occurrences.push_hashed(GramKind::ConceptPair, &[*concept, *other]);
        }
    }
}

/// FNV-1a over code points, with a final mix so that every bit depends on every character.
fn hash(kind: GramKind, characters: impl Iterator<Item = char>) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ kind as u64;
    let hash = characters.fold(start, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3));
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::tokens::{MAX_WORD_CHARS, MAX_WORDS};
    use super::*;

    #[test]
    fn numbers_do_not_tell_utterances_apart() {
        assert_eq!(
            grams("reject invoice 77821", &Concepts::default()),
            grams("Reject invoice 9", &Concepts::default())
        );
        assert_ne!(grams("reject invoice 77821", &Concepts::default()), grams("reject invoice", &Concepts::default()));
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "lorem ipsum ".repeat(20_000);
        assert_eq!(grams(&long, &Concepts::default()).words.len(), MAX_WORDS);
        assert!(grams(&"x".repeat(100_000), &Concepts::default()).buckets.len() <= 3 * MAX_WORD_CHARS + 1);
    }
}
