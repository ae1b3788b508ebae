//! The weights of the softmax regression: sparse, 8 bits each, grouped by feature.
//!
//! A score is a sum of integer products; [`Weights::logit`] turns it into a logit afterwards.

use crate::bundle::Reader;
use crate::features::{FEATURES, UNIT};

/// Most weights of a classifier: four megabytes.
const MAX_WEIGHTS: usize = 1 << 20;

/// The weight of a feature for one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassWeight {
    /// Class index.
    pub class: u16,
    /// Weight in units of the scale.
    pub weight: i8,
}

/// Sparse weights by feature.
///
/// Invariant: `ends` rises, holds one entry per feature and ends at the number of weights; classes fit `bias`.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    scale: f32,
    bias: Vec<i32>,
    ends: Vec<u32>,
    weights: Vec<ClassWeight>,
}

impl Weights {
    /// Weights of every feature in turn; `None` when a class has no bias.
    pub fn new(scale: f32, bias: Vec<i32>, columns: &[Vec<ClassWeight>]) -> Option<Self> {
        let weights: Vec<ClassWeight> = columns.iter().flatten().copied().collect();
        let mut end = 0;
        let ends = columns.iter().map(|column| {
            end += column.len() as u32;
            end
        });
        let ends = ends.collect();
        Self { scale, bias, ends, weights }.checked()
    }

    fn checked(self) -> Option<Self> {
        let sane = self.ends.len() == FEATURES
            && self.ends.is_sorted()
            && self.ends.last().map(|end| *end as usize) == Some(self.weights.len())
            && self.weights.iter().all(|weight| usize::from(weight.class) < self.bias.len());
        sane.then_some(self)
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.bias.len()
    }

    /// Number of weights.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there are no weights.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The integer score of every class for a feature vector.
    pub fn scores(&self, vector: &[(u16, i32)]) -> Vec<i32> {
        self.add_to(self.bias.clone(), vector)
    }

    /// Scores with the part of more features added.
    pub fn add_to(&self, mut scores: Vec<i32>, vector: &[(u16, i32)]) -> Vec<i32> {
        for (feature, value) in vector {
            for entry in self.column(usize::from(*feature)) {
                if let Some(score) = scores.get_mut(usize::from(entry.class)) {
                    *score = score.saturating_add(value * i32::from(entry.weight));
                }
            }
        }
        scores
    }

    /// A score as a logit.
    pub fn logit(&self, score: i32) -> f32 {
        score as f32 * (self.scale / UNIT as f32)
    }

    fn column(&self, feature: usize) -> &[ClassWeight] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = feature.checked_sub(1).map_or(0, end);
        self.weights.get(start..end(feature)).unwrap_or_default()
    }

    /// Lays out counts, classes and weights apart, which compresses better than together.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(u16::try_from(self.bias.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend(self.bias.iter().flat_map(|bias| bias.to_le_bytes()));
        let counts = (0..self.ends.len()).map(|bucket| self.column(bucket).len() as u16);
        bytes.extend(counts.flat_map(u16::to_le_bytes));
        if self.has_byte_classes() {
            bytes.extend(self.weights.iter().map(|entry| entry.class as u8));
        } else {
            bytes.extend(self.weights.iter().flat_map(|entry| entry.class.to_le_bytes()));
        }
        bytes.extend(self.weights.iter().flat_map(|entry| entry.weight.to_le_bytes()));
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let scale = reader.f32()?;
        let classes = usize::from(reader.u16()?);
        let bias = read_bias(reader, classes)?;
        let ends = read_ends(reader)?;
        let count = *ends.last()? as usize;
        let mut read = Self { scale, bias, ends, weights: Vec::new() };
        read.weights = read.read_weights(reader, count)?;
        read.checked()
    }

    fn read_weights(&self, reader: &mut Reader<'_>, count: usize) -> Option<Vec<ClassWeight>> {
        let classes: Vec<u16> = if self.has_byte_classes() {
            reader.take(count)?.iter().map(|class| u16::from(*class)).collect()
        } else {
            let pairs = reader.take(count * 2)?.as_chunks::<2>().0;
            pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
        };
        let weights = reader.take(count)?.iter().map(|byte| byte.cast_signed());
        let entries = classes.into_iter().zip(weights);
        Some(entries.map(|(class, weight)| ClassWeight { class, weight }).collect())
    }

    fn has_byte_classes(&self) -> bool {
        self.bias.len() <= 256
    }
}

fn read_bias(reader: &mut Reader<'_>, classes: usize) -> Option<Vec<i32>> {
    let bytes = reader.take(classes * 4)?.as_chunks::<4>().0;
    Some(bytes.iter().map(|bias| i32::from_le_bytes(*bias)).collect())
}

/// Running sums of the counts, refused when they pass the largest classifier.
fn read_ends(reader: &mut Reader<'_>) -> Option<Vec<u32>> {
    let counts = reader.take(FEATURES * 2)?.as_chunks::<2>().0;
    let mut end = 0_u32;
    let ends = counts.iter().map(|count| {
        end += u32::from(u16::from_le_bytes(*count));
        end
    });
    let ends: Vec<u32> = ends.collect();
    (end as usize <= MAX_WEIGHTS).then_some(ends)
}
