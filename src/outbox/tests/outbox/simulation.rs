//! A world with a store, a server and a network that fail by chance, many times over.
//!
//! The judgement after each schedule: every record made is delivered once in effect, in quarantine, or reported as
//! dropped; and once the faults stop, nothing stays behind.

use erp_chat_outbox::{Effect, Entry, Event, Moment, Outbox, Priority, Reply, Standing};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const SCHEDULES: u64 = 1_000;
const STEPS: usize = 300;
const RECORDS: u64 = 120;

/// The generator of Marsaglia (xorshift64): the same seed gives the same schedule.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

struct World {
    outbox: Outbox,
    events: VecDeque<Event>,
    chance: Chance,
    now_ms: i64,
    stored: BTreeMap<String, Entry>,
    remembered: Standing,
    request: Option<(u64, Vec<String>)>,
    /// How often the server took each record in effect.
    server: BTreeMap<String, u32>,
    poison: BTreeSet<String>,
    quarantined: BTreeSet<String>,
    dropped: u64,
    made: BTreeMap<String, Entry>,
    faulty: bool,
    /// What the store has refused once.
    refused: BTreeSet<String>,
}

impl World {
    fn new(seed: u64) -> Self {
        Self {
            outbox: Outbox::default(),
            events: VecDeque::new(),
            chance: Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            now_ms: 1_700_000_000_000,
            stored: BTreeMap::new(),
            remembered: Standing::default(),
            request: None,
            server: BTreeMap::new(),
            poison: BTreeSet::new(),
            quarantined: BTreeSet::new(),
            dropped: 0,
            made: BTreeMap::new(),
            faulty: true,
            refused: BTreeSet::new(),
        }
    }

    /// Takes an event, and those that its effects lead to, one after the other.
    fn happen(&mut self, event: Event) {
        self.events.push_back(event);
        while let Some(event) = self.events.pop_front() {
            let random = u32::try_from(self.chance.below(1 << 32)).unwrap();
            let moment = Moment { now_ms: self.now_ms, random };
            for effect in self.outbox.step(event, moment) {
                self.carry_out(effect);
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Store { ids } => self.store(ids),
            Effect::Delete { ids } => ids.iter().for_each(|id| drop(self.stored.remove(id))),
            Effect::Send { flight, ids, .. } => {
                assert!(self.request.is_none(), "two requests at once");
                assert!(ids.iter().all(|id| self.stored.contains_key(id)), "sent before it was durable");
                self.request = Some((flight, ids));
            }
            Effect::Abort { .. } => self.request = None,
            Effect::Quarantine { id, .. } => {
                self.stored.remove(&id);
                self.quarantined.insert(id);
            }
            Effect::ReportDropped { dropped, .. } => {
                self.dropped += dropped.count;
                self.make(Priority::Required);
            }
            Effect::Purge => self.stored.clear(),
            Effect::Remember(standing) => self.remembered = standing,
            Effect::ScheduleAt { .. } | Effect::Shorten { .. } | Effect::Notify(_) => {}
        }
    }

    fn make(&mut self, priority: Priority) {
        let number = self.made.len();
        let mut entry = Entry::new(format!("{number:05}"), 2_000, priority);
        entry.made_ms = self.now_ms;
        if priority == Priority::Normal && self.chance.below(40) == 0 {
            self.poison.insert(entry.id.clone());
        }
        self.made.insert(entry.id.clone(), entry.clone());
        self.events.push_back(Event::Enqueued(entry));
    }

    fn store(&mut self, ids: Vec<String>) {
        // The first failure makes the outbox evict and try again, which then works.
        let again = !self.refused.is_disjoint(&ids.iter().cloned().collect());
        if self.faulty && !again && self.chance.below(30) == 0 {
            self.refused.extend(ids.iter().cloned());
            return self.events.push_back(Event::StoreFailed { ids });
        }
        for id in &ids {
            self.stored.insert(id.clone(), self.made[id].clone());
        }
        self.events.push_back(Event::Stored { ids });
    }

    fn answer(&mut self) {
        let Some((flight, ids)) = self.request.take() else {
            return;
        };
        let fault = if self.faulty { self.chance.below(12) } else { u64::MAX };
        let poisoned = ids.iter().any(|id| self.poison.contains(id));
        let event = match fault {
            0 | 1 => Event::NetworkFailed { flight },
            2 => self.status(flight, 503),
            3 => self.status(flight, 401),
            4 => self.status(flight, 415),
            5 if ids.len() > 3 => self.status(flight, 413),
            6 => Event::Response { flight, reply: page() },
            _ if poisoned => self.status(flight, if self.now_ms % 2 == 0 { 400 } else { 500 }),
            7 => {
                self.commit(&ids);
                Event::NetworkFailed { flight }
            }
            _ => self.acknowledge(flight, &ids),
        };
        self.happen(event);
    }

    fn status(&self, flight: u64, status: u16) -> Event {
        let reply = Reply { status, ..Reply::default() };
        Event::Response { flight, reply }
    }

    fn acknowledge(&mut self, flight: u64, ids: &[String]) -> Event {
        let partial = self.faulty && self.chance.below(4) == 0;
        let taken = if partial { &ids[..ids.len().div_ceil(2)] } else { ids };
        let new = self.commit(taken);
        let acks = taken.iter().map(|id| {
            let status = if new.contains(id) { "ok" } else { "dup" };
            format!(r#"{{"id":"{id}","s":"{status}"}}"#)
        });
        let body = format!(r#"{{"proto":1,"now_ms":{},"acks":[{}]}}"#, self.now_ms, acks.collect::<Vec<_>>().join(","));
        let reply = Reply { status: 200, body, ..Reply::default() };
        Event::Response { flight, reply }
    }

    /// Takes what the server does not know yet; returns that.
    fn commit(&mut self, ids: &[String]) -> BTreeSet<String> {
        let new: BTreeSet<_> = ids.iter().filter(|id| !self.server.contains_key(*id)).cloned().collect();
        for id in &new {
            *self.server.entry(id.clone()).or_default() += 1;
        }
        new
    }

    fn crash(&mut self) {
        self.outbox = Outbox::default();
        self.request = None;
        self.happen(Event::Restored(self.remembered));
        let found = self.stored.values().cloned().collect();
        self.happen(Event::Found(found));
    }

    fn random_step(&mut self) {
        self.now_ms += i64::try_from(self.chance.below(4_000)).unwrap();
        match self.chance.below(20) {
            0..=7 if (self.made.len() as u64) < RECORDS => {
                self.make(Priority::Normal);
                self.happen(Event::Tick);
            }
            8 => self.crash(),
            9 => self.happen(Event::Online),
            10 => self.happen(Event::Hidden),
            11 => self.happen(Event::TokenRenewed),
            18 => self.happen(Event::FlushRequested),
            12 => self.now_ms += 3_600_000,
            13 => self.now_ms -= 600_000,
            14..=17 => self.answer(),
            _ => self.happen(Event::Tick),
        }
    }

    fn heal(&mut self) {
        self.faulty = false;
        for _ in 0..2_000 {
            self.now_ms += 61_001;
            self.happen(Event::Tick);
            self.answer();
        }
    }

    fn judge(&self, seed: u64) {
        assert!(self.stored.is_empty(), "seed {seed}: {} records stay behind", self.stored.len());
        assert_eq!(self.outbox.pending(), 0, "seed {seed}");
        assert!(self.server.values().all(|count| *count == 1), "seed {seed}: delivered twice in effect");
        let settled = self.server.keys().chain(&self.quarantined).collect::<BTreeSet<_>>().len() as u64;
        assert!(self.quarantined.is_subset(&self.poison), "seed {seed}: a sound record in quarantine");
        assert!(settled + self.dropped >= self.made.len() as u64, "seed {seed}: a record is lost");
        let lost = self.made.keys().filter(|id| !self.server.contains_key(*id) && !self.quarantined.contains(*id));
        assert!(lost.count() as u64 <= self.dropped, "seed {seed}: a loss is not reported");
    }
}

fn page() -> Reply {
    Reply { status: 200, body: "<!doctype html><title>Log in</title>".to_owned(), ..Reply::default() }
}

#[test]
fn nothing_is_lost_and_nothing_has_effect_twice() {
    for seed in 1..=SCHEDULES {
        let mut world = World::new(seed);
        (0..STEPS).for_each(|_| world.random_step());
        world.heal();
        world.judge(seed);
    }
}
