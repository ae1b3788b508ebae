//! Records that will not arrive: counted, so that the server can tell a gap from a loss.

use crate::limits::{DROP_REPORT_MS, RATE_BURST, RATE_PER_SECOND};
use crate::{Effect, Entry};
use erp_chat_protocol::DropRecord;

/// Why a record was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Capacity,
    Quota,
    Rate,
    Age,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::Capacity => "capacity",
            Self::Quota => "quota",
            Self::Rate => "rate",
            Self::Age => "age",
        }
    }
}

/// Drops that are not reported yet.
#[derive(Debug, Default)]
pub(crate) struct Drops {
    /// By session, kind and reason; there are never many.
    counted: Vec<(String, DropRecord)>,
    /// When to report them, if nothing else does before.
    pub(crate) due: Option<i64>,
}

impl Drops {
    /// Counts a record now and reports it a little later, so that a page that loops makes few reports.
    pub(crate) fn add_in_passing(&mut self, entry: &Entry, now_ms: i64) {
        self.add(entry, Reason::Rate);
        self.due.get_or_insert(now_ms + DROP_REPORT_MS);
    }

    /// Counts a record.
    pub(crate) fn add(&mut self, entry: &Entry, reason: Reason) {
        let alike = |(session, dropped): &&mut (String, DropRecord)| {
            *session == entry.session && dropped.dropped_kind == entry.kind && dropped.reason == reason.name()
        };
        let Some((_, dropped)) = self.counted.iter_mut().find(alike) else {
            self.counted.push((entry.session.clone(), first(entry, reason)));
            return;
        };
        dropped.count += 1;
        dropped.first_seq = dropped.first_seq.min(entry.seq);
        dropped.last_seq = dropped.last_seq.max(entry.seq);
    }

    /// Reports and forgets what was counted.
    pub(crate) fn report(&mut self) -> impl Iterator<Item = Effect> + use<> {
        let Self { counted, .. } = std::mem::take(self);
        counted.into_iter().map(|(session, dropped)| Effect::ReportDropped { session, dropped })
    }
}

fn first(entry: &Entry, reason: Reason) -> DropRecord {
    DropRecord {
        dropped_kind: entry.kind.clone(),
        reason: reason.name().to_owned(),
        count: 1,
        first_seq: entry.seq,
        last_seq: entry.seq,
    }
}

/// A token bucket, in thousandths of a token, against a page that loops.
#[derive(Debug)]
pub(crate) struct Bucket {
    level: i64,
    filled_ms: i64,
}

impl Default for Bucket {
    fn default() -> Self {
        Self { level: RATE_BURST * 1_000, filled_ms: 0 }
    }
}

impl Bucket {
    /// Whether another record may come in now. A clock that was set back fills nothing.
    pub(crate) fn take(&mut self, now_ms: i64) -> bool {
        let passed = now_ms.saturating_sub(self.filled_ms).max(0);
        self.level = self.level.saturating_add(passed.saturating_mul(RATE_PER_SECOND)).min(RATE_BURST * 1_000);
        self.filled_ms = now_ms;
        let allowed = self.level >= 1_000;
        if allowed {
            self.level -= 1_000;
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_ten_a_second() {
        let mut bucket = Bucket::default();
        let mut passed = |count: usize, now_ms: i64| (0..count).filter(|_| bucket.take(now_ms)).count();
        assert_eq!(passed(1_000, 0), 100);
        assert_eq!(passed(1_000, 1_000), 10);
        assert_eq!(passed(1_000, 500), 0);
        assert_eq!(passed(1_000, 3_600_000), 100);
    }
}
