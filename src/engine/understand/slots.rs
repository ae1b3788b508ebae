//! Fills the slots of a request from a message, a question's answer, or the conversation before it.

use super::context::Context;
use crate::definition::{Intent, Slot};
use crate::request::{Held, InvalidSlot, Request};
use crate::slots::FilledSlot;
use crate::text::{Span, words};
use erp_chat_protocol::{DocumentKind, SlotType, SlotValue};

/// A request for `intent` with the slots that `text` names; `offset` is where `text` begins in the utterance.
pub(super) fn fill(context: &Context<'_>, intent: &str, text: &str, offset: usize) -> Request {
    let mut request = Request { intent: intent.to_owned(), ..Request::default() };
    let Some(definition) = context.intent(intent) else {
        return request;
    };
    let tags = context.assistant.tagger.tag(intent, text);
    for filled in crate::slots::fill(definition, text, &tags, &context.reading(definition)) {
        hold(context, &mut request, filled, offset);
    }
    point(context, definition, &mut request, text);
    request
}

/// Puts the answer to the question for `slot` into the form, with whatever else the message names.
pub(super) fn answer(context: &Context<'_>, form: &mut Request, slot: &Slot) {
    let Some(definition) = context.intent(&form.intent) else {
        return;
    };
    form.invalid = None;
    let named = fill(context, &form.intent, context.heard.text(), 0);
    let typed = !matches!(slot.slot_type, SlotType::Text);
    let others = named.slots.into_iter().filter(|(name, _)| typed && !form.slots.contains_key(name));
    let (direct, rest): (Vec<_>, Vec<_>) = others.partition(|(name, _)| *name == slot.name);
    if let Some(held) = direct.into_iter().next() {
        form.slots.insert(held.0, held.1);
        form.slots.extend(rest);
        return;
    }
    let reading = context.reading(definition);
    match crate::slots::answer(slot, context.heard.text(), &reading) {
        Some(filled) => hold(context, form, filled, 0),
        None => form.invalid = named.invalid.or_else(|| Some(not_understood(context, slot))),
    }
    let taken: Vec<_> = rest.into_iter().filter(|(_, held)| !form.slots.values().any(|known| known.same(held))).collect();
    form.slots.extend(taken);
}

fn not_understood(context: &Context<'_>, slot: &Slot) -> InvalidSlot {
    let text = context.heard.text().chars().take(40).collect();
    InvalidSlot { slot: slot.name.clone(), text, reason: None }
}

/// `base` with the values that the message changes, and the names of the changed slots.
pub(super) fn revise(context: &Context<'_>, base: &Request) -> Option<(Request, Vec<String>)> {
    let definition = context.intent(&base.intent)?;
    let named = fill(context, &base.intent, context.heard.text(), 0);
    let mut request = Request { invalid: named.invalid, confirmed: false, ..base.clone() };
    let mut changed = Vec::new();
    for (name, held) in named.slots {
        change(&mut request, &mut changed, name, held);
    }
    if changed.is_empty() {
        revise_by_type(context, definition, base, &mut request, &mut changed);
    }
    (!changed.is_empty() || request.invalid.is_some()).then_some((request, changed))
}

/// A bare value changes the known slot of its type: "no, 30", "the 14th".
fn revise_by_type(
    context: &Context<'_>,
    definition: &Intent,
    base: &Request,
    request: &mut Request,
    changed: &mut Vec<String>,
) {
    let (text, offset) = after_cues(context);
    let reading = context.reading(definition);
    let mut slots: Vec<&Slot> = definition.slots.iter().filter(|slot| base.slots.contains_key(&slot.name)).collect();
    slots.sort_by_key(|slot| looseness(slot.slot_type));
    for slot in slots {
        let Some(filled) = crate::slots::answer(slot, text, &reading) else {
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
fn after_cues<'a>(context: &Context<'a>) -> (&'a str, usize) {
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

fn change(request: &mut Request, changed: &mut Vec<String>, name: String, held: Held) {
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

fn hold(context: &Context<'_>, request: &mut Request, filled: FilledSlot, offset: usize) {
    let span = Span { start: filled.span.start + offset, end: filled.span.end + offset };
    match filled.value {
        Ok(value) => {
            let held = match context.heard.exact(span) {
                Some(exact) if matches!(value, SlotValue::Text(_)) => Held::hidden(filled.slot_type, value, exact),
                _ => Held::plain(filled.slot_type, value),
            };
            request.slots.insert(filled.name, held);
        }
        Err(reason) => {
            let text = span.of(context.heard.text()).to_owned();
            request.invalid = Some(InvalidSlot { slot: filled.name, text, reason: Some(reason) });
        }
    }
}

/// Fills what "it" or "this one" points at: the record on screen, or the last request's value of the same kind.
fn point(context: &Context<'_>, intent: &Intent, request: &mut Request, text: &str) {
    let spoken = words(text);
    if context.assistant.cues.pointer.find(&spoken).is_none() {
        return;
    }
    for slot in &intent.slots {
        let can_point = !matches!(slot.slot_type, SlotType::Text | SlotType::Amount | SlotType::Choice);
        if request.slots.contains_key(&slot.name) || !can_point {
            continue;
        }
        if let Some(held) = on_screen(context, slot).or_else(|| named_before(context, slot)) {
            request.slots.insert(slot.name.clone(), held);
        }
    }
}

fn on_screen(context: &Context<'_>, slot: &Slot) -> Option<Held> {
    let page = &context.heard.message.page;
    let record = page.record.as_ref().filter(|_| page.record_slot.as_ref() == Some(&slot.name))?;
    let redacted = context.assistant.redactor.clean(record).as_str().to_owned();
    let value = match slot.document {
        Some(kind) => SlotValue::Document { kind, value: redacted.to_uppercase() },
        None => SlotValue::Text(redacted),
    };
    Some(Held::plain(slot.slot_type, value))
}

fn named_before(context: &Context<'_>, slot: &Slot) -> Option<Held> {
    let focus = context.session.focus.as_ref()?;
    let fits = |held: &&Held| held.slot_type == slot.slot_type && document_kind(&held.redacted) == slot.document;
    let same_name = focus.slots.get(&slot.name).filter(fits);
    let pointed = matches!(slot.slot_type, SlotType::Document | SlotType::Sku | SlotType::Person);
    same_name.or_else(|| focus.slots.values().filter(|_| pointed).find(fits)).cloned()
}

fn document_kind(value: &SlotValue) -> Option<DocumentKind> {
    match value {
        SlotValue::Document { kind, .. } => Some(*kind),
        _ => None,
    }
}
