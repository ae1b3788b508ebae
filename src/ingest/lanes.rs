//! Turns of one conversation, one after the other.
//!
//! Each goes on from the state that the last one left, so turns at once would only be answered in vain. A conversation has
//! one of a fixed number of lanes, so that nothing grows with their number; two in one lane merely wait for each other.

use erp_chat_engine::bundle::checksum;
use tokio::sync::{Mutex, MutexGuard};

/// More than the turns that the processors of one machine work on at a time, so that strangers seldom meet.
const LANES: u64 = 256;

/// A place to wait for each conversation.
pub(crate) struct Lanes(Vec<Mutex<()>>);

impl Default for Lanes {
    fn default() -> Self {
        Self((0..LANES).map(|_| Mutex::default()).collect())
    }
}

impl Lanes {
    /// Waits, in order of arrival, until the turns before are answered; the lane is free again when the answer is dropped.
    // The time of a request is limited, and so is the wait.
    pub(crate) async fn enter(&self, session: &str) -> Option<MutexGuard<'_, ()>> {
        let lane = usize::try_from(checksum(session.as_bytes()) % LANES).ok()?;
        Some(self.0.get(lane)?.lock().await)
    }
}
