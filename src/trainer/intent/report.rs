//! What training tells its user.

use crate::examples::{Example, OUT_OF_SCOPE};
use crate::metrics::Metrics;
use erp_chat_engine::classifier::Classifier;
use serde::Serialize;

/// Summary of a training.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Examples trained on.
    pub rows: usize,
    /// How many of them are out of scope.
    pub oos_rows: usize,
    /// Number of intents.
    pub intents: usize,
    /// Bytes of the classifier.
    pub bytes: usize,
    /// Seconds that training took; 0 until the caller, who has a clock, fills it in.
    pub seconds: f64,
    /// Results on held-out examples.
    pub held_out: Option<Metrics>,
}

impl Report {
    pub(super) fn new(examples: &[Example], classifier: &Classifier, held_out: Option<Metrics>) -> Self {
        Self {
            rows: examples.len(),
            oos_rows: examples.iter().filter(|example| example.intent == OUT_OF_SCOPE).count(),
            intents: classifier.labels().len(),
            bytes: classifier.to_bytes().len(),
            seconds: 0.0,
            held_out,
        }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "trained on {} rows ({} out of scope), {} intents", self.rows, self.oos_rows, self.intents)?;
        writeln!(f, "classifier of {} bytes in {:.1} s", self.bytes, self.seconds)?;
        match &self.held_out {
            Some(metrics) => write!(f, "\nheld-out examples\n{metrics}"),
            None => Ok(()),
        }
    }
}
