//! Changes values of a request: a correction, a contrast, another period, a bare value.

mod contrast;
mod shift;

use super::context::Context;
use super::slots::{fill, hold, is_mostly_values, is_only_cues};
use crate::definition::Slot;
use crate::request::{Held, Request};
use crate::text::words;
use erp_chat_protocol::{SlotType, SlotValue};

/// Longest text that is read as a bare value.
const BARE_WORDS: usize = 4;

/// `base` with the values that the message changes, and the names of the changed slots.
pub(super) fn revise(context: &Context<'_>, base: &Request) -> Option<(Request, Vec<String>)> {
    context.intent(&base.intent)?;
    if let Some(revised) = contrast::read(context, base).or_else(|| shift::read(context, base)) {
        return Some(revised);
    }
    let named = fill(context, &base.intent, context.heard.text(), 0);
    let mut request = Request { invalid: named.invalid, confirmed: false, ..base.clone() };
    let mut changed = Vec::new();
    for (name, held) in named.slots {
        change(&mut request, &mut changed, name, held);
    }
    if changed.is_empty() {
        revise_by_type(context, base, &mut request, &mut changed);
    }
    (!changed.is_empty() || request.invalid.is_some()).then_some((request, changed))
}

/// A bare value changes the known slot of its type: "no, 30", "the 14th".
fn revise_by_type(context: &Context<'_>, base: &Request, request: &mut Request, changed: &mut Vec<String>) {
    let Some(definition) = context.intent(&base.intent) else {
        return;
    };
    let (text, offset) = after_cues(context);
    let reading = context.reading(definition);
    let spoken = words(text);
    if spoken.len() > BARE_WORDS && !is_mostly_values(context, definition, text) {
        return;
    }
    let numbered = text.contains(|c: char| c.is_ascii_digit());
    let mut slots: Vec<&Slot> = definition.slots.iter().filter(|slot| base.slots.contains_key(&slot.name)).collect();
    slots.sort_by_key(|slot| looseness(slot.slot_type));
    for slot in slots.into_iter().filter(|slot| !(numbered && is_name(slot.slot_type))) {
        let filled = crate::slots::answer(slot, text, &reading);
        let Some(filled) = filled.filter(|filled| !is_only_cues(context, filled, text)) else {
            continue;
        };
        let mut holder = Request::default();
        hold(context, &mut holder, filled, offset);
        if let Some(held) = holder.slots.remove(&slot.name) {
            change(request, changed, slot.name.clone(), held);
            return;
        }
    }
}

fn is_name(slot_type: SlotType) -> bool {
    matches!(slot_type, SlotType::Person | SlotType::Vendor | SlotType::Customer)
}

/// How readily any text passes as a value of the type: strict types are tried first.
fn looseness(slot_type: SlotType) -> u8 {
    match slot_type {
        SlotType::Document | SlotType::Date | SlotType::Period | SlotType::Choice => 0,
        SlotType::Amount => 1,
        SlotType::Quantity => 2,
        SlotType::Sku => 3,
        SlotType::Person | SlotType::Vendor | SlotType::Customer | SlotType::Site => 4,
        SlotType::Text => 5,
    }
}

/// The text behind opening yes, no, correction and follow-up cues.
pub(super) fn after_cues<'a>(context: &Context<'a>) -> (&'a str, usize) {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let mut at = 0;
    while let Some(rest) = spoken.get(at..).filter(|rest| rest.len() > 1) {
        let opening = [&cues.yes, &cues.no, &cues.correct, &cues.follow_up];
        let Some(count) = opening.iter().filter_map(|phrases| phrases.open(rest)).max() else {
            break;
        };
        at += count;
    }
    let start = spoken.get(at).map_or(0, |word| word.span.start);
    (context.heard.text().get(start..).unwrap_or_default(), start)
}

pub(super) fn change(request: &mut Request, changed: &mut Vec<String>, name: String, held: Held) {
    let known = request.slots.get(&name);
    let held = keep_unit(known, held);
    if known.is_none_or(|known| !known.same(&held)) {
        request.slots.insert(name.clone(), held);
        changed.push(name);
    }
}

/// "20 boxes ... no, make it 30" means 30 boxes.
fn keep_unit(known: Option<&Held>, held: Held) -> Held {
    let unit_before = match known.map(|known| &known.redacted) {
        Some(SlotValue::Quantity { unit, .. }) => unit.clone(),
        _ => None,
    };
    match held.redacted {
        SlotValue::Quantity { value, unit: None } => {
            Held::plain(held.slot_type, SlotValue::Quantity { value, unit: unit_before })
        }
        _ => held,
    }
}
