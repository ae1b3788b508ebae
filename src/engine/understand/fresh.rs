//! A message that stands for itself: one request, several, talk, or nothing that is understood.

use super::context::Context;
use super::slots::fill;
use super::{Act, Meaning};
use crate::classifier::Ranking;
use crate::repeat::{Stance, stance};
use crate::request::{Manner, Request};
use crate::text::{Span, Word, words};

/// Reads the message without leaning on an open question.
pub(super) fn read(context: &Context<'_>) -> Meaning {
    let stance = stance(&context.assistant.lexicon, context.heard.text());
    if context.words().is_empty() {
        return context.meaning(Act::Silence, Vec::new());
    }
    if stance == Stance::Complains && complains(context) {
        return context.meaning(Act::Complain, Vec::new());
    }
    let mut meaning = parts(context).unwrap_or_else(|| whole(context));
    meaning.resolves = stance == Stance::Resolves || talks_of(&meaning, "thanks");
    meaning
}

fn talks_of(meaning: &Meaning, intent: &str) -> bool {
    matches!(meaning.act, Act::Talk) && meaning.requests.iter().any(|request| request.intent == intent)
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
    open.is_some() && !brings_another
}

fn whole(context: &Context<'_>) -> Meaning {
    let (best, _) = context.best();
    if asks_who(context) {
        return context.meaning(Act::Ask, vec![who_can(context)]);
    }
    if refuses(context) && !context.is_talk(best) {
        return context.meaning(Act::Refuse, vec![fill(context, best, context.heard.text(), 0)]);
    }
    let request = request(context, &context.ranking, context.heard.text(), 0);
    let act = match best {
        _ if context.ranking.out_of_scope => Act::Unclear,
        "affirm" | "negate" | "greeting" | "thanks" | "goodbye" | "small_talk" | "frustration" | "abuse" => Act::Talk,
        "" => Act::Unclear,
        _ => Act::Ask,
    };
    context.meaning(act, vec![request])
}

/// The request that the best candidate of a ranking stands for.
fn request(context: &Context<'_>, ranking: &Ranking, text: &str, offset: usize) -> Request {
    let mut candidates = ranking.candidates.iter();
    let (Some(best), next) = (candidates.next(), candidates.next()) else {
        return Request::default();
    };
    let margin = best.confidence - next.map_or(0.0, |next| next.confidence);
    let manner = if asks_how(context, text) { Manner::HowTo } else { Manner::Do };
    Request { confidence: best.confidence, margin, manner, ..fill(context, &best.intent, text, offset) }
}

fn asks_how(context: &Context<'_>, text: &str) -> bool {
    context.assistant.cues.how_to.find(&words(text)).is_some()
}

fn refuses(context: &Context<'_>) -> bool {
    let spoken = context.words();
    let politely = spoken.iter().take_while(|word| context.assistant.cues.filler.has(&word.lower)).count();
    context.assistant.cues.refuse.open(spoken.get(politely..).unwrap_or_default()).is_some()
        || context.assistant.cues.refuse.open(spoken).is_some()
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
    let rankings = [context.assistant.classifier.rank(task_text), context.ranking.clone()];
    let task = rankings.iter().flat_map(|ranking| &ranking.candidates).find(|candidate| is_task(&candidate.intent));
    let about = task.map(|candidate| candidate.intent.clone());
    Request { about, ..Request::certain("who_can") }
}

/// Several requests in one message, when each part is clear on its own.
fn parts(context: &Context<'_>) -> Option<Meaning> {
    let text = context.heard.text();
    let spans = split(context);
    if spans.len() < 2 {
        return None;
    }
    let ranked: Vec<(Span, Ranking)> =
        spans.into_iter().map(|span| (span, context.assistant.classifier.rank(span.of(text)))).collect();
    let mut requests = Vec::new();
    let mut greets = false;
    for (span, ranking) in &ranked {
        let request = request(context, ranking, span.of(text), span.start);
        if context.is_talk(&request.intent) && is_clear(context, ranking) && is_social(&request.intent) {
            greets |= request.intent == "greeting";
        } else if is_clear(context, ranking) {
            requests.push(request);
        } else {
            return None;
        }
    }
    let several = distinct(&requests) && requests.len() > 1;
    let one_behind_talk = requests.len() == 1 && ranked.len() == 2;
    let kept = several || (one_behind_talk && !leaves_values(context, &requests));
    kept.then(|| Meaning { greets, ..context.meaning(Act::Ask, requests) })
}

fn is_social(intent: &str) -> bool {
    matches!(intent, "greeting" | "thanks" | "goodbye" | "small_talk" | "frustration" | "abuse" | "affirm" | "negate")
}

/// Whether the whole message names values that the one request left out.
fn leaves_values(context: &Context<'_>, requests: &[Request]) -> bool {
    requests.first().is_some_and(|request| {
        let all = fill(context, &request.intent, context.heard.text(), 0);
        all.slots.len() > request.slots.len()
    })
}

fn is_clear(context: &Context<'_>, ranking: &Ranking) -> bool {
    let clear = |confidence: f32| confidence >= context.assistant.policy.part;
    !ranking.out_of_scope && ranking.candidates.first().is_some_and(|best| clear(best.confidence))
}

/// No two requests are the same, nor the same intent with one of them empty-handed.
fn distinct(requests: &[Request]) -> bool {
    requests.iter().enumerate().all(|(at, request)| {
        let earlier = requests.iter().take(at);
        earlier.into_iter().all(|other| {
            let both_hold = !request.slots.is_empty() && !other.slots.is_empty();
            other.intent != request.intent || (both_hold && !other.same(request))
        })
    })
}

/// Spans between joining words, commas and sentence ends, each of two words at least.
fn split(context: &Context<'_>) -> Vec<Span> {
    let text = context.heard.text();
    let mut spans: Vec<Span> = Vec::new();
    let mut from = 0;
    let spoken = context.words();
    let mut at = 0;
    while at < spoken.len() {
        let joined = join_at(context, spoken, at, text);
        if let Some(count) = joined.filter(|_| at > from) {
            push(&mut spans, spoken, from, at);
            from = at + count;
            at = from.max(at + 1);
        } else {
            at += 1;
        }
    }
    push(&mut spans, spoken, from, spoken.len());
    spans
}

fn push(spans: &mut Vec<Span>, spoken: &[Word], from: usize, to: usize) {
    if let (Some(first), Some(last)) = (spoken.get(from), to.checked_sub(1).and_then(|at| spoken.get(at)))
        && from < to
    {
        spans.push(Span { start: first.span.start, end: last.span.end });
    }
}

/// Whether a part may end before the word at `at`; gives the number of joining words to skip.
fn join_at(context: &Context<'_>, spoken: &[Word], at: usize, text: &str) -> Option<usize> {
    let before = spoken.get(at.checked_sub(1)?)?;
    let gap = text.get(before.span.end..spoken.get(at)?.span.start)?;
    let joining = context.assistant.cues.joins.open(spoken.get(at..)?);
    let ended = gap.contains(['.', '!', '?', ';', ',', '\n', '&']) && gap.ends_with(char::is_whitespace);
    joining.or(ended.then_some(0))
}
