//! `POST /v1/ingest`: a batch of records from a widget's outbox, and one answer per record.

use crate::app::{Shared, judge};
use crate::moment::now_ms;
use crate::problem::Problem;
use crate::request::{Batch, read};
use crate::store::{Arrival, Submission};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use erp_chat_protocol::{IngestResponse, PROTOCOL_VERSION};

/// Keeps what is new in a batch. Answers after the commit, because the client then deletes its copies.
pub(crate) async fn ingest(
    State(app): State<Shared>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<IngestResponse>, Problem> {
    check_type(&headers)?;
    let batch = read(&body?)?;
    let arrival = arrival(&batch);
    let ids: Vec<String> = batch.ids().collect();
    let known = app.store.known(&ids).await?;
    let verdicts = judge(&app, batch.records, known).await?;
    let verdicts = app.store.submit(Submission { verdicts, arrival, session: None }).await?;
    let acks = verdicts.into_iter().map(|(id, verdict)| verdict.acknowledgement(id)).collect();
    Ok(Json(IngestResponse { proto: PROTOCOL_VERSION, now_ms: arrival.received_ms, acks, cfg: None }))
}

/// JSON, which a page that is being left calls text, because only so no second request is needed before it.
fn check_type(headers: &HeaderMap) -> Result<(), Problem> {
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = named.split(';').next().unwrap_or_default().trim();
    let is_taken = ["application/json", "text/plain"].iter().any(|taken| taken.eq_ignore_ascii_case(kind));
    if is_taken { Ok(()) } else { Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)) }
}

fn arrival(batch: &Batch) -> Arrival {
    let received_ms = now_ms();
    Arrival { received_ms, ahead_ms: received_ms.saturating_sub(batch.sent_ms) }
}
