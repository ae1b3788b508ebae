//! An open question is answered: yes, no, a value, a correction.
//!
//! A message that answers nothing is left to the other readers, and the question stays open.

use super::context::Context;
use super::slots::{answer, fill, revise};
use super::{Act, Meaning};
use crate::request::Request;
use crate::session::{Pending, Wait};
use crate::text::Word;
use erp_chat_protocol::SlotType;

/// Longest message that drops a form by a phrase inside it.
const DROP_WORDS: usize = 8;
/// Longest message whose intent "affirm" or "negate" alone is an answer.
const PLAIN_WORDS: usize = 7;

/// Reads an answer to the pending question.
pub(super) fn read(context: &Context<'_>) -> Option<Meaning> {
    let pending = context.pending()?;
    match &pending.wait {
        Wait::Slot(slot) => read_value(context, pending.requests.first()?, slot),
        Wait::Confirmation | Wait::Suggestion => read_consent(context, pending),
    }
}

fn read_consent(context: &Context<'_>, pending: &Pending) -> Option<Meaning> {
    if says_yes(context) {
        return Some(context.meaning(Act::Yes, pending.requests.clone()));
    }
    if says_no(context) {
        return Some(context.meaning(Act::No, pending.requests.clone()));
    }
    correction(context, pending)
}

/// "no, make it 30", "yes but for Priya", "the Leeds store rather".
fn correction(context: &Context<'_>, pending: &Pending) -> Option<Meaning> {
    let cues = &context.assistant.cues;
    let base = pending.requests.last()?;
    let cued = [&cues.yes, &cues.no, &cues.correct].iter().any(|phrases| phrases.open(context.words()).is_some());
    if context.clearly_other_than(&base.intent) || (!cued && context.words().len() > DROP_WORDS) {
        return None;
    }
    let (request, changed) = revise(context, base)?;
    let mut requests = pending.requests.clone();
    requests.pop();
    requests.push(request);
    Some(Meaning { corrects: changed, ..context.meaning(Act::Correct, requests) })
}

fn says_yes(context: &Context<'_>) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let negated = cues.no.find(spoken).is_some() || cues.correct.open(spoken).is_some();
    cues.says_only(&cues.yes, spoken) || (is_plainly(context, "affirm") && !negated && !has_value(context))
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
    context.words().iter().any(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()))
}

fn read_value(context: &Context<'_>, form: &Request, slot: &str) -> Option<Meaning> {
    let intent = context.intent(&form.intent)?;
    let asked = intent.slot(slot)?;
    let open = matches!(asked.slot_type, SlotType::Text | SlotType::Person | SlotType::Vendor | SlotType::Customer);
    if says_drop(context) {
        return Some(context.meaning(Act::No, vec![form.clone()]));
    }
    if interrupts(context, form, open) {
        return None;
    }
    let mut updated = form.clone();
    let corrected = correct_known(context, &mut updated);
    if corrected.is_empty() {
        answer(context, &mut updated, asked);
    }
    let changed = updated.slots.len() != form.slots.len() || updated.invalid.is_some() || !corrected.is_empty();
    let act = if corrected.is_empty() { Act::Answer } else { Act::Correct };
    (changed || open).then(|| Meaning { corrects: corrected, ..context.meaning(act, vec![updated]) })
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
    let other = best != form.intent || asks;
    !context.ranking.out_of_scope && other && long_enough && confidence >= needed && !is_value(context, spoken)
}

/// Whether the message is little more than a value: "20 boxes", "next friday".
fn is_value(context: &Context<'_>, spoken: &[Word]) -> bool {
    spoken.len() <= 4 && has_value(context)
}
