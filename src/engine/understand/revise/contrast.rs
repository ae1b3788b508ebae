//! "8812 not 8821", "not Monday but Tuesday", "Leeds instead of York": the denied value tells which slot changes.

use super::{after_cues, change};
use crate::request::Request;
use crate::text::{Span, Word, words};
use crate::understand::context::Context;
use crate::understand::slots::hold;

/// Words that stand between the asserted and the denied value.
const CONTRASTS: [&str; 3] = ["not", "instead", "than"];
/// Words between "not" with its value and the asserted value.
const BUTS: [&str; 4] = ["but", "it's", "its", "rather"];

/// The request with the asserted value in the slot that holds the denied one.
pub(super) fn read(context: &Context<'_>, base: &Request) -> Option<(Request, Vec<String>)> {
    let (text, offset) = after_cues(context);
    let spoken = words(text);
    let at = spoken.iter().position(|word| CONTRASTS.contains(&word.lower.as_str()))?;
    let behind = spoken.get(at + 1..)?;
    let slot_name = base.slots.iter().find(|(_, held)| denies(behind, &held.redacted.plain())).map(|(name, _)| name)?;
    let slot = context.intent(&base.intent)?.slot(slot_name)?;
    let asserted = if at > 0 { spoken.get(..at)? } else { after_denied(behind)? };
    let span = Span { start: asserted.first()?.span.start, end: asserted.last()?.span.end };
    let filled = crate::slots::answer(slot, span.of(text), &context.reading(context.intent(&base.intent)?))?;
    let mut holder = Request::default();
    hold(context, &mut holder, filled, offset + span.start);
    let held = holder.slots.remove(slot_name)?;
    let (mut request, mut changed) = (Request { confirmed: false, invalid: None, ..base.clone() }, Vec::new());
    change(&mut request, &mut changed, slot_name.clone(), held);
    (!changed.is_empty()).then_some((request, changed))
}

/// Whether the words deny a value: its last word stands among the first of them.
fn denies(behind: &[Word], value: &str) -> bool {
    let value = words(value);
    let last = value.last().map(|word| word.lower.as_str());
    let near = behind.iter().take(value.len() + 1);
    last.is_some() && near.into_iter().any(|word| Some(word.lower.as_str()) == last)
}

/// What is asserted behind "not 8821 but ...".
fn after_denied(behind: &[Word]) -> Option<&[Word]> {
    let at = behind.iter().position(|word| BUTS.contains(&word.lower.as_str()))?;
    behind.get(at + 1..).filter(|rest| !rest.is_empty())
}
