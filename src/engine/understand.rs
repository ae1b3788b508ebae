//! The second stage: what the message does in the conversation, and what it asks for.
//!
//! Context is read in the order in which a listener would: a picked option, an answer to an open question,
//! a follow-up to the last request, and only then a request of its own. Nothing is decided here.

mod aside;
mod context;
mod follow_up;
mod fresh;
mod pending;
mod pick;
mod revise;
mod slots;

use crate::assistant::Assistant;
use crate::classifier::Ranking;
use crate::hear::Heard;
use crate::request::Request;
use crate::session::{OfferAct, Session};
use context::Context;

/// What a message does in the conversation.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Asks for something: `requests` holds one or more.
    Ask,
    /// Answers the question for a slot: `requests` holds the form with what is known now.
    Answer,
    /// Changes a value of the pending or the last request.
    Correct,
    /// Says yes to the pending question.
    Yes,
    /// Says no to the pending question, or drops the form.
    No,
    /// Picks an option.
    Pick(OfferAct),
    /// Rejects every option.
    NoneOfThese,
    /// Says that something shall not be done.
    Refuse,
    /// Complains about the answer to an earlier request.
    Complain,
    /// Chats, thanks, greets: the intent is that of `requests`.
    Talk,
    /// Asks for something that no intent covers, or is unclear.
    Unclear,
    /// Says nothing.
    Silence,
}

/// What was understood of a message.
pub(crate) struct Meaning {
    /// What the message does.
    pub(crate) act: Act,
    /// What it asks for, in message order.
    pub(crate) requests: Vec<Request>,
    /// The intents of the whole message, best first.
    pub(crate) ranking: Ranking,
    /// Slots that this message changed.
    pub(crate) corrects: Vec<String>,
    /// The user said that the earlier requests are settled.
    pub(crate) resolves: bool,
    /// The message also greets.
    pub(crate) greets: bool,
    /// The request was chosen or retried on purpose, so it is not a repeat.
    pub(crate) deliberate: bool,
    /// Likeness to the lesson that moved the ranking.
    pub(crate) lesson: Option<f32>,
}

impl Meaning {
    fn new(ranking: Ranking, act: Act, requests: Vec<Request>) -> Self {
        Self {
            act,
            requests,
            ranking,
            corrects: Vec::new(),
            resolves: false,
            greets: false,
            deliberate: false,
            lesson: None,
        }
    }
}

/// Understands a message in its conversation.
pub(crate) fn understand(assistant: &Assistant, session: &Session, heard: &Heard) -> Meaning {
    let context = Context::new(assistant, session, heard);
    pick::read(&context)
        .or_else(|| pending::read(&context))
        .or_else(|| pick::read_loosely(&context))
        .or_else(|| follow_up::read(&context))
        .unwrap_or_else(|| fresh::read(&context))
}
