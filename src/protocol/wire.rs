//! `POST /v1/ingest`: a batch of records out, one answer per record back.

use crate::Record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How the client keeps its outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreMode {
    /// IndexedDB.
    Idb,
    /// Memory only: lost with the page.
    Mem,
}

/// A batch of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IngestRequest {
    /// Protocol version, see [`crate::PROTOCOL_VERSION`].
    pub proto: u16,
    /// Id of the batch, for logs only.
    pub batch: String,
    /// Id of the installation (one browser profile).
    pub dev: String,
    /// Wall clock of the client when it sent, Unix milliseconds.
    pub sent_ms: i64,
    /// What the client believes its clock is ahead of the server's, milliseconds.
    pub skew_ms: i64,
    /// How the client keeps its outbox.
    pub store: StoreMode,
    /// Counters of the outbox, by name.
    #[serde(default)]
    pub ctr: BTreeMap<String, u64>,
    /// Token, on the unload path where no header can be set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// At most 500.
    pub records: Vec<Record>,
}

/// The answer to a batch; only this lets the client delete anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IngestResponse {
    /// Protocol version.
    pub proto: u16,
    /// Wall clock of the server, Unix milliseconds.
    pub now_ms: i64,
    /// One per record, in any order.
    pub acks: Vec<Acknowledgement>,
    /// New limits for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cfg: Option<ClientConfig>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Id of the record.
    pub id: String,
    /// What became of it.
    pub s: AcknowledgementStatus,
    /// Stable code of the reason, for `rej` and `retry`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Not before this many milliseconds, for `retry`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_ms: Option<u64>,
}

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AcknowledgementStatus {
    /// Stored.
    Ok,
    /// Was stored before.
    Dup,
    /// Will never be accepted.
    Rej,
    /// Send again later.
    Retry,
}

/// Limits that the server asks the client to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientConfig {
    /// Records in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_records: Option<u32>,
    /// Bytes in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u32>,
    /// Milliseconds between a record and its sending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flush_ms: Option<u32>,
    /// Send nothing for this many milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_ms: Option<u64>,
}
