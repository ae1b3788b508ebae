//! What the outbox knows of a record: its envelope.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

/// What is given up first when room is short: the last variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// The envelope of a record; it lies in the clear beside a body that may be sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

    /// Reads the envelope of a record from its JSON; none when that is no record.
    pub fn read(json: &str) -> Option<Self> {
        let envelope: Envelope = serde_json::from_str(json).ok()?;
        let priority = priority(&envelope)?;
        let Envelope { id, kind, sid, seq, t, .. } = envelope;
        Some(Self { id, kind, session: sid, seq, made_ms: t, priority, bytes: json.len() })
    }
}

/// The members of [`erp_chat_protocol::Record`] that matter here; reading only them keeps the wasm small.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    kind: String,
    sid: String,
    seq: u64,
    t: i64,
    #[serde(default)]
    flags: Vec<IgnoredAny>,
}

fn priority(envelope: &Envelope) -> Option<Priority> {
    match envelope.kind.as_str() {
        "feedback" | "consent" | "drop" => Some(Priority::Required),
        "interaction" if !envelope.flags.is_empty() => Some(Priority::Flagged),
        "interaction" | "outcome" => Some(Priority::Normal),
        "session" => Some(Priority::Diagnostic),
        _ => None,
    }
}
