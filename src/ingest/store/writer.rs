//! The one task that writes.
//!
//! What arrives while a transaction is written waits together and shares the next one, so that a disk that is slow to
//! commit makes the transactions larger, not the queue longer. A task also outlives a client that hangs up.

use super::{Arrival, KeptSession, StoreError, entries};
use crate::acceptance::Verdict;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

/// Jobs that may wait; more would only wait longer than their clients do.
const QUEUE: usize = 256;
/// Records in a transaction, give or take a request: more save little and delay the answer (see the report on ingest).
const RECORDS_AT_ONCE: usize = 500;

/// Records to keep, and what goes with them.
pub(crate) struct Submission {
    /// What was decided about each record, with its id; those accepted are kept.
    pub(crate) verdicts: Vec<(String, Verdict)>,
    /// When they came.
    pub(crate) arrival: Arrival,
    /// State of the session that the records come from, when the server keeps it.
    pub(crate) session: Option<KeptSession>,
}

type Answer = Result<Vec<(String, Verdict)>, StoreError>;

/// Something for the writer to do.
pub(super) enum Job {
    /// Keep, then answer.
    Submit(Box<Submission>, oneshot::Sender<Answer>),
    /// Close the database.
    Close(oneshot::Sender<()>),
}

type Waiting = (Submission, oneshot::Sender<Answer>);

/// Starts the task; it ends with its database closed.
pub(super) fn start(connection: SqliteConnection) -> mpsc::Sender<Job> {
    let (sender, jobs) = mpsc::channel(QUEUE);
    tokio::spawn(run(connection, jobs));
    sender
}

async fn run(mut connection: SqliteConnection, mut jobs: mpsc::Receiver<Job>) {
    let mut closing = None;
    while closing.is_none() {
        let Some(first) = jobs.recv().await else { break };
        let group = gather(first, &mut jobs, &mut closing);
        if !group.is_empty() {
            write(&mut connection, group).await;
        }
    }
    close(connection).await;
    if let Some(closed) = closing {
        // Whoever asked may have run out of patience.
        let _ = closed.send(());
    }
}

/// The first job, and those that wait behind it.
fn gather(first: Job, jobs: &mut mpsc::Receiver<Job>, closing: &mut Option<oneshot::Sender<()>>) -> Vec<Waiting> {
    let (mut group, mut records) = (Vec::new(), 0);
    let mut next = Some(first);
    while let Some(job) = next {
        match job {
            Job::Submit(submission, answer) => {
                records += submission.verdicts.len();
                group.push((*submission, answer));
            }
            Job::Close(closed) => {
                *closing = Some(closed);
                return group;
            }
        }
        next = if records < RECORDS_AT_ONCE { jobs.try_recv().ok() } else { None };
    }
    group
}

async fn write(connection: &mut SqliteConnection, group: Vec<Waiting>) {
    let (submissions, senders): (Vec<_>, Vec<_>) = group.into_iter().unzip();
    let count = submissions.len();
    let answers = match commit(connection, submissions).await {
        Ok(answers) => answers,
        Err(error) => vec![Err(StoreError::from(error)); count],
    };
    for (sender, answer) in senders.into_iter().zip(answers) {
        // A client that has hung up will ask again.
        let _ = sender.send(answer);
    }
}

/// One transaction for all: either everything is kept, or nothing is acknowledged.
async fn commit(connection: &mut SqliteConnection, group: Vec<Submission>) -> Result<Vec<Answer>, sqlx::Error> {
    let mut transaction = connection.begin_with("begin immediate").await?;
    let mut answers = Vec::with_capacity(group.len());
    for submission in group {
        answers.push(keep(&mut transaction, submission).await?);
    }
    transaction.commit().await?;
    Ok(answers)
}

async fn keep(connection: &mut SqliteConnection, submission: Submission) -> Result<Answer, sqlx::Error> {
    let Submission { verdicts, arrival, session } = submission;
    if let Some(session) = session
        && !session.keep(connection, arrival.received_ms).await?
    {
        return Ok(Err(StoreError::Stale));
    }
    if verdicts.is_empty() {
        probe(connection, arrival.received_ms).await?;
    }
    let mut kept = Vec::with_capacity(verdicts.len());
    for (id, verdict) in verdicts {
        let verdict = entries::keep(connection, verdict, arrival).await?;
        kept.push((id, verdict));
    }
    Ok(Ok(kept))
}

/// A submission of nothing shows whether the database takes a write.
async fn probe(connection: &mut SqliteConnection, now_ms: i64) -> Result<(), sqlx::Error> {
    let sql = "insert into server_state (name, value) values ('probed_ms', $1)
        on conflict (name) do update set value = excluded.value";
    sqlx::query(sql).bind(now_ms.to_string()).execute(connection).await?;
    Ok(())
}

/// Puts the log into the database file, so that the file alone is whole.
async fn close(mut connection: SqliteConnection) {
    let checkpoint = sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut connection).await;
    if let Err(error) = checkpoint.map(drop).and(connection.close().await) {
        eprintln!("erp-chat: database: {error}");
    }
}
