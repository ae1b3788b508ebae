//! Chooses among close readings by what the conversation knows: what "it" points at, what a number was before.

use super::super::context::{Context, is_social};
use super::super::slots::fill;
use crate::classifier::Ranking;
use crate::definition::{Intent, IntentKind};
use crate::request::{Held, Request};
use crate::text::words;
use erp_chat_protocol::SlotType;

/// Least share of the best candidate's confidence that the next one needs to be considered instead.
const RIVAL: f32 = 0.15;

/// Where nothing waits for a yes or a no, "approve it" is neither, unless it says nothing else.
pub(super) fn without_consent(context: &Context<'_>) -> Ranking {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let plain = cues.says_only(&cues.yes, spoken) || cues.says_only(&cues.no, spoken);
    let mut ranking = context.ranking.clone();
    let sure = context.best().1 >= context.assistant.policy.execute;
    if plain || context.pending().is_some() || (sure && cues.pointer.find(spoken).is_none()) {
        return ranking;
    }
    ranking.candidates.retain(|candidate| !matches!(candidate.intent.as_str(), "affirm" | "negate"));
    ranking
}

/// "approve it": of the close candidates, the one that takes what "it" points at.
pub(super) fn pointed(context: &Context<'_>, request: Request) -> Request {
    let empty = request.slots.is_empty() && context.assistant.cues.pointer.find(context.words()).is_some();
    let complete = context.intent(&request.intent).is_none_or(|intent| request.missing(intent).is_none());
    if !empty || complete || is_social(&request.intent) {
        return request;
    }
    let candidates = context.ranking.candidates.iter();
    let ranked = candidates.clone().map(|candidate| candidate.intent.as_str());
    let names = ranked.filter(|name| !is_social(name)).chain(siblings(context, &request.intent));
    let mut fitting = names.map(|name| fill(context, name, context.heard.text(), 0));
    let takes = |filled: &Request| filled.slots.keys().any(|name| is_required(context, &filled.intent, name));
    let together: f32 = candidates.map(|candidate| candidate.confidence).sum();
    match fitting.find(takes) {
        Some(filled) => Request { confidence: together.max(request.confidence), margin: 1.0, ..filled },
        None => request,
    }
}

/// Intents that do the same to something else: "Approve an invoice", "Approve leave".
pub(super) fn siblings<'a>(context: &Context<'a>, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let verb = |intent: &'a Intent| intent.title.split(' ').next();
    let wanted = context.intent(name).and_then(verb);
    let all = context.assistant.definition.intents.iter();
    all.filter(move |intent| wanted.is_some() && verb(intent) == wanted).map(|intent| intent.name.as_str())
}

fn is_required(context: &Context<'_>, intent: &str, slot: &str) -> bool {
    let slot = context.intent(intent).and_then(|intent| intent.slot(slot));
    slot.is_some_and(|slot| slot.required || slot.group.is_some())
}

/// Of two close readings, the one that lacks nothing: "feb payslip" names nobody, so it is the user's own.
pub(super) fn complete_reading(context: &Context<'_>, request: Request) -> Request {
    let is_reading = |name: &str| context.intent(name).filter(|intent| intent.kind == IntentKind::Read);
    let lacks = |request: &Request| is_reading(&request.intent).is_some_and(|intent| request.missing(intent).is_some());
    let rival = context.ranking.candidates.get(1).filter(|rival| rival.confidence >= RIVAL * request.confidence);
    let Some(rival) = rival.filter(|rival| is_reading(&rival.intent).is_some() && lacks(&request)) else {
        return request;
    };
    let filled = fill(context, &rival.intent, context.heard.text(), 0);
    let fits = !lacks(&filled) && !filled.slots.is_empty();
    let confidence = request.confidence + rival.confidence;
    if fits { Request { confidence, margin: 1.0, manner: request.manner, ..filled } } else { request }
}

/// A number that was an invoice before is an invoice still: of the candidates, the one that takes it as such.
pub(super) fn about_known(context: &Context<'_>, request: &Request) -> Option<Request> {
    let sure = request.confidence >= context.assistant.policy.execute && !context.ranking.out_of_scope;
    let (name, known) = known_document(context).filter(|_| !sure)?;
    let slot_fits = |intent: &Intent| intent.slot(&name).is_some_and(|slot| slot.slot_type == SlotType::Document);
    let candidates = context.ranking.candidates.iter();
    let fitting = candidates.filter(|candidate| context.intent(&candidate.intent).is_some_and(slot_fits));
    let best = fitting.clone().next()?;
    let together: f32 = context.ranking.candidates.iter().map(|candidate| candidate.confidence).sum();
    let mut request = fill(context, &best.intent, context.heard.text(), 0);
    request.slots.insert(name, known);
    Some(Request { confidence: together.max(context.assistant.policy.suggest), margin: 1.0, ..request })
}

/// A document of an earlier request whose number the message names.
fn known_document(context: &Context<'_>) -> Option<(String, Held)> {
    let earlier = context.session.asks.iter().rev().filter_map(|past| past.request.as_ref());
    let mut slots = earlier.flat_map(|request| &request.slots).filter(|(_, held)| held.slot_type == SlotType::Document);
    let named = |held: &Held| {
        let number = words(&held.redacted.plain());
        !number.is_empty()
            && context
                .words()
                .windows(number.len())
                .any(|spoken| spoken.iter().zip(&number).all(|(a, b)| a.lower == b.lower))
    };
    slots.find(|(_, held)| named(held)).map(|(name, held)| (name.clone(), held.clone()))
}
