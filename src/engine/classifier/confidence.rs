//! From scores to a calibrated confidence: the probability that the best intent is right and in scope.
//!
//! Two small logistic regressions judge the same signals, one for scope and one for the best candidate,
//! and a rising curve fitted on held-out examples makes the second a probability.

use super::Scorer;
use crate::bundle::Reader;
use crate::features::{BUCKETS, Grams};

/// Number of signals.
pub const SIGNALS: usize = 9;
/// What confidence is judged by, in the order of [`ConfidenceModel::signals`].
pub type Signals = [f32; SIGNALS];
/// Log odds are cut here, so that certainty stays finite.
const MAX_LOG_ODDS: f32 = 12.0;
/// Points of a calibration curve.
const MAX_KNOTS: usize = 64;
/// The confidences of a ranking stay below 1 in sum after rounding.
const HEADROOM: f32 = 0.9999;

/// What is known of an utterance before its confidence is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Real intents by falling score.
    pub order: Vec<usize>,
    /// Logit of every class, the out-of-scope class last when there is one.
    pub logits: Vec<f32>,
    /// How far the n-grams alone, without the meaning of words, favour the best intent over all others.
    pub literal_margin: f32,
    /// Share of the words that were seen in training.
    pub known_words: f32,
    /// Share of the pairs of neighbouring words that were seen in training.
    pub known_pairs: f32,
    /// Number of words.
    pub words: usize,
    /// Number of concepts mentioned.
    pub concepts: usize,
}

impl Evidence {
    /// What a scorer says of an utterance; the first `labels` classes are real intents.
    pub fn new(grams: &Grams, scorer: &Scorer, labels: usize) -> Self {
        let (literal, meaning): (Vec<_>, Vec<_>) =
            scorer.features(grams).into_iter().partition(|(feature, _)| usize::from(*feature) < BUCKETS);
        let literal = scorer.weights.scores(&literal);
        let scores = scorer.weights.add_to(literal.clone(), &meaning);
        let order = order(scores.iter().take(labels));
        Self {
            literal_margin: scorer.weights.logit(margin(&order, &literal)),
            order,
            logits: scores.iter().map(|score| scorer.weights.logit(*score)).collect(),
            known_words: scorer.vocabulary.words.share_of(&grams.words),
            known_pairs: scorer.vocabulary.pairs.share_of(&grams.pairs),
            words: grams.words.len(),
            concepts: grams.concepts,
        }
    }
}

/// Classes by falling score, the earlier label first when they tie.
fn order<'s>(scores: impl Iterator<Item = &'s i32>) -> Vec<usize> {
    let mut ranked: Vec<(usize, i32)> = scores.copied().enumerate().collect();
    ranked.sort_by_key(|(class, score)| (std::cmp::Reverse(*score), *class));
    ranked.into_iter().map(|(class, _)| class).collect()
}

/// How much higher the first class of `order` scores than the best of the others.
fn margin(order: &[usize], scores: &[i32]) -> i32 {
    let score = |class: &usize| scores.get(*class).copied();
    let best = order.first().and_then(score).unwrap_or_default();
    let other = order.iter().skip(1).filter_map(score).max();
    other.map_or(0, |other| best.saturating_sub(other))
}

/// A logistic regression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinearHead {
    /// One weight per signal.
    pub weights: Signals,
    /// Constant term.
    pub bias: f32,
}

impl LinearHead {
    /// The log odds that it gives.
    pub fn log_odds(&self, signals: &Signals) -> f32 {
        let products = self.weights.iter().zip(signals).map(|(weight, signal)| weight * signal);
        self.bias + products.sum::<f32>()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        let numbers = self.weights.iter().chain([&self.bias]);
        bytes.extend(numbers.flat_map(|number| number.to_le_bytes()));
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut head = Self::default();
        for weight in &mut head.weights {
            *weight = reader.f32()?;
        }
        head.bias = reader.f32()?;
        Some(head)
    }
}

/// How confidence is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfidenceModel {
    /// Divides the logits.
    pub temperature: f32,
    /// Judges whether the utterance is in scope.
    pub scope: LinearHead,
    /// An utterance is out of scope when its log odds are lower than this.
    pub scope_threshold: f32,
    /// Judges whether the best candidate is right.
    pub correct: LinearHead,
    /// Log odds of `correct` and the confidence they stand for, both rising.
    pub curve: Vec<(f32, f32)>,
    /// No confidence is higher when an utterance is out of scope.
    pub rejected_ceiling: f32,
}

/// The confidence of a ranking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Whether no intent covers the utterance.
    pub out_of_scope: bool,
    /// Probability that the best candidate is right.
    pub confidence: f32,
    /// Softmax probability of the best candidate.
    probability: f32,
    /// Logit of the best candidate.
    logit: f32,
    temperature: f32,
}

impl Judgement {
    /// The confidence of the candidate at `rank`, whose logit is given.
    ///
    /// Invariant: falls with the rank, and the sum over all ranks is at most 1.
    pub fn of_candidate(&self, rank: usize, logit: f32) -> f32 {
        if rank == 0 {
            return self.confidence;
        }
        let ratio = libm::expf((logit - self.logit) / self.temperature).min(1.0);
        let rest = (1.0 - self.probability).max(f32::MIN_POSITIVE);
        let fair = (1.0 - self.confidence) * self.probability * ratio / rest;
        fair.min(self.confidence * ratio) * HEADROOM
    }
}

impl ConfidenceModel {
    /// Judges an utterance.
    pub fn judge(&self, evidence: &Evidence) -> Judgement {
        let signals = self.signals(evidence);
        let out_of_scope = evidence.words == 0 || self.scope.log_odds(&signals) < self.scope_threshold;
        let calibrated = curve_at(&self.curve, self.correct.log_odds(&signals));
        let best = evidence.order.first().and_then(|class| evidence.logits.get(*class));
        Judgement {
            out_of_scope,
            confidence: if out_of_scope { calibrated.min(self.rejected_ceiling) } else { calibrated },
            probability: self.probability(evidence),
            logit: best.copied().unwrap_or_default(),
            temperature: self.temperature,
        }
    }

    /// Softmax probability of the best real intent among the real intents.
    fn probability(&self, evidence: &Evidence) -> f32 {
        let mut logits = evidence.order.iter().filter_map(|class| evidence.logits.get(*class));
        let Some(best) = logits.next() else {
            return 0.0;
        };
        let others: f32 = logits.map(|logit| libm::expf((logit - best) / self.temperature)).sum();
        1.0 / (1.0 + others)
    }

    /// The signals of an utterance.
    pub fn signals(&self, evidence: &Evidence) -> Signals {
        let logit = |rank: usize| evidence.order.get(rank).and_then(|class| evidence.logits.get(*class));
        let best = logit(0).copied().unwrap_or_default();
        let margin = logit(1).map_or(MAX_LOG_ODDS, |second| (best - second) / self.temperature);
        let outside = evidence.logits.get(evidence.order.len());
        [
            log_odds(self.probability(evidence)),
            margin.min(MAX_LOG_ODDS),
            outside.map_or(0.0, |outside| ((best - outside) / self.temperature).clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS)),
            evidence.known_words,
            evidence.known_pairs,
            best / self.temperature,
            libm::logf(1.0 + evidence.words as f32),
            evidence.concepts as f32 / (1.0 + evidence.words as f32),
            (evidence.literal_margin / self.temperature).clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS),
        ]
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.temperature.to_le_bytes());
        self.scope.write(bytes);
        bytes.extend(self.scope_threshold.to_le_bytes());
        self.correct.write(bytes);
        bytes.extend(self.rejected_ceiling.to_le_bytes());
        bytes.extend(u16::try_from(self.curve.len()).unwrap_or(u16::MAX).to_le_bytes());
        let numbers = self.curve.iter().flat_map(|(odds, confidence)| [odds, confidence]);
        bytes.extend(numbers.flat_map(|number| number.to_le_bytes()));
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            temperature: reader.f32().filter(|temperature| *temperature > 0.0)?,
            scope: LinearHead::read(reader)?,
            scope_threshold: reader.f32()?,
            correct: LinearHead::read(reader)?,
            rejected_ceiling: reader.f32().filter(|ceiling| (0.0..=1.0).contains(ceiling))?,
            curve: read_curve(reader)?,
        })
    }
}

fn read_curve(reader: &mut Reader<'_>) -> Option<Vec<(f32, f32)>> {
    let count = usize::from(reader.u16()?);
    if count > MAX_KNOTS {
        return None;
    }
    let curve: Option<Vec<(f32, f32)>> = (0..count).map(|_| Some((reader.f32()?, reader.f32()?))).collect();
    curve.filter(|curve| {
        let rises = curve.is_sorted_by(|left, right| left.0 < right.0 && left.1 <= right.1);
        rises && curve.iter().all(|(_, confidence)| (0.0..=1.0).contains(confidence))
    })
}

fn log_odds(probability: f32) -> f32 {
    let least = libm::expf(-MAX_LOG_ODDS);
    let inside = probability.clamp(least, 1.0 - least);
    libm::logf(inside / (1.0 - inside)).clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS)
}

/// The curve at `odds`, linear between its knots and flat outside.
fn curve_at(curve: &[(f32, f32)], odds: f32) -> f32 {
    let after = curve.partition_point(|(knot, _)| *knot <= odds);
    let left = after.checked_sub(1).and_then(|before| curve.get(before));
    match (left, curve.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (odds - x0) / (x1 - x0),
        (Some((_, y)), None) | (None, Some((_, y))) => *y,
        (None, None) => 0.0,
    }
}
