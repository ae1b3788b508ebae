//! Which question waits after a turn, and what waits behind it.
//!
//! A side question leaves an open question open; a new question moves it behind itself.

use super::{Router, Step, StepKind};
use crate::permission;
use crate::request::Request;
use crate::session::{Pending, Wait};
use crate::understand::Act;
use erp_chat_protocol::Access;

/// Requests that wait behind a pending one at most; older ones are let go.
const MOST_LATER: usize = 3;

/// What waits after a turn.
pub(super) struct Waiting {
    pub(super) pending: Option<Pending>,
    pub(super) later: Vec<Request>,
    pub(super) resumes: bool,
}

/// Takes up the requests that waited for the pending one, once nothing of it is open any more.
pub(super) fn add_later(router: &Router<'_>, steps: &mut Vec<Step>) {
    if !closes_pending(router) || steps.iter().any(|step| step.kind.waits()) {
        return;
    }
    for request in &router.session.later {
        let access = permission::check_one(router.assistant, router.session, request);
        let step = router.step(request.clone(), access);
        // After a no, nothing is carried out that was not asked about again.
        if step.kind.waits() || !matches!(router.meaning.act, Act::No | Act::Refuse) {
            steps.push(step);
        }
    }
}

/// Whether the message settles the pending question, one way or the other.
fn closes_pending(router: &Router<'_>) -> bool {
    let answers = matches!(router.meaning.act, Act::Answer | Act::Correct | Act::Yes | Act::No | Act::Refuse);
    answers || matches!(router.meaning.act, Act::Pick(_))
}

/// What waits after these steps.
pub(super) fn after(router: &Router<'_>, steps: &[Step]) -> Waiting {
    let open = router.session.open_question(router.assistant, router.clock).cloned();
    let mut waiting: Vec<&Step> = steps.iter().filter(|step| step.kind.waits()).collect();
    if waiting.is_empty() {
        return keep(router, open);
    }
    let first = waiting.remove(0);
    let (wait, together) = wait_of(first, &mut waiting);
    let mut requests = vec![first.request.clone()];
    for request in together {
        if !requests.iter().any(|known| known.same(&request)) {
            requests.push(request);
        }
    }
    let mut later: Vec<Request> = waiting.into_iter().map(|step| step.request.clone()).collect();
    if !closes_pending(router) {
        let resumable = open.filter(|pending| pending.wait != Wait::Suggestion);
        let aside = resumable.into_iter().flat_map(|pending| pending.requests);
        later.extend(aside.filter(|request| !requests.iter().any(|new| new.intent == request.intent)));
        later.extend(router.session.later.iter().cloned());
    }
    later.truncate(MOST_LATER);
    Waiting { pending: Some(Pending { wait, requests, asked_ms: router.clock.unix_ms }), later, resumes: false }
}

/// What the first waiting step waits for; confirmations wait together.
fn wait_of(first: &Step, others: &mut Vec<&Step>) -> (Wait, Vec<Request>) {
    match &first.kind {
        StepKind::AskSlot(slot) => (Wait::Slot(slot.clone()), Vec::new()),
        StepKind::Suggest => (Wait::Suggestion, Vec::new()),
        _ => {
            let (confirms, rest): (Vec<&Step>, Vec<&Step>) =
                others.drain(..).partition(|step| matches!(step.kind, StepKind::Confirm { .. }));
            *others = rest;
            (Wait::Confirmation, confirms.into_iter().map(|step| step.request.clone()).collect())
        }
    }
}

/// A goodbye leaves nothing open.
fn leaves(router: &Router<'_>) -> bool {
    router.meaning.requests.iter().any(|request| request.intent == "goodbye")
}

fn may(router: &Router<'_>, request: &Request) -> bool {
    permission::check_one(router.assistant, router.session, request) != Access::Denied
}

/// Nothing new is asked: an open question stays open unless the message settled it.
fn keep(router: &Router<'_>, open: Option<Pending>) -> Waiting {
    if closes_pending(router) || leaves(router) {
        return Waiting { pending: None, later: Vec::new(), resumes: false };
    }
    let allowed = |pending: &Pending| pending.requests.iter().all(|request| may(router, request));
    let resumes =
        open.as_ref().is_some_and(allowed) && matches!(router.meaning.act, Act::Ask | Act::Talk | Act::Unclear);
    Waiting { pending: open, later: router.session.later.clone(), resumes }
}
