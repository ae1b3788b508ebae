//! Reads the body of `POST /v1/ingest`: caps and envelope first, records one by one later.
//!
//! One malformed record must not cost its neighbours, so records stay untyped here.

use axum::http::StatusCode;
use erp_chat_protocol::{PROTOCOL_VERSION, StoreMode};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Decompressed bytes of a request. SPEC section 3.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// Records in a request. SPEC section 3.
const MAX_RECORDS: usize = 500;

/// A request whose envelope is sound.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Batch {
    proto: u16,
    /// Id of the batch, for logs only.
    pub batch: String,
    /// Id of the installation.
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
    #[serde(default)]
    pub token: Option<String>,
    /// As received.
    pub(crate) records: Vec<Value>,
}

impl Batch {
    /// The ids that it names, as the store knows them, for one look-up.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        self.records.iter().filter_map(id).map(str::to_ascii_lowercase)
    }
}

/// The id of a record, if it has one.
pub(crate) fn id(record: &Value) -> Option<&str> {
    record.get("id").and_then(Value::as_str)
}

/// Why a whole request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IngestError {
    /// More bytes or records than allowed: the client sends less at once.
    TooLarge,
    /// Not a request of this protocol: the client finds the record at fault by halves.
    Malformed,
    /// Made by a newer or older client.
    Version(u16),
}

impl IngestError {
    /// The HTTP status that tells the outbox what to do.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Version(_) => StatusCode::UPGRADE_REQUIRED,
        }
    }

    /// A stable name for programs.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::Version(_) => "version",
        }
    }
}

impl std::fmt::Display for IngestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => write!(f, "more than {MAX_RECORDS} records or {MAX_BYTES} bytes: send less at once"),
            Self::Malformed => write!(f, "not an ingest request"),
            Self::Version(found) => {
                write!(f, "protocol version {found}, but this server speaks {PROTOCOL_VERSION}: update the widget")
            }
        }
    }
}

impl std::error::Error for IngestError {}

/// Reads a decompressed body.
///
/// # Errors
/// A body that is too large, malformed, or of another protocol version.
pub fn read(body: &[u8]) -> Result<Batch, IngestError> {
    if body.len() > MAX_BYTES {
        return Err(IngestError::TooLarge);
    }
    let batch: Batch = serde_json::from_slice(body).map_err(|_| IngestError::Malformed)?;
    if batch.proto != PROTOCOL_VERSION {
        return Err(IngestError::Version(batch.proto));
    }
    if batch.records.len() > MAX_RECORDS {
        return Err(IngestError::TooLarge);
    }
    Ok(batch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(proto: u16, records: &str) -> String {
        format!(
            r#"{{"proto":{proto},"batch":"b","dev":"d","sent_ms":0,"skew_ms":0,"store":"idb","records":[{records}]}}"#
        )
    }

    fn check(body: &str, expected: Result<usize, IngestError>) {
        assert_eq!(read(body.as_bytes()).map(|batch| batch.records.len()), expected);
    }

    #[test]
    fn requests_are_read_or_refused() {
        check(&body(1, ""), Ok(0));
        check(&body(1, "{}, 7, null"), Ok(3));
        check(&body(2, ""), Err(IngestError::Version(2)));
        check("", Err(IngestError::Malformed));
        check("[]", Err(IngestError::Malformed));
        check(&body(1, &vec!["{}"; 500].join(",")), Ok(500));
        check(&body(1, &vec!["{}"; 501].join(",")), Err(IngestError::TooLarge));
        check(&" ".repeat(MAX_BYTES + 1), Err(IngestError::TooLarge));
        check(&"[".repeat(100_000), Err(IngestError::Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_answer(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
