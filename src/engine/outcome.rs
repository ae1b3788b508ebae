//! What became of an action: the host reports, the engine words and records it.
//!
//! An outcome may come at once, late, or after a reload; one that nobody waits for changes nothing.

use crate::assistant::Assistant;
use crate::identity::uuid;
use crate::locale::Clock;
use crate::record::{envelope, redacted_offer, without_hidden, without_name};
use crate::reply::{IntentRoute, Row, Turn};
use crate::request::Request;
use crate::respond::{Composed, Ended, Place, Speaker, choice, compose, label_offers, of_outcome};
use crate::session::{ActionId, Awaited, OfferAct, Session};
use erp_chat_protocol::{ActionStatus, HandoffKind, OutcomeRecord, Record, RecordBody, Route, Utterance};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the host reports.
#[derive(Clone, Debug, Deserialize)]
pub struct Outcome {
    /// The user's clock.
    pub clock: Clock,
    /// Random bits of the adapter.
    pub seed: u64,
    /// What became of the action.
    pub result: ActionResult,
}

/// What became of an action.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ActionResult {
    /// Carried out.
    Done {
        /// Facts for the wording, by placeholder: `count`, `balance`, `status`.
        #[serde(default)]
        facts: BTreeMap<String, String>,
        /// Rows to show; none when the action shows nothing.
        #[serde(default)]
        rows: Option<Vec<Row>>,
        /// Number of rows there are, when more than given.
        #[serde(default)]
        total: Option<u32>,
    },
    /// Did not go through.
    Failed {
        /// Why, for the user.
        #[serde(default)]
        reason: Option<String>,
        /// `false` when trying again cannot help, such as for a rule of the business.
        #[serde(default)]
        retryable: Option<bool>,
    },
    /// Kept by the host until it can be carried out.
    Queued,
    /// The host needs something more.
    NeedsMore {
        /// What to ask the user.
        question: String,
    },
}

/// Words and records an outcome.
pub(crate) fn finish(assistant: &Assistant, session: &mut Session, action: &ActionId, outcome: Outcome) -> Turn {
    let Some(at) = session.awaited.iter().position(|awaited| awaited.id == *action) else {
        return nothing();
    };
    let Some(awaited) = session.awaited.remove(at) else {
        return nothing();
    };
    settle(assistant, session, &awaited, &outcome.result);
    let speaker = Speaker::new(assistant, session, outcome.clock);
    let others = session.awaited.iter().any(|other| other.reference == awaited.reference && !other.queued);
    let place = Place { first: awaited.first, last: !others };
    let lines = of_outcome(&speaker, &awaited.request, &ended(&awaited, &outcome.result), place);
    let reply = compose(session, &assistant.policy, outcome.seed, &lines);
    let offers = label_offers(&speaker, &ways_on(&awaited, &outcome.result));
    let options = offers.iter().map(choice).collect();
    if !offers.is_empty() {
        session.offers = offers.iter().map(|offer| redacted_offer(assistant, offer)).collect();
    }
    let said = redacted(assistant, session, &awaited, &reply.shown);
    let turn = turn(session, &awaited, &outcome);
    let record = record(assistant, session, (&turn, &awaited, &said), &outcome);
    remember(assistant, session, &said, &reply);
    let rows = shown_rows(assistant, &outcome.result);
    Turn { reply: reply.shown, options, rows, records: vec![record], ..turn }
}

/// What a user can do about an action that did not go through: try again, or a ticket.
fn ways_on(awaited: &Awaited, result: &ActionResult) -> Vec<OfferAct> {
    let again = Request { confirmed: true, confidence: 1.0, margin: 1.0, ..awaited.request.clone() };
    match result {
        ActionResult::Failed { retryable: Some(false), .. } => vec![OfferAct::Handoff(HandoffKind::Ticket)],
        ActionResult::Failed { .. } => vec![OfferAct::Do(again), OfferAct::Handoff(HandoffKind::Ticket)],
        ActionResult::Queued => vec![OfferAct::Handoff(HandoffKind::Ticket)],
        ActionResult::Done { .. } | ActionResult::NeedsMore { .. } => Vec::new(),
    }
}

fn nothing() -> Turn {
    Turn {
        id: String::new(),
        reply: String::new(),
        working: String::new(),
        route: Route::Fallback,
        repeat_level: 1,
        intent: String::new(),
        confidence: 0.0,
        intents: Vec::new(),
        options: Vec::new(),
        slots: BTreeMap::new(),
        slot_asked: None,
        corrects: None,
        actions: Vec::new(),
        handoff: None,
        hidden: BTreeMap::new(),
        rows: Vec::new(),
        learnt: false,
        records: Vec::new(),
    }
}

fn settle(assistant: &Assistant, session: &mut Session, awaited: &Awaited, result: &ActionResult) {
    match result {
        ActionResult::Done { .. } if awaited.undoes => {
            session.done.pop();
            session.resolve(&BTreeSet::from([awaited.request.intent.as_str()]));
        }
        ActionResult::Done { .. } => carried_out(assistant, session, awaited),
        ActionResult::Queued => session.awaited.push_back(Awaited { queued: true, ..awaited.clone() }),
        // Then "try again" is about nothing.
        ActionResult::Failed { retryable: Some(false), .. } => session.failed = None,
        ActionResult::Failed { .. } => session.failed = Some(awaited.request.clone()),
        ActionResult::NeedsMore { .. } => {}
    }
}

/// A carried-out action can be undone, and changes what some readings ask about.
fn carried_out(assistant: &Assistant, session: &mut Session, awaited: &Awaited) {
    let Some(intent) = assistant.definition.intent(&awaited.request.intent) else {
        return;
    };
    if intent.kind == crate::definition::IntentKind::Action {
        session.done.push(awaited.request.clone());
        let kept = session.done.len().saturating_sub(assistant.policy.turns_kept);
        session.done.drain(..kept);
    }
    session.resolve(&intent.changes.iter().map(String::as_str).collect());
}

fn ended<'o>(awaited: &Awaited, result: &'o ActionResult) -> Ended<'o> {
    match result {
        ActionResult::Done { .. } if awaited.undoes => Ended::Undone,
        ActionResult::Done { facts, rows, total } => {
            let given = rows.as_ref().map(|rows| u32::try_from(rows.len()).unwrap_or(u32::MAX));
            Ended::Done { facts, rows: given.map(|given| total.unwrap_or(given)), late: awaited.queued }
        }
        ActionResult::Queued => Ended::Queued,
        ActionResult::Failed { reason, retryable: Some(false) } => Ended::Refused { reason: reason.as_deref() },
        ActionResult::Failed { reason, .. } => Ended::Failed { reason: reason.as_deref(), late: awaited.queued },
        ActionResult::NeedsMore { question } => Ended::NeedsMore { question },
    }
}

fn status(result: &ActionResult) -> ActionStatus {
    match result {
        ActionResult::Done { .. } => ActionStatus::Done,
        ActionResult::Queued => ActionStatus::Queued,
        ActionResult::Failed { .. } | ActionResult::NeedsMore { .. } => ActionStatus::Failed,
    }
}

fn turn(session: &mut Session, awaited: &Awaited, outcome: &Outcome) -> Turn {
    session.seq += 1;
    let name = if awaited.undoes { "undo".to_owned() } else { awaited.request.intent.clone() };
    let route = if status(&outcome.result) == ActionStatus::Failed { Route::Fallback } else { Route::Execute };
    Turn {
        id: uuid(outcome.clock, outcome.seed, session.seq),
        route,
        intent: name.clone(),
        confidence: awaited.request.confidence,
        intents: vec![IntentRoute { intent: name.clone(), route, action: Some(name) }],
        slots: awaited.request.values(),
        ..nothing()
    }
}

fn shown_rows(assistant: &Assistant, result: &ActionResult) -> Vec<Row> {
    match result {
        ActionResult::Done { rows: Some(rows), .. } => rows.iter().take(assistant.policy.rows_shown).cloned().collect(),
        _ => Vec::new(),
    }
}

fn record(
    assistant: &Assistant,
    session: &Session,
    (turn, awaited, said): (&Turn, &Awaited, &Utterance),
    outcome: &Outcome,
) -> Record {
    let reason = match &outcome.result {
        ActionResult::Failed { reason: Some(reason), .. } => Some(redacted(assistant, session, awaited, reason)),
        _ => None,
    };
    let body = OutcomeRecord {
        reference: awaited.reference.clone(),
        action: awaited.id.clone(),
        name: turn.intent.clone(),
        status: status(&outcome.result),
        reason,
        reply: Some(said.clone()),
    };
    envelope(session, outcome.clock, &turn.id, RecordBody::Outcome(body))
}

/// A text about the outcome without what redaction took out of the request.
fn redacted(assistant: &Assistant, session: &Session, awaited: &Awaited, text: &str) -> Utterance {
    let said = without_name(text, &session.user);
    assistant.redactor.clean(&without_hidden(&said, awaited.request.slots.values()))
}

/// The outcome belongs to the exchange that asked for it.
fn remember(assistant: &Assistant, session: &mut Session, said: &Utterance, reply: &Composed) {
    if let Some(last) = session.transcript.back_mut() {
        let joined = format!("{} {}", last.reply.as_str(), said.as_str());
        last.reply = assistant.redactor.clean(joined.trim());
    }
    crate::record::said(assistant, session, reply);
}
