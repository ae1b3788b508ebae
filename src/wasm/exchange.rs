//! What crosses the border to JavaScript, without JavaScript: bytes and JSON texts in, JSON texts out.
//!
//! A refusal never repeats the refused text, which may hold what a user typed.

use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::bundle::BundleError;
use erp_chat_engine::message::{Message, User};
use erp_chat_engine::outcome::Outcome;
use erp_chat_engine::session::{ActionId, Session};
use erp_chat_engine::{finish_action, take_turn};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// For programs; never changes.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl From<BundleError> for Refusal {
    fn from(error: BundleError) -> Self {
        let code = match error {
            BundleError::Foreign => "bundle_foreign",
            BundleError::Version(_) => "bundle_version",
            BundleError::TooLarge => "bundle_too_large",
            BundleError::Truncated => "bundle_truncated",
            BundleError::Altered => "bundle_altered",
            BundleError::Missing(_) => "bundle_incomplete",
            BundleError::Malformed(_) => "bundle_malformed",
        };
        Self { code, message: error.to_string() }
    }
}

/// Reads a bundle.
pub fn load(bundle: &[u8]) -> Result<Assistant, Refusal> {
    Ok(Assistant::from_bytes(bundle)?)
}

/// Begins a conversation of a user (JSON).
pub fn begin(id: String, user: &str) -> Result<Session, Refusal> {
    Ok(Session::new(id, read::<User>(user, "user_malformed")?))
}

/// Takes up a conversation that [`keep`] wrote.
pub fn resume(kept: &str) -> Result<Session, Refusal> {
    read(kept, "session_malformed")
}

/// The conversation as JSON.
pub fn keep(session: &Session) -> Result<String, Refusal> {
    write(session)
}

/// Replaces the user (JSON).
pub fn set_user(session: &mut Session, user: &str) -> Result<(), Refusal> {
    session.set_user(read(user, "user_malformed")?);
    Ok(())
}

/// Answers a message (JSON) with a turn (JSON).
pub fn turn(assistant: &Assistant, session: &mut Session, message: &str) -> Result<String, Refusal> {
    let message: Message = read(message, "message_malformed")?;
    write(&take_turn(assistant, session, message))
}

/// Words the outcome (JSON) of an action as a turn (JSON).
pub fn finish(
    assistant: &Assistant,
    session: &mut Session,
    action: &ActionId,
    outcome: &str,
) -> Result<String, Refusal> {
    let outcome: Outcome = read(outcome, "outcome_malformed")?;
    write(&finish_action(assistant, session, action, outcome))
}

fn read<T: DeserializeOwned>(text: &str, code: &'static str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal {
        code,
        message: format!("does not fit its type: line {}, column {}", error.line(), error.column()),
    })
}

fn write<T: Serialize>(value: &T) -> Result<String, Refusal> {
    serde_json::to_string(value)
        .map_err(|_| Refusal { code: "unwritable", message: "cannot be written as JSON".to_owned() })
}
