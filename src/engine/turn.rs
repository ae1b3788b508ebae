//! One message is one straight line: redact, understand, repeat, permission, route, respond, record.
//!
//! No stage looks ahead, none reaches around another, and every input gets a turn.

use crate::assistant::Assistant;
use crate::message::Message;
use crate::outcome::{self, Outcome};
use crate::record::Course;
use crate::repetition::Repetition;
use crate::reply::Turn;
use crate::route::Findings;
use crate::session::{ActionId, Session};
use crate::{hear, permission, personal, record, repetition, respond, route, understand};

/// Answers a message.
pub fn take_turn(assistant: &Assistant, session: &mut Session, message: Message) -> Turn {
    let heard = hear::redact(assistant, session, message);
    let meaning = understand::understand(assistant, session, &heard);
    let (heard, meaning) = personal::hide(assistant, &session.user, heard, meaning);
    let repeated = repetition::detect(assistant, session, &heard, &meaning);
    let access = permission::check(assistant, session, &meaning);
    let decision = route::route(assistant, session, &heard, Findings { meaning: &meaning, repeated, access });
    let response = respond::respond(assistant, session, &heard, &decision);
    record::record(assistant, session, Course { heard, meaning, decision, response })
}

/// Words what became of an action that a turn handed to the host.
pub fn finish_action(assistant: &Assistant, session: &mut Session, action: &ActionId, outcome: Outcome) -> Turn {
    outcome::finish(assistant, session, action, outcome)
}

/// Says whether a message would count as asking again; takes no turn.
pub fn would_repeat(assistant: &Assistant, session: &Session, message: Message) -> Repetition {
    let heard = hear::redact(assistant, session, message);
    let meaning = understand::understand(assistant, session, &heard);
    let (heard, meaning) = personal::hide(assistant, &session.user, heard, meaning);
    repetition::detect(assistant, session, &heard, &meaning).into()
}
