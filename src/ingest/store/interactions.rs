//! Turns, with the columns that metrics and the dashboard ask for.

use super::feedback::Thumb;
use super::{Arrival, Store, StoreError, feedback, queue};
use crate::acceptance::Accepted;
use crate::figures::wide;
use erp_chat_engine::bundle::checksum;
use erp_chat_engine::text::words;
use erp_chat_protocol::InteractionRecord;
use serde::Serialize;
use sqlx::SqliteConnection;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments};

const INSERT: &str = "insert into chat_interactions (
        id, tenant, session_id, seq, occurred_ms, received_ms, pseudonym, roles, locale, language,
        channel, module, device, online, consent, message, message_key, reply, intent, confidence,
        margin, route, repeat_level, repeat_of, permission, access, handoff, ticket, sentiment, latency_us,
        flags, priority, engine_version, model_version, templates_version, experiment, arm, server_redacted, cut
    ) values (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39
    )";

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Stores a turn, and queues it when somebody should look at it.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    accepted: &Accepted,
    turn: &InteractionRecord,
    arrival: Arrival,
) -> Result<(), sqlx::Error> {
    let statement = bind_envelope(sqlx::query(INSERT), accepted, turn, arrival);
    let statement = bind_understanding(bind_surroundings(statement, accepted, turn), turn);
    bind_versions(statement, accepted, turn).execute(&mut *connection).await?;
    let thumb = feedback::in_force(connection, &accepted.record.id).await?;
    if turn.flags.is_empty() && thumb == Thumb::default() {
        return Ok(());
    }
    let item = queue::Item {
        interaction: &accepted.record.id,
        tenant: &turn.tenant,
        cluster: message_key(turn),
        flags: turn.flags.clone(),
    };
    item.file(connection, thumb, arrival.received_ms).await
}

fn bind_envelope<'q>(
    statement: Statement<'q>,
    accepted: &'q Accepted,
    turn: &'q InteractionRecord,
    arrival: Arrival,
) -> Statement<'q> {
    let record = &accepted.record;
    statement
        .bind(&record.id)
        .bind(&turn.tenant)
        .bind(&record.sid)
        .bind(record.seq.cast_signed())
        .bind(arrival.occurred_ms(record.t))
        .bind(arrival.received_ms)
}

fn bind_surroundings<'q>(
    statement: Statement<'q>,
    accepted: &'q Accepted,
    turn: &'q InteractionRecord,
) -> Statement<'q> {
    statement
        .bind(&turn.user)
        .bind(json(&turn.roles))
        .bind(&turn.locale)
        .bind(&turn.language)
        .bind(word(&turn.channel))
        .bind(&turn.module)
        .bind(turn.device.as_ref().and_then(word))
        .bind(turn.online)
        .bind(&accepted.record.cv)
}

fn bind_understanding<'q>(statement: Statement<'q>, turn: &'q InteractionRecord) -> Statement<'q> {
    statement
        .bind(turn.message.as_str())
        .bind(message_key(turn))
        .bind(turn.reply.as_str())
        .bind(&turn.intent)
        .bind(wide(turn.confidence))
        .bind(wide(turn.margin))
        .bind(turn.route.as_ref().and_then(word))
        .bind(i64::from(turn.repeat_level))
        .bind(turn.repeat_of.map(u64::cast_signed))
        .bind(&turn.permission)
        .bind(turn.access.as_ref().and_then(word))
        .bind(turn.handoff.as_ref().and_then(word))
        .bind(&turn.ticket)
        .bind(word(&turn.sentiment))
        .bind(turn.latency.as_ref().map(|latency| i64::from(latency.total)))
}

fn bind_versions<'q>(statement: Statement<'q>, accepted: &Accepted, turn: &'q InteractionRecord) -> Statement<'q> {
    let priority = turn.flags.iter().map(|flag| flag.priority).max().unwrap_or_default();
    statement
        .bind(json(&turn.flags))
        .bind(i64::from(priority))
        .bind(&turn.engine_version)
        .bind(&turn.model_version)
        .bind(&turn.templates_version)
        .bind(turn.experiment.as_ref().map(|experiment| experiment.name.as_str()))
        .bind(turn.experiment.as_ref().map(|experiment| experiment.arm.as_str()))
        .bind(accepted.leaked)
        .bind(accepted.cut)
}

/// The same for messages that differ only in case, spaces and punctuation.
fn message_key(turn: &InteractionRecord) -> i64 {
    let words: Vec<String> = words(turn.message.as_str()).into_iter().map(|word| word.lower).collect();
    checksum(words.join(" ").as_bytes()).cast_signed()
}

/// The word that stands for a value in records.
pub(super) fn word(value: &impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Store {
    /// Whether an interaction is stored.
    pub(crate) async fn has_interaction(&self, id: &str) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from chat_interactions where id = $1)";
        Ok(sqlx::query_scalar(sql).bind(id).fetch_one(&self.readers).await?)
    }
}
