//! What an assistant is about: intents, slots, roles. Data, read from `assistant.toml` by the trainer.
//!
//! The same types read the TOML of a folder and the JSON in a bundle.

use crate::redact::PiiType;
use erp_chat_protocol::{DocumentKind, SlotType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An assistant without its texts and its model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Name of the assistant, shown in "I am ...".
    pub name: String,
    /// Version of the folder.
    pub version: String,
    /// Roles, by name.
    #[serde(default)]
    pub roles: BTreeMap<String, Role>,
    /// Intents, in the order of the file.
    #[serde(default, rename = "intent")]
    pub intents: Vec<Intent>,
}

/// A role: its permissions and those of the roles it includes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// In a sentence: "an accountant".
    pub title: String,
    /// Roles whose permissions it has too.
    #[serde(default)]
    pub includes: Vec<String>,
    /// Permissions of its own.
    #[serde(default)]
    pub permissions: Vec<String>,
}

/// What kind of thing an intent is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentKind {
    /// Changes something in the ERP.
    #[default]
    Action,
    /// Shows something.
    Read,
    /// Handled by the conversation itself, without the host.
    Talk,
}

/// When to ask before doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmRule {
    /// Always.
    Always,
    /// When a required slot had to be asked for.
    Asked,
    /// Never.
    #[default]
    Never,
}

/// One intent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Name, as the corpus uses it.
    pub name: String,
    /// What it does, for menus: "Approve an invoice".
    pub title: String,
    /// Action, read or talk.
    #[serde(default)]
    pub kind: IntentKind,
    /// The permission it needs; none for `self` intents and talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// Roles that may do it, where the permission alone would let in more; all roles when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// When to ask before doing.
    #[serde(default)]
    pub confirm: ConfirmRule,
    /// Whether it can be taken back.
    #[serde(default)]
    pub undo: bool,
    /// Whether something is lost when it is carried out.
    #[serde(default)]
    pub destructive: bool,
    /// Area of the ERP that the intent belongs to: "finance".
    #[serde(default)]
    pub area: String,
    /// Intents whose answer this one changes when it is carried out.
    #[serde(default)]
    pub changes: Vec<String>,
    /// Which way a day or month without a year is read.
    #[serde(default)]
    pub looks: Direction,
    /// Slots, in the order in which they are asked for.
    #[serde(default, rename = "slot")]
    pub slots: Vec<Slot>,
}

/// Which way a day without a year, or a bare month, is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The next to come: leave, tasks, due dates.
    #[default]
    Forward,
    /// The latest before today: attendance, receipts, reports.
    Back,
}

/// A named parameter of an intent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Name.
    pub name: String,
    /// Type of its value.
    #[serde(rename = "type")]
    pub slot_type: SlotType,
    /// Kind of document, for documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentKind>,
    /// The kind of personal data that the value is, as redaction names it: `EMAIL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<PiiType>,
    /// The kind of personal data that any value of it is, though only the slot tells: `NAME`. Records do not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<PiiType>,
    /// The slot whose value tells what kind of personal data this one is: "phone" of "change the phone".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_by: Option<String>,
    /// Whether the intent cannot be carried out without it.
    #[serde(default)]
    pub required: bool,
    /// One of several of which at least one is required: slots with the same group name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Values of a choice with their synonyms.
    #[serde(default)]
    pub choices: BTreeMap<String, Vec<String>>,
    /// Words that may stand right before the value: `to`, `from`, `because`.
    #[serde(default)]
    pub cues: Vec<String>,
}

impl Definition {
    /// The intent of that name.
    pub fn intent(&self, name: &str) -> Option<&Intent> {
        self.intents.iter().find(|intent| intent.name == name)
    }
}

impl Intent {
    /// The slot of that name.
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name == name)
    }
}
