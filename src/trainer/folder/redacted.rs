//! Examples as the engine will see them: redacted, with their slot marks moved along.

use crate::examples::{Example, ExampleSlot};
use erp_chat_engine::redact::{Redaction, Redactor};
use erp_chat_engine::text::{Span, code_points_before};
use erp_chat_protocol::RawText;

/// The examples as utterances.
pub(super) fn redact(examples: &[Example]) -> Vec<Example> {
    let redactor = Redactor::default();
    examples.iter().map(|example| redact_one(&redactor, example)).collect()
}

fn redact_one(redactor: &Redactor, example: &Example) -> Example {
    let redaction = redactor.redact(&RawText::new(example.text.clone()));
    if redaction.hits.is_empty() {
        return example.clone();
    }
    let slots = example.slots.iter().map(|slot| moved(&redaction, &example.text, slot)).collect();
    Example { text: redaction.utterance.as_str().to_owned(), slots, ..example.clone() }
}

/// A slot mark in the redacted text: a mark that touches a placeholder covers it.
fn moved(redaction: &Redaction, raw: &str, slot: &ExampleSlot) -> ExampleSlot {
    let text = redaction.utterance.as_str();
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let raw_at = |start: usize, end: usize| redaction.raw_span(Span { start, end });
    let steps = || borders.iter().zip(borders.iter().skip(1)).enumerate();
    let covered = |(at, (from, to)): (usize, (&usize, &usize))| {
        let span = raw_at(*from, *to);
        let (start, end) = (code_points_before(raw, span.start), code_points_before(raw, span.end));
        (start < slot.end && slot.start < end).then_some(at)
    };
    let start = steps().find_map(covered).unwrap_or_default();
    let end = steps().rev().find_map(covered).map_or(start, |last| last + 1);
    ExampleSlot { name: slot.name.clone(), start, end }
}
