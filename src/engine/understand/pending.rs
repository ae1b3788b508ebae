//! An open question is answered: yes, no, a value, a correction.
//!
//! A message that answers nothing is left to the other readers, and the question stays open.

use super::aside::{adds_only_values, describes, restates};
use super::context::{Context, is_social};
use super::revise::revise;
use super::slots::{answer, fill, is_mostly_values, not_understood};
use super::{Act, Meaning};
use crate::definition::Slot;
use crate::request::{Held, Request};
use crate::session::{Pending, Wait};
use crate::text::{Word, words};
use erp_chat_protocol::SlotType;

/// Longest message that drops a form by a phrase inside it.
const DROP_WORDS: usize = 8;
/// Longest message whose intent "affirm" or "negate" alone is an answer.
const PLAIN_WORDS: usize = 8;
/// Longest thanks or greeting that interrupts a question.
const SOCIAL_WORDS: usize = 4;
/// Longest correction of a confirmation.
const CORRECTION_WORDS: usize = 14;
/// Words that open a yes with the request behind it; "submit the expense" alone only asks again.
const PURE_YES: [&str; 24] = [
    "yes",
    "yeah",
    "yep",
    "yup",
    "yess",
    "sure",
    "ok",
    "okay",
    "correct",
    "right",
    "exactly",
    "absolutely",
    "definitely",
    "alright",
    "haan",
    "ji",
    "fine",
    "go",
    "please",
    "confirm",
    "confirmed",
    "approved",
    "agreed",
    "certainly",
];
/// Signs that say yes, and signs that say no.
const YES_SIGNS: [char; 5] = ['\u{1f44d}', '\u{2705}', '\u{1f44c}', '\u{2714}', '\u{1f197}'];
const NO_SIGNS: [char; 4] = ['\u{1f44e}', '\u{274c}', '\u{1f6ab}', '\u{2716}'];

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
    if says_no(context, pending) {
        return Some(context.meaning(Act::No, pending.requests.clone()));
    }
    correction(context, pending)
}

/// "no, make it 30", "yes but for Priya", "the Leeds store rather", "hmm, the amount was 1,520".
fn correction(context: &Context<'_>, pending: &Pending) -> Option<Meaning> {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let base = pending.requests.last()?;
    let (best, _) = context.best();
    let opened = [&cues.yes, &cues.no, &cues.correct].iter().any(|phrases| phrases.open(spoken).is_some());
    let cued = opened || cues.correct.find(spoken).is_some();
    let plain = || context.intent(&base.intent).is_some_and(|intent| adds_only_values(context, intent));
    if !cued && (context.asks() || !plain()) {
        return None;
    }
    let values =
        context.intent(&base.intent).is_some_and(|intent| is_mostly_values(context, intent, context.heard.text()));
    let unclear = context.ranking_is_weak() || best == base.intent;
    let other =
        context.clearly_other_than(&base.intent) && !(opened && (values || cues.correct.find(spoken).is_some()));
    if best == "undo" || other || !(cued || (unclear && context.has_value())) || spoken.len() > CORRECTION_WORDS {
        return None;
    }
    let (request, changed) = revise(context, base)?;
    let changes_value =
        changed.iter().any(|name| request.slots.get(name).is_some_and(|held| is_strict(held.slot_type)));
    if !cued && !changes_value {
        return None;
    }
    let mut requests = pending.requests.clone();
    requests.pop();
    requests.push(request);
    Some(Meaning { corrects: changed, ..context.meaning(Act::Correct, requests) })
}

/// Whether hardly any other text passes as a value of the type.
pub(super) fn is_strict(slot_type: SlotType) -> bool {
    use SlotType::{Amount, Choice, Customer, Date, Document, Period, Person, Quantity, Site, Sku, Text, Vendor};
    match slot_type {
        Date | Period | Amount | Quantity | Document | Sku | Choice => true,
        Person | Vendor | Customer | Site | Text => false,
    }
}

/// A yes, alone or with the request in other words: "yes, reject it", "sure, go on".
// Invariant: only a message that says yes, and nothing that could be taken back by its other words, is a yes.
fn says_yes(context: &Context<'_>, pending: &Pending) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let text = context.heard.text();
    if context.asks() || text.contains(NO_SIGNS) || spoken.iter().any(|word| changes_course(&word.lower)) {
        return false;
    }
    if cues.says_only(&cues.yes, spoken) || (spoken.is_empty() && text.contains(YES_SIGNS)) {
        return true;
    }
    let opened = spoken.first().is_some_and(|word| PURE_YES.contains(&word.lower.as_str()));
    let rest = cues.yes.open(spoken).and_then(|count| spoken.get(count..)).filter(|_| opened).unwrap_or_default();
    let plain = !context.has_value() && cues.no.find(spoken).is_none() && spoken.len() <= PLAIN_WORDS;
    !rest.is_empty() && plain && pending.requests.iter().any(|request| names(context, rest, request))
}

/// Whether the words say the request in its own words, or the model is sure that they mean it.
fn names(context: &Context<'_>, rest: &[Word], request: &Request) -> bool {
    let title = context.intent(&request.intent).map(|intent| words(&intent.title)).unwrap_or_default();
    let known = |word: &Word| {
        let cues = &context.assistant.cues;
        let own = title.iter().any(|own| own.lower == word.lower);
        own || cues.filler.has(&word.lower) || cues.pointer.has(&word.lower) || cues.yes.has(&word.lower)
    };
    let (best, confidence) = context.best();
    let sure = best == request.intent && confidence >= context.assistant.policy.execute;
    rest.iter().all(known) || (sure && !context.ranking.out_of_scope)
}

/// Words that take a yes back, put it off, or change what it is about.
fn changes_course(word: &str) -> bool {
    let denies = word.ends_with("n't") || word.ends_with("nt") && word.len() > 3 && word != "want";
    denies
        || matches!(
            word,
            "but"
                | "not"
                | "instead"
                | "rather"
                | "make"
                | "change"
                | "except"
                | "only"
                | "wait"
                | "actually"
                | "never"
                | "no"
                | "nope"
                | "nah"
                | "cancel"
                | "stop"
                | "abort"
                | "wrong"
                | "keep"
                | "nvm"
                | "nm"
                | "maybe"
                | "later"
                | "if"
                | "unless"
                | "think"
                | "other"
                | "hate"
                | "unsure"
                | "without"
                | "nahi"
                | "mat"
                | "hold"
        )
}

fn says_no(context: &Context<'_>, pending: &Pending) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let dropped = spoken.len() <= DROP_WORDS && cues.drop.find(spoken).is_some();
    let signed = spoken.is_empty() && context.heard.text().contains(NO_SIGNS);
    let plain = is_plainly(context, "negate") && !context.has_value();
    cues.says_only(&cues.no, spoken) || dropped || signed || plain || refuses(context, pending)
}

/// "no, don't cancel my leave": refuses just what is pending.
fn refuses(context: &Context<'_>, pending: &Pending) -> bool {
    let cues = &context.assistant.cues;
    let lead = cues.no.open(context.words()).unwrap_or(0);
    let behind = context.words().get(lead..).unwrap_or_default();
    let refused = cues.refuse.open(behind).is_some() || cues.refuse.open(context.words()).is_some();
    let single = !context.heard.text().contains(',') || lead > 0;
    refused
        && single
        && !context.has_value()
        && pending.requests.iter().any(|request| request.intent == context.best().0)
}

/// Whether the model is sure that a short message is of this intent.
fn is_plainly(context: &Context<'_>, intent: &str) -> bool {
    let (best, confidence) = context.best();
    best == intent && confidence >= context.assistant.policy.execute && context.words().len() <= PLAIN_WORDS
}

fn read_value(context: &Context<'_>, form: &Request, slot: &str) -> Option<Meaning> {
    let intent = context.intent(&form.intent)?;
    let asked = intent.slot(slot)?;
    let open = matches!(asked.slot_type, SlotType::Text | SlotType::Person | SlotType::Vendor | SlotType::Customer);
    if says_drop(context, form) {
        return Some(context.meaning(Act::No, vec![form.clone()]));
    }
    let told = asked.slot_type == SlotType::Text && describes(context);
    if interrupts(context, form, open) && !told && !is_mostly_values(context, intent, context.heard.text()) {
        return None;
    }
    if restates(context, form) {
        return None;
    }
    let mut updated = form.clone();
    let cues = &context.assistant.cues;
    if open && (cues.how_to.find(context.words()).is_some() || cues.says_only(&cues.retry, context.words())) {
        return None;
    }
    if cues.says_only(&cues.yes, context.words()) && asked.slot_type != SlotType::Choice {
        // A yes is no value: the question is asked again.
        updated.invalid = Some(not_understood(context, asked));
        return Some(context.meaning(Act::Answer, vec![updated]));
    }
    let corrected = correct_known(context, &mut updated, asked);
    if corrected.is_empty() {
        answer(context, &mut updated, asked);
    }
    let changed = updated.slots.len() != form.slots.len() || updated.invalid.is_some() || !corrected.is_empty();
    let act = if corrected.is_empty() { Act::Answer } else { Act::Correct };
    (changed || open).then(|| Meaning { corrects: corrected, ..context.meaning(act, vec![updated]) })
}

/// "sorry, 30 boxes" while another slot is asked for changes the value that was given before.
fn correct_known(context: &Context<'_>, form: &mut Request, asked: &Slot) -> Vec<String> {
    let filled = fill(context, &form.intent, context.heard.text(), 0);
    let cues = &context.assistant.cues;
    let cued = cues.correct.find(context.words()).is_some() || cues.no.open(context.words()).is_some();
    let changes = |name: &String, held: &Held| form.slots.get(name).is_some_and(|known| !known.same(held));
    let strict = |held: &Held| cued || is_strict(held.slot_type);
    let changed: Vec<String> = filled
        .slots
        .iter()
        .filter(|(name, held)| changes(name, held) && strict(held))
        .map(|(name, _)| name.clone())
        .collect();
    if changed.is_empty() || (filled.slots.contains_key(&asked.name) && !cued) {
        return Vec::new();
    }
    let kept = filled.slots.into_iter().filter(|(name, _)| changed.contains(name) || !form.slots.contains_key(name));
    let kept: Vec<_> = kept.filter(|(name, _)| asked.slot_type != SlotType::Text || *name != asked.name).collect();
    form.slots.extend(kept);
    changed
}

fn says_drop(context: &Context<'_>, form: &Request) -> bool {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let short = spoken.len() <= DROP_WORDS;
    let refused = cues.refuse.find(spoken).is_some() && context.best().0 == form.intent && !context.has_value();
    cues.says_only(&cues.no, spoken) || (short && (cues.drop.find(spoken).is_some() || refused))
}

/// Whether the message asks for something else instead of answering.
fn interrupts(context: &Context<'_>, form: &Request, open: bool) -> bool {
    let spoken = context.words();
    let (best, confidence) = context.best();
    let asks = context.asks();
    let policy = &context.assistant.policy;
    let needed = if open && !asks { policy.execute } else { policy.part };
    let long_enough = spoken.len() >= 3 || (context.is_talk(best) && !open) || asks;
    if is_social(best) && (spoken.len() > SOCIAL_WORDS || open) {
        return false;
    }
    let other = best != form.intent || asks;
    !context.ranking.out_of_scope && other && long_enough && confidence >= needed
}
