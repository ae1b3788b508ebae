//! When to send next: backoff with full jitter, and what the server asked for.

use crate::event::Moment;
use crate::limits::{BACKOFF_CAP_MS, BACKOFF_LATE_CAP_MS, BACKOFF_MS, HOUR_MS, MANY_FAILURES, MIN_WAIT_MS};
use serde::{Deserialize, Serialize};

/// The earliest time of the next request; kept with the store, so that a reload asks no earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    /// Failures in a row.
    failures: u32,
    /// Chosen here, Unix milliseconds; an `Online` event may shorten it.
    backoff_until: i64,
    /// Demanded by the server, or a pause; only time or the host lifts it.
    blocked_until: i64,
}

impl Schedule {
    /// The earliest time of the next request.
    pub(crate) fn earliest(&self) -> i64 {
        self.backoff_until.max(self.blocked_until)
    }

    /// Whether the last request failed.
    pub(crate) fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// Nothing goes out before the server's wish, even when the page goes away.
    pub(crate) fn blocked(&self, now_ms: i64) -> bool {
        self.blocked_until > now_ms
    }

    /// Full jitter: many clients that fail together do not come back together.
    pub(crate) fn fail(&mut self, moment: Moment) {
        let cap = if self.failures >= MANY_FAILURES { BACKOFF_LATE_CAP_MS } else { BACKOFF_CAP_MS };
        let limit = BACKOFF_MS.saturating_mul(1_i64 << self.failures.min(20)).min(cap);
        self.failures = self.failures.saturating_add(1);
        self.backoff_until = moment.now_ms + moment.up_to(limit).max(MIN_WAIT_MS);
    }

    /// Waits at least as long as the server asked for, at most an hour, plus up to a tenth.
    pub(crate) fn obey(&mut self, wait_ms: i64, moment: Moment) {
        let wait = wait_ms.clamp(MIN_WAIT_MS, HOUR_MS);
        self.pause(wait + moment.up_to(wait / 10), moment);
    }

    /// Sends nothing for a while.
    pub(crate) fn pause(&mut self, wait_ms: i64, moment: Moment) {
        self.blocked_until = self.blocked_until.max(moment.now_ms.saturating_add(wait_ms));
    }

    /// Forgets earlier failures.
    pub(crate) fn succeed(&mut self) {
        *self = Self::default();
    }

    /// Lifts a pause: the host has done something about its cause.
    pub(crate) fn resume(&mut self) {
        self.blocked_until = 0;
    }

    /// Tries again at `at_ms` rather than after the whole backoff.
    pub(crate) fn hurry(&mut self, at_ms: i64) {
        self.backoff_until = self.backoff_until.min(at_ms);
    }

    /// No wait is much longer than an hour; a longer one means that the clock was set back.
    pub(crate) fn distrust_far(&mut self, now_ms: i64) {
        for until in [&mut self.backoff_until, &mut self.blocked_until] {
            if *until > now_ms + HOUR_MS + HOUR_MS / 10 {
                *until = now_ms;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATEST: u32 = u32::MAX;

    fn moment(random: u32) -> Moment {
        Moment { now_ms: 0, random }
    }

    #[test]
    fn backoff_doubles_up_to_its_caps() {
        let check = |failures: u32, random: u32, expected: i64| {
            let mut schedule = Schedule { failures, ..Schedule::default() };
            schedule.fail(moment(random));
            assert_eq!(schedule.earliest(), expected, "after {failures}");
        };
        check(0, LATEST, 2_000);
        check(3, LATEST, 16_000);
        check(3, LATEST / 2, 7_999);
        check(3, 0, 1_000);
        check(9, LATEST, 300_000);
        check(10, LATEST, 1_800_000);
        check(4_000_000_000, LATEST, 1_800_000);
    }

    #[test]
    fn the_server_is_obeyed_within_reason() {
        let check = |wait_ms: i64, random: u32, expected: i64| {
            let mut schedule = Schedule::default();
            schedule.obey(wait_ms, moment(random));
            schedule.hurry(0);
            assert_eq!(schedule.earliest(), expected, "{wait_ms}");
        };
        check(30_000, 0, 30_000);
        check(30_000, LATEST, 33_000);
        check(-5, 0, 1_000);
        check(i64::MAX, 0, HOUR_MS);
    }
}
