//! What an answer of the server means for the records that it was about.

use crate::batch::Flight;
use crate::drops::Reason;
use crate::event::{Effect, Moment, Notice, Reply};
use crate::limits::{DAY_MS, HOUR_MS, MAX_AGE_MS, MIN_WAIT_MS, POISON_TRIES, REFUSALS_IN_A_ROW, TOKEN_WAIT_MS};
use crate::queue::State;
use crate::{Outbox, retry_after};
use erp_chat_protocol::{Acknowledgement, AcknowledgementStatus, IngestResponse, PROTOCOL_VERSION};

/// In the body of a 403: the user withdrew the consent elsewhere.
const CONSENT_REVOKED: &str = "consent_revoked";

impl Outbox {
    /// Acts on an answer; whatever stays is to be sent again.
    pub(crate) fn settle(&mut self, flight: &Flight, reply: &Reply, moment: Moment) -> Vec<Effect> {
        match reply.status {
            200..=299 => match parse(&reply.body) {
                Some(response) => self.acknowledge(flight, &response, moment),
                None => self.retry_later(None, moment),
            },
            400 => self.refused(flight, moment),
            401 => self.unauthorised(moment),
            403 if reply.body.contains(CONSENT_REVOKED) => self.close(true),
            413 => self.too_large(flight),
            415 if self.limits.gzip => self.send_plainly(),
            426 => self.pause(HOUR_MS, Notice::Outdated, moment),
            408 | 425 | 429 => self.retry_later(Some(reply), moment),
            500..=599 => self.server_failed(flight, reply, moment),
            status => self.pause(HOUR_MS, Notice::Refused { status }, moment),
        }
    }

    /// Tries again after the backoff, or when the server says.
    pub(crate) fn retry_later(&mut self, reply: Option<&Reply>, moment: Moment) -> Vec<Effect> {
        self.count("failures", 1);
        self.schedule.fail(moment);
        let header = reply.and_then(|reply| Some((reply.retry_after.as_deref()?, reply.date.as_deref())));
        if let Some(wait_ms) = header.and_then(|(header, date)| retry_after::wait_ms(header, date)) {
            self.schedule.obey(wait_ms, moment);
        }
        Vec::new()
    }

    fn pause(&mut self, wait_ms: i64, notice: Notice, moment: Moment) -> Vec<Effect> {
        self.schedule.pause(wait_ms, moment);
        vec![Effect::Notify(notice)]
    }

    /// A host that gives a bad token at once is asked again only after a while.
    fn unauthorised(&mut self, moment: Moment) -> Vec<Effect> {
        self.schedule.pause(TOKEN_WAIT_MS, moment);
        let asked_lately =
            self.token_asked_ms.is_some_and(|asked| moment.now_ms.abs_diff(asked) < TOKEN_WAIT_MS as u64);
        if asked_lately {
            return Vec::new();
        }
        self.token_asked_ms = Some(moment.now_ms);
        vec![Effect::Notify(Notice::TokenNeeded)]
    }

    /// A proxy on the way does not let compressed bodies through.
    fn send_plainly(&mut self) -> Vec<Effect> {
        self.limits.gzip = false;
        Vec::new()
    }

    fn acknowledge(&mut self, flight: &Flight, response: &IngestResponse, moment: Moment) -> Vec<Effect> {
        let ours = response.acks.iter().filter(|ack| flight.ids.contains(&ack.id));
        let mut answered = 0;
        let mut effects = Vec::new();
        for ack in ours {
            // A second answer about the same record is ignored.
            if self.queue.state(&ack.id) == Some(State::Flying) {
                answered += 1;
                effects.extend(self.take_answer(ack, moment));
            }
        }
        if answered == 0 {
            return self.retry_later(None, moment);
        }
        self.schedule.succeed();
        self.skew_ms = moment.now_ms.saturating_sub(response.now_ms);
        self.synced_ms = Some(moment.now_ms);
        self.offline = false;
        self.refusals = 0;
        self.successes += 1;
        self.limits.take(&response.cfg.clone().unwrap_or_default());
        self.obey_pause(response, moment);
        effects.extend(self.expire(response, moment));
        effects
    }

    /// Invariant: a record is deleted only when a parsed answer names it as stored.
    fn take_answer(&mut self, ack: &Acknowledgement, moment: Moment) -> Option<Effect> {
        match ack.s {
            AcknowledgementStatus::Ok => self.delivered(&ack.id, "acked"),
            AcknowledgementStatus::Dup => self.delivered(&ack.id, "dup"),
            AcknowledgementStatus::Rej => self.quarantine(&ack.id, ack.code.as_deref().unwrap_or("rejected")),
            AcknowledgementStatus::Retry => {
                let wait = i64::try_from(ack.after_ms.unwrap_or_default()).unwrap_or(HOUR_MS);
                let until = moment.now_ms + wait.clamp(MIN_WAIT_MS, HOUR_MS);
                self.queue.set(&ack.id, State::Waiting { until });
                None
            }
        }
    }

    fn delivered(&mut self, id: &str, counter: &'static str) -> Option<Effect> {
        self.count(counter, 1);
        let entry = self.queue.remove(id)?;
        Some(Effect::Delete { ids: vec![entry.id] })
    }

    fn quarantine(&mut self, id: &str, code: &str) -> Option<Effect> {
        self.count("quarantined", 1);
        let entry = self.queue.remove(id)?;
        let code = code.to_owned();
        Some(Effect::Quarantine { id: entry.id, code })
    }

    fn obey_pause(&mut self, response: &IngestResponse, moment: Moment) {
        let pause = response.cfg.as_ref().and_then(|config| config.pause_ms);
        if let Some(pause_ms) = pause.filter(|pause_ms| *pause_ms > 0) {
            self.schedule.obey(i64::try_from(pause_ms).unwrap_or(HOUR_MS), moment);
        }
    }

    /// Gives up records that the server could no longer tell from duplicates.
    fn expire(&mut self, response: &IngestResponse, moment: Moment) -> Vec<Effect> {
        // A clock that disagrees with the server's by a day says nothing about the age of a record.
        let clock_is_right = moment.now_ms.abs_diff(response.now_ms) < DAY_MS.unsigned_abs();
        if !clock_is_right {
            return Vec::new();
        }
        let expired = self.queue.expire(moment.now_ms.saturating_sub(MAX_AGE_MS));
        self.drop_all(&expired, Reason::Age)
    }

    /// Finds the record at fault by halves.
    fn refused(&mut self, flight: &Flight, moment: Moment) -> Vec<Effect> {
        let [id] = flight.ids.as_slice() else {
            self.split(flight);
            return Vec::new();
        };
        self.refusals += 1;
        let insists = self.is_suspected(id);
        if self.refusals > REFUSALS_IN_A_ROW && !insists {
            return self.pause(HOUR_MS, Notice::Refused { status: 400 }, moment);
        }
        self.quarantine(id, "refused").into_iter().collect()
    }

    fn too_large(&mut self, flight: &Flight) -> Vec<Effect> {
        self.limits.halve(flight.bytes);
        let [id] = flight.ids.as_slice() else {
            self.split(flight);
            return Vec::new();
        };
        match self.queue.get_mut(id) {
            Some(pending) if !pending.shortened => {
                pending.shortened = true;
                vec![Effect::Shorten { id: id.clone() }]
            }
            _ => self.quarantine(id, "too_large").into_iter().collect(),
        }
    }

    /// A record that breaks the server is found by halves too, but is put away only when others get through.
    fn server_failed(&mut self, flight: &Flight, reply: &Reply, moment: Moment) -> Vec<Effect> {
        let _ = self.retry_later(Some(reply), moment);
        let suspected = flight.ids.iter().filter(|id| self.is_suspected(id)).count() == flight.ids.len();
        match flight.ids.as_slice() {
            [id] if suspected && self.others_got_through(id) => {
                self.quarantine(id, "server_error").into_iter().collect()
            }
            _ if suspected => {
                self.split(flight);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Counts an error against a record; says whether there were too many.
    fn is_suspected(&mut self, id: &str) -> bool {
        let successes = self.successes;
        let Some(pending) = self.queue.get_mut(id) else {
            return false;
        };
        if pending.tries == 0 {
            pending.successes_before = successes;
        }
        pending.tries = pending.tries.saturating_add(1);
        pending.tries >= POISON_TRIES
    }

    fn others_got_through(&mut self, id: &str) -> bool {
        let successes = self.successes;
        let pending = self.queue.get_mut(id);
        pending.is_some_and(|pending| pending.successes_before < successes)
    }

    fn split(&mut self, flight: &Flight) {
        let (first, second) = flight.ids.split_at(flight.ids.len() / 2);
        for half in [first, second].into_iter().filter(|half| !half.is_empty()) {
            half.iter().for_each(|id| self.queue.set(id, State::Suspect));
            self.suspects.push(half);
        }
    }

    /// Records that the answer did not settle go back to where they came from.
    pub(crate) fn release(&mut self, flight: &Flight, moment: Moment) {
        let unsettled = flight.ids.iter().filter(|id| self.queue.state(id) == Some(State::Flying));
        let unsettled: Vec<String> = unsettled.cloned().collect();
        let state = if flight.suspect { State::Suspect } else { State::Ready };
        unsettled.iter().for_each(|id| self.queue.set(id, state));
        if flight.suspect && !unsettled.is_empty() {
            self.suspects.push(&unsettled);
        }
        self.flush_at = Some(moment.now_ms);
    }
}

/// Only what this client understands is an answer: a captive portal's page is not.
fn parse(body: &str) -> Option<IngestResponse> {
    let response: IngestResponse = serde_json::from_str(body).ok()?;
    (response.proto == PROTOCOL_VERSION).then_some(response)
}
