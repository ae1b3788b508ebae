//! Fits the confidence on predictions for examples that the classifier was not trained on.
//!
//! Folds give those predictions; without out-of-scope examples whole intents are left out to stand for them.

use super::TrainOptions;
use super::corpus::{Corpus, Sample, folds};
use super::fit::fit;
use super::logistic::{self, Case};
use crate::random::Random;
use erp_chat_engine::classifier::{ConfidenceModel, Evidence, LinearHead, Signals};

/// Weight of all out-of-scope cases together, as a share of the in-scope ones.
const OUTSIDE_WEIGHT: f32 = 0.15;
/// At most this share of the examples that would be right may be rejected.
const MAX_REJECTED: f32 = 0.05;
/// A rejected right example costs as much as this many missed out-of-scope ones.
const REJECTION_COST: f32 = 2.5;
/// Fewest cases that a point of the curve stands on.
const CASES_PER_KNOT: usize = 150;
const MAX_KNOTS: usize = 24;
/// Share of the intents left out at a time.
const LEFT_OUT: usize = 6;
/// How often intents are left out.
const LEAVINGS: usize = 2;

/// What a sample is used for in one training.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Train,
    Test,
    /// Tested, and standing for an utterance that is out of scope.
    Outside,
}

/// A prediction for an example that was not trained on.
struct Outcome {
    evidence: Evidence,
    class: usize,
    in_scope: bool,
}

impl Outcome {
    fn is_right(&self) -> bool {
        self.in_scope && self.evidence.order.first() == Some(&self.class)
    }
}

/// How often a calibrated classifier takes a fit: for the plans of its calibration, and for itself.
pub(super) fn fits(corpus: &Corpus, options: &TrainOptions) -> usize {
    plans(corpus, &corpus.samples.iter().collect::<Vec<_>>(), options).len() + 1
}

/// The confidence model of classifiers trained like this on this corpus.
pub(super) fn calibrate(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> ConfidenceModel {
    let plans = plans(corpus, samples, options);
    let outcomes = in_parallel(&plans, |plan| outcomes(corpus, (samples, plan), options));
    ConfidenceModel { rejected_ceiling: options.rejected_ceiling, ..fit_confidence(&outcomes) }
}

/// What every sample is used for, in each training of a calibration.
fn plans(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> Vec<Vec<Part>> {
    let mut plans = fold_plans(samples, options);
    if samples.iter().all(|sample| corpus.is_in_scope(sample)) {
        plans.extend(leaving_plans(corpus, samples, options));
    }
    plans
}

/// Every sample is tested once.
fn fold_plans(samples: &[&Sample], options: &TrainOptions) -> Vec<Vec<Part>> {
    let classes: Vec<usize> = samples.iter().map(|sample| sample.class).collect();
    let folds = folds(&classes, options.folds, options.seed);
    let part = |tested: bool| if tested { Part::Test } else { Part::Train };
    let plan = |fold: usize| folds.iter().map(|assigned| part(*assigned == fold)).collect();
    (0..options.folds).map(plan).collect()
}

/// Some intents are not trained on, so that their samples look like out-of-scope utterances.
fn leaving_plans(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> Vec<Vec<Part>> {
    let mut intents: Vec<usize> = (0..corpus.labels.len()).collect();
    Random::new(options.seed).shuffle(&mut intents);
    let left_out = intents.len().div_ceil(LEFT_OUT);
    let plan = |left: &[usize]| {
        let part = |sample: &&Sample| {
            if left.contains(&sample.class) { Part::Outside } else { Part::Train }
        };
        samples.iter().map(part).collect()
    };
    intents.chunks(left_out.max(1)).take(LEAVINGS).map(plan).collect()
}

/// Trains on one part and predicts the others.
fn outcomes(corpus: &Corpus, (samples, plan): (&[&Sample], &[Part]), options: &TrainOptions) -> Vec<Outcome> {
    let parts = || samples.iter().zip(plan);
    let trained: Vec<&Sample> = parts().filter(|(_, part)| **part == Part::Train).map(|(sample, _)| *sample).collect();
    let Some(scorer) = fit(corpus, &trained, options) else {
        return Vec::new();
    };
    let tested = parts().filter(|(_, part)| **part != Part::Train);
    let outcome = |(sample, part): (&&Sample, &Part)| Outcome {
        evidence: Evidence::new(&sample.grams, &scorer, corpus.labels.len()),
        class: sample.class,
        in_scope: *part == Part::Test && corpus.is_in_scope(sample),
    };
    tested.map(outcome).collect()
}

/// Runs the jobs on two threads; the order of the results is that of the jobs.
fn in_parallel<J: Sync, R: Send>(jobs: &[J], run: impl Fn(&J) -> Vec<R> + Sync) -> Vec<R> {
    let half = jobs.len().div_ceil(2);
    let (first, second) = jobs.split_at_checked(half).unwrap_or((jobs, &[]));
    let all = |jobs: &[J]| jobs.iter().flat_map(&run).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| all(second));
        let mut results = all(first);
        results.extend(other.join().unwrap_or_default());
        results
    })
}

fn fit_confidence(outcomes: &[Outcome]) -> ConfidenceModel {
    let mut model = ConfidenceModel {
        temperature: temperature(outcomes),
        scope: LinearHead::default(),
        scope_threshold: 0.0,
        correct: LinearHead::default(),
        curve: Vec::new(),
        rejected_ceiling: 1.0,
    };
    let signals: Vec<Signals> = outcomes.iter().map(|outcome| model.signals(&outcome.evidence)).collect();
    let weight = outside_weight(outcomes);
    let cases = |holds: &dyn Fn(&Outcome) -> bool| -> Vec<Case> {
        let rows = outcomes.iter().zip(&signals);
        let case = |(outcome, signals): (&Outcome, &Signals)| Case {
            signals: *signals,
            holds: holds(outcome),
            weight: if outcome.in_scope { 1.0 } else { weight },
        };
        rows.map(case).collect()
    };
    model.scope = logistic::fit(&cases(&|outcome| outcome.in_scope));
    model.correct = logistic::fit(&cases(&Outcome::is_right));
    let scope_odds = |signals: &Signals| model.scope.log_odds(signals);
    model.scope_threshold = scope_threshold(outcomes, &signals.iter().map(scope_odds).collect::<Vec<_>>());
    let odds: Vec<f32> = signals.iter().map(|signals| model.correct.log_odds(signals)).collect();
    model.curve = curve(outcomes, &odds);
    model
}

fn outside_weight(outcomes: &[Outcome]) -> f32 {
    let inside = outcomes.iter().filter(|outcome| outcome.in_scope).count();
    let outside = outcomes.len() - inside;
    (inside as f32 * OUTSIDE_WEIGHT / outside.max(1) as f32).max(f32::MIN_POSITIVE)
}

/// The temperature under which the right classes are likeliest.
fn temperature(outcomes: &[Outcome]) -> f32 {
    let candidates = (0..48_u8).map(|step| 0.25 * libm::powf(1.08, f32::from(step)));
    let loss = |temperature: f32| -> f32 {
        let inside = outcomes.iter().filter(|outcome| outcome.in_scope);
        inside.map(|outcome| surprise(outcome, temperature)).sum()
    };
    let scored = candidates.map(|temperature| (temperature, loss(temperature)));
    scored.min_by(|left, right| left.1.total_cmp(&right.1)).map_or(1.0, |(temperature, _)| temperature)
}

/// Negative log probability of the right class among the real ones.
fn surprise(outcome: &Outcome, temperature: f32) -> f32 {
    let logit = |class: &usize| outcome.evidence.logits.get(*class).map_or(0.0, |logit| logit / temperature);
    let best = outcome.evidence.order.first().map_or(0.0, logit);
    let sum: f32 = outcome.evidence.order.iter().map(|class| libm::expf(logit(class) - best)).sum();
    libm::logf(sum) + best - logit(&outcome.class)
}

/// The threshold that rejects most out-of-scope cases for few that are right.
fn scope_threshold(outcomes: &[Outcome], odds: &[f32]) -> f32 {
    let mut cases: Vec<(f32, &Outcome)> = odds.iter().copied().zip(outcomes).collect();
    cases.sort_by(|left, right| left.0.total_cmp(&right.0));
    let share = |holds: fn(&Outcome) -> bool| 1.0 / outcomes.iter().filter(|case| holds(case)).count().max(1) as f32;
    let (one_right, one_outside) = (share(Outcome::is_right), share(|case| !case.in_scope));
    let (mut rejected, mut caught) = (0.0, 0.0);
    let (mut threshold, mut gain) = (f32::MIN, 0.0);
    for (odds, case) in cases {
        let better = caught - REJECTION_COST * rejected;
        if better > gain && rejected <= MAX_REJECTED {
            (threshold, gain) = (odds, better);
        }
        rejected += f32::from(u8::from(case.is_right())) * one_right;
        caught += f32::from(u8::from(!case.in_scope)) * one_outside;
    }
    threshold
}

/// Confidence by log odds: the share that is right among neighbouring in-scope cases, made to rise.
fn curve(outcomes: &[Outcome], odds: &[f32]) -> Vec<(f32, f32)> {
    let mut cases: Vec<(f32, bool)> = odds
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| outcome.in_scope)
        .map(|(odds, outcome)| (*odds, outcome.is_right()))
        .collect();
    cases.sort_by(|left, right| left.0.total_cmp(&right.0));
    let size = CASES_PER_KNOT.max(cases.len().div_ceil(MAX_KNOTS));
    let mut steps: Vec<Step> = Vec::new();
    for cases in cases.chunks(size) {
        push_rising(&mut steps, Step::of(cases));
    }
    let mut knots: Vec<(f32, f32)> = steps.iter().map(Step::knot).collect();
    knots.dedup_by(|next, last| next.0 <= last.0);
    knots
}

/// Neighbouring cases that share a confidence.
struct Step {
    odds: f32,
    right: f32,
    cases: f32,
}

impl Step {
    fn of(cases: &[(f32, bool)]) -> Self {
        Self {
            odds: cases.iter().map(|(odds, _)| odds).sum(),
            right: cases.iter().filter(|(_, right)| *right).count() as f32,
            cases: cases.len() as f32,
        }
    }

    fn share(&self) -> f32 {
        self.right / self.cases
    }

    fn knot(&self) -> (f32, f32) {
        (self.odds / self.cases, self.share())
    }
}

/// Pools adjacent violators: a step lower than the one before is merged with it.
fn push_rising(steps: &mut Vec<Step>, mut step: Step) {
    while let Some(last) = steps.pop_if(|last| last.share() >= step.share()) {
        step.odds += last.odds;
        step.right += last.right;
        step.cases += last.cases;
    }
    steps.push(step);
}
