//! What a conversation remembers. Redacted throughout, so that a page may keep it across a reload.

use crate::assistant::Assistant;
use crate::lessons::{Doubt, Lessons};
use crate::locale::Clock;
use crate::message::User;
use crate::redact::PiiType;
use crate::repeat::Ask;
use crate::request::Request;
use erp_chat_protocol::{HandoffKind, Utterance};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};

/// Identifies an action; also its idempotency key.
pub type ActionId = String;

/// One conversation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Session {
    /// UUID.
    pub id: String,
    /// Who is talking.
    pub user: User,
    /// Number of the last record of the session.
    pub(crate) seq: u64,
    /// Earlier requests, oldest first.
    pub(crate) asks: VecDeque<PastAsk>,
    /// The question that waits for an answer.
    pub(crate) pending: Option<Pending>,
    /// Requests that wait until the pending one is through.
    pub(crate) later: Vec<Request>,
    /// Options of the last turn.
    pub(crate) offers: Vec<Offer>,
    /// The last request, for "and for March?" and "it".
    pub(crate) focus: Option<Request>,
    /// Actions handed to the host that have no outcome yet.
    pub(crate) awaited: VecDeque<Awaited>,
    /// Actions carried out, oldest first.
    pub(crate) done: Vec<Request>,
    /// The request that the host failed to carry out last.
    pub(crate) failed: Option<Request>,
    /// Messages not understood in a row.
    pub(crate) misunderstood: u8,
    /// Redacted exchange for a hand-off, oldest first.
    pub(crate) transcript: VecDeque<Exchange>,
    /// The last replies with their values masked.
    pub(crate) replies: VecDeque<String>,
    /// The last opener used.
    pub(crate) opener: String,
    /// Hashes of hidden values, in the order in which they came up; they die with the page.
    #[serde(skip)]
    pub(crate) hidden: Vec<u64>,
    /// The kind of personal data that the last message talked about.
    #[serde(default)]
    pub(crate) mentioned: Option<PiiType>,
    /// Whether the user has been greeted.
    pub(crate) greeted: bool,
    /// What the last request meant, as long as the user may still say so.
    #[serde(default)]
    pub(crate) doubt: Option<Doubt>,
    /// What the user taught the assistant; outlives the session, so that it is kept apart from it.
    #[serde(skip)]
    pub lessons: Lessons,
}

/// A question that waits for an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pending {
    /// What is waited for.
    pub(crate) wait: Wait,
    /// What it is about; several confirmations may wait together.
    pub(crate) requests: Vec<Request>,
    /// When it was asked, Unix milliseconds.
    pub(crate) asked_ms: i64,
}

/// What a pending question waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Wait {
    /// A value for this slot.
    Slot(String),
    /// A yes to carrying it out.
    Confirmation,
    /// A yes to "did you mean ...?".
    Suggestion,
}

/// An earlier request with what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PastAsk {
    /// Words, facts and signature.
    pub(crate) ask: Ask,
    /// What was understood; none when nothing was.
    pub(crate) request: Option<Request>,
    /// `seq` of its record.
    pub(crate) seq: u64,
}

/// An action that the host has not reported on yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Awaited {
    /// Idempotency key.
    pub(crate) id: ActionId,
    /// What it carries out.
    pub(crate) request: Request,
    /// Whether it takes the last action back.
    pub(crate) undoes: bool,
    /// Id of the interaction record.
    pub(crate) reference: String,
    /// Whether it is the first of its turn.
    pub(crate) first: bool,
    /// Whether the host has queued it.
    pub(crate) queued: bool,
}

/// Something to pick.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Offer {
    /// What the button says.
    pub(crate) label: String,
    /// What it does.
    pub(crate) act: OfferAct,
}

/// What picking an option does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum OfferAct {
    /// Carries on with this request.
    Do(Request),
    /// Says yes to the pending question.
    Yes,
    /// Says no to the pending question.
    No,
    /// Hands over.
    Handoff(HandoffKind),
    /// None of these: say it in other words.
    Rephrase,
}

/// One exchange of a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// What the user said, redacted.
    pub user: Utterance,
    /// What the assistant said, redacted.
    pub reply: Utterance,
}

impl Session {
    /// Begins a conversation.
    pub fn new(assistant: &Assistant, id: impl Into<String>, user: User) -> Self {
        Self { id: id.into(), user: user.redacted(&assistant.redactor), ..Self::default() }
    }

    /// Replaces the user; what waits for an answer stays, and is checked against the new permissions.
    pub fn set_user(&mut self, assistant: &Assistant, user: User) {
        let user = user.redacted(&assistant.redactor);
        if self.user.pseudonym != user.pseudonym {
            self.pending = None;
            self.later.clear();
        }
        if (&self.user.tenant, &self.user.pseudonym) != (&user.tenant, &user.pseudonym) {
            // Invariant: nobody learns from another user's lessons.
            self.doubt = None;
            self.lessons = Lessons::default();
        }
        if self.user.roles != user.roles || self.user.permissions != user.permissions {
            // With other rights, what was denied is worth another first try.
            self.asks.iter_mut().for_each(|past| past.ask.resolved = true);
        }
        self.user = user;
    }

    /// Number of the last record of the session.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The exchanges so far, redacted, oldest first.
    pub fn transcript(&self) -> impl Iterator<Item = &Exchange> {
        self.transcript.iter()
    }

    /// The question that waits for an answer, while it is fresh.
    pub(crate) fn open_question(&self, assistant: &Assistant, clock: Clock) -> Option<&Pending> {
        let age = |pending: &Pending| clock.unix_ms.saturating_sub(pending.asked_ms);
        self.pending.as_ref().filter(|pending| age(pending) <= assistant.policy.pending_ms)
    }

    /// Marks the open asks of these intents as resolved.
    pub(crate) fn resolve(&mut self, intents: &BTreeSet<&str>) {
        for past in &mut self.asks {
            let about = past.request.as_ref().is_some_and(|request| intents.contains(request.intent.as_str()));
            past.ask.resolved |= about;
        }
    }

    /// Marks all asks as resolved: the user said so.
    pub(crate) fn resolve_all(&mut self) {
        self.asks.iter_mut().for_each(|past| past.ask.resolved = true);
        self.misunderstood = 0;
    }
}

/// Keeps at most `most` items, dropping the oldest.
pub(crate) fn keep_latest<T>(items: &mut VecDeque<T>, most: usize) {
    while items.len() > most {
        items.pop_front();
    }
}
