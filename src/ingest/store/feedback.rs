//! Thumbs and reports: the latest of an interaction is in force, whether it comes before or after its interaction.

use super::interactions::word;
use super::{Arrival, queue};
use erp_chat_protocol::{FeedbackRecord, Record};
use sqlx::SqliteConnection;

/// What a user thinks of a reply, as far as the queue is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Thumb {
    pub(super) down: bool,
    pub(super) reported: bool,
}

/// Takes a thumb, unless a later one is in force.
pub(super) async fn take(
    connection: &mut SqliteConnection,
    record: &Record,
    feedback: &FeedbackRecord,
    arrival: Arrival,
) -> Result<(), sqlx::Error> {
    if put(connection, record, feedback, arrival).await? {
        queue::refresh(connection, &feedback.reference, arrival.received_ms).await?;
    }
    Ok(())
}

/// Replaces the thumb in force; false when that is later.
// Invariant: of several thumbs the highest (session, seq) wins, in whatever order they come.
async fn put(
    connection: &mut SqliteConnection,
    record: &Record,
    feedback: &FeedbackRecord,
    arrival: Arrival,
) -> Result<bool, sqlx::Error> {
    let sql = "insert into chat_feedback
            (interaction_id, record_id, session_id, seq, received_ms, rating, reason, comment, reported)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (interaction_id) do update set
            record_id = excluded.record_id, session_id = excluded.session_id, seq = excluded.seq,
            received_ms = excluded.received_ms, rating = excluded.rating, reason = excluded.reason,
            comment = excluded.comment, reported = excluded.reported
        where (excluded.session_id, excluded.seq) > (chat_feedback.session_id, chat_feedback.seq)";
    let put = sqlx::query(sql)
        .bind(&feedback.reference)
        .bind(&record.id)
        .bind(&record.sid)
        .bind(record.seq.cast_signed())
        .bind(arrival.received_ms)
        .bind(word(&feedback.rating))
        .bind(&feedback.reason)
        .bind(feedback.comment.as_ref().map(|comment| comment.as_str()))
        .bind(feedback.reported)
        .execute(connection)
        .await?;
    Ok(put.rows_affected() > 0)
}

/// The thumb in force of an interaction.
pub(super) async fn in_force(connection: &mut SqliteConnection, interaction: &str) -> Result<Thumb, sqlx::Error> {
    let sql = "select rating = 'down', reported from chat_feedback where interaction_id = $1";
    let found: Option<(bool, bool)> = sqlx::query_as(sql).bind(interaction).fetch_optional(connection).await?;
    Ok(found.map(|(down, reported)| Thumb { down, reported }).unwrap_or_default())
}
