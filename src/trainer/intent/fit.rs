//! One classifier without confidence: counts the n-grams, descends, prunes and quantises.

use super::TrainOptions;
use super::corpus::{Corpus, Sample};
use super::disturb::fillers;
use super::softmax::{Regression, Row, Vector};
use erp_chat_engine::classifier::{ClassWeight, Scorer, TermSet, Vocabulary, Weights, features, level_of};
use erp_chat_engine::features::{BUCKETS, Concepts, Grams, UNIT, WordVectors, grams};
use std::collections::BTreeSet;

/// The largest weight in units of the scale: five bits lose no accuracy on the development split, and pack better than
/// eight.
const MOST_STEPS: f32 = 31.0;

/// Fits the samples that are given, which belong to `corpus`.
pub(super) fn fit(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> Option<Scorer> {
    let samples = &with_names(corpus, samples);
    let vocabulary = vocabulary(samples)?;
    let table = (&vocabulary, &corpus.vectors);
    let rows: Vec<Row> = samples.iter().map(|sample| row(table, sample)).collect();
    let regression = Regression::fit(&rows, corpus.classes(), options.descent, options.seed);
    let weights = quantised(&regression)?;
    options.progress.step();
    Some(Scorer { vocabulary, vectors: corpus.vectors.clone(), weights })
}

/// The samples, and the names of the intents that they are of.
fn with_names<'c>(corpus: &'c Corpus, samples: &[&'c Sample]) -> Vec<&'c Sample> {
    let classes: BTreeSet<usize> = samples.iter().map(|sample| sample.class).collect();
    let names = corpus.names.iter().filter(|name| classes.contains(&name.class));
    samples.iter().copied().chain(names).collect()
}

fn vocabulary(samples: &[&Sample]) -> Option<Vocabulary> {
    let mut frequencies = vec![0_u32; BUCKETS];
    for (bucket, _) in samples.iter().flat_map(|sample| &sample.grams.buckets) {
        if let Some(frequency) = frequencies.get_mut(usize::from(*bucket)) {
            *frequency += 1;
        }
    }
    let levels = frequencies.into_iter().map(level_of).collect();
    Vocabulary::new(levels, u32::try_from(samples.len()).ok()?, terms(samples))
}

fn terms(samples: &[&Sample]) -> (TermSet, TermSet) {
    let fillers: Vec<Grams> = fillers().map(|filler| grams(filler, &Concepts::default())).collect();
    let all = || samples.iter().map(|sample| &sample.grams).chain(&fillers);
    let words = all().flat_map(|grams| grams.words.iter().copied()).collect();
    let pairs = all().flat_map(|grams| grams.pairs.iter().copied()).collect();
    (TermSet::new(words), TermSet::new(pairs))
}

/// What the features of a row depend on.
type Table<'t> = (&'t Vocabulary, &'t WordVectors);

fn row(table: Table<'_>, sample: &Sample) -> Row {
    Row { vector: vector(table, &sample.grams), disturbed: vector(table, &sample.disturbed), class: sample.class }
}

/// The integer vector of the engine as fractions of its length, so that training sees what serving sees.
fn vector(table: Table<'_>, grams: &Grams) -> Vector {
    let integers = features(table, grams).into_iter();
    integers.map(|(bucket, value)| (bucket, value as f32 / UNIT as f32)).collect()
}

/// The weights that are left, in 8 bits.
fn quantised(regression: &Regression) -> Option<Weights> {
    let sizes = regression.weights.iter().map(|weight| weight.abs());
    let scale = sizes.fold(f32::MIN_POSITIVE, f32::max) / MOST_STEPS;
    let columns = regression.weights.chunks(regression.classes.max(1));
    let columns: Vec<Vec<ClassWeight>> = columns.map(|column| sparse_column(column, scale)).collect();
    let bias = regression.bias.iter().map(|bias| (bias / scale * UNIT as f32).round() as i32);
    Weights::new(scale, bias.collect(), &columns)
}

fn sparse_column(column: &[f32], scale: f32) -> Vec<ClassWeight> {
    let entry = |(class, weight): (u16, &f32)| ClassWeight { class, weight: (weight / scale).round() as i8 };
    let entries = (0..).zip(column).map(entry);
    entries.filter(|entry| entry.weight != 0).collect()
}
