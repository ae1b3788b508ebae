//! Values that are personal data only by the slot that they fill, or by who is talking.
//!
//! What a name or a number means is known once the message is understood; from here on neither the utterance nor a
//! slot holds it, so no later stage can record it. It looks for no shapes: that is the redactor's work.

use crate::assistant::Assistant;
use crate::definition::Slot;
use crate::hear::Heard;
use crate::message::User;
use crate::record::{places, places_of_name, without_name};
use crate::redact::PiiType;
use crate::request::{Held, Request};
use crate::text::Span;
use crate::understand::Meaning;
use erp_chat_protocol::{RawText, SlotValue};

/// The kind of personal data that a slot asks for, as far as the request tells.
pub(crate) fn kind(assistant: &Assistant, slot: &Slot, request: &Request) -> Option<PiiType> {
    let field = || request.slots.get(slot.personal_by.as_ref()?).map(|held| held.redacted.plain());
    slot.holds.or(slot.personal).or_else(|| assistant.redactor.announced(&field()?))
}

/// Hides the values of personal slots and the user's own name in the utterance and in the requests.
pub(crate) fn hide(assistant: &Assistant, user: &User, heard: Heard, mut meaning: Meaning) -> (Heard, Meaning) {
    let raw = heard.message.text.expose();
    let mut found: Vec<_> = places_of_name(raw, user).into_iter().map(|span| (span, PiiType::Name)).collect();
    for request in &mut meaning.requests {
        found.extend(hide_slots(assistant, raw, request));
        request.slots.values_mut().for_each(|held| hide_name(user, held));
        // The value of a slot that takes no such value may be a name all the same.
        request.invalid.iter_mut().for_each(|invalid| invalid.text = without_name(&invalid.text, user));
    }
    (heard.also_hiding(&found), meaning)
}

/// Hides the personal values of a request and returns where they stand in the message.
fn hide_slots(assistant: &Assistant, raw: &str, request: &mut Request) -> Vec<(Span, PiiType)> {
    let Some(intent) = assistant.definition.intent(&request.intent) else { return Vec::new() };
    let kinds = intent.slots.iter().filter_map(|slot| Some((slot.name.as_str(), kind(assistant, slot, request)?)));
    let kinds: Vec<_> = kinds.collect();
    let mut found = Vec::new();
    for (name, pii) in kinds {
        if let Some(held) = request.slots.get_mut(name).filter(|held| !held.is_hidden()) {
            let value = held.value().plain();
            found.extend(places(raw, &value).into_iter().map(|span| (span, pii)));
            *held = hidden(held, format!("[{}]", pii.as_str()), value);
        }
    }
    found
}

fn hide_name(user: &User, held: &mut Held) {
    let SlotValue::Text(text) = held.value() else { return };
    let cleaned = without_name(&text, user);
    if !held.is_hidden() && cleaned != text {
        *held = hidden(held, cleaned, text);
    }
}

fn hidden(held: &Held, redacted: String, exact: String) -> Held {
    Held::hidden(held.slot_type, SlotValue::Text(redacted), RawText::new(exact))
}
