//! The outbox with the texts of its records: an event in, errands for the browser out.
//!
//! It holds no JavaScript and does no I/O, so that it runs natively too.

use crate::errands::{Contents, Dead, Errands, Kept, LOG_RECORDS, News, Row, Status, Write};
use crate::parcel::{Parcel, body};
use crate::shorten::shorten;
use erp_chat_engine::redact::REDACTOR_VERSION;
use erp_chat_outbox::{Effect, Entry, Event, Moment, Notice, Outbox};
use erp_chat_protocol::{DropRecord, IngestRequest, PROTOCOL_VERSION, Record, RecordBody, StoreMode};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The outbox with what it holds.
pub(crate) struct Held {
    outbox: Outbox,
    /// By id; only looked up.
    rows: HashMap<String, Row>,
    /// Ids and texts of records that only this page has.
    unstored: VecDeque<(String, String)>,
    events: VecDeque<Event>,
    device: String,
    /// Makes an id from a time and randomness.
    new_id: fn(now_ms: i64) -> String,
}

impl Held {
    pub(crate) fn new(outbox: Outbox, new_id: fn(i64) -> String) -> Self {
        let (rows, unstored, events) = (HashMap::new(), VecDeque::new(), VecDeque::new());
        Self { outbox, rows, unstored, events, device: String::new(), new_id }
    }

    /// Takes an event, and those that it leads to.
    pub(crate) fn happen(&mut self, event: Event, moment: Moment) -> Errands {
        self.events.push_back(event);
        self.work(moment)
    }

    /// Takes new records and the conversation, for one transaction.
    pub(crate) fn put(&mut self, texts: Vec<String>, kept: String, moment: Moment) -> Errands {
        if self.outbox.is_closed() {
            return Errands::default();
        }
        texts.into_iter().for_each(|text| self.take(text));
        let mut errands = self.work(moment);
        errands.writes.push(Write::Session(Some(Kept { session: kept, at: moment.now_ms })));
        errands
    }

    /// Takes over what the store held; begins to take records.
    pub(crate) fn begin(&mut self, contents: Contents, moment: Moment) -> Errands {
        let Contents { rows, junk, device, standing, .. } = contents;
        self.device = device.unwrap_or_else(|| (self.new_id)(moment.now_ms));
        let entries = rows.iter().map(|row| row.entry.clone()).collect();
        self.rows.extend(rows.into_iter().map(|row| (row.entry.id.clone(), row)));
        self.events.extend([Event::ConsentGranted, Event::Restored(standing), Event::Found(entries)]);
        let mut errands = self.work(moment);
        errands.writes.push(Write::Device(self.device.clone()));
        junk.into_iter().for_each(|id| self.quarantine((id, "unreadable".to_owned()), moment, &mut errands));
        errands
    }

    /// Begins to take records without a store.
    pub(crate) fn begin_in_memory(&mut self, moment: Moment) -> Errands {
        self.device = (self.new_id)(moment.now_ms);
        self.events.extend([Event::ConsentGranted, Event::StoreMissing]);
        self.work(moment)
    }

    /// Erases everything and goes on taking records.
    pub(crate) fn forget(&mut self, moment: Moment) -> Errands {
        if self.outbox.is_closed() {
            return Errands::default();
        }
        self.events.extend([Event::ConsentWithdrawn, Event::ConsentGranted]);
        let mut errands = self.work(moment);
        self.device = (self.new_id)(moment.now_ms);
        errands.writes.push(Write::Device(self.device.clone()));
        errands
    }

    /// Keeps the conversation.
    pub(crate) fn keep(&self, session: String, moment: Moment) -> Errands {
        let kept = Write::Session(Some(Kept { session, at: moment.now_ms }));
        let writes = if self.outbox.is_closed() { Vec::new() } else { vec![kept] };
        Errands { writes, ..Errands::default() }
    }

    /// Keeps what the user taught.
    pub(crate) fn keep_lessons(&self, lessons: String) -> Errands {
        let writes = if self.outbox.is_closed() { Vec::new() } else { vec![Write::Lessons(lessons)] };
        Errands { writes, ..Errands::default() }
    }

    /// Stops. The conversation is over; what is pending waits for the same user, unless it is purged.
    pub(crate) fn log_out(&mut self, purge: bool, moment: Moment) -> Errands {
        let was_closed = self.outbox.is_closed();
        let mut errands = self.happen(Event::LoggedOut { purge }, moment);
        if !was_closed {
            errands.writes.push(Write::Session(None));
        }
        errands
    }

    /// How delivery stands.
    pub(crate) fn status(&self, now_ms: i64) -> Status {
        let store = match () {
            () if self.outbox.is_closed() => "off",
            () if self.outbox.is_memory_only() => "memory",
            () => "idb",
        };
        Status {
            state: self.outbox.activity(now_ms).name(),
            store,
            retrying: self.outbox.is_retrying(),
            pending: self.outbox.pending(),
            counters: self.counters(),
            synced_at: self.outbox.standing().synced_ms,
        }
    }

    fn counters(&self) -> BTreeMap<String, u64> {
        self.outbox.counters().iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.outbox.is_closed()
    }

    pub(crate) fn is_sending(&self) -> bool {
        self.outbox.is_sending()
    }

    /// Texts of records that only this page has.
    pub(crate) fn unstored(&self) -> impl Iterator<Item = &str> {
        self.unstored.iter().map(|(_, text)| text.as_str())
    }

    /// What is no record is left out: it could never be delivered.
    fn take(&mut self, text: String) {
        let Some(entry) = Entry::read(&text).filter(|entry| !self.rows.contains_key(&entry.id)) else {
            return;
        };
        self.rows.insert(entry.id.clone(), Row { entry: entry.clone(), text });
        self.events.push_back(Event::Enqueued(entry));
    }

    fn work(&mut self, moment: Moment) -> Errands {
        let mut errands = Errands::default();
        while let Some(event) = self.events.pop_front() {
            self.note(&event);
            let enqueued = if let Event::Enqueued(entry) = &event { Some(entry.id.clone()) } else { None };
            for effect in self.outbox.step(event, moment) {
                self.carry_out(effect, moment, &mut errands);
            }
            // The outbox refuses what comes too fast.
            if let Some(id) = enqueued.filter(|id| !self.outbox.holds(id)) {
                self.rows.remove(&id);
            }
        }
        errands
    }

    /// What the store does not take can still be shown while the page is open.
    fn note(&mut self, event: &Event) {
        match event {
            Event::Stored { ids } => self.unstored.retain(|(id, _)| !ids.contains(id)),
            Event::StoreFailed { ids } => {
                self.unstored.retain(|(id, _)| !ids.contains(id));
                let failed = ids.iter().filter_map(|id| Some((id.clone(), self.rows.get(id)?.text.clone())));
                self.unstored.extend(failed);
                let excess = self.unstored.len().saturating_sub(LOG_RECORDS);
                self.unstored.drain(..excess);
            }
            _ => {}
        }
    }

    fn carry_out(&mut self, effect: Effect, moment: Moment, errands: &mut Errands) {
        match effect {
            Effect::Store { ids } => {
                errands.writes.extend(ids.iter().filter_map(|id| self.rows.get(id).cloned()).map(Write::Record));
                errands.storing.extend(ids);
            }
            Effect::Delete { ids } => {
                ids.iter().for_each(|id| drop(self.rows.remove(id)));
                errands.writes.extend(ids.into_iter().map(Write::Delete));
            }
            Effect::Send { flight, ids, gzip, unload, .. } => {
                let body = self.body(&ids, moment);
                errands.parcel = Some(Parcel { flight, body, gzip, unload });
            }
            Effect::Abort { flight } => errands.abort = Some(flight),
            Effect::ScheduleAt { at_ms } => errands.wake_at = Some(at_ms),
            Effect::Shorten { id } => errands.writes.extend(self.shorten(&id)),
            Effect::Quarantine { id, code } => self.quarantine((id, code), moment, errands),
            Effect::ReportDropped { session, dropped } => self.report(session, dropped, moment),
            Effect::Remember(standing) => errands.writes.push(Write::Standing(standing)),
            Effect::Purge => self.purge(errands),
            Effect::Notify(Notice::TokenNeeded) => errands.needs_token = true,
            Effect::Notify(notice) => errands.news.extend(news(notice)),
        }
    }

    fn body(&self, ids: &[String], moment: Moment) -> String {
        let head = IngestRequest {
            proto: PROTOCOL_VERSION,
            batch: (self.new_id)(moment.now_ms),
            dev: self.device.clone(),
            sent_ms: moment.now_ms,
            skew_ms: self.outbox.standing().skew_ms,
            store: if self.outbox.is_memory_only() { StoreMode::Mem } else { StoreMode::Idb },
            ctr: self.counters(),
            token: None,
            records: Vec::new(),
        };
        body(&head, ids.iter().filter_map(|id| Some(self.rows.get(id)?.text.as_str())))
    }

    /// The entry keeps its size: what matters of it is that the record was too large before.
    fn shorten(&mut self, id: &str) -> Option<Write> {
        let row = self.rows.get_mut(id)?;
        row.text = shorten(&row.text);
        Some(Write::Rewrite(row.clone()))
    }

    fn quarantine(&mut self, (id, code): (String, String), moment: Moment, errands: &mut Errands) {
        let text = self.rows.remove(&id).map(|row| row.text).unwrap_or_default();
        errands.news.push(News::Quarantined { id: id.clone(), code: code.clone() });
        errands.writes.push(Write::Quarantine(Dead { id, code, at: moment.now_ms, text }));
    }

    /// Makes a record of drops. It stands where the last of the dropped records would have stood.
    fn report(&mut self, session: String, dropped: DropRecord, moment: Moment) {
        let record = Record {
            id: (self.new_id)(moment.now_ms),
            v: PROTOCOL_VERSION,
            rv: REDACTOR_VERSION,
            sid: session,
            seq: dropped.last_seq,
            t: moment.now_ms,
            cv: None,
            body: RecordBody::Drop(dropped),
        };
        if let Ok(text) = serde_json::to_string(&record) {
            self.take(text);
        }
    }

    fn purge(&mut self, errands: &mut Errands) {
        self.rows.clear();
        self.unstored.clear();
        self.device = String::new();
        errands.storing.clear();
        errands.parcel = None;
        // What was to be written before is not to be seen at all.
        errands.writes = vec![Write::Purge];
    }
}

fn news(notice: Notice) -> Option<News> {
    match notice {
        Notice::Logged { id } => Some(News::Logged { id }),
        Notice::MemoryOnly => Some(News::Memory),
        Notice::Refused { status } => Some(News::Refused { status }),
        Notice::Outdated => Some(News::Outdated),
        Notice::TokenNeeded => None,
    }
}

#[cfg(test)]
mod tests;
