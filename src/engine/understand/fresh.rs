//! A message that stands for itself: one request, several, talk, or nothing that is understood.

mod choose;
mod parts;
mod several;
mod split;

use super::context::{Context, is_social};
use super::slots::fill;
use super::{Act, Meaning};
use crate::classifier::Ranking;
use crate::repeat::{Stance, stance};
use crate::request::{Manner, Request};
use crate::text::{Word, words};
use choose::{about_known, complete_reading, pointed, without_consent};
use parts::parts;

/// "Show me how many are left" asks for a number, not for an explanation.
const HOW_MUCH: [&str; 7] = ["many", "much", "long", "far", "often", "soon", "old"];

/// Reads the message without leaning on an open question.
pub(super) fn read(context: &Context<'_>) -> Meaning {
    let stance = stance(&context.assistant.lexicon, context.heard.text());
    if context.heard.text().trim().is_empty() {
        return context.meaning(Act::Silence, Vec::new());
    }
    let insists = context.assistant.cues.insist.find(context.words()).is_some() && context.ranking_is_weak();
    if (stance == Stance::Complains && complains(context)) || (insists && has_open_ask(context)) {
        return context.meaning(Act::Complain, Vec::new());
    }
    let mut meaning = parts(context).unwrap_or_else(|| whole(context));
    meaning.resolves = stance == Stance::Resolves || talks_of(&meaning, "thanks");
    meaning
}

fn talks_of(meaning: &Meaning, intent: &str) -> bool {
    matches!(meaning.act, Act::Talk) && meaning.requests.iter().any(|request| request.intent == intent)
}

fn has_open_ask(context: &Context<'_>) -> bool {
    context.session.asks.iter().any(|past| !past.ask.resolved)
}

/// A complaint is about an earlier request unless it clearly brings a new one.
fn complains(context: &Context<'_>) -> bool {
    let open = context.session.asks.iter().rev().find(|past| !past.ask.resolved);
    let about = open.and_then(|past| past.request.as_ref()).map(|request| request.intent.as_str());
    let (best, confidence) = context.best();
    let brings_another = !context.ranking.out_of_scope
        && !context.is_talk(best)
        && confidence >= context.assistant.policy.execute
        && about != Some(best);
    let insults = best == "abuse" && confidence >= context.assistant.policy.part;
    open.is_some() && !brings_another && !insults
}

fn whole(context: &Context<'_>) -> Meaning {
    let (best, _) = context.best();
    if asks_who(context) {
        return context.meaning(Act::Ask, vec![who_can(context)]);
    }
    if refuses(context, context.words()) && !context.is_talk(best) {
        return context.meaning(Act::Refuse, vec![refused(context)]);
    }
    let ranking = without_consent(context);
    let first = request(context, &ranking, context.heard.text(), 0);
    let known = about_known(context, &first);
    let unclear = context.ranking.out_of_scope && known.is_none();
    let request = known.unwrap_or_else(|| complete_reading(context, pointed(context, first)));
    let unclear = unclear || request.confidence < context.assistant.policy.suggest;
    let act = match request.intent.as_str() {
        _ if unclear => Act::Unclear,
        "affirm" | "negate" if names_a_thing(context) => Act::Unclear,
        intent if is_social(intent) => Act::Talk,
        _ => Act::Ask,
    };
    let requests = if matches!(act, Act::Ask) { several::each(context, request) } else { vec![request] };
    context.meaning(act, requests)
}

/// A yes or a no that names a document or a number wants something else.
fn names_a_thing(context: &Context<'_>) -> bool {
    context.words().iter().any(|word| word.lower.contains(|c: char| c.is_ascii_digit()))
}

/// The request that the best candidate of a ranking stands for.
fn request(context: &Context<'_>, ranking: &Ranking, text: &str, offset: usize) -> Request {
    let Some((best, confidence, margin)) = margin_of(ranking) else {
        return Request::default();
    };
    let manner = if asks_how(context, text) { Manner::HowTo } else { Manner::Do };
    Request { confidence, margin, manner, ..fill(context, best, text, offset) }
}

fn asks_how(context: &Context<'_>, text: &str) -> bool {
    let spoken = words(text);
    let behind = context.assistant.cues.how_to.find(&spoken).and_then(|(at, count)| spoken.get(at + count));
    let measures = behind.is_some_and(|word| HOW_MUCH.contains(&word.lower.as_str()));
    context.assistant.cues.how_to.find(&spoken).is_some() && !measures
}

/// What shall not be done: the request that the words behind "don't" would make.
fn refused(context: &Context<'_>) -> Request {
    let spoken = context.words();
    let (at, count) = context.assistant.cues.refuse.find(spoken).unwrap_or_default();
    let start = spoken.get(at + count).map_or(0, |word| word.span.start);
    let text = context.heard.text().get(start..).unwrap_or_default();
    request(context, &context.rank(text), text, start)
}

/// Whether the words say not to do something: "please don't approve it", not "I don't remember".
fn refuses(context: &Context<'_>, spoken: &[Word]) -> bool {
    let cues = &context.assistant.cues;
    let polite = |word: &&Word| cues.filler.has(&word.lower) && !matches!(word.lower.as_str(), "i" | "you");
    let lead = spoken.iter().take_while(polite).count();
    cues.refuse.open(spoken.get(lead..).unwrap_or_default()).is_some() || cues.refuse.open(spoken).is_some()
}

fn asks_who(context: &Context<'_>) -> bool {
    let (best, confidence) = context.best();
    let sure = best == "who_can" && confidence >= context.assistant.policy.suggest;
    let cued = context.assistant.cues.who_can.find(context.words()).is_some();
    (sure || cued) && !context.ranking.out_of_scope && (cued || !context.is_talk(best) || best == "who_can")
}

/// "who can approve invoices": the task is what the message is about without the question.
fn who_can(context: &Context<'_>) -> Request {
    let spoken = context.words();
    let (at, count) = context.assistant.cues.who_can.find(spoken).unwrap_or_default();
    let rest = spoken.get(at + count..).and_then(|rest| rest.first());
    let task_text = rest.and_then(|word| context.heard.text().get(word.span.start..)).unwrap_or_default();
    let is_task = |name: &str| context.intent(name).is_some_and(|intent| !context.is_talk(&intent.name));
    let rankings = [context.rank(task_text), context.ranking.clone()];
    let points = context.assistant.cues.pointer.find(&words(task_text)).is_some();
    if let Some(focus) = context.session.focus.as_ref().filter(|_| points || rest.is_none()) {
        return Request { about: Some(focus.intent.clone()), ..Request::certain("who_can") };
    }
    let task = rankings.iter().flat_map(|ranking| &ranking.candidates).find(|candidate| is_task(&candidate.intent));
    let about = task.map(|candidate| candidate.intent.clone());
    Request { about, ..Request::certain("who_can") }
}

/// The best intent of a ranking, its confidence, and the gap to the next.
fn margin_of(ranking: &Ranking) -> Option<(&str, f32, f32)> {
    let mut candidates = ranking.candidates.iter();
    let best = candidates.next()?;
    let next = candidates.next().map_or(0.0, |next| next.confidence);
    Some((&best.intent, best.confidence, best.confidence - next))
}
