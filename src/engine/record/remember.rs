//! What the session takes from a turn.

use super::{Course, main_step, without_hidden, without_name};
use crate::assistant::Assistant;
use crate::definition::IntentKind;
use crate::hear::Heard;
use crate::repetition;
use crate::reply::Turn;
use crate::request::Request;
use crate::respond::Composed;
use crate::route::{Decision, Step, StepKind};
use crate::session::{Awaited, Exchange, Offer, OfferAct, PastAsk, Pending, Session, Wait, keep_latest};
use crate::understand::{Act, Meaning};
use std::collections::BTreeSet;

/// Brings the session up to date with a turn.
pub(super) fn remember(assistant: &Assistant, session: &mut Session, course: &Course, turn: &Turn) {
    let Course { heard, meaning, decision, response } = course;
    settle(session, meaning, decision);
    asks(assistant, session, heard, (meaning, decision));
    focus(assistant, session, decision);
    session.pending = decision.pending.clone().map(asked);
    session.later.clone_from(&decision.later);
    session.offers = response.offers.iter().map(|offer| redacted_offer(assistant, offer)).collect();
    session.greeted |= decision.greets || turn.intent == "greeting";
    await_actions(assistant, session, decision, turn);
    session.mentioned = assistant.redactor.announced(heard.text());
    exchange(assistant, session, course);
    said(assistant, session, &response.reply);
}

/// What the user settled: everything with thanks, the declined request with a no.
fn settle(session: &mut Session, meaning: &Meaning, decision: &Decision) {
    if meaning.resolves {
        session.resolve_all();
    }
    let dropped = |step: &&Step| matches!(step.kind, StepKind::Declined | StepKind::Dropped | StepKind::Refused);
    let intents: BTreeSet<&str> =
        decision.steps.iter().filter(dropped).map(|step| step.request.intent.as_str()).collect();
    session.resolve(&intents);
}

/// Remembers each request for repeat detection, and how often nothing was understood.
fn asks(assistant: &Assistant, session: &mut Session, heard: &Heard, (meaning, decision): (&Meaning, &Decision)) {
    match meaning.act {
        Act::Unclear => session.misunderstood = session.misunderstood.saturating_add(1),
        Act::Silence => {}
        _ => session.misunderstood = 0,
    }
    let complaint = matches!(meaning.act, Act::Complain);
    if complaint && let Some(request) = &decision.repeated.request {
        push_ask(assistant, session, heard, request);
    }
    let fresh = matches!(meaning.act, Act::Ask) || (matches!(meaning.act, Act::Correct) && session.pending.is_none());
    if fresh && !meaning.deliberate {
        for request in &meaning.requests {
            push_ask(assistant, session, heard, request);
        }
    }
    keep_latest(&mut session.asks, assistant.policy.turns_kept);
}

fn push_ask(assistant: &Assistant, session: &mut Session, heard: &Heard, request: &Request) {
    let utterance = heard.told_apart(&mut session.hidden);
    session.hidden.truncate(assistant.policy.values_told_apart);
    let Some(ask) = repetition::ask(assistant, &utterance, request) else {
        return;
    };
    let history: Vec<_> = session.asks.iter().map(|past| past.ask.clone()).collect();
    let found = crate::repeat::detect(&assistant.lexicon, &history, &ask);
    let ask = ask.filed(&history, &found);
    session.asks.push_back(PastAsk { ask, request: Some(request.clone()), seq: session.seq });
}

/// The last request that was about the ERP is what "it" and "the same" lean on.
fn focus(assistant: &Assistant, session: &mut Session, decision: &Decision) {
    let about_erp = |step: &&Step| {
        let intent = assistant.definition.intent(&step.request.intent);
        intent.is_some_and(|intent| intent.kind != IntentKind::Talk)
            && !matches!(step.kind, StepKind::OutOfScope | StepKind::ClarifyUnclear | StepKind::EscalateUnclear)
    };
    if let Some(step) = decision.steps.iter().rev().find(about_erp) {
        session.focus = Some(step.request.clone());
    }
}

/// A form remembers that a slot had to be asked for.
fn asked(mut pending: Pending) -> Pending {
    if matches!(pending.wait, Wait::Slot(_)) {
        pending.requests.iter_mut().for_each(|request| {
            request.asked = true;
            request.invalid = None;
        });
    }
    pending
}

fn await_actions(assistant: &Assistant, session: &mut Session, decision: &Decision, turn: &Turn) {
    let runs = |step: &&Step| matches!(step.kind, StepKind::Execute | StepKind::Undo);
    for (step, action) in decision.steps.iter().filter(runs).zip(&turn.actions) {
        session.failed = None;
        session.awaited.push_back(Awaited {
            id: action.id.clone(),
            request: step.request.clone(),
            undoes: step.kind == StepKind::Undo,
            reference: turn.id.clone(),
            first: turn.actions.first().is_some_and(|first| first.id == action.id),
            queued: false,
        });
    }
    keep_latest(&mut session.awaited, assistant.policy.turns_kept);
}

fn exchange(assistant: &Assistant, session: &mut Session, course: &Course) {
    let held = main_step(&course.decision).into_iter().flat_map(|step| step.request.slots.values());
    let said = without_name(&course.response.reply.shown, &session.user);
    let reply = assistant.redactor.clean(&without_hidden(&said, held));
    session.transcript.push_back(Exchange { user: course.heard.redaction.utterance.clone(), reply });
    keep_latest(&mut session.transcript, assistant.policy.turns_kept);
}

/// An option whose label may be kept: a label that is tapped later is redacted too, so they still match.
pub(crate) fn redacted_offer(assistant: &Assistant, offer: &Offer) -> Offer {
    let held = match &offer.act {
        OfferAct::Do(request) => request.slots.values().collect(),
        _ => Vec::new(),
    };
    let label = without_hidden(&offer.label, held.into_iter());
    Offer { label: assistant.redactor.clean(&label).as_str().to_owned(), act: offer.act.clone() }
}

/// Keeps a reply for comparison with later ones.
pub(crate) fn said(assistant: &Assistant, session: &mut Session, reply: &Composed) {
    if reply.masked.is_empty() {
        return;
    }
    session.replies.push_back(reply.masked.clone());
    keep_latest(&mut session.replies, assistant.policy.replies_kept);
    if let Some(opener) = &reply.opener {
        session.opener.clone_from(opener);
    }
}
