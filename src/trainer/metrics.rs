//! Measures a classifier on labelled examples: accuracy, calibration, out-of-scope detection, latency.

mod intervals;

pub use intervals::{Interval, Intervals};

use crate::examples::{Example, OUT_OF_SCOPE};
use erp_chat_engine::classifier::{Classifier, Ranking};
use serde::Serialize;
use std::collections::BTreeMap;

/// Bins of the calibration error, of equal width.
const CALIBRATION_BINS: usize = 15;
/// Confusions that a report lists.
const MAX_CONFUSIONS: usize = 20;

/// How well a classifier does on examples.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Metrics {
    /// Examples measured.
    pub rows: usize,
    /// Share of the in-scope rows whose best candidate is right.
    pub accuracy: f64,
    /// Mean F1 of the intents that occur.
    pub macro_f1: f64,
    /// Share of the out-of-scope rows that are rejected.
    pub oos_recall: Option<f64>,
    /// Probability that an in-scope row has a higher confidence than an out-of-scope one.
    pub oos_auroc: Option<f64>,
    /// Expected calibration error on in-scope rows.
    pub ece: f64,
    /// Microseconds per utterance, when they were measured.
    pub latency_us: Latency,
    /// One entry per intent that occurs.
    pub per_intent: Vec<IntentMetrics>,
    /// The most frequent confusions.
    pub confusions: Vec<Confusion>,
    /// 95 % intervals of the figures, when they were computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intervals: Option<Intervals>,
    /// What the route thresholds make of the confidence.
    #[serde(skip)]
    pub routing: Routing,
    /// The in-scope rows that were given another intent.
    #[serde(skip)]
    pub mistakes: Vec<Mistake>,
}

/// A row that was given another intent.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// The utterance.
    pub text: String,
    /// The right intent.
    pub intent: String,
    /// The given intent.
    pub predicted: String,
}

/// Response times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Latency {
    /// Median.
    pub p50: f64,
    /// 99th percentile.
    pub p99: f64,
}

/// How well one intent is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IntentMetrics {
    /// Intent name.
    pub intent: String,
    /// Rows of this intent.
    pub rows: usize,
    /// Share of the rows given this intent that are of this intent.
    pub precision: f64,
    /// Share of the rows of this intent that are given it.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// Rows of one intent that were given another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The right intent.
    pub intent: String,
    /// The given intent.
    pub predicted: String,
    /// Number of rows.
    pub rows: usize,
}

/// What the default route thresholds make of the confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Routing {
    /// Share of the in-scope rows that are rejected as out of scope.
    pub rejected: f64,
    /// Share of the in-scope rows that would be executed.
    pub executed: f64,
    /// Share of the executed rows, in scope or not, that are wrong.
    pub wrong: f64,
}

/// Confidence from which an intent is executed.
pub(crate) const EXECUTE: f32 = 0.7;

/// An example with what the classifier says of it.
#[derive(Clone, Debug)]
pub struct Prediction<'e> {
    text: &'e str,
    expected: &'e str,
    intent: String,
    confidence: f32,
    rejected: bool,
}

impl<'e> Prediction<'e> {
    /// Keeps what matters of a ranking.
    pub fn new(example: &'e Example, ranking: Ranking) -> Self {
        let best = ranking.candidates.into_iter().next();
        let (intent, confidence) = best.map_or((String::new(), 0.0), |best| (best.intent, best.confidence));
        Self { text: &example.text, expected: &example.intent, intent, confidence, rejected: ranking.out_of_scope }
    }

    fn in_scope(&self) -> bool {
        self.expected != OUT_OF_SCOPE
    }

    fn is_right(&self) -> bool {
        self.expected == self.intent
    }

    fn mistake(&self) -> Mistake {
        let [text, intent, predicted] = [self.text, self.expected, &self.intent].map(str::to_owned);
        Mistake { text, intent, predicted }
    }
}

impl std::fmt::Display for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = self.intervals.unwrap_or_default();
        writeln!(f, "rows                {}", self.rows)?;
        writeln!(f, "accuracy            {}{}", percent(self.accuracy), self.between(known.accuracy, percent))?;
        writeln!(f, "macro F1            {}{}", percent(self.macro_f1), self.between(known.macro_f1, percent))?;
        writeln!(f, "calibration error   {:.3}{}", self.ece, self.between(known.ece, fraction))?;
        if let (Some(recall), Some(auroc)) = (self.oos_recall, self.oos_auroc) {
            let of_recall = self.between(known.oos_recall.unwrap_or_default(), percent);
            let of_auroc = self.between(known.oos_auroc.unwrap_or_default(), fraction);
            writeln!(f, "out of scope        recall {}{of_recall}, AUROC {auroc:.3}{of_auroc}", percent(recall))?;
        }
        writeln!(f, "rejected in scope   {}", percent(self.routing.rejected))?;
        let (executed, wrong) = (percent(self.routing.executed), percent(self.routing.wrong));
        writeln!(f, "executed            {executed} of the in-scope rows; {wrong} of those executed are wrong")?;
        if self.latency_us != Latency::default() {
            writeln!(f, "latency             p50 {:.0} us, p99 {:.0} us", self.latency_us.p50, self.latency_us.p99)?;
        }
        writeln!(f, "\n{:<32} rows  precision  recall     F1", "intent")?;
        for row in &self.per_intent {
            let (intent, rows) = (&row.intent, row.rows);
            writeln!(f, "{intent:<32} {rows:>4}  {:>9.3}  {:>6.3}  {:>5.3}", row.precision, row.recall, row.f1)?;
        }
        writeln!(f, "\nmost frequent confusions")?;
        self.confusions
            .iter()
            .try_for_each(|row| writeln!(f, "{:>4}  {} taken for {}", row.rows, row.intent, row.predicted))
    }
}

impl Metrics {
    /// The interval of a figure in brackets, when it was computed.
    fn between(&self, [low, high]: Interval, form: fn(f64) -> String) -> String {
        self.intervals.map_or_else(String::new, |_| format!(" ({} to {})", form(low), form(high)))
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn fraction(value: f64) -> String {
    format!("{value:.3}")
}

/// What `classifier` says of every example.
pub fn predictions<'e>(classifier: &Classifier, examples: &'e [Example]) -> Vec<Prediction<'e>> {
    let predict = |example: &'e Example| Prediction::new(example, classifier.rank(&example.text));
    examples.iter().map(predict).collect()
}

/// Measures predictions.
pub fn measure(predictions: &[Prediction<'_>]) -> Metrics {
    let all: Vec<&Prediction<'_>> = predictions.iter().collect();
    let inside: Vec<_> = all.iter().copied().filter(|row| row.in_scope()).collect();
    let wrong = inside.iter().filter(|row| !row.is_right());
    Metrics {
        per_intent: per_intent(&inside),
        confusions: confusions(&inside),
        routing: routing(predictions, &inside),
        mistakes: wrong.map(|row| row.mistake()).collect(),
        ..figures(&all)
    }
}

/// The figures alone.
fn figures(predictions: &[&Prediction<'_>]) -> Metrics {
    let (inside, outside): (Vec<_>, Vec<_>) = predictions.iter().partition(|prediction| prediction.in_scope());
    let per_intent = per_intent(&inside);
    let f1 = per_intent.iter().map(|intent| intent.f1).sum::<f64>();
    Metrics {
        rows: predictions.len(),
        accuracy: share(&inside, |row| row.is_right()),
        macro_f1: f1 / per_intent.len().max(1) as f64,
        oos_recall: (!outside.is_empty()).then(|| share(&outside, |row| row.rejected)),
        oos_auroc: (!outside.is_empty() && !inside.is_empty()).then(|| auroc(&inside, &outside)),
        ece: calibration_error(&inside),
        ..Metrics::default()
    }
}

impl Latency {
    /// Median and 99th percentile of samples in microseconds.
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let percentile = |percent: usize| {
            let rank = (samples.len() * percent).div_ceil(100).saturating_sub(1);
            samples.get(rank).copied().unwrap_or_default()
        };
        Self { p50: percentile(50), p99: percentile(99) }
    }
}

fn share(rows: &[&Prediction<'_>], holds: impl Fn(&Prediction<'_>) -> bool) -> f64 {
    let count = rows.iter().filter(|row| holds(row)).count();
    count as f64 / rows.len().max(1) as f64
}

fn routing(all: &[Prediction<'_>], inside: &[&Prediction<'_>]) -> Routing {
    let executes = |row: &Prediction<'_>| row.confidence >= EXECUTE && !row.rejected;
    let executed: Vec<&Prediction<'_>> = all.iter().filter(|row| executes(row)).collect();
    Routing {
        rejected: share(inside, |row| row.rejected),
        executed: share(inside, executes),
        wrong: share(&executed, |row| !row.is_right()),
    }
}

fn per_intent(inside: &[&Prediction<'_>]) -> Vec<IntentMetrics> {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for row in inside {
        let [rows, _, right] = counts.entry(row.expected).or_default();
        *rows += 1;
        *right += usize::from(row.is_right());
    }
    for row in inside {
        if let Some([_, given, _]) = counts.get_mut(row.intent.as_str()) {
            *given += 1;
        }
    }
    counts.into_iter().map(|(intent, counts)| intent_metrics(intent, counts)).collect()
}

fn intent_metrics(intent: &str, [rows, given, right]: [usize; 3]) -> IntentMetrics {
    let right = right as f64;
    IntentMetrics {
        intent: intent.to_owned(),
        rows,
        precision: right / given.max(1) as f64,
        recall: right / rows.max(1) as f64,
        f1: 2.0 * right / (rows + given).max(1) as f64,
    }
}

fn confusions(inside: &[&Prediction<'_>]) -> Vec<Confusion> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in inside.iter().filter(|row| !row.is_right()) {
        *counts.entry((row.expected, &row.intent)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let confusion = |((intent, predicted), rows): ((&str, &str), usize)| Confusion {
        intent: intent.to_owned(),
        predicted: predicted.to_owned(),
        rows,
    };
    counts.into_iter().take(MAX_CONFUSIONS).map(confusion).collect()
}

/// Mean gap between confidence and accuracy over equal-width bins.
fn calibration_error(inside: &[&Prediction<'_>]) -> f64 {
    let mut gaps = [0.0_f64; CALIBRATION_BINS];
    for row in inside {
        let bin = (row.confidence * CALIBRATION_BINS as f32) as usize;
        if let Some(gap) = gaps.get_mut(bin.min(CALIBRATION_BINS - 1)) {
            *gap += f64::from(row.confidence) - f64::from(u8::from(row.is_right()));
        }
    }
    gaps.iter().map(|gap| gap.abs()).sum::<f64>() / inside.len().max(1) as f64
}

/// Rank statistic of Mann and Whitney, ties counted half.
fn auroc(inside: &[&Prediction<'_>], outside: &[&Prediction<'_>]) -> f64 {
    let mut rows: Vec<(f32, bool)> = inside.iter().map(|row| (row.confidence, true)).collect();
    rows.extend(outside.iter().map(|row| (row.confidence, false)));
    rows.sort_by(|left, right| left.0.total_cmp(&right.0));
    let (mut below, mut won) = (0.0, 0.0);
    for tie in rows.chunk_by(|left, right| left.0 == right.0) {
        let wins = tie.iter().filter(|(_, inside)| *inside).count() as f64;
        let losses = tie.len() as f64 - wins;
        won += wins * (below + losses / 2.0);
        below += losses;
    }
    won / (inside.len() as f64 * outside.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(expected: &'static str, intent: &str, confidence: f32) -> Prediction<'static> {
        Prediction { text: "", expected, intent: intent.to_owned(), confidence, rejected: confidence < 0.2 }
    }

    #[test]
    fn metrics_follow_their_definitions() {
        let metrics = measure(&[
            prediction("a", "a", 0.9),
            prediction("a", "b", 0.5),
            prediction("b", "b", 0.8),
            prediction("b", "b", 0.1),
            prediction("oos", "a", 0.1),
            prediction("oos", "b", 0.6),
        ]);
        assert_eq!((metrics.rows, metrics.accuracy), (6, 0.75));
        assert!((metrics.macro_f1 - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-9);
        assert_eq!(metrics.oos_recall, Some(0.5));
        assert_eq!(metrics.oos_auroc, Some(5.5 / 8.0));
        assert!((metrics.ece - (0.1 + 0.5 + 0.2 + 0.9) / 4.0).abs() < 1e-6);
        assert_eq!(metrics.confusions[0].predicted, "b");
        assert_eq!(metrics.routing.rejected, 0.25);
    }

    #[test]
    fn nothing_to_measure_is_no_failure() {
        let metrics = measure(&[]);
        assert_eq!((metrics.rows, metrics.accuracy, metrics.oos_auroc), (0, 0.0, None));
        assert_eq!(Latency::of(Vec::new()), Latency::default());
    }
}
