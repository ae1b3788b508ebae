//! What gives every class its score: the features of an utterance and the weights of the classes.

use super::{Vocabulary, Weights};
use crate::bundle::Reader;
use crate::features::{Grams, WordVectors};

/// Features and weights of a classifier.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorer {
    /// Which n-grams it knows, and how common they are.
    pub vocabulary: Vocabulary,
    /// What words mean, or nothing.
    pub vectors: WordVectors,
    /// How much every feature counts for every class.
    pub weights: Weights,
}

impl Scorer {
    /// The features of an utterance: its n-grams, and the direction in which its words point.
    pub fn features(&self, grams: &Grams) -> Vec<(u16, i32)> {
        features((&self.vocabulary, &self.vectors), grams)
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        self.vocabulary.write(bytes);
        self.vectors.write(bytes);
        self.weights.write(bytes);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            vocabulary: Vocabulary::read(reader)?,
            vectors: WordVectors::read(reader)?,
            weights: Weights::read(reader)?,
        })
    }
}

/// The features that a classifier with this vocabulary and these vectors sees.
pub fn features((vocabulary, vectors): (&Vocabulary, &WordVectors), grams: &Grams) -> Vec<(u16, i32)> {
    let mut features = vocabulary.vector(grams);
    features.extend(vectors.features(grams));
    features
}
