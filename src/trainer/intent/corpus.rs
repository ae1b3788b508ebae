//! Examples made ready for training: features, classes, and stratified folds.

use super::disturb::disturbed;
use crate::examples::{Example, OUT_OF_SCOPE};
use crate::random::Random;
use erp_chat_engine::features::{Concepts, Grams, WordVectors, grams};

/// The list that all models get.
const CONCEPTS: &str = include_str!("concepts.txt");
/// What English words mean; `distil/README.md` tells how it is made.
const VECTORS: &[u8] = include_bytes!("../../engine/language/en/vectors.bin");

/// An example as features.
pub(super) struct Sample {
    pub(super) grams: Grams,
    pub(super) disturbed: Grams,
    /// Index of its intent; the number of labels when it is out of scope.
    pub(super) class: usize,
}

/// All examples as features.
pub(super) struct Corpus {
    pub(super) labels: Vec<String>,
    pub(super) concepts: Concepts,
    pub(super) vectors: WordVectors,
    pub(super) samples: Vec<Sample>,
    /// The name of every label as if somebody had said it: most names say what the intent means.
    pub(super) names: Vec<Sample>,
}

impl Corpus {
    pub(super) fn new(examples: &[Example], seed: u64) -> Self {
        let labels = labels(examples);
        let concepts = Concepts::parse(CONCEPTS);
        let mut random = Random::new(seed);
        let mut sample = |text: &str, class: usize| Sample {
            grams: grams(text, &concepts),
            disturbed: grams(&disturbed(text, &mut random), &concepts),
            class,
        };
        let class = |example: &Example| labels.binary_search(&example.intent).unwrap_or(labels.len());
        let samples = examples.iter().map(|example| sample(&example.text, class(example))).collect();
        let names = labels.iter().enumerate().map(|(class, label)| sample(&spoken(label), class)).collect();
        // The table comes with the trainer, and a test reads it.
        let vectors = WordVectors::from_bytes(VECTORS).unwrap_or_default();
        Self { labels, concepts, vectors, samples, names }
    }

    pub(super) fn is_in_scope(&self, sample: &Sample) -> bool {
        sample.class < self.labels.len()
    }

    /// Classes of a classifier: one more than labels when there are out-of-scope examples.
    pub(super) fn classes(&self) -> usize {
        let rejects = self.samples.iter().any(|sample| !self.is_in_scope(sample));
        self.labels.len() + usize::from(rejects)
    }
}

/// A label with spaces between its words.
fn spoken(label: &str) -> String {
    label.replace(|c: char| !c.is_alphanumeric(), " ")
}

/// The intents of `examples`, sorted, without `oos`.
pub(super) fn labels(examples: &[Example]) -> Vec<String> {
    let real = examples.iter().filter(|example| example.intent != OUT_OF_SCOPE);
    let mut labels: Vec<String> = real.map(|example| example.intent.clone()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// A fold for every group member, such that each group is spread evenly; the first of a group is in the last fold.
pub(super) fn folds<G: Ord>(groups: &[G], count: usize, seed: u64) -> Vec<usize> {
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    random.shuffle(&mut order);
    order.sort_by_key(|at| groups.get(*at));
    let mut folds = vec![0; groups.len()];
    for (position, at) in order.into_iter().enumerate() {
        if let Some(fold) = folds.get_mut(at) {
            *fold = position % count.max(1);
        }
    }
    folds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_word_vectors_is_well_formed() {
        assert!(WordVectors::from_bytes(VECTORS).is_ok());
    }
}
