//! The pending records in the order in which they were made, with the indexes that keep every step cheap.

use crate::Entry;
use crate::limits::HOUR_MS;
use std::collections::{BTreeSet, HashMap};

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Being written.
    Storing,
    /// Being written for the second time, after room was made.
    StoringAgain,
    /// May be sent.
    Ready,
    /// The server wants it later.
    Waiting { until: i64 },
    /// In a group that the server refused, and which is sent apart.
    Suspect,
    /// In the request under way.
    Flying,
}

/// A record with what happened to it.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) entry: Entry,
    pub(crate) state: State,
    /// Server errors that it took part in, and refusals of it alone.
    pub(crate) tries: u32,
    /// Successful requests up to its first of them.
    pub(crate) successes_before: u64,
    /// Whether its texts were shortened already.
    pub(crate) shortened: bool,
}

/// Orders of records, sorted by something else first. One type for all lists: each other one would cost the wasm 7 KB.
type List = BTreeSet<(i64, u64)>;

/// All pending records.
#[derive(Debug, Default)]
pub(crate) struct Queue {
    // Both maps are only looked up: their order is random.
    by_order: HashMap<u64, Pending>,
    orders: HashMap<String, u64>,
    /// What is evicted first comes first.
    by_worth: List,
    /// By order alone.
    ready: List,
    /// By the time of waking.
    waiting: List,
    bytes: usize,
    last_order: u64,
}

impl Queue {
    pub(crate) fn len(&self) -> usize {
        self.by_order.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many may be sent.
    pub(crate) fn ready(&self) -> usize {
        self.ready.len()
    }

    /// When the first of those that wait may be sent.
    pub(crate) fn first_wake(&self) -> Option<i64> {
        self.waiting.first().map(|(until, _)| *until)
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.orders.contains_key(id)
    }

    pub(crate) fn state(&self, id: &str) -> Option<State> {
        let order = self.orders.get(id)?;
        self.by_order.get(order).map(|pending| pending.state)
    }

    pub(crate) fn is_storing(&self, id: &str) -> bool {
        matches!(self.state(id), Some(State::Storing | State::StoringAgain))
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Pending> {
        self.by_order.get_mut(self.orders.get(id)?)
    }

    /// Adds a record at the end.
    pub(crate) fn insert(&mut self, entry: Entry, state: State) {
        self.last_order += 1;
        let order = self.last_order;
        let id = entry.id.clone();
        self.bytes += entry.bytes;
        self.orders.insert(id.clone(), order);
        self.by_worth.insert((worth(&entry), order));
        let pending = Pending { entry, state: State::Storing, tries: 0, successes_before: 0, shortened: false };
        self.by_order.insert(order, pending);
        self.set(&id, state);
    }

    /// Moves a record to another state.
    pub(crate) fn set(&mut self, id: &str, state: State) {
        let Some(order) = self.orders.get(id).copied() else {
            return;
        };
        let Some(pending) = self.by_order.get_mut(&order) else {
            return;
        };
        let before = std::mem::replace(&mut pending.state, state);
        self.unlist(order, before);
        match state {
            State::Ready => drop(self.ready.insert((0, order))),
            State::Waiting { until } => drop(self.waiting.insert((until, order))),
            _ => {}
        }
    }

    /// Takes a record out.
    pub(crate) fn remove(&mut self, id: &str) -> Option<Entry> {
        let order = self.orders.remove(id)?;
        let Pending { entry, state, .. } = self.by_order.remove(&order)?;
        self.unlist(order, state);
        self.by_worth.remove(&(worth(&entry), order));
        self.bytes -= entry.bytes;
        Some(entry)
    }

    /// Takes out up to `count` records that matter least, the oldest first; none that is under way.
    pub(crate) fn evict(&mut self, count: usize) -> Vec<Entry> {
        let flying = |order: &u64| self.by_order.get(order).is_some_and(|pending| pending.state == State::Flying);
        let worthless = self.by_worth.iter().map(|(_, order)| order).filter(|order| !flying(order));
        let ids: Vec<String> = worthless.take(count).filter_map(|order| self.id(*order)).collect();
        ids.iter().filter_map(|id| self.remove(id)).collect()
    }

    /// Takes out the records that are ready and were made before `limit_ms`.
    pub(crate) fn expire(&mut self, limit_ms: i64) -> Vec<Entry> {
        let ready = self.ready.iter().filter_map(|(_, order)| self.by_order.get(order));
        let old = ready.filter(|pending| pending.entry.made_ms < limit_ms);
        let ids: Vec<String> = old.map(|pending| pending.entry.id.clone()).collect();
        ids.iter().filter_map(|id| self.remove(id)).collect()
    }

    /// Makes those ready whose time has come, or lies too far ahead; says whether there was one.
    pub(crate) fn wake(&mut self, now_ms: i64) -> bool {
        let waits = now_ms..=now_ms.saturating_add(HOUR_MS);
        let due = self.waiting.iter().filter(|(until, _)| *until == now_ms || !waits.contains(until));
        let ids: Vec<String> = due.filter_map(|(_, order)| self.id(*order)).collect();
        ids.iter().for_each(|id| self.set(id, State::Ready));
        !ids.is_empty()
    }

    /// The ids and sizes of the records that may be sent, in order.
    pub(crate) fn sendable(&self) -> impl Iterator<Item = (&str, usize)> {
        let ready = self.ready.iter().filter_map(|(_, order)| self.by_order.get(order));
        ready.map(|pending| (pending.entry.id.as_str(), pending.entry.bytes))
    }

    fn id(&self, order: u64) -> Option<String> {
        self.by_order.get(&order).map(|pending| pending.entry.id.clone())
    }

    fn unlist(&mut self, order: u64, state: State) {
        match state {
            State::Ready => drop(self.ready.remove(&(0, order))),
            State::Waiting { until } => drop(self.waiting.remove(&(until, order))),
            _ => {}
        }
    }
}

/// The least worth comes first.
fn worth(entry: &Entry) -> i64 {
    -(entry.priority as i64)
}
