//! The last stage: the session remembers the turn, and the turn is recorded. Redacted throughout.

mod hidden;
mod interaction;
mod learn;
mod remember;

pub(crate) use hidden::{places, places_of_name, without_hidden, without_name};
pub(crate) use remember::{redacted_offer, said};

use crate::assistant::Assistant;
use crate::hear::Heard;
use crate::identity::uuid;
use crate::locale::Clock;
use crate::permission;
use crate::redact::REDACTOR_VERSION;
use crate::reply::{Action, Handoff, IntentRoute, Turn};
use crate::request::Request;
use crate::respond::Response;
use crate::route::{Decision, Step, StepKind};
use crate::session::{Session, Wait};
use crate::understand::{Act, Meaning};
use erp_chat_protocol::{ActionStatus, PROTOCOL_VERSION, Record, RecordBody};

/// What the stages before made of a message.
pub(crate) struct Course {
    /// The redacted message.
    pub(crate) heard: Heard,
    /// What was understood.
    pub(crate) meaning: Meaning,
    /// What was decided.
    pub(crate) decision: Decision,
    /// What is said.
    pub(crate) response: Response,
}

/// Remembers and records a turn.
pub(crate) fn record(assistant: &Assistant, session: &mut Session, course: Course) -> Turn {
    session.seq += 1;
    let mut turn = turn(assistant, session, &course);
    let interaction = interaction::of(assistant, session, &course, &turn);
    turn.learnt = learn::learn(assistant, session, &course);
    remember::remember(assistant, session, &course, &turn);
    turn.handoff = handoff(session, &course.decision);
    turn.records.push(envelope(
        session,
        course.heard.clock(),
        &turn.id,
        RecordBody::Interaction(Box::new(interaction)),
    ));
    turn
}

fn turn(assistant: &Assistant, session: &Session, course: &Course) -> Turn {
    let Course { heard, meaning, decision, response } = course;
    let main = main_step(decision);
    let settled = |step: Option<&Step>| step.map(|step| step.request.clone()).unwrap_or_default();
    Turn {
        id: uuid(heard.clock(), heard.message.seed, session.seq),
        reply: response.reply.shown.clone(),
        working: response.working.clone(),
        route: main.map_or(erp_chat_protocol::Route::Fallback, |step| step.kind.route()),
        repeat_level: decision.repeated.level,
        intent: main.map(|step| intent_of(meaning, step)).unwrap_or_default(),
        confidence: confidence(meaning, &settled(main)),
        intents: decision.steps.iter().map(|step| intent_route(meaning, step)).collect(),
        options: response.choices(),
        slots: settled(main).values(),
        slot_asked: slot_asked(decision),
        corrects: decision.corrects.first().cloned(),
        actions: actions(assistant, session, course),
        handoff: None,
        hidden: heard.redaction.counts(),
        learnt: false,
        rows: Vec::new(),
        records: Vec::new(),
    }
}

/// The first step of the route that comes first in the order of [`erp_chat_protocol::Route`].
fn main_step(decision: &Decision) -> Option<&Step> {
    decision.steps.iter().min_by_key(|step| step.kind.route())
}

fn intent_route(meaning: &Meaning, step: &Step) -> IntentRoute {
    let runs = matches!(step.kind, StepKind::Execute | StepKind::Undo);
    let action = runs.then(|| action_name(step).to_owned());
    IntentRoute { intent: intent_of(meaning, step), route: step.kind.route(), action }
}

/// The intent that a step stands for, as the page and the record name it.
fn intent_of(meaning: &Meaning, step: &Step) -> String {
    let name = match &step.kind {
        StepKind::Undo | StepKind::UndoImpossible => "undo",
        StepKind::Declined | StepKind::Dropped | StepKind::Rephrase => "negate",
        StepKind::HandOff(_) => "human_handoff",
        StepKind::OutOfScope | StepKind::EscalateUnclear | StepKind::ClarifyUnclear | StepKind::Silence => "oos",
        StepKind::ClarifyOptions if meaning.ranking.out_of_scope => "oos",
        _ => step.request.intent.as_str(),
    };
    name.to_owned()
}

/// The model's confidence in what the message says; that of the request when the message only answers.
fn confidence(meaning: &Meaning, request: &Request) -> f32 {
    match meaning.act {
        Act::Ask | Act::Talk | Act::Unclear => meaning.ranking.candidates.first().map_or(0.0, |best| best.confidence),
        _ => request.confidence,
    }
}

fn slot_asked(decision: &Decision) -> Option<String> {
    match decision.pending.as_ref().map(|pending| &pending.wait) {
        Some(Wait::Slot(slot)) => Some(slot.clone()),
        _ => None,
    }
}

fn action_name(step: &Step) -> &str {
    if step.kind == StepKind::Undo { "undo" } else { &step.request.intent }
}

fn actions(assistant: &Assistant, session: &Session, course: &Course) -> Vec<Action> {
    let runs = |step: &&Step| matches!(step.kind, StepKind::Execute | StepKind::Undo);
    let steps = course.decision.steps.iter().filter(runs).enumerate();
    let heard = &course.heard;
    let number = |at: usize| (session.seq << 8) | (at as u64 + 1);
    steps
        .map(|(at, step)| Action {
            id: uuid(heard.clock(), heard.message.seed, number(at)),
            name: action_name(step).to_owned(),
            args: step.request.values(),
            status: ActionStatus::Requested,
            permission: permission::needed(assistant, session, &step.request).map(str::to_owned),
        })
        .collect()
}

fn handoff(session: &Session, decision: &Decision) -> Option<Handoff> {
    let kind = decision.steps.iter().find_map(|step| match &step.kind {
        StepKind::EscalateRepeat | StepKind::EscalateUnclear | StepKind::EscalateAsked => Some(None),
        StepKind::HandOff(kind) => Some(Some(*kind)),
        _ => None,
    })?;
    Some(Handoff { kind, transcript: session.transcript.iter().cloned().collect() })
}

/// A record with its envelope.
pub(crate) fn envelope(session: &Session, clock: Clock, id: &str, body: RecordBody) -> Record {
    Record {
        id: id.to_owned(),
        v: PROTOCOL_VERSION,
        rv: REDACTOR_VERSION,
        sid: session.id.clone(),
        seq: session.seq,
        t: clock.unix_ms,
        cv: session.user.consent.clone(),
        body,
    }
}
