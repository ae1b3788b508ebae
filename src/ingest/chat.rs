//! `POST /api/chat/message`: the engine for callers without wasm.
//!
//! A caller names its conversation by any text; the server keeps the state between calls, redacted as the engine keeps
//! it. Actions are for the caller to carry out, because the server carries out none.

mod answer;

use crate::acceptance::Verdict;
use crate::app::{App, Shared, aside};
use crate::moment::now_ms;
use crate::problem::Problem;
use crate::store::{Arrival, KeptSession, StoreError, Submission};
use answer::Answer;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use erp_chat_engine::lessons::Lessons;
use erp_chat_engine::locale::Clock;
use erp_chat_engine::message::{Message, Page, User};
use erp_chat_engine::reply::Turn;
use erp_chat_engine::session::Session;
use erp_chat_engine::take_turn;
use erp_chat_protocol::{Channel, LatencyRecord, RawText, Record, RecordBody};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Instant;
use uuid::Uuid;

/// Longest message, in bytes. SPEC section 3.
const MAX_MESSAGE: usize = 8 << 10;
/// Longest name of a conversation, in bytes.
const MAX_NAME: usize = 200;
/// Turns that other servers may keep first, of one conversation, before this one gives up.
const ATTEMPTS: usize = 8;
/// The role of a caller, as long as there are no keys that could tell more.
const ROLE: &str = "employee";

/// What a caller says.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Said {
    message: RawText,
    #[serde(default)]
    session_id: Option<String>,
}

impl Said {
    fn checked(self) -> Result<Self, Problem> {
        let text = self.message.expose();
        if text.len() > MAX_MESSAGE {
            return Err(Problem::too_large("`message` is longer than 8 KiB"));
        }
        if text.trim().is_empty() {
            return Err(Problem::invalid("`message` is empty"));
        }
        if self.session_id.as_ref().is_some_and(|name| name.len() > MAX_NAME) {
            return Err(Problem::invalid("`sessionId` is longer than 200 bytes"));
        }
        Ok(self)
    }
}

/// Answers a message.
pub(crate) async fn message(
    State(app): State<Shared>,
    payload: Result<Json<Said>, JsonRejection>,
) -> Result<Json<Answer>, Problem> {
    let expected = "`message` must be a text, and `sessionId` a text or absent";
    let Said { message, session_id } = Problem::body(payload, expected)?.checked()?;
    let name = session_id.filter(|name| !name.is_empty()).unwrap_or_else(|| Uuid::now_v7().to_string());
    let session = session_of(&name);
    let _turn = app.lanes.enter(&session).await;
    for _ in 0..ATTEMPTS {
        if let Some(turn) = exchange(&app, &session, message.clone()).await? {
            return Ok(Json(Answer::new(turn, name)));
        }
    }
    Err(Problem::of_status(StatusCode::SERVICE_UNAVAILABLE))
}

/// The session that a caller's name stands for: itself when it is a UUID.
// A name may be an address or a person's, so only what is derived from it is kept.
fn session_of(name: &str) -> String {
    let derived = || Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    Uuid::try_parse(name).unwrap_or_else(|_| derived()).to_string()
}

/// Answers from the state that is kept now; nothing when another turn of the session was kept meanwhile.
async fn exchange(app: &Shared, session: &str, text: RawText) -> Result<Option<Turn>, Problem> {
    let kept = app.store.kept(session).await?;
    let (state, after) = kept.unwrap_or_default();
    let id = session.to_owned();
    let (turn, submission) = aside(app, move |app| {
        let mut session = resume(app, &state, &id);
        let turn = timed_turn(app, &mut session, text);
        let submission = submission(app, &session, &turn, after);
        (turn, submission)
    })
    .await?;
    match app.store.submit(submission).await {
        Ok(_) => Ok(Some(turn)),
        Err(StoreError::Stale) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A conversation with what was taught in it.
#[derive(Serialize, Deserialize)]
struct Kept<S> {
    #[serde(flatten)]
    session: S,
    #[serde(default)]
    lessons: Lessons,
}

/// Goes on with a conversation; one that this version cannot read begins anew.
fn resume(app: &App, state: &str, id: &str) -> Session {
    let anew = || Kept { session: Session::new(&app.assistant, id, User::default()), lessons: Lessons::default() };
    let Kept { mut session, lessons } = serde_json::from_str(state).unwrap_or_else(|_| anew());
    session.lessons = lessons;
    session.set_user(&app.assistant, User { roles: vec![ROLE.to_owned()], ..User::default() });
    session
}

fn timed_turn(app: &App, session: &mut Session, text: RawText) -> Turn {
    let message = Message {
        text,
        clock: Clock { unix_ms: now_ms(), offset_minutes: 0 },
        seed: Uuid::new_v4().as_u64_pair().0,
        channel: Channel::Text,
        speech_confidence: None,
        choice: None,
        page: Page::default(),
        hour: None,
        online: true,
    };
    let start = Instant::now();
    let mut turn = take_turn(&app.assistant, session, message);
    let total = u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX);
    for record in &mut turn.records {
        if let RecordBody::Interaction(interaction) = &mut record.body {
            interaction.latency = Some(LatencyRecord { total, ..LatencyRecord::default() });
        }
    }
    turn
}

fn submission(app: &App, session: &Session, turn: &Turn, after: u64) -> Submission {
    let state = serde_json::to_string(&Kept { session, lessons: session.lessons.clone() }).unwrap_or_default();
    Submission {
        verdicts: judged(app, &turn.records),
        arrival: Arrival::here(),
        session: Some(KeptSession { id: session.id.clone(), state, version: after + 1, after }),
    }
}

/// The server's own records go the way of all others: redacted again, flagged, and kept once.
pub(crate) fn judged(app: &App, records: &[Record]) -> Vec<(String, Verdict)> {
    let values = records.iter().filter_map(|record| serde_json::to_value(record).ok());
    app.acceptor.judge(values.collect(), BTreeMap::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_one_session() {
        let uuid = "0192f0c1-2b3c-7d4e-8f50-617283940a1b";
        assert_eq!(session_of(uuid), uuid);
        assert_eq!(session_of("test-123"), session_of("test-123"));
        assert_ne!(session_of("test-123"), session_of("test-124"));
        assert_eq!(session_of("test-123").len(), uuid.len());
    }
}
