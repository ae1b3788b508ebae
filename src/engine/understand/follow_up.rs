//! A message that leans on the last request: a correction, another value, "try again".

use super::context::Context;
use super::pending::is_strict;
use super::revise::revise;
use super::slots::is_mostly_values;
use super::{Act, Meaning};
use crate::request::{Manner, Request};

/// Longest message that is read as a bare value for the last request.
const BARE_WORDS: usize = 4;
/// Longest follow-up.
const FOLLOW_UP_WORDS: usize = 12;

/// First words of follow-ups that hardly ever begin a request of their own.
const STRONG: [&str; 6] = ["same", "what", "how", "likewise", "ditto", "the"];

/// Reads a follow-up, when there is a request to follow.
pub(super) fn read(context: &Context<'_>) -> Option<Meaning> {
    let cues = &context.assistant.cues;
    if cues.says_only(&cues.no, context.words()) || cues.says_only(&cues.yes, context.words()) {
        return None;
    }
    retry(context).or_else(|| correction(context)).or_else(|| another_value(context))
}

fn retry(context: &Context<'_>) -> Option<Meaning> {
    let cues = &context.assistant.cues;
    let failed = context.session.failed.as_ref()?;
    let again = cues.says_only(&cues.retry, context.words());
    let request = Request { confirmed: true, ..failed.clone() };
    again.then(|| Meaning { deliberate: true, ..context.meaning(Act::Ask, vec![request]) })
}

/// "sorry, 8812 not 8821", "I meant the Leeds store".
fn correction(context: &Context<'_>) -> Option<Meaning> {
    let focus = focus(context).filter(|_| context.best().0 != "undo")?;
    let cues = &context.assistant.cues;
    let cued = cues.correct.open(context.words()).is_some() || cues.no.open(context.words()).is_some();
    let contrast = context.words().iter().any(|word| word.lower == "not" || word.lower == "instead");
    if !(cued || contrast) || context.clearly_other_than(&focus.intent) {
        return None;
    }
    let (request, changed) = revise(context, focus)?;
    let requests = vec![Request { confirmed: false, ..request }];
    Some(Meaning { corrects: changed, ..context.meaning(Act::Correct, requests) })
}

/// "and for March?", "what about PO-78", "same for the quarter before".
fn another_value(context: &Context<'_>) -> Option<Meaning> {
    let focus = focus(context)?;
    let cued = context.assistant.cues.follow_up.open(context.words()).is_some();
    let bare = context.words().len() <= BARE_WORDS && is_bare(context, focus);
    let short = context.words().len() <= FOLLOW_UP_WORDS;
    let opening = context.assistant.cues.follow_up.open(context.words()).unwrap_or(0);
    let strongly =
        opening > 1 || (cued && context.words().first().is_some_and(|word| STRONG.contains(&word.lower.as_str())));
    let overruled = context.best().1 >= context.assistant.policy.overrule;
    let other = context.clearly_other_than(&focus.intent) && (overruled || !strongly);
    if !short || !(cued || bare) || other {
        return None;
    }
    let (request, changed) = revise(context, focus)?;
    let sure = changed.iter().all(|name| request.slots.get(name).is_some_and(|held| is_strict(held.slot_type)));
    if !cued && !sure {
        return None;
    }
    let request = Request { confirmed: false, asked: false, manner: Manner::Do, ..request };
    Some(context.meaning(Act::Ask, vec![request]))
}

/// Whether a message that is not clear by itself is little more than a value for the request.
fn is_bare(context: &Context<'_>, focus: &Request) -> bool {
    let values =
        context.intent(&focus.intent).is_some_and(|intent| is_mostly_values(context, intent, context.heard.text()));
    let unclear = context.ranking.out_of_scope || context.best().1 < context.assistant.policy.suggest;
    unclear || (values && context.best().1 < context.assistant.policy.execute)
}

fn focus<'a>(context: &Context<'a>) -> Option<&'a Request> {
    context.session.focus.as_ref().filter(|focus| !context.is_talk(&focus.intent))
}
