//! What is kept, in SQLite: the only SQL of the program, in static statements.
//!
//! One task writes, many requests at a time in one transaction; a few connections read.
//! A write is acknowledged after its commit, and a commit survives a power cut.

mod entries;
mod feedback;
mod interactions;
mod kept;
mod metrics;
mod opening;
mod queue;
mod sessions;
mod writer;

pub(crate) use entries::Arrival;
pub(crate) use kept::KeptSession;
pub(crate) use metrics::{IntentCount, Measured};
pub(crate) use opening::OpenError;
pub(crate) use queue::OpenItem;
pub(crate) use writer::Submission;

use crate::acceptance::Verdict;
use sqlx::SqlitePool;
use std::path::Path;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use writer::Job;

/// How long a request waits for its turn to write before it is told to come again.
const WRITE_WAIT: Duration = Duration::from_secs(2);

/// Why something could not be kept or read; the cause is in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// Another turn of the same session was kept first: answer again from the newer state.
    Stale,
    /// The database fails or is too busy.
    Unavailable,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // What SQLite says names tables and columns, never values.
        eprintln!("erp-chat: database: {error}");
        Self::Unavailable
    }
}

/// The open database.
pub(crate) struct Store {
    readers: SqlitePool,
    writer: mpsc::Sender<Job>,
}

impl Store {
    /// Opens the database, makes it when there is none, and brings its tables up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, OpenError> {
        let connection = opening::writer(path).await?;
        let readers = opening::readers(path);
        Ok(Self { readers, writer: writer::start(connection) })
    }

    /// Keeps what was accepted and says what became of each record. Answers after the commit.
    pub(crate) async fn submit(&self, submission: Submission) -> Result<Vec<(String, Verdict)>, StoreError> {
        let (done, answer) = oneshot::channel();
        self.send(Job::Submit(Box::new(submission), done)).await?;
        answer.await.map_err(|_| StoreError::Unavailable)?
    }

    /// Finishes what was submitted and closes the database.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        let (done, closed) = oneshot::channel();
        if self.send(Job::Close(done)).await.is_ok() {
            // An error means that the writer is gone already.
            let _ = closed.await;
        }
    }

    async fn send(&self, job: Job) -> Result<(), StoreError> {
        self.writer.send_timeout(job, WRITE_WAIT).await.map_err(|_| StoreError::Unavailable)
    }
}
