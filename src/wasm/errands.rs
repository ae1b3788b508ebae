//! What the outbox wants of the browser, in terms of records: what to store, what to send, what to tell.

use crate::parcel::Parcel;
use erp_chat_outbox::{Entry, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Records that the log shows at most.
pub(crate) const LOG_RECORDS: usize = 600;

/// A pending record: its envelope in the clear, and its JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) entry: Entry,
    pub(crate) text: String,
}

/// A record that is not sent again.
#[derive(Debug, Serialize)]
pub(crate) struct Dead {
    #[serde(skip)]
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) at: i64,
    pub(crate) text: String,
}

/// The conversation as it was kept last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) session: String,
    /// Unix milliseconds.
    pub(crate) at: i64,
}

/// Something for the store.
#[derive(Debug)]
pub(crate) enum Write {
    /// Keeps a pending record, and logs it.
    Record(Row),
    /// Replaces a pending record.
    Rewrite(Row),
    Delete(String),
    Quarantine(Dead),
    Session(Option<Kept>),
    /// What the user taught the assistant.
    Lessons(String),
    Device(String),
    Standing(Standing),
    /// Erases everything.
    Purge,
}

/// What the store held when it was opened.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) rows: Vec<Row>,
    /// Keys of rows that make no sense.
    pub(crate) junk: Vec<String>,
    pub(crate) kept: Option<Kept>,
    pub(crate) lessons: Option<String>,
    pub(crate) device: Option<String>,
    pub(crate) standing: Standing,
}

/// Something for the listener.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum News {
    Logged { id: String },
    Memory,
    Status,
    Refused { status: u16 },
    Outdated,
    Quarantined { id: String, code: String },
}

/// What the browser is to do.
#[derive(Debug, Default)]
pub(crate) struct Errands {
    /// For one transaction.
    pub(crate) writes: Vec<Write>,
    /// Ids of the records among them that are to be reported on.
    pub(crate) storing: Vec<String>,
    pub(crate) abort: Option<u64>,
    pub(crate) parcel: Option<Parcel>,
    pub(crate) wake_at: Option<i64>,
    pub(crate) needs_token: bool,
    pub(crate) news: Vec<News>,
}

/// How delivery stands, for the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    pub(crate) state: &'static str,
    pub(crate) store: &'static str,
    /// The last attempt failed.
    pub(crate) retrying: bool,
    pub(crate) pending: usize,
    pub(crate) counters: BTreeMap<String, u64>,
    pub(crate) synced_at: Option<i64>,
}
