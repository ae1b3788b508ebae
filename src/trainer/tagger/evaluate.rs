//! How many slots are found, given the right intent: by span, and by value.
//!
//! A span counts when its name and borders are exactly the marked ones; a value when its name and its normalised
//! value are those of the marked text. Reading the marks is itself the engine's work, so the second figure says
//! whether a slot would reach the host with what the user meant, not whether values are normalised well.

use super::MarkedExample;
use erp_chat_engine::definition::{Definition, Intent};
use erp_chat_engine::entity::{self, Reading};
use erp_chat_engine::slots::{self, FilledSlot};
use erp_chat_engine::tagger::Tagger;
use erp_chat_engine::text::Span;
use erp_chat_protocol::SlotValue;

/// What is marked, what is found, and both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Marked by hand.
    pub marked: usize,
    /// Found.
    pub found: usize,
    /// Found as marked.
    pub right: usize,
}

/// Counts by span and by value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlotScores {
    /// Name and borders.
    pub spans: Counts,
    /// Name and normalised value.
    pub values: Counts,
}

impl Counts {
    /// The harmonic mean of precision and recall; 1 when there is nothing to find and nothing found.
    #[expect(clippy::cast_precision_loss, reason = "counts of examples are small")]
    pub fn f1(self) -> f64 {
        match self.marked + self.found {
            0 => 1.0,
            total => 2.0 * self.right as f64 / total as f64,
        }
    }

    /// Adds one message.
    pub fn add<T: PartialEq>(&mut self, marked: &[T], found: &[T]) {
        self.marked += marked.len();
        self.found += found.len();
        self.right += found.iter().filter(|slot| marked.contains(slot)).count();
    }
}

/// Fills the slots of each example, given its intent, and compares them with the marks.
///
/// Examples of intents that the definition lacks are left out; `reading` looks the way that each intent looks.
pub fn evaluate(tagger: &Tagger, definition: &Definition, examples: &[MarkedExample], reading: &Reading) -> SlotScores {
    let mut scores = SlotScores::default();
    for example in examples {
        if let Some(intent) = definition.intent(&example.intent) {
            let reading = Reading { looks: intent.looks, ..*reading };
            let tags = tagger.tag(&intent.name, &example.text);
            let filled = slots::fill(intent, &example.text, &tags, &reading);
            scores.spans.add(&example.slots, &spans(&filled));
            scores.values.add(&marked_values(example, intent, &reading), &values(filled));
        }
    }
    scores
}

fn spans(filled: &[FilledSlot]) -> Vec<(String, Span)> {
    filled.iter().map(|slot| (slot.name.clone(), slot.span)).collect()
}

fn values(filled: Vec<FilledSlot>) -> Vec<(String, Option<SlotValue>)> {
    filled.into_iter().map(|slot| (slot.name, slot.value.ok())).collect()
}

fn marked_values(example: &MarkedExample, intent: &Intent, reading: &Reading) -> Vec<(String, Option<SlotValue>)> {
    let value = |(name, span): &(String, Span)| {
        let written = span.of(&example.text);
        let read = intent.slot(name).and_then(|slot| entity::read(slot, written, reading));
        let value = read.unwrap_or_else(|| Ok(SlotValue::Text(written.to_owned())));
        (name.clone(), value.ok())
    };
    example.slots.iter().map(value).collect()
}
