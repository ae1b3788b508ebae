//! Pure state machine that decides when records are stored, sent and deleted.
//!
//! It does no I/O and reads no clock: the adapter reports what happened as an [`Event`] and does what each [`Effect`] says.
//! It knows envelopes only; bodies stay with the adapter and its store.

#![deny(missing_docs)]

mod batch;
mod drops;
mod entry;
mod event;
mod limits;
mod queue;
mod reply;
mod retry_after;
mod schedule;
mod standing;

pub use entry::{Entry, Priority};
pub use event::{Effect, Event, Moment, Notice, Reply};
pub use schedule::Schedule;
pub use standing::{Activity, Standing};

use batch::{Flight, Suspects};
use drops::{Bucket, Drops, Reason};
use limits::{EVICTED_SHARE_OF_QUEUE, MAX_BYTES, MAX_RECORDS, MEMORY_BYTES, MEMORY_RECORDS, ONLINE_SPREAD_MS};
use limits::{EVICTED_SHARE_ON_QUOTA, FLUSH_RECORDS, Limits};
use queue::{Queue, State};

/// The outbox of one user on one device.
///
/// ```
/// use erp_chat_outbox::{Effect, Entry, Event, Moment, Outbox, Priority};
///
/// let mut outbox = Outbox::default();
/// let entry = Entry::new("0192", 400, Priority::Normal);
/// let effects = outbox.step(Event::Enqueued(entry), Moment { now_ms: 0, random: 7 });
/// assert_eq!(effects, [Effect::Store { ids: vec!["0192".to_owned()] }]);
/// ```
#[derive(Debug, Default)]
pub struct Outbox {
    queue: Queue,
    suspects: Suspects,
    flight: Option<Flight>,
    flights: u64,
    schedule: Schedule,
    limits: Limits,
    drops: Drops,
    bucket: Bucket,
    /// After logout or withdrawn consent nothing is taken or sent.
    closed: bool,
    /// There is no server: records are kept, and never sent.
    local: bool,
    /// The last attempt to store failed.
    memory_only: bool,
    /// What the browser believes.
    offline: bool,
    /// Batches that the server took.
    successes: u64,
    /// Single records that it refused since.
    refusals: u32,
    /// When the next batch should go, if no failure delays it.
    flush_at: Option<i64>,
    /// The last wake-up asked for.
    wake_at: Option<i64>,
    /// When the host was last asked for a token.
    token_asked_ms: Option<i64>,
    skew_ms: i64,
    synced_ms: Option<i64>,
    /// What the store was last told to keep.
    remembered: Standing,
    /// There are fewer than ten names.
    counters: Vec<(&'static str, u64)>,
}

impl Outbox {
    /// An outbox without a server: it keeps records, and sends none.
    pub fn without_server() -> Self {
        Self { local: true, ..Self::default() }
    }

    /// Takes an event and says what to do about it, in order; all of it is to be done before the next step.
    pub fn step(&mut self, event: Event, moment: Moment) -> Vec<Effect> {
        let mut effects = self.take(event, moment);
        self.plan(moment, &mut effects);
        effects
    }

    fn take(&mut self, event: Event, moment: Moment) -> Vec<Effect> {
        match event {
            Event::Enqueued(entry) => self.enqueue(entry, moment),
            Event::Stored { ids } => self.stored(&ids, moment),
            Event::StoreFailed { ids } => self.store_failed(&ids, moment),
            Event::StoreMissing => self.do_without_store(),
            Event::Found(entries) => self.found(entries, moment),
            Event::Restored(standing) => self.restored(standing),
            Event::Tick => self.tick(moment),
            Event::Response { flight, reply } => self.land(flight, Some(&reply), moment),
            Event::NetworkFailed { flight } => self.land(flight, None, moment),
            Event::TokenRenewed => self.resume(),
            Event::Online => self.hurry(moment),
            Event::Offline => self.lose_network(),
            Event::FlushRequested => self.flush(moment),
            Event::Hidden => self.unload(moment),
            Event::ConsentGranted => self.open(),
            Event::ConsentWithdrawn => self.close(true),
            Event::LoggedOut { purge } => self.close(purge),
        }
    }

    /// How many records wait to be delivered.
    pub fn pending(&self) -> usize {
        self.queue.len()
    }

    /// Whether this record waits to be delivered.
    pub fn holds(&self, id: &str) -> bool {
        self.queue.contains(id)
    }

    /// Whether nothing is taken: the user logged out, or does not agree to logging.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether a request is under way.
    pub fn is_sending(&self) -> bool {
        self.flight.is_some()
    }

    /// Whether records are lost with the page.
    pub fn is_memory_only(&self) -> bool {
        self.memory_only
    }

    /// Whether the last attempt to send failed, so that the next one is a retry.
    pub fn is_retrying(&self) -> bool {
        self.schedule.has_failed()
    }

    /// Counts since the start, by name, as they are sent with each batch.
    pub fn counters(&self) -> &[(&'static str, u64)] {
        &self.counters
    }

    fn enqueue(&mut self, entry: Entry, moment: Moment) -> Vec<Effect> {
        if self.closed || self.queue.contains(&entry.id) {
            return Vec::new();
        }
        if entry.priority != Priority::Required && !self.bucket.take(moment.now_ms) {
            self.drops.add_in_passing(&entry, moment.now_ms);
            return Vec::new();
        }
        let mut effects = self.make_room(entry.bytes);
        let ids = vec![entry.id.clone()];
        effects.push(Effect::Store { ids });
        self.count("enqueued", 1);
        self.queue.insert(entry, State::Storing);
        effects
    }

    fn make_room(&mut self, bytes: usize) -> Vec<Effect> {
        let (max_records, max_bytes) = self.capacity();
        let fits = self.queue.len() < max_records && self.queue.bytes() + bytes <= max_bytes;
        if fits {
            return Vec::new();
        }
        self.evict(self.queue.len() / EVICTED_SHARE_OF_QUEUE + 1, Reason::Capacity)
    }

    fn capacity(&self) -> (usize, usize) {
        if self.memory_only { (MEMORY_RECORDS, MEMORY_BYTES) } else { (MAX_RECORDS, MAX_BYTES) }
    }

    fn stored(&mut self, ids: &[String], moment: Moment) -> Vec<Effect> {
        let storing: Vec<_> = ids.iter().filter(|id| self.queue.is_storing(id)).cloned().collect();
        storing.iter().for_each(|id| self.queue.set(id, State::Ready));
        self.memory_only &= storing.is_empty();
        self.flush_soon(moment);
        storing.into_iter().map(|id| Effect::Notify(Notice::Logged { id })).collect()
    }

    /// The store is full or broken: makes room and tries once more, then keeps the records in memory.
    fn store_failed(&mut self, ids: &[String], moment: Moment) -> Vec<Effect> {
        let failing = ids.iter().filter(|id| self.queue.is_storing(id)).cloned();
        // A store that failed before is not worth giving up records for.
        let hopeful = |id: &String| !self.memory_only && self.queue.state(id) == Some(State::Storing);
        let (first, again): (Vec<_>, Vec<_>) = failing.partition(hopeful);
        let mut effects = self.keep_in_memory(&again, moment);
        effects.extend(self.store_again(first));
        effects
    }

    fn store_again(&mut self, mut ids: Vec<String>) -> Vec<Effect> {
        if ids.is_empty() {
            return Vec::new();
        }
        ids.iter().for_each(|id| self.queue.set(id, State::StoringAgain));
        let mut effects = self.evict(self.queue.len() / EVICTED_SHARE_ON_QUOTA, Reason::Quota);
        ids.retain(|id| self.queue.contains(id));
        effects.push(Effect::Store { ids });
        effects
    }

    fn keep_in_memory(&mut self, ids: &[String], moment: Moment) -> Vec<Effect> {
        if ids.is_empty() {
            return Vec::new();
        }
        ids.iter().for_each(|id| self.queue.set(id, State::Ready));
        self.flush_at = Some(moment.now_ms);
        self.do_without_store()
    }

    fn do_without_store(&mut self) -> Vec<Effect> {
        let news = !std::mem::replace(&mut self.memory_only, true);
        news.then_some(Effect::Notify(Notice::MemoryOnly)).into_iter().collect()
    }

    fn restored(&mut self, standing: Standing) -> Vec<Effect> {
        self.restore(standing);
        Vec::new()
    }

    /// What the store holds: records of an earlier page or of another tab are taken over.
    fn found(&mut self, entries: Vec<Entry>, moment: Moment) -> Vec<Effect> {
        for entry in entries {
            if !self.closed && !self.queue.contains(&entry.id) {
                self.queue.insert(entry, State::Ready);
            }
        }
        self.flush_soon(moment);
        Vec::new()
    }

    fn tick(&mut self, moment: Moment) -> Vec<Effect> {
        // A timer that rings a little early is wound up again.
        self.wake_at = None;
        if self.queue.wake(moment.now_ms) {
            self.flush_at = Some(moment.now_ms);
        }
        self.distrust_far(moment.now_ms);
        let overdue = self.flight.as_ref().filter(|flight| flight.deadline <= moment.now_ms);
        let Some(flight) = overdue.map(|flight| flight.number) else {
            return Vec::new();
        };
        self.land(flight, None, moment);
        vec![Effect::Abort { flight }]
    }

    /// A time that lies too far ahead means that the clock was set back.
    fn distrust_far(&mut self, now_ms: i64) {
        self.schedule.distrust_far(now_ms);
        let latest = now_ms + self.limits.flush_ms;
        self.flush_at = self.flush_at.map(|at| at.min(latest));
    }

    /// Invariant: an answer counts only for the request in flight; a late one changes nothing.
    fn land(&mut self, number: u64, reply: Option<&Reply>, moment: Moment) -> Vec<Effect> {
        let Some(flight) = self.flight.take_if(|flight| flight.number == number) else {
            return Vec::new();
        };
        let effects = match reply {
            Some(reply) => self.settle(&flight, reply, moment),
            None => self.retry_later(None, moment),
        };
        self.release(&flight, moment);
        effects
    }

    fn resume(&mut self) -> Vec<Effect> {
        self.schedule.resume();
        Vec::new()
    }

    fn hurry(&mut self, moment: Moment) -> Vec<Effect> {
        self.offline = false;
        self.schedule.hurry(moment.now_ms + moment.up_to(ONLINE_SPREAD_MS));
        Vec::new()
    }

    fn lose_network(&mut self) -> Vec<Effect> {
        self.offline = true;
        Vec::new()
    }

    fn flush(&mut self, moment: Moment) -> Vec<Effect> {
        self.schedule.hurry(moment.now_ms);
        self.flush_at = Some(moment.now_ms);
        Vec::new()
    }

    fn open(&mut self) -> Vec<Effect> {
        self.closed = false;
        Vec::new()
    }

    fn close(&mut self, purge: bool) -> Vec<Effect> {
        let aborted = self.flight.take().map(|flight| Effect::Abort { flight: flight.number });
        let Self { flights, local, memory_only, offline, .. } = *self;
        *self = Self { closed: true, flights, local, memory_only, offline, ..Self::default() };
        aborted.into_iter().chain(purge.then_some(Effect::Purge)).collect()
    }

    /// Removes the records that matter least, and reports them.
    fn evict(&mut self, count: usize, reason: Reason) -> Vec<Effect> {
        let evicted = self.queue.evict(count);
        self.drop_all(&evicted, reason)
    }

    fn drop_all(&mut self, entries: &[Entry], reason: Reason) -> Vec<Effect> {
        if entries.is_empty() {
            return Vec::new();
        }
        self.count("dropped", entries.len());
        entries.iter().for_each(|entry| self.drops.add(entry, reason));
        let ids = entries.iter().map(|entry| entry.id.clone()).collect();
        self.drops.report().chain([Effect::Delete { ids }]).collect()
    }

    fn flush_soon(&mut self, moment: Moment) {
        let full = self.queue.ready() >= FLUSH_RECORDS;
        let delay = if full || self.memory_only { 0 } else { self.limits.flush_ms };
        let at = moment.now_ms + delay;
        if self.queue.ready() > 0 {
            self.flush_at = Some(self.flush_at.map_or(at, |earlier| earlier.min(at)));
        }
    }

    fn count(&mut self, name: &'static str, by: usize) {
        match self.counters.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += by as u64,
            None => self.counters.push((name, by as u64)),
        }
    }
}
