//! What the outbox knows of a record: its envelope.

use erp_chat_protocol::{Record, RecordBody};

/// What is given up first when room is short: the last variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Consent, feedback and reports of drops.
    Required,
    /// Turns that somebody should look at.
    Flagged,
    /// Other turns and their outcomes.
    Normal,
    /// Sessions that began and ended.
    Diagnostic,
}

/// The envelope of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Id of the record.
    pub id: String,
    /// Kind of the record, for the report when it is dropped.
    pub kind: String,
    /// Session of the record.
    pub session: String,
    /// Position in the session.
    pub seq: u64,
    /// When the record was made, Unix milliseconds.
    pub made_ms: i64,
    /// What it matters.
    pub priority: Priority,
    /// Size of its JSON.
    pub bytes: usize,
}

impl Entry {
    /// An interaction without a session; mostly for examples and tests.
    pub fn new(id: impl Into<String>, bytes: usize, priority: Priority) -> Self {
        Self {
            id: id.into(),
            kind: "interaction".to_owned(),
            session: String::new(),
            seq: 0,
            made_ms: 0,
            priority,
            bytes,
        }
    }

    /// The envelope of a record whose JSON takes `bytes`.
    pub fn of(record: &Record, bytes: usize) -> Self {
        let (kind, priority) = classify(&record.body);
        Self {
            id: record.id.clone(),
            kind: kind.to_owned(),
            session: record.sid.clone(),
            seq: record.seq,
            made_ms: record.t,
            priority,
            bytes,
        }
    }
}

fn classify(body: &RecordBody) -> (&'static str, Priority) {
    match body {
        RecordBody::Interaction(turn) if turn.flags.is_empty() => ("interaction", Priority::Normal),
        RecordBody::Interaction(_) => ("interaction", Priority::Flagged),
        RecordBody::Outcome(_) => ("outcome", Priority::Normal),
        RecordBody::Feedback(_) => ("feedback", Priority::Required),
        RecordBody::Session(_) => ("session", Priority::Diagnostic),
        RecordBody::Consent(_) => ("consent", Priority::Required),
        RecordBody::Drop(_) => ("drop", Priority::Required),
    }
}
