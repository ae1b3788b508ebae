//! An open question is answered: yes, no, a value, a correction.
//!
//! A message that answers nothing is left to the other readers, and the question stays open.

use super::context::{Context, is_social};
use super::revise::revise;
use super::slots::{answer, fill, is_mostly_values};
use super::{Act, Meaning};
use crate::request::Request;
use crate::session::{Pending, Wait};
use erp_chat_protocol::SlotType;

/// Longest message that drops a form by a phrase inside it.
const DROP_WORDS: usize = 8;
/// Longest message whose intent "affirm" or "negate" alone is an answer.
const PLAIN_WORDS: usize = 8;
/// Longest thanks or greeting that interrupts a question.
const SOCIAL_WORDS: usize = 4;
/// Longest message that is read as a bare value.
const BARE_WORDS: usize = 5;

/// Reads an answer to the pending question.
pub(super) fn read(context: &Context<'_>) -> Option<Meaning> {
    let pending = context.pending()?;
    match &pending.wait {
        Wait::Slot(slot) => read_value(context, pending.requests.first()?, slot),
        Wait::Confirmation | Wait::Suggestion => read_consent(context, pending),
    }
}

fn read_consent(context: &Context<'_>, pending: &Pending) -> Option<Meaning> {
    if says_yes(context, pending) {
        return Some(context.meaning(Act::Yes, pending.requests.clone()));
    }
    if says_no(context) {
        return Some(context.meaning(Act::No, pending.requests.clone()));
    }
    correction(context, pending)
}

/// "no, make it 30", "yes but for Priya", "the Leeds store rather", "30".
fn correction(context: &Context<'_>, pending: &Pending) -> Option<Meaning> {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let base = pending.requests.last()?;
    let cued = [&cues.yes, &cues.no, &cues.correct]
        .iter()
        .any(|phrases| phrases.open(spoken).is_some());
    let bare = spoken.len() <= BARE_WORDS && context.best().1 < context.assistant.policy.execute;
    let contrast = spoken
        .iter()
        .any(|word| matches!(word.lower.as_str(), "not" | "instead" | "rather"));
    let values = context.intent(&base.intent).is_some_and(|intent| is_mostly_values(context, intent, context.heard.text()));
    let other = context.clearly_other_than(&base.intent) && !(cued && values);
    if other || !(cued || contrast || (bare && has_value(context))) {
        return None;
    }
    let (request, changed) = revise(context, base)?;
    let mut requests = pending.requests.clone();
    requests.pop();
    requests.push(request);
    Some(Meaning {
        corrects: changed,
        ..context.meaning(Act::Correct, requests)
    })
}

/// A yes, alone or with the request in other words: "yes, reject it", "sure, go on".
fn says_yes(context: &Context<'_>, pending: &Pending) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    if cues.says_only(&cues.yes, spoken) {
        return true;
    }
    let changes =
        has_value(context) || cues.no.find(spoken).is_some() || spoken.iter().any(|word| changes_course(&word.lower));
    let asks = cues.question.open(spoken).is_some() || context.heard.text().trim_end().ends_with('?');
    let opens = cues.yes.open(spoken).is_some() || is_plainly(context, "affirm");
    let about = pending
        .requests
        .iter()
        .any(|request| !context.clearly_other_than(&request.intent));
    opens && !changes && !asks && about && spoken.len() <= PLAIN_WORDS
}

fn changes_course(word: &str) -> bool {
    matches!(
        word,
        "but" | "not" | "instead" | "rather" | "make" | "change" | "except" | "only" | "wait" | "actually"
    )
}

fn says_no(context: &Context<'_>) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let dropped = spoken.len() <= DROP_WORDS && cues.drop.find(spoken).is_some();
    cues.says_only(&cues.no, spoken) || dropped || (is_plainly(context, "negate") && !has_value(context))
}

/// Whether the model is sure that a short message is of this intent.
fn is_plainly(context: &Context<'_>, intent: &str) -> bool {
    let (best, confidence) = context.best();
    best == intent && confidence >= context.assistant.policy.execute && context.words().len() <= PLAIN_WORDS
}

fn has_value(context: &Context<'_>) -> bool {
    context
        .words()
        .iter()
        .any(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()))
}

fn read_value(context: &Context<'_>, form: &Request, slot: &str) -> Option<Meaning> {
    let intent = context.intent(&form.intent)?;
    let asked = intent.slot(slot)?;
    let open = matches!(
        asked.slot_type,
        SlotType::Text | SlotType::Person | SlotType::Vendor | SlotType::Customer
    );
    if says_drop(context) {
        return Some(context.meaning(Act::No, vec![form.clone()]));
    }
    if interrupts(context, form, open) && !is_mostly_values(context, intent, context.heard.text()) {
        return None;
    }
    let mut updated = form.clone();
    let corrected = correct_known(context, &mut updated);
    if corrected.is_empty() {
        answer(context, &mut updated, asked);
    }
    let changed = updated.slots.len() != form.slots.len() || updated.invalid.is_some() || !corrected.is_empty();
    let act = if corrected.is_empty() {
        Act::Answer
    } else {
        Act::Correct
    };
    (changed || open).then(|| Meaning {
        corrects: corrected,
        ..context.meaning(act, vec![updated])
    })
}

/// "sorry, 30 boxes" while another slot is asked for changes the value that was given before.
fn correct_known(context: &Context<'_>, form: &mut Request) -> Vec<String> {
    let cues = &context.assistant.cues;
    if cues.correct.open(context.words()).is_none() && cues.no.open(context.words()).is_none() {
        return Vec::new();
    }
    let filled = fill(context, &form.intent, context.heard.text(), 0);
    let known = |name: &String| form.slots.contains_key(name);
    let changed: Vec<String> = filled.slots.keys().filter(|name| known(name)).cloned().collect();
    form.slots.extend(filled.slots);
    changed
}

fn says_drop(context: &Context<'_>) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let short = spoken.len() <= DROP_WORDS;
    cues.says_only(&cues.no, spoken) || (short && cues.drop.find(spoken).is_some())
}

/// Whether the message asks for something else instead of answering.
fn interrupts(context: &Context<'_>, form: &Request, open: bool) -> bool {
    let spoken = context.words();
    let (best, confidence) = context.best();
    let asks = context.assistant.cues.question.open(spoken).is_some() || context.heard.text().trim_end().ends_with('?');
    let policy = &context.assistant.policy;
    let needed = if open && !asks { policy.execute } else { policy.part };
    let long_enough = spoken.len() >= 3 || (context.is_talk(best) && !open) || asks;
    if is_social(best) && (spoken.len() > SOCIAL_WORDS || open) {
        return false;
    }
    let other = best != form.intent || asks;
    !context.ranking.out_of_scope && other && long_enough && confidence >= needed
}
