//! How far the figures of a sample may be from the truth: percentile intervals of the bootstrap (Efron, 1979).

use super::{Prediction, figures};
use crate::random::Random;
use serde::Serialize;

/// Samples drawn with replacement; enough for two digits of a 95 % interval.
const RESAMPLES: usize = 1_000;
/// Decides the samples, so that the same rows give the same intervals.
const SEED: u64 = 1;
/// What lies below and above the interval, in thousandths.
const TAIL: usize = 25;

/// Bounds of a figure, lower and upper.
pub type Interval = [f64; 2];

/// The 95 % intervals of the figures of an evaluation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Intervals {
    /// Of the accuracy.
    pub accuracy: Interval,
    /// Of the mean F1.
    pub macro_f1: Interval,
    /// Of the share of out-of-scope rows that are rejected.
    pub oos_recall: Option<Interval>,
    /// Of the AUROC.
    pub oos_auroc: Option<Interval>,
    /// Of the calibration error.
    pub ece: Interval,
}

impl Intervals {
    /// The intervals of what is measured on these predictions.
    pub fn of(predictions: &[Prediction<'_>]) -> Self {
        let mut random = Random::new(SEED);
        let mut drawn = || random.pick(predictions);
        let samples: Vec<_> =
            (0..RESAMPLES).map(|_| figures(&predictions.iter().filter_map(|_| drawn()).collect::<Vec<_>>())).collect();
        // A sample without a row of a kind has no figure for it.
        let some = |values: Vec<f64>| (!values.is_empty()).then(|| interval(values));
        Self {
            accuracy: interval(samples.iter().map(|sample| sample.accuracy).collect()),
            macro_f1: interval(samples.iter().map(|sample| sample.macro_f1).collect()),
            oos_recall: some(samples.iter().filter_map(|sample| sample.oos_recall).collect()),
            oos_auroc: some(samples.iter().filter_map(|sample| sample.oos_auroc).collect()),
            ece: interval(samples.iter().map(|sample| sample.ece).collect()),
        }
    }
}

fn interval(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    let at = |thousandths: usize| {
        let rank = (values.len() * thousandths).div_ceil(1_000).saturating_sub(1);
        values.get(rank).copied().unwrap_or_default()
    };
    [at(TAIL), at(1_000 - TAIL)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::Example;
    use erp_chat_engine::classifier::Ranking;
    use erp_chat_protocol::Candidate;

    fn predictions(examples: &[Example], rights: usize) -> Vec<Prediction<'_>> {
        let ranking = |at: usize| Ranking {
            candidates: vec![Candidate { intent: if at < rights { "a" } else { "b" }.to_owned(), confidence: 0.5 }],
            out_of_scope: false,
        };
        examples.iter().enumerate().map(|(at, example)| Prediction::new(example, ranking(at))).collect()
    }

    #[test]
    fn intervals_hold_the_figure_and_narrow_with_the_rows() {
        let width = |rows: usize| {
            let examples = vec![Example { intent: "a".to_owned(), ..Example::default() }; rows];
            let [low, high] = Intervals::of(&predictions(&examples, rows * 9 / 10)).accuracy;
            assert!(low < 0.9 && 0.9 < high, "{low} {high}");
            high - low
        };
        // Of a share p of n rows: 2 * 1.96 * sqrt(p (1 - p) / n).
        assert!((width(100) - 0.118).abs() < 0.02);
        assert!((width(2_500) - 0.0235).abs() < 0.003);
    }

    #[test]
    fn the_same_rows_give_the_same_intervals() {
        let examples = vec![Example { intent: "a".to_owned(), ..Example::default() }; 40];
        assert_eq!(Intervals::of(&predictions(&examples, 30)), Intervals::of(&predictions(&examples, 30)));
        assert_eq!(Intervals::of(&[]).oos_auroc, None);
    }
}
