//! What words mean: a table of short word vectors, part of the model, made offline from a sentence encoder.
//!
//! It lets a word that no example holds count as its neighbours do. Words are kept as fingerprints of their hashes
//! and vectors as codes into small codebooks; sums are integers, so that they are alike on every target.

use super::{BUCKETS, Grams};
use crate::bundle::{BundleError, Reader};

/// Numbers of a vector.
pub const DIMENSIONS: usize = 48;
/// Length of the vector of an utterance, in integer units: counts less than its n-grams, whose length is `UNIT`;
/// chosen on few examples of the development split.
pub const MEANING_UNIT: i64 = 768;
/// Most words of a table.
const MAX_WORDS: usize = 1 << 15;
/// Entries of a codebook.
const ENTRIES: usize = 256;
/// Bits of a fingerprint: with ten thousand words, one unknown word in 1,600 looks known.
const FINGERPRINT_BITS: u32 = 24;
const MALFORMED: BundleError = BundleError::Malformed("word vectors");

/// A table of word vectors, or none.
///
/// Invariant: `fingerprints` rise; every word has a length and `parts` codes; a codebook is of `ENTRIES` parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordVectors {
    fingerprints: Vec<u32>,
    lengths: Vec<u8>,
    /// Pieces that a vector is cut into, each with its own codebook.
    parts: usize,
    /// The codes of all words for the first part, then those for the second.
    codes: Vec<u8>,
    codebooks: Vec<i8>,
}

impl WordVectors {
    /// Reads a file that holds a table and nothing else.
    ///
    /// # Errors
    /// A file that is truncated or contradicts itself.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        let mut reader = Reader::new(bytes);
        let table = Self::read(&mut reader).ok_or(MALFORMED)?;
        if reader.is_empty() { Ok(table) } else { Err(MALFORMED) }
    }

    /// The features of an utterance: the direction of the sum of the vectors of its words.
    pub fn features(&self, grams: &Grams) -> Vec<(u16, i32)> {
        let mut sum = [0_i64; DIMENSIONS];
        for (word, stems) in grams.words.iter().zip(&grams.stems) {
            let place = [word].into_iter().chain(stems).find_map(|form| self.place(*form));
            place.into_iter().for_each(|place| self.add(place, &mut sum));
        }
        let length = sum.iter().map(|value| value.unsigned_abs().pow(2)).sum::<u64>().isqrt();
        if length == 0 {
            return Vec::new();
        }
        let scaled = |value: i64| i32::try_from(value * MEANING_UNIT / length.cast_signed()).unwrap_or_default();
        (BUCKETS as u16..).zip(sum.map(scaled)).collect()
    }

    fn place(&self, word: u64) -> Option<usize> {
        let fingerprint = (word >> (u64::BITS - FINGERPRINT_BITS)) as u32;
        self.fingerprints.binary_search(&fingerprint).ok()
    }

    /// Adds the vector of a word: its length times the direction that its codes spell.
    fn add(&self, place: usize, sum: &mut [i64; DIMENSIONS]) {
        let length = i64::from(self.lengths.get(place).copied().unwrap_or_default());
        let width = DIMENSIONS / self.parts.max(1);
        for (part, values) in sum.chunks_mut(width).enumerate() {
            let code = self.codes.get(part * self.fingerprints.len() + place).copied().unwrap_or_default();
            let start = (part * ENTRIES + usize::from(code)) * width;
            let entry = self.codebooks.get(start..start + width).unwrap_or_default();
            for (value, direction) in values.iter_mut().zip(entry) {
                *value += length * i64::from(*direction);
            }
        }
    }

    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(u16::try_from(self.fingerprints.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.push(u8::try_from(self.parts).unwrap_or(u8::MAX));
        let before = [0].iter().chain(&self.fingerprints);
        let gaps: Vec<[u8; 4]> = before.zip(&self.fingerprints).map(|(low, high)| (high - low).to_le_bytes()).collect();
        // Byte by byte of all gaps: the high bytes are nearly all zero, and vanish when the file is compressed.
        for plane in 0..GAP_BYTES {
            bytes.extend(gaps.iter().filter_map(|gap| gap.get(plane)));
        }
        bytes.extend(&self.lengths);
        bytes.extend(&self.codes);
        bytes.extend(self.codebooks.iter().map(|value| value.cast_unsigned()));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = usize::from(reader.u16()?);
        let parts = usize::from(reader.u8()?);
        if count == 0 {
            return Some(Self::default());
        }
        if count > MAX_WORDS || parts == 0 || !DIMENSIONS.is_multiple_of(parts) {
            return None;
        }
        Some(Self {
            fingerprints: read_fingerprints(reader, count)?,
            lengths: reader.take(count)?.to_vec(),
            parts,
            codes: reader.take(count * parts)?.to_vec(),
            codebooks: reader.take(ENTRIES * DIMENSIONS)?.iter().map(|byte| byte.cast_signed()).collect(),
        })
    }
}

/// Bytes of the gap between two fingerprints.
const GAP_BYTES: usize = 3;

fn read_fingerprints(reader: &mut Reader<'_>, count: usize) -> Option<Vec<u32>> {
    let (low, middle, high) = (reader.take(count)?, reader.take(count)?, reader.take(count)?);
    let mut last = 0_u32;
    let gaps = low.iter().zip(middle).zip(high).map(|((low, middle), high)| {
        last = last.saturating_add(u32::from_le_bytes([*low, *middle, *high, 0]));
        last
    });
    let fingerprints: Vec<u32> = gaps.collect();
    let rises = fingerprints.is_sorted_by(|left, right| left < right);
    (rises && last >> FINGERPRINT_BITS == 0).then_some(fingerprints)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Concepts, grams};

    /// Two words in 24 parts: `pay` along the first number, `salary` nearly so and, being first by fingerprint, twice as long.
    fn table() -> Vec<u8> {
        let mut words: Vec<(u32, u8)> =
            [("pay", 1), ("salary", 2)].map(|(word, code)| (fingerprint(word), code)).into();
        words.sort_unstable();
        let [(first, _), (second, _)] = words[..] else { unreachable!() };
        let mut bytes = vec![2, 0, 24];
        for plane in 0..GAP_BYTES {
            bytes.extend([first.to_le_bytes()[plane], (second - first).to_le_bytes()[plane]]);
        }
        bytes.extend([100, 50]);
        for part in 0..24 {
            bytes.extend(words.iter().map(|(_, code)| if part == 0 { *code } else { 0 }));
        }
        let mut codebooks = vec![0; ENTRIES * DIMENSIONS];
        codebooks[2..6].copy_from_slice(&[100, 0, 100, 10]);
        [bytes, codebooks].concat()
    }

    fn fingerprint(word: &str) -> u32 {
        (grams(word, &Concepts::default()).words[0] >> (u64::BITS - FINGERPRINT_BITS)) as u32
    }

    #[test]
    fn words_that_mean_the_same_have_the_same_features() {
        let table = WordVectors::from_bytes(&table()).unwrap();
        let features = |text: &str| table.features(&grams(text, &Concepts::default()));
        let check = |text: &str, first: i32, second: i32| {
            assert_eq!(features(text)[..2], [(BUCKETS as u16, first), (BUCKETS as u16 + 1, second)], "{text}");
        };
        check("pay", 768, 0);
        check("salary", 764, 76);
        check("salaries", 764, 76);
        check("Salary of Pay pay", 767, 38);
        assert_eq!(features("of"), []);
        assert_eq!(WordVectors::default().features(&grams("pay", &Concepts::default())), []);
    }

    #[test]
    fn tables_survive_the_round_trip_and_no_damage() {
        let bytes = table();
        let mut written = Vec::new();
        WordVectors::from_bytes(&bytes).unwrap().write(&mut written);
        assert_eq!(written, bytes);
        for length in (1..bytes.len()).step_by(7) {
            assert!(WordVectors::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        let check = |at: usize, byte: u8| {
            let mut altered = bytes.clone();
            altered[at] = byte;
            assert!(WordVectors::from_bytes(&altered).is_err(), "byte {at}");
        };
        check(1, 255);
        check(2, 0);
        check(2, 5);
        check(2, 65);
        check(8, 255);
        assert_eq!(WordVectors::from_bytes(&[0, 0, 0]), Ok(WordVectors::default()));
    }
}
