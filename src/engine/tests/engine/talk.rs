//! Plays a script to the starter assistant, with a clock and seeds of its own.

use crate::script::{Ending, Said, Step};
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::locale::Clock;
use erp_chat_engine::message::{Message, Page, User};
use erp_chat_engine::outcome::{ActionResult, Outcome};
use erp_chat_engine::reply::{Action, Cell, CellValue, Turn};
use erp_chat_engine::session::Session;
use erp_chat_engine::{finish_action, take_turn};
use erp_chat_protocol::{Channel, RawText};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) static ASSISTANT: LazyLock<Assistant> =
    LazyLock::new(|| Assistant::from_bytes(include_bytes!("../../../starter/starter.bundle")).unwrap());

/// 2026-03-11, 10:00 in India.
const START_MS: i64 = 1_773_203_400_000;
const MS_PER_MINUTE: i64 = 60_000;

/// A conversation in progress.
pub(crate) struct Talk {
    pub(crate) session: Session,
    clock: Clock,
    seed: u64,
}

/// What a step came to.
pub(crate) struct Played {
    /// The answer to the message; none when the step was no message.
    pub(crate) turn: Option<Turn>,
    /// What the outcomes of its actions came to.
    pub(crate) finished: Vec<Turn>,
}

impl Played {
    pub(crate) fn all(&self) -> impl Iterator<Item = &Turn> {
        self.turn.iter().chain(&self.finished)
    }
}

impl Talk {
    pub(crate) fn new(role: &str) -> Self {
        let id = "01890000-0000-7000-8000-000000000001";
        Self {
            session: Session::new(&ASSISTANT, id, user(role)),
            clock: Clock { unix_ms: START_MS, offset_minutes: 330 },
            seed: 1,
        }
    }

    pub(crate) fn play(&mut self, step: &Step) -> Played {
        self.seed += 1;
        match step {
            Step::Become(role) => {
                self.session.set_user(&ASSISTANT, user(role));
                Played { turn: None, finished: Vec::new() }
            }
            Step::Say(said) => self.say(said),
        }
    }

    fn say(&mut self, said: &Said) -> Played {
        self.clock.unix_ms += i64::from(said.minutes) * MS_PER_MINUTE;
        let message = self.message(said);
        let turn = take_turn(&ASSISTANT, &mut self.session, message);
        let actions = turn.actions.clone();
        let finished = actions.iter().filter_map(|action| self.end(action, &said.ending));
        Played { finished: finished.collect(), turn: Some(turn) }
    }

    fn message(&self, said: &Said) -> Message {
        Message {
            text: RawText::new(said.text.clone()),
            clock: self.clock,
            seed: self.seed,
            channel: Channel::Text,
            speech_confidence: None,
            choice: said.choice,
            page: page(&said.on_screen),
            hour: None,
            online: said.ending != Ending::Queued,
        }
    }

    /// Reports what became of an action, if the host does.
    pub(crate) fn end(&mut self, action: &Action, ending: &Ending) -> Option<Turn> {
        let outcome = Outcome { clock: self.clock, seed: self.seed, result: result(ending)? };
        Some(finish_action(&ASSISTANT, &mut self.session, &action.id, outcome))
    }

    /// The session as a page would keep it.
    pub(crate) fn kept(&self) -> String {
        serde_json::to_string(&self.session).unwrap()
    }

    /// A look into the session.
    pub(crate) fn inside(&self) -> Value {
        serde_json::to_value(&self.session).unwrap()
    }

    /// The page is loaded again.
    pub(crate) fn reload(&mut self) {
        let lessons = std::mem::take(&mut self.session.lessons);
        self.session = serde_json::from_str(&self.kept()).unwrap();
        self.session.lessons = lessons;
    }
}

fn user(role: &str) -> User {
    User {
        pseudonym: Some("u-1".to_owned()),
        tenant: "acme".to_owned(),
        roles: vec![role.to_owned()],
        ..User::default()
    }
}

fn page(on_screen: &Option<(String, String)>) -> Page {
    on_screen.as_ref().map_or_else(Page::default, |(slot, record)| Page {
        record_slot: Some(slot.clone()),
        record: Some(record.clone()),
        ..Page::default()
    })
}

fn result(ending: &Ending) -> Option<ActionResult> {
    let cell = |value: &str| Cell { label: "Name".to_owned(), value: CellValue::Text { value: value.to_owned() } };
    match ending {
        Ending::Done(fact) => Some(ActionResult::Done {
            facts: BTreeMap::from([("status".to_owned(), fact.clone()), ("count".to_owned(), "2".to_owned())]),
            rows: Some(vec![vec![cell("Call the depot")], vec![cell(fact)]]),
            total: None,
        }),
        Ending::Failed(reason) => Some(ActionResult::Failed { reason: Some(reason.clone()), retryable: None }),
        Ending::Refused(reason) => Some(ActionResult::Failed { reason: Some(reason.clone()), retryable: Some(false) }),
        Ending::NeedsMore(question) => Some(ActionResult::NeedsMore { question: question.clone() }),
        Ending::Queued => Some(ActionResult::Queued),
        Ending::Silent => None,
    }
}
