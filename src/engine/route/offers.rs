//! What a turn offers to pick from.

use super::{Router, Step, StepKind};
use crate::definition::IntentKind;
use crate::request::{Manner, Request};
use crate::session::OfferAct;
use erp_chat_protocol::{Access, HandoffKind};

/// Options shown at most.
const MOST: usize = 4;
/// Candidate intents offered at most.
const CANDIDATES: usize = 3;

/// The options of the first step that has any.
pub(super) fn of(router: &Router<'_>, steps: &[Step]) -> Vec<OfferAct> {
    let mut offers =
        steps.iter().map(|step| for_step(router, step)).find(|offers| !offers.is_empty()).unwrap_or_default();
    offers.truncate(MOST);
    offers
}

fn for_step(router: &Router<'_>, step: &Step) -> Vec<OfferAct> {
    match &step.kind {
        StepKind::EscalateRepeat | StepKind::EscalateUnclear | StepKind::EscalateAsked => people(),
        StepKind::Deny { .. } => {
            vec![
                OfferAct::Handoff(HandoffKind::Ticket),
                how_to(&step.request),
                OfferAct::Handoff(HandoffKind::Specialist),
            ]
        }
        StepKind::Confirm { .. } => vec![OfferAct::Yes, OfferAct::No],
        StepKind::Suggest => suggest(router),
        StepKind::AskSlot(_) => vec![how_to(&step.request), OfferAct::No],
        StepKind::ClarifyRepeat { .. } => repeat(router, &step.request),
        StepKind::ClarifyOptions | StepKind::ClarifyUnclear | StepKind::Rephrase => candidates(router),
        StepKind::WhoCan if step.request.about.is_none() => candidates(router),
        StepKind::OutOfScope | StepKind::Silence => {
            vec![OfferAct::Do(Request::certain("help")), OfferAct::Handoff(HandoffKind::Specialist)]
        }
        StepKind::Talk if step.request.intent == "frustration" => {
            vec![OfferAct::Rephrase, OfferAct::Handoff(HandoffKind::Specialist)]
        }
        StepKind::Answer if matches!(step.request.intent.as_str(), "wellbeing" | "report_grievance") => {
            vec![OfferAct::Handoff(HandoffKind::Specialist), OfferAct::Handoff(HandoffKind::Ticket)]
        }
        _ => Vec::new(),
    }
}

fn people() -> Vec<OfferAct> {
    [HandoffKind::Ticket, HandoffKind::Specialist, HandoffKind::Search].map(OfferAct::Handoff).to_vec()
}

fn how_to(request: &Request) -> OfferAct {
    OfferAct::Do(Request { manner: Manner::HowTo, ..Request::certain(&request.intent) })
}

fn suggest(router: &Router<'_>) -> Vec<OfferAct> {
    let second = others(router).nth(1);
    let also = second.map(OfferAct::Do);
    [Some(OfferAct::Yes), also, Some(OfferAct::Rephrase)].into_iter().flatten().collect()
}

/// The request itself, the reading next to it, the explanation, a person.
fn repeat(router: &Router<'_>, request: &Request) -> Vec<OfferAct> {
    let same = Request { manner: Manner::Do, confirmed: false, ..request.clone() };
    let explained = if is_talk(router, request) { None } else { Some(how_to(request)) };
    let near = neighbour(router, request).map(OfferAct::Do);
    let person = OfferAct::Handoff(HandoffKind::Specialist);
    [Some(OfferAct::Do(same)), near, explained, Some(person)].into_iter().flatten().collect()
}

fn is_talk(router: &Router<'_>, request: &Request) -> bool {
    router.assistant.definition.intent(&request.intent).is_none_or(|intent| intent.kind == IntentKind::Talk)
}

/// A reading about the same thing that the user may see: the status next to the approval.
fn neighbour(router: &Router<'_>, request: &Request) -> Option<Request> {
    let definition = &router.assistant.definition;
    let changes = &definition.intent(&request.intent)?.changes;
    changes.iter().filter_map(|name| definition.intent(name)).find_map(|intent| {
        let known = request.slots.iter().filter(|(name, _)| intent.slot(name).is_some());
        let slots = known.map(|(name, held)| (name.clone(), held.clone())).collect();
        let near = Request { slots, ..Request::certain(&intent.name) };
        let allowed = crate::permission::check_one(router.assistant, router.session, &near) != Access::Denied;
        (allowed && near.missing(intent).is_none()).then_some(near)
    })
}

/// The best candidates of the message as requests, talk left out.
fn others<'r>(router: &'r Router<'_>) -> impl Iterator<Item = Request> + 'r {
    let known = router.meaning.requests.first();
    let ranked = router.meaning.ranking.candidates.iter().map(|candidate| candidate.intent.as_str());
    ranked.filter(|name| router.assistant.definition.intent(name).is_some_and(|i| i.kind != IntentKind::Talk)).map(
        move |name| match known {
            Some(request) if request.intent == name => Request { confidence: 1.0, margin: 1.0, ..request.clone() },
            _ => Request::certain(name),
        },
    )
}

fn candidates(router: &Router<'_>) -> Vec<OfferAct> {
    let mut offers: Vec<OfferAct> = others(router).take(CANDIDATES).map(OfferAct::Do).collect();
    if offers.len() < 2 {
        offers.push(OfferAct::Do(Request::certain("help")));
    }
    offers.push(OfferAct::Handoff(HandoffKind::Specialist));
    offers
}
