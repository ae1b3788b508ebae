//! What the adapter reports, and what it is told to do.

use crate::{Entry, Standing};
use erp_chat_protocol::DropRecord;

/// When an event happened, with fresh randomness for jitter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Wall clock, Unix milliseconds.
    pub now_ms: i64,
    /// Any 32 random bits.
    pub random: u32,
}

impl Moment {
    /// A random duration from 0 up to `limit_ms`.
    pub(crate) fn up_to(self, limit_ms: i64) -> i64 {
        let share = i128::from(limit_ms.max(0)) * i128::from(self.random);
        i64::try_from(share / i128::from(u32::MAX)).unwrap_or(limit_ms)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A record was made.
    Enqueued(Entry),
    /// The transaction that wrote these records is complete.
    Stored {
        /// Ids of the records.
        ids: Vec<String>,
    },
    /// The store refused these records, or is gone.
    StoreFailed {
        /// Ids of the records.
        ids: Vec<String>,
    },
    /// There is no store: records are kept in memory only.
    StoreMissing,
    /// The store was read: after a reload, or after another tab let go of the lock.
    Found(Vec<Entry>),
    /// What [`Effect::Remember`] kept before a reload.
    Restored(Standing),
    /// Time has passed; owed when an [`Effect::ScheduleAt`] is due.
    Tick,
    /// The server answered.
    Response {
        /// Number of the [`Effect::Send`].
        flight: u64,
        /// The answer.
        reply: Reply,
    },
    /// No answer: offline, refused, timed out, blocked.
    NetworkFailed {
        /// Number of the [`Effect::Send`].
        flight: u64,
    },
    /// The host gave a new token.
    TokenRenewed,
    /// The browser believes that it is online again.
    Online,
    /// The browser believes that it is offline: a hint, which changes only what is shown.
    Offline,
    /// Somebody wants delivery now; a wish of the server still comes first.
    FlushRequested,
    /// The page is hidden and may never come back.
    Hidden,
    /// The user agreed to logging.
    ConsentGranted,
    /// The user no longer agrees to logging.
    ConsentWithdrawn,
    /// The user logged out.
    LoggedOut {
        /// Whether to erase what is pending; otherwise it waits, sealed, for the same user.
        purge: bool,
    },
}

/// An HTTP answer, read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Status code; 0 for an opaque redirect.
    pub status: u16,
    /// The whole body.
    pub body: String,
    /// `Retry-After`, as received.
    pub retry_after: Option<String>,
    /// `Date`, as received.
    pub date: Option<String>,
}

/// Something to do. The store operations of one step belong in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write these records, and report `Stored` or `StoreFailed`.
    Store {
        /// Ids of the records.
        ids: Vec<String>,
    },
    /// Delete these records.
    Delete {
        /// Ids of the records.
        ids: Vec<String>,
    },
    /// Send these records in this order, without following redirects.
    Send {
        /// To be named in the answer's event.
        flight: u64,
        /// Ids of the records.
        ids: Vec<String>,
        /// Whether to compress the body.
        gzip: bool,
        /// Whether the page may go away: `keepalive`, uncompressed, with the token at hand.
        unload: bool,
        /// Abort after this long, over headers and body.
        timeout_ms: i64,
    },
    /// Abort the request.
    Abort {
        /// Number of the [`Effect::Send`].
        flight: u64,
    },
    /// Report a `Tick` at this time; replaces the wake-up asked for before.
    ScheduleAt {
        /// Unix milliseconds.
        at_ms: i64,
    },
    /// Shorten the texts of this record, which the server finds too large, and write it back.
    Shorten {
        /// Id of the record.
        id: String,
    },
    /// Move this record to the quarantine: it is not sent again.
    Quarantine {
        /// Id of the record.
        id: String,
        /// Why, as the server put it.
        code: String,
    },
    /// Make a record of this and enqueue it: these records will not arrive.
    ReportDropped {
        /// Session of the dropped records.
        session: String,
        /// Which records.
        dropped: DropRecord,
    },
    /// Keep this with the store for the next page, instead of what was kept before.
    Remember(Standing),
    /// Destroy the key, then everything that is stored.
    Purge,
    /// Tell the host or the widget.
    Notify(Notice),
}

/// Something the host or the widget may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The record is durable.
    Logged {
        /// Id of the record.
        id: String,
    },
    /// Records are kept in memory only and are lost with the page.
    MemoryOnly,
    /// The server wants a new token; answer with `TokenRenewed`.
    TokenNeeded,
    /// The server refuses this client; sending pauses.
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// The client is too old for the server; sending pauses.
    Outdated,
}
