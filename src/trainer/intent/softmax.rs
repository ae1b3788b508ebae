//! Softmax regression by stochastic gradient descent, in the primal and on one thread.
//!
//! The order of the rows comes from a seed, so that training is repeatable to the last bit.

use crate::random::Random;
use erp_chat_engine::features::FEATURES;

/// A feature vector: n-grams of length 1, and the meaning of the words.
pub(super) type Vector = Vec<(u16, f32)>;

/// A training row: its vector, a disturbed copy of it, and its class.
pub(super) struct Row {
    pub(super) vector: Vector,
    pub(super) disturbed: Vector,
    pub(super) class: usize,
}

/// How the descent goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Descent {
    /// Steps that few examples need to converge; passes over them are as many as that takes, within limits.
    pub(super) steps: usize,
    pub(super) epochs: (usize, usize),
    pub(super) rate: f32,
    /// Weights that are kept.
    pub(super) max_weights: usize,
    /// Share of the epochs, at the end, after which the other weights are dropped.
    pub(super) pruned: f32,
    pub(super) smoothing: f32,
    /// How often a row is followed by its disturbed copy.
    pub(super) disturbance: f32,
}

impl Descent {
    fn epochs_over(&self, rows: usize) -> usize {
        let (least, most) = self.epochs;
        (self.steps / rows.max(1)).clamp(least, most)
    }
}

/// Dense weights, `classes` for each bucket.
pub(super) struct Regression {
    pub(super) classes: usize,
    pub(super) weights: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// The bias is common to all rows, so that it needs a smaller step.
const BIAS_RATE: f32 = 0.05;
/// A row predicted better than this teaches nothing more.
const SETTLED: f32 = 1e-3;

impl Regression {
    /// Descends; the weights that matter least are dropped in the last epochs, so that the others make up for them.
    pub(super) fn fit(rows: &[Row], classes: usize, descent: Descent, seed: u64) -> Self {
        let mut regression = Self { classes, weights: vec![0.0; FEATURES * classes], bias: vec![0.0; classes] };
        let spreads = spreads(rows);
        let mut random = Random::new(seed);
        let mut order: Vec<&Row> = rows.iter().collect();
        let epochs = descent.epochs_over(rows.len());
        for epoch in 0..epochs {
            random.shuffle(&mut order);
            let left = 1.0 - epoch as f32 / epochs as f32;
            let pace = (descent.rate * left, descent.smoothing);
            for row in &order {
                regression.step(&row.vector, row.class, pace);
                if random.chance(descent.disturbance) {
                    regression.step(&row.disturbed, row.class, pace);
                }
            }
            if left <= descent.pruned {
                regression.prune(&spreads, descent.max_weights);
            }
        }
        regression
    }

    fn step(&mut self, vector: &Vector, class: usize, (rate, smoothing): (f32, f32)) {
        let mut errors = self.probabilities(vector);
        let floor = smoothing / self.classes as f32;
        let mut largest = 0.0_f32;
        for (at, error) in errors.iter_mut().enumerate() {
            *error -= if at == class { 1.0 - smoothing + floor } else { floor };
            largest = largest.max(error.abs());
        }
        if largest < SETTLED {
            return;
        }
        add_scaled(&mut self.bias, &errors, -rate * BIAS_RATE);
        for (bucket, value) in vector {
            let start = usize::from(*bucket) * self.classes;
            if let Some(weights) = self.weights.get_mut(start..start + self.classes) {
                add_scaled(weights, &errors, -rate * value);
            }
        }
    }

    fn probabilities(&self, vector: &Vector) -> Vec<f32> {
        let mut logits = self.bias.clone();
        for (bucket, value) in vector {
            let start = usize::from(*bucket) * self.classes;
            if let Some(weights) = self.weights.get(start..start + self.classes) {
                add_scaled(&mut logits, weights, *value);
            }
        }
        let largest = logits.iter().copied().fold(f32::MIN, f32::max);
        let mut sum = 0.0;
        for logit in &mut logits {
            *logit = libm::expf(*logit - largest);
            sum += *logit;
        }
        logits.iter_mut().for_each(|logit| *logit /= sum);
        logits
    }

    /// Keeps the weights that move the logits most.
    fn prune(&mut self, spreads: &[f32], max_weights: usize) {
        let columns = self.weights.chunks(self.classes).zip(spreads);
        let importance = columns.flat_map(|(column, spread)| column.iter().map(move |weight| weight.abs() * spread));
        let floor = cut(importance.collect(), max_weights);
        for (column, spread) in self.weights.chunks_mut(self.classes).zip(spreads) {
            let lost = column.iter_mut().filter(|weight| weight.abs() * spread <= floor);
            lost.for_each(|weight| *weight = 0.0);
        }
    }
}

/// Root mean square of every feature.
fn spreads(rows: &[Row]) -> Vec<f32> {
    let mut squares = vec![0.0_f32; FEATURES];
    for (bucket, value) in rows.iter().flat_map(|row| &row.vector) {
        if let Some(square) = squares.get_mut(usize::from(*bucket)) {
            *square += value * value;
        }
    }
    let root = |square: f32| (square / rows.len() as f32).sqrt();
    squares.into_iter().map(root).collect()
}

/// The importance that at most `count` weights exceed.
fn cut(mut importance: Vec<f32>, count: usize) -> f32 {
    if importance.len() <= count {
        return 0.0;
    }
    let (_, cut, _) = importance.select_nth_unstable_by(count, |left, right| right.total_cmp(left));
    *cut
}

fn add_scaled(target: &mut [f32], source: &[f32], scale: f32) {
    for (target, source) in target.iter_mut().zip(source) {
        *target += source * scale;
    }
}
