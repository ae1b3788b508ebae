//! Which n-grams a classifier has seen, and how common they were: the tf-idf weighting in integers.
//!
//! Document frequencies are kept in half-octave levels, which cost five bits a bucket and no accuracy.

use crate::bundle::Reader;
use crate::features::{BUCKETS, Grams, UNIT};

/// Levels of document frequency: 0 is unseen, level `n` begins at `2^((n - 1) / 2)` examples.
pub const LEVELS: usize = 40;
/// Integer steps of one unit of tf or idf.
const STEPS: f64 = 256.0;
/// Bits of the largest term set, as a power of two: 16 KB.
const MAX_SET_BITS: u8 = 17;
/// Slots per term: one unknown term in eight looks known.
const SLOTS_PER_TERM: usize = 8;

/// The n-grams of the training examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    levels: Vec<u8>,
    idf: Vec<u32>,
    examples: u32,
    /// Known words.
    pub words: TermSet,
    /// Known pairs of neighbouring words.
    pub pairs: TermSet,
}

impl Vocabulary {
    /// Makes a vocabulary from the level of every bucket.
    pub fn new(levels: Vec<u8>, examples: u32, (words, pairs): (TermSet, TermSet)) -> Option<Self> {
        let valid = levels.len() == BUCKETS && levels.iter().all(|level| usize::from(*level) < LEVELS);
        valid.then(|| Self {
            levels,
            idf: (0..LEVELS).map(|level| idf(level, examples)).collect(),
            examples,
            words,
            pairs,
        })
    }

    /// The tf-idf vector of an utterance, of length [`UNIT`]; buckets never seen in training are left out.
    pub fn vector(&self, grams: &Grams) -> Vec<(u16, i32)> {
        let known = grams.buckets.iter();
        let mut vector: Vec<(u16, u64)> =
            known.filter_map(|(bucket, weight)| Some((*bucket, u64::from(weight * self.idf_of(*bucket)?)))).collect();
        vector.retain(|(_, value)| *value > 0);
        let length = vector.iter().map(|(_, value)| value * value).sum::<u64>().isqrt().max(1);
        let scaled = |value: u64| i32::try_from(value * u64::from(UNIT) / length).unwrap_or_default();
        vector.into_iter().map(|(bucket, value)| (bucket, scaled(value))).collect()
    }

    fn idf_of(&self, bucket: u16) -> Option<u32> {
        let level = self.levels.get(usize::from(bucket))?;
        self.idf.get(usize::from(*level)).copied()
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.examples.to_le_bytes());
        bytes.extend(&self.levels);
        self.words.write(bytes);
        self.pairs.write(bytes);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let examples = reader.u32()?;
        let levels = reader.take(BUCKETS)?.to_vec();
        let terms = (TermSet::read(reader)?, TermSet::read(reader)?);
        Self::new(levels, examples, terms)
    }
}

/// The level of an n-gram that occurs in `frequency` examples.
pub fn level_of(frequency: u32) -> u8 {
    let Some(octave) = frequency.checked_ilog2() else {
        return 0;
    };
    let begins = f64::from(1_u32 << octave);
    let upper_half = f64::from(frequency) >= begins * std::f64::consts::SQRT_2;
    u8::try_from(1 + 2 * octave + u32::from(upper_half)).unwrap_or(u8::MAX)
}

/// Smoothed inverse document frequency of a level, in integer steps.
fn idf(level: usize, examples: u32) -> u32 {
    let Some(half_octaves) = level.checked_sub(1) else {
        return 0;
    };
    let frequency = libm::pow(2.0, half_octaves as f64 / 2.0);
    let idf = 1.0 + libm::log((1.0 + f64::from(examples)) / (1.0 + frequency)).max(0.0);
    libm::round(idf * STEPS) as u32
}

/// A set of hashed terms with few false members and no false absences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSet {
    bits: Vec<u8>,
}

impl TermSet {
    /// The set of these hashes, which may repeat.
    pub fn new(mut terms: Vec<u64>) -> Self {
        terms.sort_unstable();
        terms.dedup();
        let slots = (terms.len() * SLOTS_PER_TERM).next_power_of_two().clamp(8, 1 << MAX_SET_BITS);
        let mut bits = vec![0_u8; slots / 8];
        for term in terms {
            let (byte, mask) = slot(term, slots);
            if let Some(byte) = bits.get_mut(byte) {
                *byte |= mask;
            }
        }
        Self { bits }
    }

    /// The share of `terms` that are in the set; 1 when there are none.
    pub fn share_of(&self, terms: &[u64]) -> f32 {
        let known = terms.iter().filter(|term| self.contains(**term)).count();
        if terms.is_empty() { 1.0 } else { known as f32 / terms.len() as f32 }
    }

    fn contains(&self, term: u64) -> bool {
        let (byte, mask) = slot(term, self.bits.len() * 8);
        self.bits.get(byte).is_some_and(|byte| byte & mask != 0)
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::try_from((self.bits.len() * 8).ilog2()).unwrap_or_default());
        bytes.extend(&self.bits);
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let log_slots = reader.u8().filter(|log| (3..=MAX_SET_BITS).contains(log))?;
        let bits = reader.take((1 << log_slots) / 8)?.to_vec();
        Some(Self { bits })
    }
}

/// Byte and bit of a term; the upper half of the hash, because buckets use the lower.
fn slot(term: u64, slots: usize) -> (usize, u8) {
    let slot = (term >> 32) as usize % slots.max(1);
    (slot / 8, 1 << (slot % 8))
}
