//! How many slots are found, given the right intent.
//!
//! A slot counts when its name and its span are exactly the marked ones.

use super::MarkedExample;
use erp_chat_engine::text::Span;

/// Spans marked, found, and both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanCounts {
    /// Marked by hand.
    pub marked: usize,
    /// Found.
    pub found: usize,
    /// Found where marked.
    pub right: usize,
}

impl SpanCounts {
    /// The harmonic mean of precision and recall; 1 when there is nothing to find and nothing found.
    #[expect(clippy::cast_precision_loss, reason = "counts of examples are small")]
    pub fn f1(self) -> f64 {
        match self.marked + self.found {
            0 => 1.0,
            total => 2.0 * self.right as f64 / total as f64,
        }
    }

    fn add(&mut self, marked: &[(String, Span)], found: &[(String, Span)]) {
        self.marked += marked.len();
        self.found += found.len();
        self.right += found.iter().filter(|slot| marked.contains(slot)).count();
    }
}

/// Compares what `find` makes of each example with its marks.
pub fn evaluate(examples: &[MarkedExample], find: impl Fn(&MarkedExample) -> Vec<(String, Span)>) -> SpanCounts {
    let mut counts = SpanCounts::default();
    for example in examples {
        counts.add(&example.slots, &find(example));
    }
    counts
}
