//! The respond stage: words for what was decided.
//!
//! A reply is an opener chosen by the situation, the answer, and the next step.
//! Wording varies, so that no reply repeats or nearly repeats; what is said never depends on chance.

mod compose;
mod format;
mod lines;
mod options;

use crate::assistant::Assistant;
use crate::hear::Heard;
use crate::reply::Choice;
use crate::route::Decision;
use crate::session::{Offer, Session};
pub(crate) use compose::{Composed, compose};
pub(crate) use lines::{Ended, Place, Speaker, of_outcome};
pub(crate) use options::{choice, label as label_offers};

/// What to say and what to offer.
pub(crate) struct Response {
    /// The reply.
    pub(crate) reply: Composed,
    /// What to say while actions run.
    pub(crate) working: String,
    /// The options, as buttons.
    pub(crate) offers: Vec<Offer>,
}

impl Response {
    /// The options as the page sees them.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        self.offers.iter().map(choice).collect()
    }
}

/// Words a decision.
pub(crate) fn respond(assistant: &Assistant, session: &Session, heard: &Heard, decision: &Decision) -> Response {
    let speaker = Speaker::new(assistant, session, heard.clock()).at_hour(heard.message.hour);
    let offers = label_offers(&speaker, &decision.offers);
    let lines = lines::of_turn(&speaker, heard, decision, &offers);
    let working = lines::working(&speaker, decision);
    let mut reply = compose(session, &assistant.policy, heard.message.seed, &lines);
    if reply.shown.is_empty() && working.is_empty() {
        // An assistant without a text for this situation still answers.
        reply = compose(session, &assistant.policy, heard.message.seed, &[lines::anything_else(&speaker)]);
    }
    Response { reply, working, offers }
}
