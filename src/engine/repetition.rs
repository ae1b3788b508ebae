//! The repeat stage of a turn: finds the earlier request that the message asks for again.
//!
//! The comparison itself is in `repeat.rs`; this file says what counts as a request in the dialogue.

use crate::assistant::Assistant;
use crate::hear::Heard;
use crate::repeat::{self, Ask, Signature};
use crate::request::{Manner, Request};
use crate::session::Session;
use crate::understand::{Act, Meaning};
use serde::Serialize;

/// From this level on a person is offered.
const HIGHEST_LEVEL: u8 = 3;

/// How often the message's request was made before.
#[derive(Clone, Debug)]
pub(crate) struct Repeated {
    /// 1 for a first ask, at most 3.
    pub(crate) level: u8,
    /// `seq` of the repeated turn.
    pub(crate) of: Option<u64>,
    /// Similarity to the best earlier turn.
    pub(crate) similarity: f32,
    /// What a complaint is about.
    pub(crate) request: Option<Request>,
}

/// Whether a message asks for what an earlier one of the session asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repetition {
    /// 1 when it does not, 2, or 3 for the third and later ask.
    pub level: u8,
    /// `seq` of the repeated turn.
    pub of: Option<u64>,
    /// Similarity to the best earlier turn, 0 to 1.
    pub similarity: f32,
}

impl From<Repeated> for Repetition {
    fn from(Repeated { level, of, similarity, .. }: Repeated) -> Self {
        Self { level, of, similarity }
    }
}

impl Repeated {
    fn first() -> Self {
        Self { level: 1, of: None, similarity: 0.0, request: None }
    }
}

/// Finds the request that the message repeats.
pub(crate) fn detect(assistant: &Assistant, session: &Session, heard: &Heard, meaning: &Meaning) -> Repeated {
    match meaning.act {
        Act::Complain => complaint(session),
        Act::Unclear => {
            let level = session.misunderstood.saturating_add(1).min(HIGHEST_LEVEL);
            Repeated { level, ..Repeated::first() }
        }
        Act::Ask if !meaning.deliberate => asked_before(assistant, session, heard, meaning),
        _ => Repeated::first(),
    }
}

fn asked_before(assistant: &Assistant, session: &Session, heard: &Heard, meaning: &Meaning) -> Repeated {
    let [request] = meaning.requests.as_slice() else {
        return Repeated::first();
    };
    let Some(ask) = ask(assistant, &heard.told_apart(&mut session.hidden.clone()), request) else {
        return Repeated::first();
    };
    let history: Vec<Ask> = session.asks.iter().map(|past| past.ask.clone()).collect();
    let found = repeat::detect(&assistant.lexicon, &history, &ask);
    let of = found.of.and_then(|at| session.asks.get(at)).map(|past| past.seq);
    Repeated { level: found.level.clamp(1, HIGHEST_LEVEL), of, similarity: found.similarity, request: None }
}

/// A complaint repeats the last open request.
fn complaint(session: &Session) -> Repeated {
    let Some(past) = session.asks.iter().rev().find(|past| !past.ask.resolved) else {
        return Repeated::first();
    };
    let asked = session.asks.iter().filter(|other| !other.ask.resolved && same_request(other, past)).count();
    let level = u8::try_from(asked).unwrap_or(HIGHEST_LEVEL).saturating_add(1).min(HIGHEST_LEVEL);
    Repeated { level, of: Some(past.seq), similarity: 1.0, request: past.request.clone() }
}

fn same_request(other: &crate::session::PastAsk, past: &crate::session::PastAsk) -> bool {
    match (&other.request, &past.request) {
        (Some(a), Some(b)) => a.same(b) && a.manner == b.manner,
        _ => false,
    }
}

/// What is remembered of a request; nothing of small talk.
pub(crate) fn ask(assistant: &Assistant, utterance: &str, request: &Request) -> Option<Ask> {
    is_repeatable(assistant, request).then(|| {
        let signature = signature(assistant, request);
        Ask::new(&assistant.lexicon, utterance, signature)
    })
}

fn is_repeatable(assistant: &Assistant, request: &Request) -> bool {
    let intent = assistant.definition.intent(&request.intent);
    let talk = intent.is_none_or(|intent| intent.kind == crate::definition::IntentKind::Talk);
    !talk || matches!(request.intent.as_str(), "help_approval" | "who_can")
}

/// Intent and slots in plain form, when the intent is understood well enough to be compared.
fn signature(assistant: &Assistant, request: &Request) -> Option<Signature> {
    let understood = request.confidence >= assistant.policy.suggest;
    let manner = if request.manner == Manner::HowTo { "how to " } else { "" };
    let about = request.about.as_deref().unwrap_or_default();
    let slots = request.slots.iter().map(|(name, held)| (name.clone(), held.redacted.plain())).collect();
    understood.then(|| Signature { intent: format!("{manner}{}{about}", request.intent), slots })
}
