//! Softmax regression by stochastic gradient descent, in the primal and on one thread.
//!
//! The order of the rows comes from a seed, so that training is repeatable to the last bit.

use crate::random::Random;
use erp_chat_engine::features::BUCKETS;

/// A feature vector of length 1.
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
    pub(super) epochs: usize,
    pub(super) rate: f32,
    pub(super) decay: f32,
    pub(super) smoothing: f32,
    /// How often the disturbed copy of a row stands in for it.
    pub(super) disturbance: f32,
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
    pub(super) fn fit(rows: &[Row], classes: usize, descent: Descent, seed: u64) -> Self {
        let mut regression = Self {
            classes,
            weights: vec![0.0; BUCKETS * classes],
            bias: vec![0.0; classes],
        };
        let mut random = Random::new(seed);
        let mut order: Vec<&Row> = rows.iter().collect();
        for epoch in 0..descent.epochs {
            random.shuffle(&mut order);
            let left = 1.0 - epoch as f32 / descent.epochs as f32;
            for row in &order {
                let disturbed = random.chance(descent.disturbance);
                let vector = if disturbed { &row.disturbed } else { &row.vector };
                regression.step(vector, row.class, (descent.rate * left, descent.smoothing));
            }
            regression.shrink(1.0 - descent.decay * left);
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

    fn shrink(&mut self, factor: f32) {
        self.weights.iter_mut().for_each(|weight| *weight *= factor);
    }
}

fn add_scaled(target: &mut [f32], source: &[f32], scale: f32) {
    for (target, source) in target.iter_mut().zip(source) {
        *target += source * scale;
    }
}
