//! `POST /api/chat/feedback`: a thumb for a reply, from callers without wasm.

use crate::app::{App, Shared, aside};
use crate::chat::judged;
use crate::moment::now_ms;
use crate::problem::Problem;
use crate::store::{Arrival, Submission};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use erp_chat_engine::locale::Clock;
use erp_chat_engine::message::User;
use erp_chat_engine::note::{Note, NoteEvent};
use erp_chat_engine::session::Session;
use erp_chat_engine::take_note;
use erp_chat_protocol::{Rating, RawText};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Longest reason or comment, in bytes. SPEC section 3.
const MAX_TEXT: usize = 8 << 10;

/// What a caller thinks of a reply.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Opinion {
    interaction_id: String,
    rating: i64,
    #[serde(default)]
    reason: Option<RawText>,
    #[serde(default)]
    comment: Option<RawText>,
}

impl Opinion {
    fn rating(&self) -> Result<Rating, Problem> {
        match self.rating {
            1 => Ok(Rating::Up),
            -1 => Ok(Rating::Down),
            _ => Err(Problem::invalid("`rating` must be 1 or -1")),
        }
    }

    /// An id is the same in either case.
    fn normalised(self) -> Self {
        Self { interaction_id: self.interaction_id.to_ascii_lowercase(), ..self }
    }

    fn checked(self) -> Result<Self, Problem> {
        let texts = [&self.reason, &self.comment];
        if texts.into_iter().flatten().any(|text| text.expose().len() > MAX_TEXT) {
            return Err(Problem::too_large("`reason` or `comment` is longer than 8 KiB"));
        }
        Ok(self)
    }
}

/// Takes a thumb. The same thumb twice counts once, and the last one counts.
pub(crate) async fn feedback(
    State(app): State<Shared>,
    payload: Result<Json<Opinion>, JsonRejection>,
) -> Result<Json<Value>, Problem> {
    let expected = "`interactionId` must be a text, `rating` 1 or -1, `reason` and `comment` a text or absent";
    let opinion = Problem::body(payload, expected)?.checked()?.normalised();
    let rating = opinion.rating()?;
    if !app.store.has_interaction(&opinion.interaction_id).await? {
        return Err(Problem::not_found("there is no interaction with this `interactionId`"));
    }
    let answer = json!({ "interactionId": opinion.interaction_id, "rating": opinion.rating });
    let submission = aside(&app, move |app| submission(app, opinion, rating)).await?;
    app.store.submit(submission).await?;
    Ok(Json(answer))
}

/// A note in a session of its own, which comes after every earlier one, so that the last thumb wins.
fn submission(app: &App, opinion: Opinion, rating: Rating) -> Submission {
    let Opinion { interaction_id: reference, reason, comment, .. } = opinion;
    let mut session = Session::new(&app.assistant, Uuid::now_v7().to_string(), User::default());
    let note = Note {
        clock: Clock { unix_ms: now_ms(), offset_minutes: 0 },
        seed: Uuid::new_v4().as_u64_pair().0,
        event: NoteEvent::Feedback { reference, rating, reason, comment, reported: false },
    };
    let record = take_note(&app.assistant, &mut session, note);
    Submission { verdicts: judged(app, &[record]), arrival: Arrival::here(), session: None }
}
