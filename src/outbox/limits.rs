//! Every number of the outbox, from the design's table of constants, and the limits that a server may change.

use erp_chat_protocol::ClientConfig;

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
pub(crate) const HOUR_MS: i64 = 60 * MINUTE_MS;
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;

/// Records and bytes kept at most.
pub(crate) const MAX_RECORDS: usize = 5_000;
pub(crate) const MAX_BYTES: usize = 20 << 20;
/// The same while there is no store.
pub(crate) const MEMORY_RECORDS: usize = 500;
pub(crate) const MEMORY_BYTES: usize = 1 << 20;
/// Older records are given up, well inside the server's window for duplicates.
pub(crate) const MAX_AGE_MS: i64 = 30 * DAY_MS;
/// A twentieth at once, so that a full queue does not make a drop record for each record.
pub(crate) const EVICTED_SHARE_OF_QUEUE: usize = 20;
/// A fifth when the browser says that the disk is full.
pub(crate) const EVICTED_SHARE_ON_QUOTA: usize = 5;
/// Records per second that a person cannot exceed, and how many at once.
pub(crate) const RATE_PER_SECOND: i64 = 10;
pub(crate) const RATE_BURST: i64 = 100;
/// Records above that rate are counted this long before they are reported.
pub(crate) const DROP_REPORT_MS: i64 = SECOND_MS;

/// A batch goes out at once when it has this many records.
pub(crate) const FLUSH_RECORDS: usize = 20;
/// Browsers share 64 KiB among all `keepalive` requests of a page.
pub(crate) const UNLOAD_BYTES: usize = 48 << 10;
/// A request may take this long, and longer by its size on a slow uplink.
pub(crate) const TIMEOUT_MS: i64 = 15 * SECOND_MS;
pub(crate) const UPLOAD_BYTES_PER_MS: usize = 8;

/// The wait after the first failure; it doubles up to the cap, which is higher after many failures.
pub(crate) const BACKOFF_MS: i64 = 2 * SECOND_MS;
pub(crate) const BACKOFF_CAP_MS: i64 = 5 * MINUTE_MS;
pub(crate) const BACKOFF_LATE_CAP_MS: i64 = 30 * MINUTE_MS;
pub(crate) const MANY_FAILURES: u32 = 10;
/// No wait is shorter, and none that a server asks for is longer than [`HOUR_MS`].
pub(crate) const MIN_WAIT_MS: i64 = SECOND_MS;
/// Clients that come back online together spread over this long.
pub(crate) const ONLINE_SPREAD_MS: i64 = 5 * SECOND_MS;
/// The host is asked for a token this often.
pub(crate) const TOKEN_WAIT_MS: i64 = MINUTE_MS;
/// A record is suspected of breaking the server after this many errors.
pub(crate) const POISON_TRIES: u32 = 5;
/// So many single records refused in a row without a success: the server is wrong, not the records.
pub(crate) const REFUSALS_IN_A_ROW: u32 = 3;

/// Limits of a batch; the server lowers or raises them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) records: usize,
    pub(crate) bytes: usize,
    pub(crate) flush_ms: i64,
    pub(crate) gzip: bool,
}

const DEFAULT: Limits = Limits { records: 100, bytes: 256 << 10, flush_ms: 5 * SECOND_MS, gzip: true };

impl Default for Limits {
    fn default() -> Self {
        DEFAULT
    }
}

impl Limits {
    /// Takes what a server asks for, within what is reasonable.
    pub(crate) fn take(&mut self, config: &ClientConfig) {
        if let Some(records) = config.max_records {
            self.records = (records as usize).clamp(1, DEFAULT.records);
        }
        if let Some(bytes) = config.max_bytes {
            self.bytes = (bytes as usize).clamp(1 << 10, DEFAULT.bytes);
        }
        if let Some(flush_ms) = config.flush_ms {
            self.flush_ms = i64::from(flush_ms).clamp(0, MINUTE_MS);
        }
    }

    /// Remembers that a batch of this size was too large.
    pub(crate) fn halve(&mut self, bytes: usize) {
        self.bytes = (bytes / 2).clamp(1 << 10, self.bytes);
    }
}
