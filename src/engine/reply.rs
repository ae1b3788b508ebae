//! A turn as the page sees it: what to say, what to show, what to carry out, what to record.
//!
//! It holds the user's own values, so it stays on the page; only its records go further.

use crate::session::{ActionId, Exchange};
use erp_chat_protocol::{ActionStatus, HandoffKind, Record, Route, SlotValue};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The answer to a message, or to an action's outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turn {
    /// Id of the interaction that it belongs to.
    pub id: String,
    /// What to say.
    pub reply: String,
    /// What to say while actions run; empty when none do.
    pub working: String,
    /// What was done.
    pub route: Route,
    /// 1 for a first ask, 2, or 3 for the third and later.
    pub repeat_level: u8,
    /// The intent that the route is about.
    pub intent: String,
    /// Calibrated confidence of that intent.
    pub confidence: f32,
    /// All intents of the message, in its order.
    pub intents: Vec<IntentRoute>,
    /// Options to pick from.
    pub options: Vec<Choice>,
    /// Known slots of the intent, exact.
    pub slots: BTreeMap<String, SlotValue>,
    /// The slot asked for.
    pub slot_asked: Option<String>,
    /// The slot that this message changed.
    pub corrects: Option<String>,
    /// Actions for the host to carry out.
    pub actions: Vec<Action>,
    /// Hand-off, when one is offered or chosen.
    pub handoff: Option<Handoff>,
    /// Kinds of personal data that were hidden, with their counts.
    pub hidden: BTreeMap<String, u32>,
    /// Rows to show.
    pub rows: Vec<Row>,
    /// Whether the user taught the assistant something, so that the lessons are to be kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub learnt: bool,
    /// What to put in the outbox.
    pub records: Vec<Record>,
}

/// What became of one intent of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntentRoute {
    /// Intent name.
    pub intent: String,
    /// What was done.
    pub route: Route,
    /// Name of the action handed to the host, if any.
    pub action: Option<String>,
}

/// An option to pick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the button says.
    pub label: String,
    /// The intent behind it.
    pub intent: String,
}

/// Something for the host to carry out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Action {
    /// Idempotency key.
    pub id: ActionId,
    /// Intent name.
    pub name: String,
    /// Exact arguments by slot name.
    pub args: BTreeMap<String, SlotValue>,
    /// What became of it so far.
    pub status: ActionStatus,
    /// Permission that the host checks again.
    pub permission: Option<String>,
}

/// A hand-off to people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Handoff {
    /// To whom; none until chosen.
    pub kind: Option<HandoffKind>,
    /// The conversation so far, redacted.
    pub transcript: Vec<Exchange>,
}

/// One row of an answer.
pub type Row = Vec<Cell>;

/// One cell of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column heading.
    pub label: String,
    /// Value, typed so that the page can format it.
    #[serde(flatten)]
    pub value: CellValue,
}

/// A typed cell value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum CellValue {
    /// Plain text.
    Text {
        /// The text.
        value: String,
    },
    /// A number.
    Number {
        /// The number.
        value: f64,
    },
    /// Money.
    Money {
        /// In units of the currency.
        value: f64,
        /// ISO 4217.
        currency: String,
    },
    /// A day.
    Date {
        /// ISO 8601.
        value: String,
    },
    /// A link into the page.
    Link {
        /// What it says.
        value: String,
        /// Where it leads.
        href: String,
    },
}
