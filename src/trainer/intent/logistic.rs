//! Logistic regression on a handful of signals, by gradient descent on standardised inputs.

use erp_chat_engine::classifier::{LinearHead, SIGNALS, Signals};

/// A case to learn from.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) signals: Signals,
    pub(super) holds: bool,
    pub(super) weight: f32,
}

const ITERATIONS: usize = 600;
const RATE: f64 = 1.0;
const MOMENTUM: f64 = 0.9;
const RIDGE: f64 = 1e-4;

/// The head that makes the cases likeliest.
pub(super) fn fit(cases: &[Case]) -> LinearHead {
    let (means, deviations) = moments(cases);
    let mut parameters = [0.0_f64; SIGNALS + 1];
    let mut speed = [0.0_f64; SIGNALS + 1];
    let inputs: Vec<[f64; SIGNALS + 1]> = cases.iter().map(|case| standardised(case, &means, &deviations)).collect();
    for _ in 0..ITERATIONS {
        let gradient = gradient(cases, &inputs, &parameters);
        for ((parameter, speed), slope) in parameters.iter_mut().zip(&mut speed).zip(gradient) {
            *speed = MOMENTUM * *speed - RATE * (slope + RIDGE * *parameter);
            *parameter += *speed;
        }
    }
    unscaled(&parameters, &means, &deviations)
}

type Moments = [f64; SIGNALS];

fn moments(cases: &[Case]) -> (Moments, Moments) {
    let count = cases.len().max(1) as f64;
    let (mut means, mut deviations) = ([0.0; SIGNALS], [0.0; SIGNALS]);
    for case in cases {
        for (mean, signal) in means.iter_mut().zip(case.signals) {
            *mean += f64::from(signal) / count;
        }
    }
    for case in cases {
        for ((deviation, mean), signal) in deviations.iter_mut().zip(means).zip(case.signals) {
            let distance = f64::from(signal) - mean;
            *deviation += distance * distance / count;
        }
    }
    (means, deviations.map(|variance: f64| variance.sqrt().max(1e-3)))
}

/// The signals with mean 0 and deviation 1, and a constant.
fn standardised(case: &Case, means: &Moments, deviations: &Moments) -> [f64; SIGNALS + 1] {
    let mut inputs = [1.0; SIGNALS + 1];
    let scaled = case.signals.iter().zip(means).zip(deviations);
    for (input, ((signal, mean), deviation)) in inputs.iter_mut().zip(scaled) {
        *input = (f64::from(*signal) - mean) / deviation;
    }
    inputs
}

fn gradient(cases: &[Case], inputs: &[[f64; SIGNALS + 1]], parameters: &[f64; SIGNALS + 1]) -> [f64; SIGNALS + 1] {
    let mut gradient = [0.0; SIGNALS + 1];
    let mut total = f64::MIN_POSITIVE;
    for (case, inputs) in cases.iter().zip(inputs) {
        let odds: f64 = inputs.iter().zip(parameters).map(|(input, parameter)| input * parameter).sum();
        let probability = 1.0 / (1.0 + libm::exp(-odds));
        let weight = f64::from(case.weight);
        let error = weight * (probability - f64::from(u8::from(case.holds)));
        total += weight;
        for (slope, input) in gradient.iter_mut().zip(inputs) {
            *slope += error * input;
        }
    }
    gradient.map(|slope| slope / total)
}

/// The head on raw signals that equals `parameters` on standardised ones.
fn unscaled(parameters: &[f64; SIGNALS + 1], means: &Moments, deviations: &Moments) -> LinearHead {
    let mut head = LinearHead::default();
    let [signal_parameters @ .., constant] = parameters;
    let mut bias = *constant;
    let scaled = signal_parameters.iter().zip(means).zip(deviations);
    for (weight, ((parameter, mean), deviation)) in head.weights.iter_mut().zip(scaled) {
        *weight = (parameter / deviation) as f32;
        bias -= parameter * mean / deviation;
    }
    head.bias = bias as f32;
    head
}
