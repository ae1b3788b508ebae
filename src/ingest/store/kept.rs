//! Conversations of callers without an engine of their own, and the digests of records that are known.

use super::{Store, StoreError};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// A conversation as the engine keeps it.
pub(crate) struct KeptSession {
    /// UUID.
    pub(crate) id: String,
    /// Redacted, JSON.
    pub(crate) state: String,
    /// Raised with every turn.
    pub(crate) version: u64,
    /// The version that it goes on from; 0 for a new conversation.
    pub(crate) after: u64,
}

impl KeptSession {
    /// Keeps the newer state; false when another turn was kept since.
    // Invariant: of two turns that were answered from the same state, only one is kept.
    pub(super) async fn keep(&self, connection: &mut SqliteConnection, now_ms: i64) -> Result<bool, sqlx::Error> {
        let sql = "insert into kept_sessions (session_id, version, state, updated_ms) values ($1, $2, $3, $4)
            on conflict (session_id) do update set
                version = excluded.version, state = excluded.state, updated_ms = excluded.updated_ms
            where kept_sessions.version = $5";
        let kept = sqlx::query(sql)
            .bind(&self.id)
            .bind(self.version.cast_signed())
            .bind(&self.state)
            .bind(now_ms)
            .bind(self.after.cast_signed())
            .execute(connection)
            .await?;
        Ok(kept.rows_affected() > 0)
    }
}

impl Store {
    /// The state of a conversation with its version, if it has begun.
    pub(crate) async fn kept(&self, session: &str) -> Result<Option<(String, u64)>, StoreError> {
        let sql = "select state, version from kept_sessions where session_id = $1";
        let found: Option<(String, i64)> = sqlx::query_as(sql).bind(session).fetch_optional(&self.readers).await?;
        Ok(found.map(|(state, version)| (state, version.cast_unsigned())))
    }

    /// The digests of those of these ids that are stored.
    pub(crate) async fn known(&self, ids: &[String]) -> Result<BTreeMap<String, u64>, StoreError> {
        let sql = "select id, digest from chat_records where id in (select value from json_each($1))";
        let ids = serde_json::to_string(ids).unwrap_or_default();
        let rows: Vec<(String, i64)> = sqlx::query_as(sql).bind(ids).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(id, digest)| (id, digest.cast_unsigned())).collect())
    }
}
