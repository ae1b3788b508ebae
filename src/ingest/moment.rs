//! The server's clock, and how its numbers are rounded for people.

use std::time::{SystemTime, UNIX_EPOCH};

/// The wall clock, Unix milliseconds.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
