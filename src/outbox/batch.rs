//! Chooses what goes into the next request, and when.

use crate::limits::{TIMEOUT_MS, UNLOAD_BYTES, UPLOAD_BYTES_PER_MS};
use crate::queue::{Queue, State};
use crate::{Effect, Moment, Outbox};
use std::collections::VecDeque;

/// The request under way; there is never a second one.
#[derive(Debug)]
pub(crate) struct Flight {
    pub(crate) number: u64,
    pub(crate) ids: Vec<String>,
    pub(crate) bytes: usize,
    /// Whether the records are a group that the server refused before.
    pub(crate) suspect: bool,
    /// A device that slept finds out that the answer will not come.
    pub(crate) deadline: i64,
}

/// Groups of records that the server refused; each is sent apart until the one at fault is alone.
#[derive(Debug, Default)]
pub(crate) struct Suspects {
    groups: VecDeque<Vec<String>>,
    /// Other records go in between, so that a group that always fails blocks nobody.
    yielded: bool,
}

impl Suspects {
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Adds a group behind the others.
    pub(crate) fn push(&mut self, ids: &[String]) {
        self.groups.push_back(ids.to_vec());
    }

    fn next(&mut self, queue: &Queue) -> Option<Vec<String>> {
        self.yielded = !self.yielded && queue.ready() > 0;
        if self.yielded {
            return None;
        }
        // A member may have been evicted meanwhile.
        let present = |group: Vec<String>| group.into_iter().filter(|id| queue.contains(id)).collect::<Vec<_>>();
        std::iter::from_fn(|| self.groups.pop_front()).map(present).find(|group| !group.is_empty())
    }
}

impl Outbox {
    /// Sends when it is time, otherwise asks to be woken when it will be.
    pub(crate) fn plan(&mut self, moment: Moment, effects: &mut Vec<Effect>) {
        if self.closed {
            return;
        }
        if self.queue.ready() == 0 {
            // The next record waits for others again.
            self.flush_at = None;
        }
        if self.drops.due.is_some_and(|due| due <= moment.now_ms) {
            effects.extend(self.drops.report());
        }
        let due = self.due_at().is_some_and(|due| due <= moment.now_ms);
        if due && self.flight.is_none() {
            effects.extend(self.launch(moment, false));
        }
        self.remember(effects);
        let wake_at = self.flight.as_ref().map(|flight| flight.deadline).or_else(|| self.wake_due());
        if let Some(at_ms) = wake_at.filter(|_| wake_at != self.wake_at) {
            effects.push(Effect::ScheduleAt { at_ms });
        }
        self.wake_at = wake_at;
    }

    /// What a reload must not forget is kept whenever it changes.
    fn remember(&mut self, effects: &mut Vec<Effect>) {
        let standing = self.standing();
        if standing != self.remembered {
            self.remembered = standing;
            effects.push(Effect::Remember(standing));
        }
    }

    /// The page may go away: one small batch now, unless the server forbade it.
    pub(crate) fn unload(&mut self, moment: Moment) -> Vec<Effect> {
        if self.closed || self.local || self.flight.is_some() || self.schedule.blocked(moment.now_ms) {
            return Vec::new();
        }
        self.launch(moment, true).into_iter().collect()
    }

    fn due_at(&self) -> Option<i64> {
        if self.local {
            return None;
        }
        let suspects = (!self.suspects.is_empty()).then_some(i64::MIN);
        let flush = self.flush_at.filter(|_| self.queue.ready() > 0);
        let wanted = suspects.or(flush)?;
        Some(wanted.max(self.schedule.earliest()))
    }

    fn wake_due(&self) -> Option<i64> {
        let others = self.queue.first_wake().into_iter().chain(self.drops.due);
        self.due_at().into_iter().chain(others).min()
    }

    fn launch(&mut self, moment: Moment, unload: bool) -> Option<Effect> {
        let group = if unload { None } else { self.suspects.next(&self.queue) };
        let suspect = group.is_some();
        let ids = group.unwrap_or_else(|| self.choose(unload));
        if ids.is_empty() {
            return None;
        }
        let sizes = ids.iter().map(|id| self.queue.get_mut(id).map_or(0, |pending| pending.entry.bytes));
        let bytes = sizes.sum::<usize>();
        ids.iter().for_each(|id| self.queue.set(id, State::Flying));
        self.flush_at = None;
        self.flights += 1;
        let timeout_ms = TIMEOUT_MS + i64::try_from(bytes / UPLOAD_BYTES_PER_MS).unwrap_or_default();
        self.flight = Some(Flight {
            number: self.flights,
            ids: ids.clone(),
            bytes,
            suspect,
            deadline: moment.now_ms + timeout_ms,
        });
        Some(Effect::Send { flight: self.flights, ids, gzip: self.limits.gzip && !unload, unload, timeout_ms })
    }

    /// The oldest records that fit; always at least one, or it would never go.
    fn choose(&self, unload: bool) -> Vec<String> {
        let limit = if unload { UNLOAD_BYTES.min(self.limits.bytes) } else { self.limits.bytes };
        let mut bytes = 0;
        let fitting = self.queue.sendable().take(self.limits.records).take_while(|(_, size)| {
            let first = bytes == 0;
            bytes += size;
            bytes <= limit || (first && !unload)
        });
        fitting.map(|(id, _)| id.to_owned()).collect()
    }
}
