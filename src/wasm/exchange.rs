//! What crosses the border to JavaScript, without JavaScript, so that wasm and native answers can be compared.
//!
//! A refusal never repeats the refused text, which may hold what a user typed.

use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::bundle::BundleError;
use erp_chat_engine::message::{Message, User};
use erp_chat_engine::note::Note;
use erp_chat_engine::outcome::Outcome;
use erp_chat_engine::redact::{PatternError, Redactor};
use erp_chat_engine::reply::Turn;
use erp_chat_engine::session::{ActionId, Session};
use erp_chat_engine::{Repetition, finish_action, take_note, take_turn, would_repeat};
use erp_chat_protocol::{LatencyRecord, Record, RecordBody};
use serde::Serialize;

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// For programs; never changes.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl Refusal {
    /// Something does not have the shape of its type.
    pub fn malformed(code: &'static str) -> Self {
        Self { code, message: "does not fit its type".to_owned() }
    }

    /// Something of this crate cannot be written.
    pub fn unwritable() -> Self {
        Self { code: "unwritable", message: "cannot be written".to_owned() }
    }
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

impl From<PatternError> for Refusal {
    fn from(error: PatternError) -> Self {
        Self { code: "redaction_invalid", message: error.to_string() }
    }
}

/// A turn whose records are the texts that are stored and sent.
pub struct Answer {
    /// Without its records.
    pub turn: Turn,
    /// The records as JSON.
    pub records: Vec<String>,
}

/// Reads a bundle, and the host's changes to redaction as JSON, if it makes any.
pub fn load(bundle: &[u8], redaction: Option<&str>) -> Result<Assistant, Refusal> {
    let redactor = redaction.map(redactor).transpose()?.unwrap_or_default();
    Ok(Assistant { redactor, ..Assistant::from_bytes(bundle)? })
}

fn redactor(options: &str) -> Result<Redactor, Refusal> {
    // Options are the host's, so that the error may quote them.
    let options = serde_json::from_str(options)
        .map_err(|error| Refusal { code: "redaction_invalid", message: format!("redaction options: {error}") })?;
    Ok(Redactor::new(&options)?)
}

/// Begins a conversation.
pub fn begin(assistant: &Assistant, id: String, user: User) -> Session {
    Session::new(assistant, id, user)
}

/// Takes up a conversation that [`keep`] wrote.
pub fn resume(kept: &str) -> Result<Session, Refusal> {
    serde_json::from_str(kept).map_err(|_| Refusal::malformed("session_malformed"))
}

/// The conversation as JSON.
pub fn keep(session: &Session) -> Result<String, Refusal> {
    write(session)
}

/// What the user taught the assistant, as JSON without words.
pub fn lessons(session: &Session) -> Result<String, Refusal> {
    write(&session.lessons)
}

/// Takes up what [`lessons`] wrote for the same user.
pub fn recall(session: &mut Session, lessons: &str) -> Result<(), Refusal> {
    session.lessons = serde_json::from_str(lessons).map_err(|_| Refusal::malformed("lessons_malformed"))?;
    Ok(())
}

/// Answers a message. `now` gives milliseconds since some moment, to tell how long it took.
pub fn turn(
    assistant: &Assistant,
    session: &mut Session,
    message: Message,
    now: fn() -> f64,
) -> Result<Answer, Refusal> {
    let began = now();
    let mut turn = take_turn(assistant, session, message);
    let latency = latency(now() - began);
    turn.records.iter_mut().for_each(|record| time(record, &latency));
    answer(turn)
}

/// Words the outcome of an action.
pub fn finish(
    assistant: &Assistant,
    session: &mut Session,
    action: &ActionId,
    outcome: Outcome,
) -> Result<Answer, Refusal> {
    answer(finish_action(assistant, session, action, outcome))
}

/// Says whether a message would count as asking again.
pub fn repetition(assistant: &Assistant, session: &Session, message: Message) -> Repetition {
    would_repeat(assistant, session, message)
}

/// Records what is no turn: the record as JSON.
pub fn note(assistant: &Assistant, session: &mut Session, note: Note) -> Result<String, Refusal> {
    write(&take_note(assistant, session, note))
}

fn answer(mut turn: Turn) -> Result<Answer, Refusal> {
    let records = std::mem::take(&mut turn.records);
    let records = records.iter().map(write).collect::<Result<_, _>>()?;
    Ok(Answer { turn, records })
}

fn latency(milliseconds: f64) -> LatencyRecord {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
    let total = (milliseconds * 1_000.0) as u32;
    LatencyRecord { total, ..LatencyRecord::default() }
}

fn time(record: &mut Record, latency: &LatencyRecord) {
    if let RecordBody::Interaction(interaction) = &mut record.body {
        interaction.latency = Some(latency.clone());
    }
}

fn write<T: Serialize>(value: &T) -> Result<String, Refusal> {
    serde_json::to_string(value).map_err(|_| Refusal::unwritable())
}
