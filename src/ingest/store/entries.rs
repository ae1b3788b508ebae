//! Records into the ledger, and from there to the tables of their kind.

use super::{feedback, interactions, sessions};
use crate::acceptance::{Accepted, Verdict};
use crate::moment::now_ms;
use erp_chat_protocol::{Record, RecordBody};
use sqlx::SqliteConnection;

/// When a record came, and when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// By the clock of the server, Unix milliseconds.
    pub(crate) received_ms: i64,
    /// By how much the clock of the server was ahead of the client's when it sent.
    pub(crate) ahead_ms: i64,
}

impl Arrival {
    /// Now, of a record that the server made itself.
    pub(crate) fn here() -> Self {
        Self { received_ms: now_ms(), ahead_ms: 0 }
    }

    /// When something happened by the server's clock, as far as one can tell: not before 1970, and not in the future.
    pub(crate) fn occurred_ms(self, client_ms: i64) -> i64 {
        client_ms.saturating_add(self.ahead_ms).clamp(0, self.received_ms.max(0))
    }
}

/// Keeps a record that was accepted, unless its id is in the ledger by now; says what became of it.
// Invariant: a record has effect once, however often and however simultaneously it comes.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    verdict: Verdict,
    arrival: Arrival,
) -> Result<Verdict, sqlx::Error> {
    let Verdict::Accept(accepted) = &verdict else {
        return Ok(verdict);
    };
    if !enter(connection, accepted, arrival).await? {
        let stored = digest(connection, &accepted.record.id).await?;
        return Ok(Verdict::of_known(stored, accepted.digest));
    }
    file(connection, accepted, arrival).await?;
    Ok(verdict)
}

/// Writes a record into the ledger; false when its id is there already.
async fn enter(connection: &mut SqliteConnection, accepted: &Accepted, arrival: Arrival) -> Result<bool, sqlx::Error> {
    let Accepted { record, digest, .. } = accepted;
    let sql = "insert into chat_records (id, digest, kind, session_id, seq, received_ms, body)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing";
    let entered = sqlx::query(sql)
        .bind(&record.id)
        .bind(digest.cast_signed())
        .bind(kind(&record.body))
        .bind(&record.sid)
        .bind(record.seq.cast_signed())
        .bind(arrival.received_ms)
        .bind(serde_json::to_string(record).unwrap_or_default())
        .execute(connection)
        .await?;
    Ok(entered.rows_affected() > 0)
}

async fn digest(connection: &mut SqliteConnection, id: &str) -> Result<u64, sqlx::Error> {
    let sql = "select digest from chat_records where id = $1";
    sqlx::query_scalar(sql).bind(id).fetch_one(connection).await.map(i64::cast_unsigned)
}

/// Lets a new record have its effect.
async fn file(connection: &mut SqliteConnection, accepted: &Accepted, arrival: Arrival) -> Result<(), sqlx::Error> {
    let Record { sid, t, body, .. } = &accepted.record;
    let occurred_ms = arrival.occurred_ms(*t);
    match body {
        RecordBody::Interaction(turn) => {
            sessions::count_turn(connection, sid, turn, occurred_ms).await?;
            interactions::insert(connection, accepted, turn, arrival).await
        }
        RecordBody::Session(event) => sessions::note_event(connection, sid, event, occurred_ms).await,
        RecordBody::Feedback(feedback) => {
            sessions::touch(connection, sid, occurred_ms).await?;
            feedback::take(connection, &accepted.record, feedback, arrival).await
        }
        RecordBody::Outcome(_) => sessions::touch(connection, sid, occurred_ms).await,
        RecordBody::Consent(_) | RecordBody::Drop(_) => Ok(()),
    }
}

fn kind(body: &RecordBody) -> &'static str {
    match body {
        RecordBody::Interaction(_) => "interaction",
        RecordBody::Outcome(_) => "outcome",
        RecordBody::Feedback(_) => "feedback",
        RecordBody::Session(_) => "session",
        RecordBody::Consent(_) => "consent",
        RecordBody::Drop(_) => "drop",
    }
}
