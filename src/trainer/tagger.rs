//! Trains the slot tagger on marked examples, and measures it.
//!
//! Training is seeded and single-threaded: the same examples and seed give the same bytes. It reads no files.

mod augment;
mod evaluate;
mod perceptron;

pub use evaluate::{Counts, SlotScores, evaluate};

use crate::examples::{Example, ExampleSlot};
use erp_chat_engine::bundle::BundleError;
use erp_chat_engine::definition::Definition;
use erp_chat_engine::tagger::Tagger;
use erp_chat_engine::text::Span;
use serde::Deserialize;

/// A message with its intent and the spans of its slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedExample {
    /// What the user typed.
    pub text: String,
    /// Its intent.
    pub intent: String,
    /// Slot names and where their values stand, bytes, in the order of the text.
    pub slots: Vec<(String, Span)>,
}

/// Makes a tagger; the definition says which slots take values of one kind, and may be empty.
pub fn train(examples: &[MarkedExample], definition: &Definition, seed: u64) -> Result<Tagger, BundleError> {
    let copies = augment::augment(examples, definition, seed);
    perceptron::train(&copies, seed)
}

impl From<&Example> for MarkedExample {
    fn from(example: &Example) -> Self {
        let mark = |slot: &ExampleSlot| {
            let mark = Mark { name: slot.name.clone(), start: slot.start, end: slot.end };
            mark.in_bytes(&example.text)
        };
        let mut slots: Vec<_> = example.slots.iter().map(mark).collect();
        slots.sort_by_key(|(_, span)| *span);
        Self { text: example.text.clone(), intent: example.intent.clone(), slots }
    }
}

/// One line of a corpus file.
#[derive(Deserialize)]
struct Line {
    text: String,
    intent: String,
    #[serde(default)]
    slots: Vec<Mark>,
}

/// A slot mark; offsets are code points.
#[derive(Deserialize)]
struct Mark {
    #[serde(alias = "slot")]
    name: String,
    start: usize,
    end: usize,
}

impl MarkedExample {
    /// Reads a line of a corpus file; `None` when it is not one.
    pub fn from_json(line: &str) -> Option<Self> {
        let line: Line = serde_json::from_str(line).ok()?;
        let mut slots: Vec<_> = line.slots.into_iter().map(|mark| mark.in_bytes(&line.text)).collect();
        slots.sort_by_key(|(_, span)| *span);
        Some(Self { text: line.text, intent: line.intent, slots })
    }
}

impl Mark {
    fn in_bytes(self, text: &str) -> (String, Span) {
        let byte = |offset| text.char_indices().nth(offset).map_or(text.len(), |(at, _)| at);
        let span = Span { start: byte(self.start), end: byte(self.end) };
        (self.name, span)
    }
}

#[cfg(test)]
mod tests;
