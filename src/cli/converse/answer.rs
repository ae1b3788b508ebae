//! A turn as the `converse` command prints it: what was said first and what became of the actions, in one.

use erp_chat_engine::reply::{Action, Choice, Handoff, IntentRoute, Row, Turn};
use erp_chat_protocol::{ActionStatus, RecordBody, Route, SlotValue};
use serde::Serialize;
use std::collections::BTreeMap;

/// One answer.
#[derive(Serialize)]
pub(crate) struct Answer {
    pub(crate) reply: String,
    pub(crate) route: Route,
    repeat_level: u8,
    pub(crate) intent: String,
    confidence: f32,
    intents: Vec<IntentRoute>,
    pub(crate) options: Vec<Choice>,
    slots: BTreeMap<String, Plain>,
    slot_asked: Option<String>,
    corrects: Option<String>,
    action: Option<Carried>,
    actions: Vec<Carried>,
    pub(crate) handoff: Option<Handoff>,
    record: serde_json::Value,
    #[serde(skip)]
    pub(crate) rows: Vec<Row>,
    #[serde(skip)]
    finished: Vec<String>,
}

/// An action and what became of it.
#[derive(Clone, Serialize)]
struct Carried {
    name: String,
    args: BTreeMap<String, SlotValue>,
    status: ActionStatus,
}

/// A slot value; a document is its number alone.
#[derive(Serialize)]
#[serde(untagged)]
enum Plain {
    Number(String),
    Value(SlotValue),
}

impl Answer {
    /// The answer as far as the turn itself goes.
    pub(super) fn new(turn: Turn) -> Self {
        let record = turn.records.iter().find(|record| matches!(record.body, RecordBody::Interaction(_)));
        Self {
            record: record.and_then(|record| serde_json::to_value(record).ok()).unwrap_or_default(),
            reply: turn.reply,
            route: turn.route,
            repeat_level: turn.repeat_level,
            intent: turn.intent,
            confidence: turn.confidence,
            intents: turn.intents,
            options: turn.options,
            slots: turn.slots.into_iter().map(|(name, value)| (name, plain(value))).collect(),
            slot_asked: turn.slot_asked,
            corrects: turn.corrects,
            action: None,
            actions: Vec::new(),
            handoff: turn.handoff,
            rows: Vec::new(),
            finished: Vec::new(),
        }
    }

    /// Adds what became of an action.
    pub(super) fn finish(&mut self, action: &Action, finished: &Turn) {
        let status = match finished.records.first().map(|record| &record.body) {
            Some(RecordBody::Outcome(outcome)) => outcome.status,
            _ => ActionStatus::Failed,
        };
        self.actions.push(Carried { name: action.name.clone(), args: action.args.clone(), status });
        self.action = self.actions.first().cloned();
        self.finished.push(finished.reply.clone());
        self.rows.extend(finished.rows.iter().cloned());
        if self.options.is_empty() {
            self.options.clone_from(&finished.options);
        }
        let awaited = |route: &&mut IntentRoute| route.action.as_ref() == Some(&action.name);
        if let Some(intent) = self.intents.iter_mut().find(awaited) {
            intent.route = finished.route;
        }
    }

    /// The whole reply and the route that comes first.
    pub(super) fn with_reply(mut self) -> Self {
        let said = std::mem::take(&mut self.reply);
        let parts: Vec<String> = self.finished.drain(..).chain([said]).filter(|part| !part.is_empty()).collect();
        self.reply = parts.join(" ");
        if let Some(first) = self.intents.iter().min_by_key(|intent| intent.route) {
            self.route = first.route;
            self.intent.clone_from(&first.intent);
        }
        self
    }
}

fn plain(value: SlotValue) -> Plain {
    match value {
        SlotValue::Document { value, .. } => Plain::Number(value),
        value => Plain::Value(value),
    }
}
