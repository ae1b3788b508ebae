//! Where delivery stands: what the widget shows of it, and what outlives the page.

use crate::{Outbox, Schedule};
use serde::{Deserialize, Serialize};

/// What delivery is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Everything is delivered.
    Idle,
    /// For the next attempt.
    Waiting,
    /// A request is under way.
    Sending,
    /// The browser says that there is no network.
    Offline,
    /// The server wants nothing for a while.
    Paused,
    /// Nothing is delivered: there is no server, or the user did not agree.
    Off,
}

impl Activity {
    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Offline => "offline",
            Self::Paused => "paused",
            Self::Off => "off",
        }
    }
}

/// What is worth knowing after a reload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// When the next attempt may be made.
    pub schedule: Schedule,
    /// What this clock was ahead of the server's at its last answer, milliseconds.
    pub skew_ms: i64,
    /// When the server last took records, Unix milliseconds.
    pub synced_ms: Option<i64>,
}

impl Outbox {
    /// What delivery is doing.
    pub fn activity(&self, now_ms: i64) -> Activity {
        match () {
            () if self.closed || self.local => Activity::Off,
            () if self.flight.is_some() => Activity::Sending,
            () if self.offline => Activity::Offline,
            () if self.schedule.blocked(now_ms) => Activity::Paused,
            () if self.queue.len() > 0 => Activity::Waiting,
            () => Activity::Idle,
        }
    }

    /// Where delivery stands.
    pub fn standing(&self) -> Standing {
        Standing { schedule: self.schedule, skew_ms: self.skew_ms, synced_ms: self.synced_ms }
    }

    /// Takes up what an earlier page kept. What lies too far ahead is corrected by the next tick.
    pub(crate) fn restore(&mut self, standing: Standing) {
        let Standing { schedule, skew_ms, synced_ms } = standing;
        (self.schedule, self.skew_ms, self.synced_ms) = (schedule, skew_ms, synced_ms);
        self.remembered = standing;
    }
}
