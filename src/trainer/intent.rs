//! Trains the intent classifier: examples in, a classifier with calibrated confidence and a report out.
//!
//! The same examples and options give the same bytes.

mod calibrate;
mod corpus;
mod disturb;
mod fit;
mod logistic;
mod report;
mod softmax;

pub use report::Report;

use crate::examples::{Example, OUT_OF_SCOPE};
use crate::metrics::{Metrics, Prediction, measure, predictions};
use crate::progress::Progress;
use calibrate::{calibrate, fits};
use corpus::{Corpus, Sample, folds, labels};
use erp_chat_engine::bundle::checksum;
use erp_chat_engine::classifier::{Classifier, MAX_LABELS, Origin};
use fit::fit;
use softmax::Descent;

/// How a classifier is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HeldOut {
    /// Not at all.
    Nothing,
    /// On a stratified tenth of the examples.
    #[default]
    Tenth,
    /// On every example in turn, in this many folds.
    Folds(usize),
    /// On other examples.
    Examples(Vec<Example>),
}

/// Weights of a model of examples: with 150 intents it stays under 300 KB compressed, table of word vectors included.
const MODEL_WEIGHTS: usize = 75_000;
/// Weights of an assistant, whose users speak unlike its examples: what seems to matter little still helps then.
const ASSISTANT_WEIGHTS: usize = 250_000;
/// Share of the probability that an assistant's examples leave to other intents, for the same reason.
const ASSISTANT_SMOOTHING: f32 = 0.1;

/// Folds that calibrate an assistant: it has many examples, and its trainer waits.
const ASSISTANT_FOLDS: usize = 4;
/// No confidence of an utterance that an assistant rejects reaches the route threshold of 0.4.
const ASSISTANT_REJECTED_CEILING: f32 = 0.39;

impl HeldOut {
    /// How many classifiers are trained: one to keep, and those that are measured.
    fn classifiers(&self) -> usize {
        match self {
            Self::Nothing | Self::Examples(_) => 1,
            Self::Tenth => 2,
            Self::Folds(count) => count + 1,
        }
    }
}

/// How to train.
#[derive(Clone, Debug)]
pub struct TrainOptions {
    /// Decides folds, order and disturbances.
    pub seed: u64,
    /// How the classifier is measured.
    pub held_out: HeldOut,
    /// Hears how far the training is.
    pub progress: Progress,
    folds: usize,
    descent: Descent,
    /// No confidence of a rejected utterance is higher.
    rejected_ceiling: f32,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            held_out: HeldOut::default(),
            progress: Progress::default(),
            folds: 6,
            descent: Descent {
                steps: 60_000,
                epochs: (15, 40),
                rate: 3.0,
                max_weights: MODEL_WEIGHTS,
                pruned: 0.4,
                smoothing: 0.0,
                disturbance: 0.3,
            },
            rejected_ceiling: 1.0,
        }
    }
}

impl TrainOptions {
    /// The same options, measured another way.
    #[must_use]
    pub fn measured_on(self, held_out: HeldOut) -> Self {
        Self { held_out, ..self }
    }

    /// The same options for an assistant, whose users speak unlike its examples.
    #[must_use]
    pub fn for_assistant(mut self) -> Self {
        self.descent.max_weights = ASSISTANT_WEIGHTS;
        self.descent.smoothing = ASSISTANT_SMOOTHING;
        self.folds = ASSISTANT_FOLDS;
        self.rejected_ceiling = ASSISTANT_REJECTED_CEILING;
        self
    }
}

/// Why examples make no classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainError {
    /// Fewer than two intents.
    TooFewIntents(usize),
    /// More intents than a classifier holds.
    TooManyIntents(usize),
}

impl std::fmt::Display for TrainError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooFewIntents(found) => {
                write!(f, "the examples name {found} intents besides `{OUT_OF_SCOPE}`; give at least 2")
            }
            Self::TooManyIntents(found) => write!(f, "the examples name {found} intents; at most {MAX_LABELS} fit"),
        }
    }
}

impl std::error::Error for TrainError {}

/// A classifier and what is known of it.
#[derive(Clone, Debug)]
pub struct Trained {
    /// Trained on all examples.
    pub classifier: Classifier,
    /// Measured on examples that were held out.
    pub report: Report,
}

/// Trains a classifier.
pub fn train(examples: &[Example], options: &TrainOptions) -> Result<Trained, TrainError> {
    match labels(examples).len() {
        found @ 0..2 => return Err(TrainError::TooFewIntents(found)),
        found if found > MAX_LABELS => return Err(TrainError::TooManyIntents(found)),
        _ => {}
    }
    let corpus = Corpus::new(examples, options.seed);
    options.progress.expect(options.held_out.classifiers() * fits(&corpus, options));
    let metrics = held_out_metrics(&corpus, examples, options);
    let all: Vec<&Sample> = corpus.samples.iter().collect();
    let mut classifier = classifier(&corpus, &all, options).ok_or(TrainError::TooManyIntents(corpus.labels.len()))?;
    classifier.origin = origin(examples, metrics.as_ref());
    let metrics = match &options.held_out {
        HeldOut::Examples(held_out) => Some(measure(&predictions(&classifier, held_out))),
        _ => metrics,
    };
    let report = Report::new(examples, &classifier, metrics);
    Ok(Trained { classifier, report })
}

fn classifier(corpus: &Corpus, samples: &[&Sample], options: &TrainOptions) -> Option<Classifier> {
    let confidence = calibrate(corpus, samples, options);
    let scorer = fit(corpus, samples, options)?;
    Some(Classifier {
        labels: corpus.labels.clone(),
        concepts: corpus.concepts.clone(),
        scorer,
        confidence,
        origin: Origin::default(),
    })
}

fn held_out_metrics(corpus: &Corpus, examples: &[Example], options: &TrainOptions) -> Option<Metrics> {
    let (count, measured) = match options.held_out {
        HeldOut::Tenth => (10, 1),
        HeldOut::Folds(count) => (count, count),
        HeldOut::Nothing | HeldOut::Examples(_) => return None,
    };
    let classes: Vec<usize> = corpus.samples.iter().map(|sample| sample.class).collect();
    let folds = folds(&classes, count, options.seed.wrapping_add(1));
    let mut all: Vec<Prediction<'_>> = Vec::new();
    for fold in 0..measured {
        let rows = || examples.iter().zip(&corpus.samples).zip(&folds);
        let trained: Vec<&Sample> = rows().filter(|(_, at)| **at != fold).map(|((_, sample), _)| sample).collect();
        let classifier = classifier(corpus, &trained, options)?;
        let tested = rows().filter(|(_, at)| **at == fold);
        all.extend(tested.map(|((example, _), _)| Prediction::new(example, classifier.rank(&example.text))));
    }
    Some(measure(&all))
}

fn origin(examples: &[Example], metrics: Option<&Metrics>) -> Origin {
    let rows: Vec<u8> = examples
        .iter()
        .flat_map(|example| [example.intent.as_bytes(), b"\t", example.text.as_bytes(), b"\n"].concat())
        .collect();
    Origin {
        examples: checksum(&rows),
        rows: u32::try_from(examples.len()).unwrap_or(u32::MAX),
        accuracy: metrics.map_or(0.0, |metrics| metrics.accuracy as f32),
        calibration_error: metrics.map_or(0.0, |metrics| metrics.ece as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::parse;

    const LEAVE: [&str; 6] = [
        "how much leave do I have",
        "leave balance please",
        "how many days off are left",
        "what is my holiday balance",
        "remaining vacation days",
        "show my leave balance",
    ];
    const INVOICE: [&str; 6] = [
        "reject invoice 77",
        "do not pay invoice 812",
        "turn down bill 9",
        "please reject the invoice from Acme",
        "decline inv 4471",
        "send invoice 31 back, it is wrong",
    ];
    const OUTSIDE: [&str; 6] = [
        "who won the match",
        "best pizza in town",
        "translate good night to French",
        "play some jazz",
        "how tall is the Eiffel tower",
        "book me a flight to Oslo",
    ];

    fn examples(intents: &[(&str, [&str; 6])]) -> Vec<Example> {
        let rows = intents.iter().flat_map(|(intent, texts)| texts.map(|text| (text, *intent)));
        let example = |(text, intent): (&str, &str)| Example {
            text: text.to_owned(),
            intent: intent.to_owned(),
            ..Example::default()
        };
        rows.map(example).collect()
    }

    fn three() -> Vec<Example> {
        examples(&[("leave_balance", LEAVE), ("reject_invoice", INVOICE), (OUT_OF_SCOPE, OUTSIDE)])
    }

    #[test]
    fn training_is_repeatable() {
        let bytes = |seed: u64| {
            let options = TrainOptions { seed, ..TrainOptions::default() };
            train(&three(), &options).unwrap().classifier.to_bytes()
        };
        assert_eq!(bytes(7), bytes(7));
        assert_ne!(bytes(7), bytes(8));
        assert_eq!(Classifier::from_bytes(&bytes(7)).unwrap().to_bytes(), bytes(7));
    }

    #[test]
    fn what_was_learnt_is_recognised_in_other_words() {
        let classifier = train(&three(), &TrainOptions::default()).unwrap().classifier;
        let check = |text: &str, expected: &str| {
            assert_eq!(classifier.rank(text).candidates[0].intent, expected, "{text}");
        };
        check("leave balance please", "leave_balance");
        check("hi, could you please reject invoice 12345, thanks", "reject_invoice");
        check("rejcet invoise 4", "reject_invoice");
        check("any holiday remaining?", "leave_balance");
        assert_eq!(classifier.labels(), ["leave_balance", "reject_invoice"]);
    }

    #[test]
    fn odd_corpora_train_or_say_why_not() {
        let check = |lines: &str, expected: Result<usize, TrainError>| {
            let trained = train(&parse("f", lines).unwrap(), &TrainOptions::default());
            assert_eq!(trained.map(|trained| trained.report.intents), expected, "{lines}");
        };
        check("", Err(TrainError::TooFewIntents(0)));
        check(
            "{\"text\":\"a\",\"intent\":\"oos\"}\n{\"text\":\"b\",\"intent\":\"x\"}",
            Err(TrainError::TooFewIntents(1)),
        );
        check("{\"text\":\"a\",\"intent\":\"y\"}\n{\"text\":\"b\",\"intent\":\"x\"}", Ok(2));
        check("{\"text\":\"!\",\"intent\":\"y\"}\n{\"text\":\"!\",\"intent\":\"x\"}", Ok(2));
    }
}
