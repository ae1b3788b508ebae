//! A request: an intent with the slots known so far.

use crate::definition::{Intent, Slot};
use crate::entity::InvalidValue;
use erp_chat_protocol::{RawText, SlotType, SlotValue};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How an intent is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Manner {
    /// Do it, or show it.
    #[default]
    Do,
    /// How is it done?
    HowTo,
}

/// A slot value: redacted for the record, and what was typed for the host.
#[derive(Clone, Serialize, Deserialize)]
pub struct Held {
    /// Type of the value.
    pub slot_type: SlotType,
    /// The value as it may be recorded.
    pub redacted: SlotValue,
    /// What was typed, where redaction took it out. It dies with the page.
    // Invariant: never serialized; a form resumed after a reload asks again.
    #[serde(skip)]
    exact: Option<RawText>,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.redacted)
    }
}

impl Held {
    /// A value that redaction left alone.
    pub fn plain(slot_type: SlotType, value: SlotValue) -> Self {
        Self { slot_type, redacted: value, exact: None }
    }

    /// A value that redaction took out of the utterance.
    pub fn hidden(slot_type: SlotType, redacted: SlotValue, exact: RawText) -> Self {
        Self { slot_type, redacted, exact: Some(exact) }
    }

    /// The value for the host and the screen.
    pub fn value(&self) -> SlotValue {
        self.exact.as_ref().map_or_else(|| self.redacted.clone(), |raw| SlotValue::Text(raw.expose().to_owned()))
    }

    /// Whether redaction took the value out of the utterance.
    pub fn is_hidden(&self) -> bool {
        self.exact.is_some()
    }

    /// Whether the exact value was lost with the page.
    fn is_lost(&self) -> bool {
        let placeholder = |text: &str| text.starts_with('[') && crate::text::placeholder_end(text, 0).is_some();
        self.exact.is_none() && matches!(&self.redacted, SlotValue::Text(text) if placeholder(text))
    }

    /// Whether both hold the same value.
    pub fn same(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

/// A slot whose given value does not work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvalidSlot {
    /// Slot name.
    pub slot: String,
    /// The value as typed, redacted.
    pub text: String,
    /// Why it does not work; none when it was not understood at all.
    pub reason: Option<InvalidValue>,
}

/// An intent with the slots known so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Request {
    /// Intent name.
    pub intent: String,
    /// Calibrated confidence.
    pub confidence: f32,
    /// Gap to the next candidate.
    pub margin: f32,
    /// How it is asked about.
    pub manner: Manner,
    /// Known slots by name.
    pub slots: BTreeMap<String, Held>,
    /// Whether a required slot had to be asked for.
    pub asked: bool,
    /// Whether the user has said yes to just this.
    pub confirmed: bool,
    /// A slot whose given value does not work.
    pub invalid: Option<InvalidSlot>,
    /// The intent that a question about permissions is about.
    pub about: Option<String>,
}

impl Request {
    /// A request that is certain, such as one that was picked from options.
    pub fn certain(intent: &str) -> Self {
        Self { intent: intent.to_owned(), confidence: 1.0, margin: 1.0, ..Self::default() }
    }

    /// The first required slot without a value, one of a group included.
    pub fn missing<'i>(&self, intent: &'i Intent) -> Option<&'i Slot> {
        intent.slots.iter().find(|slot| self.lacks(intent, slot))
    }

    fn lacks(&self, intent: &Intent, slot: &Slot) -> bool {
        match &slot.group {
            Some(group) => {
                let members = || intent.slots.iter().filter(|member| member.group.as_ref() == Some(group));
                members().all(|member| !self.has(&member.name))
            }
            None => slot.required && !self.has(&slot.name),
        }
    }

    fn has(&self, slot: &str) -> bool {
        self.slots.get(slot).is_some_and(|held| !held.is_lost())
    }

    /// The exact values for the host and the screen.
    pub fn values(&self) -> BTreeMap<String, SlotValue> {
        self.slots.iter().map(|(name, held)| (name.clone(), held.value())).collect()
    }

    /// Whether both ask for the same thing with the same values.
    pub fn same(&self, other: &Self) -> bool {
        let same_slots = self.slots.len() == other.slots.len()
            && self.slots.iter().all(|(name, held)| other.slots.get(name).is_some_and(|known| known.same(held)));
        self.intent == other.intent && same_slots
    }
}
