//! The interaction record of a turn. Nothing in it was ever raw.

use super::{Course, main_step, without_hidden, without_name};
use crate::assistant::Assistant;
use crate::flags::flags;
use crate::hear::Heard;
use crate::permission;
use crate::reply::Turn;
use crate::request::Held;
use crate::route::{Decision, StepKind};
use crate::session::{OfferAct, Session};
use crate::understand::{Act, Meaning};
use erp_chat_protocol::{ActionRecord, HandoffKind, InteractionRecord, Sentiment, SlotRecord, Utterance};

/// Candidates kept in a record.
const CANDIDATES: usize = 3;
/// Words of a message from which on a share of Hindi words tells the language.
const HINGLISH_WORDS: usize = 2;

/// The record of a turn.
pub(super) fn of(assistant: &Assistant, session: &Session, course: &Course, turn: &Turn) -> InteractionRecord {
    let Course { heard, meaning, decision, response } = course;
    let main = main_step(decision);
    let record = InteractionRecord {
        message: heard.redaction.utterance.clone(),
        message_length: count(heard.message.text.expose().chars().count()),
        token_count: count(heard.words.len()),
        pii: heard.redaction.counts(),
        reply: redacted_reply(assistant, session, course),
        template_ids: response.reply.template_ids.clone(),
        route: Some(turn.route),
        intent: turn.intent.clone(),
        confidence: turn.confidence,
        margin: margin(meaning),
        candidates: meaning.ranking.candidates.iter().take(CANDIDATES).cloned().collect(),
        slots: main.map(|step| slots(step.request.slots.iter())).unwrap_or_default(),
        slot_asked: turn.slot_asked.clone(),
        repeat_level: turn.repeat_level,
        repeat_of: decision.repeated.of,
        similarity: decision.repeated.similarity,
        permission: main.and_then(|step| permission::needed(assistant, session, &step.request)).map(str::to_owned),
        access: main.map(|step| step.access),
        options: turn.options.iter().map(|option| option.intent.clone()).collect(),
        option_chosen: chosen(session, meaning),
        actions: turn.actions.iter().map(action).collect(),
        handoff: handoff_kind(decision),
        lesson: meaning.lesson,
        sentiment: sentiment(turn, meaning),
        ..surroundings(assistant, session, heard)
    };
    InteractionRecord { flags: flags(&assistant.policy, &record, false), ..record }
}

/// Who, where and on what the turn was taken.
fn surroundings(assistant: &Assistant, session: &Session, heard: &Heard) -> InteractionRecord {
    let (user, page) = (&session.user, &heard.message.page);
    InteractionRecord {
        tenant: user.tenant.clone(),
        utc_offset: heard.clock().offset_minutes,
        locale: user.locale.tag().to_owned(),
        language: language(assistant, session, heard),
        user: user.pseudonym.clone(),
        roles: user.roles.clone(),
        channel: heard.message.channel,
        speech_confidence: heard.message.speech_confidence,
        module: page.module.clone(),
        page: page.name.clone(),
        app_version: page.app_version.clone(),
        engine_version: env!("CARGO_PKG_VERSION").to_owned(),
        model_version: assistant.version.clone(),
        templates_version: assistant.templates.version.clone(),
        experiment: page.experiment.clone(),
        online: heard.message.online,
        device: page.device,
        ..InteractionRecord::default()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The reply with every value taken out that redaction took out of the message, and without the user's name.
fn redacted_reply(assistant: &Assistant, session: &Session, course: &Course) -> Utterance {
    let spoken = &course.response.reply.shown;
    let said = if spoken.is_empty() { &course.response.working } else { spoken };
    let held = course.decision.steps.iter().flat_map(|step| step.request.slots.values());
    assistant.redactor.clean(&without_hidden(&without_name(said, &session.user), held))
}

fn margin(meaning: &Meaning) -> f32 {
    let mut best = meaning.ranking.candidates.iter().map(|candidate| candidate.confidence);
    let (first, second) = (best.next().unwrap_or_default(), best.next().unwrap_or_default());
    first - second
}

fn slots<'h>(held: impl Iterator<Item = (&'h String, &'h Held)>) -> Vec<SlotRecord> {
    held.map(|(name, held)| SlotRecord { name: name.clone(), slot_type: held.slot_type, value: held.redacted.clone() })
        .collect()
}

fn chosen(session: &Session, meaning: &Meaning) -> Option<u32> {
    let Act::Pick(picked) = &meaning.act else {
        return None;
    };
    let at = session.offers.iter().position(|offer| same_act(&offer.act, picked))?;
    u32::try_from(at).ok()
}

fn same_act(a: &OfferAct, b: &OfferAct) -> bool {
    match (a, b) {
        (OfferAct::Do(a), OfferAct::Do(b)) => a.same(b) && a.manner == b.manner,
        (OfferAct::Handoff(a), OfferAct::Handoff(b)) => a == b,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn action(action: &crate::reply::Action) -> ActionRecord {
    ActionRecord { id: action.id.clone(), name: action.name.clone(), status: action.status }
}

fn handoff_kind(decision: &Decision) -> Option<HandoffKind> {
    decision.steps.iter().find_map(|step| match &step.kind {
        StepKind::HandOff(kind) => Some(*kind),
        _ => None,
    })
}

fn sentiment(turn: &Turn, meaning: &Meaning) -> Sentiment {
    match turn.intent.as_str() {
        "abuse" | "frustration" | "wellbeing" | "report_grievance" => Sentiment::Negative,
        _ if matches!(meaning.act, Act::Complain) => Sentiment::Negative,
        _ if meaning.resolves || turn.intent == "thanks" => Sentiment::Positive,
        _ => Sentiment::Neutral,
    }
}

fn language(assistant: &Assistant, session: &Session, heard: &Heard) -> String {
    let hindi = heard.words.iter().filter(|word| assistant.cues.hinglish.has(&word.lower)).count();
    let mixed = hindi >= HINGLISH_WORDS && hindi * 4 >= heard.words.len();
    if mixed { "hi-Latn".to_owned() } else { session.user.locale.language() }
}
