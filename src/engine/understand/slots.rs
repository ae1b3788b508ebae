//! Fills the slots of a request from a message, a question's answer, or the conversation before it.

use super::context::Context;
use crate::definition::{Intent, Slot};
use crate::entity::{Entity, Reading, find};
use crate::request::{Held, InvalidSlot, Request};
use crate::slots::FilledSlot;
use crate::text::{Span, Word, placeholder_end, words};
use erp_chat_protocol::{DocumentKind, SlotType, SlotValue};

/// A request for `intent` with the slots that `text` names; `offset` is where `text` begins in the utterance.
pub(super) fn fill(context: &Context<'_>, intent: &str, text: &str, offset: usize) -> Request {
    let mut request = Request { intent: intent.to_owned(), ..Request::default() };
    let Some(definition) = context.intent(intent) else {
        return request;
    };
    let tags = context.assistant.tagger.tag(intent, text);
    let filled = crate::slots::fill(definition, text, &tags, &context.reading(definition));
    let reading = context.reading(definition);
    let known = find(text, &reading);
    let fits = |slot: &FilledSlot| {
        !is_mistaken_name(slot, text, &reading)
            && !is_other_document(slot, &known)
            && !is_only_cues(context, slot, text)
    };
    for slot in filled.into_iter().filter(fits) {
        hold(context, &mut request, slot, offset);
    }
    for slot in &definition.slots {
        take_placeholder(context, &mut request, slot, (text, offset));
    }
    point(context, definition, &mut request, text);
    request
}

/// An address that redaction hid is nobody's name; neither is a number, nor a month or a day in lower case.
fn is_mistaken_name(slot: &FilledSlot, text: &str, reading: &Reading<'_>) -> bool {
    let is_name = matches!(slot.slot_type, SlotType::Person | SlotType::Vendor | SlotType::Customer);
    let is_place = slot.slot_type == SlotType::Site;
    let value = slot.span.of(text);
    let lower = !value.chars().any(char::is_uppercase);
    let is_typed = |found: &Entity| match found.slot_type {
        _ if found.span.len() < value.len() => false,
        SlotType::Date | SlotType::Period => lower,
        _ => is_name,
    };
    let hidden = placeholder_end(text, slot.span.start) == Some(slot.span.end);
    (is_name || is_place) && (hidden || find(value, reading).iter().any(is_typed))
}

/// "yes, no", "not sure": words that steer the dialogue are nobody's name.
pub(super) fn is_only_cues(context: &Context<'_>, slot: &FilledSlot, text: &str) -> bool {
    let cues = &context.assistant.cues;
    let is_name = matches!(slot.slot_type, SlotType::Person | SlotType::Vendor | SlotType::Customer | SlotType::Site);
    let lists = [&cues.yes, &cues.no, &cues.filler, &cues.correct, &cues.pointer, &cues.question, &cues.follow_up];
    let spoken = words(slot.span.of(text));
    let is_text = slot.slot_type == SlotType::Text;
    let steers = |word: &Word| lists.iter().any(|phrases| phrases.has(&word.lower)) || word.lower == "sure";
    (is_name && spoken.iter().all(steers)) || (is_text && spoken.iter().all(|word| cues.filler.has(&word.lower)))
}

/// "invoice 812" is no purchase order.
fn is_other_document(slot: &FilledSlot, known: &[Entity]) -> bool {
    let Ok(SlotValue::Document { kind, .. }) = &slot.value else {
        return false;
    };
    let other =
        |found: &&Entity| found.value.as_ref().is_ok_and(|value| document_kind(value).is_some_and(|k| k != *kind));
    let same = |found: &&Entity| found.value.as_ref().is_ok_and(|value| document_kind(value) == Some(*kind));
    let here = || known.iter().filter(|found| found.span.overlaps(slot.span));
    here().any(|found| other(&found)) && !here().any(|found| same(&found))
}

/// A slot that holds personal data takes its placeholder, and nothing else.
fn take_placeholder(context: &Context<'_>, request: &mut Request, slot: &Slot, (text, offset): (&str, usize)) {
    let Some(kind) = slot.holds else {
        return;
    };
    let placeholder = format!("[{}]", kind.as_str());
    request.slots.remove(&slot.name);
    if let Some(start) = text.find(&placeholder) {
        let span = Span { start, end: start + placeholder.len() };
        let (name, slot_type) = (slot.name.clone(), slot.slot_type);
        hold(context, request, FilledSlot { name, slot_type, span, value: Ok(SlotValue::Text(placeholder)) }, offset);
    }
}

/// Puts the answer to the question for `slot` into the form, with whatever else the message names.
pub(super) fn answer(context: &Context<'_>, form: &mut Request, slot: &Slot) {
    let Some(definition) = context.intent(&form.intent) else {
        return;
    };
    form.invalid = None;
    let text = context.heard.text();
    let mut named = fill(context, &form.intent, text, 0);
    if slot.slot_type == SlotType::Text && slot.holds.is_none() {
        named.slots.retain(|name, _| *name != slot.name);
    }
    let direct = named.slots.remove(&slot.name);
    let grouped =
        |name: &String| slot.group.is_some() && definition.slot(name).is_some_and(|other| other.group == slot.group);
    let typed = slot.slot_type != SlotType::Text;
    let elsewhere = named.slots.keys().any(grouped)
        || (typed && !named.slots.is_empty() && is_mostly_values(context, definition, text));
    match direct {
        Some(held) => drop(form.slots.insert(slot.name.clone(), held)),
        None if elsewhere => {}
        None => answer_alone(context, form, slot, named.invalid.take()),
    }
    let taken = |held: &Held| form.slots.values().any(|known| known.same(held));
    named.slots.retain(|_, held| !taken(held));
    if slot.slot_type != SlotType::Text || slot.holds.is_some() {
        form.slots.append(&mut named.slots);
    }
}

/// The whole message is the value.
fn answer_alone(context: &Context<'_>, form: &mut Request, slot: &Slot, invalid: Option<InvalidSlot>) {
    let Some(definition) = context.intent(&form.intent) else {
        return;
    };
    let filled = crate::slots::answer(slot, context.heard.text(), &context.reading(definition));
    let usable = |filled: &FilledSlot| slot.holds.is_none() && !is_only_cues(context, filled, context.heard.text());
    match filled.filter(usable) {
        Some(filled) => hold(context, form, filled, 0),
        None => form.invalid = invalid.or_else(|| Some(not_understood(context, slot))),
    }
}

/// Share of a message that values must cover for it to be made of values.
const VALUE_SHARE: f32 = 0.5;

/// Whether the text is little more than values for the intent: "20 boxes of SKU-118", "next friday".
pub(super) fn is_mostly_values(context: &Context<'_>, intent: &Intent, text: &str) -> bool {
    let covered: usize = typed_values(context, intent, text).into_iter().map(Span::len).sum();
    covered as f32 >= VALUE_SHARE * text.trim().len() as f32
}

/// Where a text has values of the intent other than free text.
pub(super) fn typed_values(context: &Context<'_>, intent: &Intent, text: &str) -> Vec<Span> {
    let tags = context.assistant.tagger.tag(&intent.name, text);
    let filled = crate::slots::fill(intent, text, &tags, &context.reading(intent));
    filled.into_iter().filter(|slot| slot.slot_type != SlotType::Text).map(|slot| slot.span).collect()
}

pub(super) fn not_understood(context: &Context<'_>, slot: &Slot) -> InvalidSlot {
    let text = context.heard.text().chars().take(40).collect();
    InvalidSlot { slot: slot.name.clone(), text, reason: None }
}

pub(super) fn hold(context: &Context<'_>, request: &mut Request, filled: FilledSlot, offset: usize) {
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
        let can_point = !matches!(slot.slot_type, SlotType::Amount | SlotType::Choice);
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
