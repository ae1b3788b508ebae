//! One classifier without confidence: counts the n-grams, descends, prunes and quantises.

use super::TrainOptions;
use super::corpus::{Corpus, Sample};
use super::disturb::fillers;
use super::softmax::{Regression, Row, Vector};
use erp_chat_engine::classifier::{ClassWeight, Evidence, TermSet, Vocabulary, Weights, level_of};
use erp_chat_engine::features::{BUCKETS, Grams, UNIT, grams};

/// What the engine multiplies; the confidence comes later.
pub(super) struct Fitted {
    pub(super) vocabulary: Vocabulary,
    pub(super) weights: Weights,
}

impl Fitted {
    pub(super) fn evidence(&self, grams: &Grams, labels: usize) -> Evidence {
        Evidence::new(grams, (&self.vocabulary, &self.weights), labels)
    }
}

/// Fits the samples that are given, which belong to `corpus`.
pub(super) fn fit(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> Option<Fitted> {
    let vocabulary = vocabulary(samples)?;
    let rows: Vec<Row> = samples.iter().map(|sample| row(&vocabulary, sample)).collect();
    let regression = Regression::fit(&rows, corpus.classes(), options.descent, options.seed);
    let weights = quantised(&regression, &spreads(&rows), options.max_weights)?;
    Some(Fitted { vocabulary, weights })
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
    let fillers: Vec<Grams> = fillers().map(grams).collect();
    let all = || samples.iter().map(|sample| &sample.grams).chain(&fillers);
    let words = all().flat_map(|grams| grams.words.iter().copied()).collect();
    let pairs = all().flat_map(|grams| grams.pairs.iter().copied()).collect();
    (TermSet::new(words), TermSet::new(pairs))
}

fn row(vocabulary: &Vocabulary, sample: &Sample) -> Row {
    Row {
        vector: vector(vocabulary, &sample.grams),
        disturbed: vector(vocabulary, &sample.disturbed),
        class: sample.class,
    }
}

/// The integer vector of the engine as fractions of its length, so that training sees what serving sees.
fn vector(vocabulary: &Vocabulary, grams: &Grams) -> Vector {
    let integers = vocabulary.vector(grams).into_iter();
    integers
        .map(|(bucket, value)| (bucket, value as f32 / UNIT as f32))
        .collect()
}

/// Root mean square of every feature.
fn spreads(rows: &[Row]) -> Vec<f32> {
    let mut squares = vec![0.0_f32; BUCKETS];
    for (bucket, value) in rows.iter().flat_map(|row| &row.vector) {
        if let Some(square) = squares.get_mut(usize::from(*bucket)) {
            *square += value * value;
        }
    }
    squares
        .into_iter()
        .map(|square| (square / rows.len() as f32).sqrt())
        .collect()
}

/// Keeps the weights that move the logits most, in 8 bits.
fn quantised(regression: &Regression, spreads: &[f32], max_weights: usize) -> Option<Weights> {
    let columns = || regression.weights.chunks(regression.classes.max(1)).zip(spreads);
    let mut importance: Vec<f32> = columns()
        .flat_map(|(column, spread)| column.iter().map(move |weight| weight.abs() * spread))
        .collect();
    let floor = cut(&mut importance, max_weights);
    let largest = columns()
        .flat_map(|(column, spread)| column.iter().filter(move |weight| weight.abs() * spread > floor))
        .fold(f32::MIN_POSITIVE, |largest, weight| largest.max(weight.abs()));
    let scale = largest / f32::from(i8::MAX);
    let sparse = |(column, spread): (&[f32], &f32)| sparse_column(column, floor / spread, scale);
    let columns: Vec<Vec<ClassWeight>> = columns().map(sparse).collect();
    let bias = regression
        .bias
        .iter()
        .map(|bias| (bias / scale * UNIT as f32).round() as i32);
    Weights::new(scale, bias.collect(), &columns)
}

/// The importance that at most `count` weights exceed.
fn cut(importance: &mut [f32], count: usize) -> f32 {
    if importance.len() <= count {
        return 0.0;
    }
    let (_, cut, _) = importance.select_nth_unstable_by(count, |left, right| right.total_cmp(left));
    *cut
}

fn sparse_column(column: &[f32], floor: f32, scale: f32) -> Vec<ClassWeight> {
    let entries = column.iter().enumerate().filter(|(_, weight)| weight.abs() > floor);
    let entry = |(class, weight): (usize, &f32)| {
        let weight = (weight / scale).round().clamp(-127.0, 127.0) as i8;
        Some(ClassWeight {
            class: u16::try_from(class).ok()?,
            weight,
        })
    };
    entries.filter_map(entry).filter(|entry| entry.weight != 0).collect()
}
