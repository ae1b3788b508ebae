//! One request for several documents: "approve invoices 77, 78 and 79".

use super::super::context::Context;
use super::super::slots::hold;
use crate::definition::{Intent, Slot};
use crate::entity::{Entity, find};
use crate::request::Request;
use crate::text::{Span, words};
use erp_chat_protocol::{SlotType, SlotValue};

/// Words that join the numbers of a list.
const JOINS: [&str; 5] = ["and", "&", "plus", "or", "aur"];
/// Numbers taken from one message at most.
const MOST: usize = 10;

/// A request for each number of a list; just the one request when there is no list.
pub(super) fn each(context: &Context<'_>, request: Request) -> Vec<Request> {
    let listed = context.intent(&request.intent).and_then(|intent| {
        let slot = intent.slots.iter().find(|slot| slot.required && slot.slot_type == SlotType::Document)?;
        Some(requests(context, intent, slot, &request))
    });
    listed.filter(|requests| requests.len() > 1).unwrap_or_else(|| vec![request])
}

fn requests(context: &Context<'_>, intent: &Intent, slot: &Slot, request: &Request) -> Vec<Request> {
    let Some(known) = request.slots.get(&slot.name) else {
        return Vec::new();
    };
    let reading = context.reading(intent);
    let text = context.heard.text();
    let measured: Vec<Span> =
        find(text, &reading).iter().filter(|found| is_measure(found)).map(|found| found.span).collect();
    let spans = list_around(text, &known.redacted.plain());
    let spans = spans.into_iter().filter(|span| !measured.iter().any(|other| other.overlaps(*span)));
    let with_number = |span: Span| {
        let mut filled = crate::slots::answer(slot, span.of(context.heard.text()), &reading)?;
        filled.span = span;
        let mut one = request.clone();
        hold(context, &mut one, filled, 0);
        Some(one)
    };
    let mut found: Vec<Request> = Vec::new();
    for one in spans.take(MOST).filter_map(with_number) {
        if !found.iter().any(|other| other.same(&one)) {
            found.push(one);
        }
    }
    found
}

/// "30 boxes" and "12 May" are no document numbers.
fn is_measure(found: &Entity) -> bool {
    let unit = matches!(&found.value, Ok(SlotValue::Quantity { unit: Some(_), .. }));
    unit || matches!(found.slot_type, SlotType::Date | SlotType::Period)
}

/// The numbers around `value` that only commas and joining words part from it.
fn list_around(text: &str, value: &str) -> Vec<Span> {
    let mut runs: Vec<Vec<Span>> = vec![Vec::new()];
    for token in tokens(text) {
        let piece = token.of(text);
        let numbered = piece.contains(|c: char| c.is_ascii_digit()) && !words(piece).is_empty();
        match runs.last_mut() {
            Some(run) if numbered => run.push(token),
            _ if JOINS.contains(&piece.to_lowercase().as_str()) => {}
            _ => runs.push(Vec::new()),
        }
    }
    let holds = |run: &Vec<Span>| run.iter().any(|span| span.of(text).eq_ignore_ascii_case(value));
    runs.into_iter().find(holds).unwrap_or_default()
}

/// Stretches between white space and commas, without the punctuation around them.
fn tokens(text: &str) -> Vec<Span> {
    let (mut tokens, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() || c == ',' {
            tokens.extend(start.take().and_then(|start| trimmed(text, Span { start, end: at })));
        } else {
            start.get_or_insert(at);
        }
    }
    tokens
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let is_edge = |c: char| matches!(c, '.' | '?' | '!' | '#' | '"' | '(' | ')' | ':' | ';');
    let behind = span.of(text).trim_start_matches(is_edge);
    let start = span.end - behind.len();
    let end = start + behind.trim_end_matches(is_edge).len();
    (start < end).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_end_where_other_words_begin() {
        let check = |text: &str, value: &str, expected: &[&str]| {
            let found: Vec<_> = list_around(text, value).into_iter().map(|span| span.of(text).to_owned()).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("approve invoices 77, 78 and INV-79.", "78", &["77", "78", "INV-79"]);
        check("approve 77 for 500", "77", &["77"]);
        check("nothing here", "77", &[]);
    }
}
