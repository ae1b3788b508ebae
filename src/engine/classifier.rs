//! The intent classifier: a pruned, 8-bit softmax regression over hashed n-grams and word meaning, with calibrated confidence.
//!
//! Deciding sums are integers and the rest goes through `libm`, so an utterance is ranked alike on every target.
//! Training is not here: the trainer makes a [`Classifier`] from its parts and writes the bytes read here.

mod confidence;
mod scorer;
mod vocabulary;
mod weights;

pub use confidence::{ConfidenceModel, Evidence, Judgement, LinearHead, SIGNALS, Signals};
pub use scorer::{Scorer, features};
pub use vocabulary::{LEVELS, TermSet, Vocabulary, level_of};
pub use weights::{ClassWeight, Weights};

use crate::bundle::{BundleError, Reader};
use crate::features::{Concepts, grams};
use erp_chat_protocol::Candidate;

/// Most labels of a classifier; class ids are stored in two bytes.
pub const MAX_LABELS: usize = 4096;
/// Candidates in a ranking.
pub(crate) const MAX_CANDIDATES: usize = 5;
const MALFORMED: BundleError = BundleError::Malformed("intn");

/// Ranks the intents of an utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct Classifier {
    /// Names of the intents, without `oos`.
    pub labels: Vec<String>,
    /// Words that mean much the same.
    pub concepts: Concepts,
    /// One class per label; with out-of-scope examples one more, the last.
    pub scorer: Scorer,
    /// From scores to a confidence.
    pub confidence: ConfidenceModel,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a classifier comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// Checksum of the training rows.
    pub examples: u64,
    /// Rows it was trained on.
    pub rows: u32,
    /// Held-out accuracy of the same recipe on in-scope rows; 0 when it was not measured.
    pub accuracy: f32,
    /// Held-out calibration error of the same recipe.
    pub calibration_error: f32,
}

/// The intents of an utterance, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// At most five, by falling confidence; the confidences sum to at most 1.
    pub candidates: Vec<Candidate>,
    /// Whether no intent covers the utterance.
    pub out_of_scope: bool,
}

impl Classifier {
    /// Names of the intents, without `oos`.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The best intents of an utterance.
    pub fn rank(&self, text: &str) -> Ranking {
        let grams = grams(text, &self.concepts);
        let evidence = Evidence::new(&grams, &self.scorer, self.labels.len());
        let judgement = self.confidence.judge(&evidence);
        Ranking { candidates: self.candidates(&evidence, &judgement), out_of_scope: judgement.out_of_scope }
    }

    fn candidates(&self, evidence: &Evidence, judgement: &Judgement) -> Vec<Candidate> {
        let best = evidence.order.iter().take(MAX_CANDIDATES);
        best.enumerate()
            .filter_map(|(rank, class)| {
                Some(Candidate {
                    intent: self.labels.get(*class)?.clone(),
                    confidence: judgement.of_candidate(rank, *evidence.logits.get(*class)?),
                })
            })
            .collect()
    }

    /// The payload of the section.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.origin.write(&mut bytes);
        bytes.extend(u16::try_from(self.labels.len()).unwrap_or(u16::MAX).to_le_bytes());
        for label in &self.labels {
            bytes.extend(u16::try_from(label.len()).unwrap_or(u16::MAX).to_le_bytes());
            bytes.extend(label.as_bytes());
        }
        self.concepts.write(&mut bytes);
        self.scorer.write(&mut bytes);
        self.confidence.write(&mut bytes);
        bytes
    }

    /// Reads the payload of the section.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        let mut reader = Reader::new(bytes);
        let classifier = Self::read(&mut reader).ok_or(MALFORMED)?;
        let classes = classifier.scorer.weights.classes();
        let labels = classifier.labels.len();
        let fits = labels <= classes && classes <= labels + 1;
        if fits && reader.is_empty() { Ok(classifier) } else { Err(MALFORMED) }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            origin: Origin::read(reader)?,
            labels: read_labels(reader)?,
            concepts: Concepts::read(reader)?,
            scorer: Scorer::read(reader)?,
            confidence: ConfidenceModel::read(reader)?,
        })
    }
}

impl Origin {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.examples.to_le_bytes());
        bytes.extend(self.rows.to_le_bytes());
        bytes.extend(self.accuracy.to_le_bytes());
        bytes.extend(self.calibration_error.to_le_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            examples: u64::from_le_bytes(reader.array()?),
            rows: reader.u32()?,
            accuracy: reader.f32()?,
            calibration_error: reader.f32()?,
        })
    }
}

fn read_labels(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let count = usize::from(reader.u16()?);
    if count > MAX_LABELS {
        return None;
    }
    (0..count).map(|_| read_label(reader)).collect()
}

fn read_label(reader: &mut Reader<'_>) -> Option<String> {
    let length = usize::from(reader.u16()?);
    String::from_utf8(reader.take(length)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{BUCKETS, FEATURES, WordVectors};
    use proptest::prelude::*;

    /// Knows `pay` and `leave` by their first bucket, and rejects by low scope odds.
    fn classifier() -> Classifier {
        let mut levels = vec![0; BUCKETS];
        let mut columns = vec![Vec::new(); FEATURES];
        for (class, text) in [(0, "leave"), (1, "pay")] {
            for (bucket, _) in grams(text, &Concepts::default()).buckets {
                levels[usize::from(bucket)] = 1;
                columns[usize::from(bucket)] = vec![ClassWeight { class, weight: 100 }];
            }
        }
        let terms = || {
            TermSet::new(
                [grams("leave", &Concepts::default()).words, grams("pay", &Concepts::default()).words].concat(),
            )
        };
        let known = LinearHead { weights: [0.0, 0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0], bias: -2.0 };
        Classifier {
            labels: vec!["leave_balance".to_owned(), "view_payslip".to_owned(), "undo".to_owned()],
            concepts: Concepts::parse("opening: hi\nclosing: thanks\nleave: holiday"),
            scorer: Scorer {
                vocabulary: Vocabulary::new(levels, 2, (terms(), TermSet::new(Vec::new()))).unwrap(),
                vectors: WordVectors::default(),
                weights: Weights::new(0.05, vec![0; 3], &columns).unwrap(),
            },
            confidence: ConfidenceModel {
                temperature: 1.0,
                scope: known.clone(),
                scope_threshold: 0.0,
                correct: known,
                curve: vec![(-2.0, 0.1), (2.0, 0.9)],
                rejected_ceiling: 0.3,
            },
            origin: Origin::default(),
        }
    }

    #[test]
    fn utterances_are_ranked_and_rejected() {
        let classifier = classifier();
        let check = |text: &str, best: &str, confidence: f32, out_of_scope: bool| {
            let ranking = classifier.rank(text);
            assert_eq!(ranking.candidates[0].intent, best, "{text}");
            assert!((ranking.candidates[0].confidence - confidence).abs() < 1e-6, "{text}: {ranking:?}");
            assert_eq!(ranking.out_of_scope, out_of_scope, "{text}");
        };
        check("Leave!", "leave_balance", 0.9, false);
        check("pay", "view_payslip", 0.9, false);
        check("quantum chromodynamics", "leave_balance", 0.1, true);
        check("", "leave_balance", 0.3, true);
    }

    #[test]
    fn a_classifier_survives_the_round_trip() {
        let classifier = classifier();
        let bytes = classifier.to_bytes();
        assert_eq!(Classifier::from_bytes(&bytes), Ok(classifier));
        for length in (0..bytes.len()).rev().step_by(997).chain(0..64) {
            assert_eq!(Classifier::from_bytes(&bytes[..length]), Err(MALFORMED), "{length} bytes");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn altered_bytes_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), text in ".*") {
            let mut bytes = classifier().to_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(classifier) = Classifier::from_bytes(&bytes) {
                classifier.rank(&text);
            }
        }

        #[test]
        fn confidences_fall_and_sum_to_one_at_most(text in "(leave|pay|x| ){0,6}") {
            let candidates = classifier().rank(&text).candidates;
            prop_assert!(candidates.is_sorted_by(|left, right| left.confidence >= right.confidence));
            prop_assert!(candidates.iter().map(|candidate| candidate.confidence).sum::<f32>() <= 1.0);
        }
    }
}
