//! Sessions: begun by their first turn or event, and kept up to date by every later record.

use super::interactions::word;
use erp_chat_protocol::{InteractionRecord, Route, SessionRecord};
use sqlx::SqliteConnection;

/// Counts a turn.
pub(super) async fn count_turn(
    connection: &mut SqliteConnection,
    id: &str,
    turn: &InteractionRecord,
    occurred_ms: i64,
) -> Result<(), sqlx::Error> {
    let sql = "insert into chat_sessions
            (id, tenant, pseudonym, locale, started_ms, active_ms, turns, fallbacks, escalations, repeat_level)
        values ($1, $2, $3, $4, $5, $5, 1, $6, $7, $8)
        on conflict (id) do update set
            tenant = excluded.tenant,
            pseudonym = excluded.pseudonym,
            locale = excluded.locale,
            started_ms = min(started_ms, excluded.started_ms),
            active_ms = max(active_ms, excluded.active_ms),
            turns = turns + 1,
            fallbacks = fallbacks + excluded.fallbacks,
            escalations = escalations + excluded.escalations,
            repeat_level = max(repeat_level, excluded.repeat_level)";
    sqlx::query(sql)
        .bind(id)
        .bind(&turn.tenant)
        .bind(&turn.user)
        .bind(&turn.locale)
        .bind(occurred_ms)
        .bind(i64::from(turn.route == Some(Route::Fallback)))
        .bind(i64::from(turn.route == Some(Route::Escalate)))
        .bind(i64::from(turn.repeat_level))
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a session began, went on or ended. An event that happened before the last activity changes only the start.
pub(super) async fn note_event(
    connection: &mut SqliteConnection,
    id: &str,
    session: &SessionRecord,
    occurred_ms: i64,
) -> Result<(), sqlx::Error> {
    let sql = "insert into chat_sessions
            (id, tenant, locale, started_ms, active_ms, turns, fallbacks, escalations, repeat_level, event)
        values ($1, $2, '', $3, $3, 0, 0, 0, 0, $4)
        on conflict (id) do update set
            started_ms = min(started_ms, excluded.started_ms),
            active_ms = max(active_ms, excluded.active_ms),
            event = case when excluded.active_ms >= active_ms or event is null then excluded.event else event end";
    sqlx::query(sql)
        .bind(id)
        .bind(&session.tenant)
        .bind(occurred_ms)
        .bind(word(&session.event))
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes activity in a session that is known.
pub(super) async fn touch(connection: &mut SqliteConnection, id: &str, occurred_ms: i64) -> Result<(), sqlx::Error> {
    let sql = "update chat_sessions set active_ms = max(active_ms, $2) where id = $1";
    sqlx::query(sql).bind(id).bind(occurred_ms).execute(connection).await?;
    Ok(())
}
