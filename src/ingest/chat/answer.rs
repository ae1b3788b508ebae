//! A turn as callers of `POST /api/chat/message` read it. SPEC section 3.

use crate::figures::wide;
use erp_chat_engine::reply::{Action, Handoff, Turn};
use erp_chat_engine::session::Exchange;
use erp_chat_protocol::{HandoffKind, Route, SlotValue};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer {
    response: String,
    /// As the caller named it.
    session_id: String,
    /// Names the turn in `POST /api/chat/feedback`.
    interaction_id: String,
    intent: String,
    confidence: f64,
    route: Route,
    /// Labels of options; one of them may be the next message.
    suggestions: Vec<String>,
    action: Option<ToCarryOut>,
    escalation: Option<Escalation>,
}

/// An action for the caller to carry out.
#[derive(Serialize)]
struct ToCarryOut {
    /// Idempotency key.
    id: String,
    name: String,
    args: BTreeMap<String, SlotValue>,
    /// The permission that the caller checks.
    permission: Option<String>,
    /// What to carry out after it, when the message asked for several things.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    then: Vec<Self>,
}

#[derive(Serialize)]
struct Escalation {
    /// To whom; null until chosen.
    kind: Option<HandoffKind>,
    /// The conversation so far, redacted.
    transcript: Vec<Exchange>,
}

impl Answer {
    /// What to tell the caller who named the conversation so.
    pub(super) fn new(turn: Turn, session_id: String) -> Self {
        Self {
            response: response(&turn),
            session_id,
            interaction_id: turn.id,
            intent: turn.intent,
            confidence: wide(turn.confidence),
            route: turn.route,
            suggestions: turn.options.into_iter().map(|option| option.label).collect(),
            action: ToCarryOut::of(turn.actions),
            escalation: turn.handoff.map(Escalation::from),
        }
    }
}

/// The outcome of an action stays with the caller, so that the reply can only say that it is under way.
fn response(turn: &Turn) -> String {
    let parts = [turn.working.as_str(), turn.reply.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

impl ToCarryOut {
    fn of(actions: Vec<Action>) -> Option<Self> {
        let mut actions = actions.into_iter().map(Self::from);
        let first = actions.next()?;
        Some(Self { then: actions.collect(), ..first })
    }
}

impl From<Action> for ToCarryOut {
    fn from(action: Action) -> Self {
        let Action { id, name, args, permission, .. } = action;
        Self { id, name, args, permission, then: Vec::new() }
    }
}

impl From<Handoff> for Escalation {
    fn from(handoff: Handoff) -> Self {
        Self { kind: handoff.kind, transcript: handoff.transcript }
    }
}
