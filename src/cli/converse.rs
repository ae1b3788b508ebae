//! `erp-chat converse`: whole conversations with the built-in demo host.

mod answer;

use crate::host::{Host, Situation};
use crate::moment::Moment;
use crate::{CliError, builtin, lines};
use answer::Answer;
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::finish_action;
use erp_chat_engine::locale::Clock;
use erp_chat_engine::message::{Message, Page, User};
use erp_chat_engine::outcome::Outcome;
use erp_chat_engine::session::Session;
use erp_chat_engine::take_turn;
use erp_chat_protocol::{Channel, RawText};
use serde::{Deserialize, Serialize};

/// The role of a turn that names none, or one that the assistant does not know.
const DEFAULT_ROLE: &str = "employee";

#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    context: Surroundings,
    turns: Vec<Said>,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    locale: Option<String>,
}

/// What surrounds a conversation, or a turn of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Surroundings {
    user_name: Option<String>,
    locale: Option<String>,
    hour: Option<u8>,
    now: Option<String>,
    returning: Option<bool>,
    online: Option<bool>,
    backend: Option<String>,
    page: Option<Page>,
}

#[derive(Deserialize)]
struct Said {
    user: String,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    context: Surroundings,
}

#[derive(Serialize)]
struct Output {
    id: serde_json::Value,
    turns: Vec<Answer>,
}

/// Answers every conversation.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let moment = Moment::from_flags(arguments)?;
    let assistant = builtin::assistant()?;
    lines::answer(|input: Input| converse(&assistant, &moment, input))
}

fn converse(assistant: &Assistant, moment: &Moment, input: Input) -> Result<Output, String> {
    let mut talk = Talk::new(assistant, &input.id.to_string());
    let general = Surroundings {
        now: input.context.now.clone().or(input.now),
        locale: input.context.locale.clone().or(input.locale),
        ..input.context
    };
    let mut turns = Vec::with_capacity(input.turns.len());
    for said in input.turns {
        let surroundings = said.context.over(&general);
        let situation = Place::new(moment, &surroundings)?;
        talk.role(said.role);
        turns.push(talk.turn(said.user, &surroundings, &situation));
    }
    Ok(Output { id: input.id, turns })
}

impl Surroundings {
    /// These, and the general ones where these say nothing.
    fn over(self, general: &Self) -> Self {
        let general = general.clone();
        Self {
            user_name: self.user_name.or(general.user_name),
            locale: self.locale.or(general.locale),
            hour: self.hour.or(general.hour),
            now: self.now.or(general.now),
            returning: self.returning.or(general.returning),
            online: self.online.or(general.online),
            backend: self.backend.or(general.backend),
            page: self.page.or(general.page),
        }
    }

    fn situation(&self) -> Situation {
        match (self.online, self.backend.as_deref()) {
            (Some(false), _) => Situation::Offline,
            (_, Some("down")) => Situation::Down,
            _ => Situation::Up,
        }
    }
}

/// When and where a turn takes place.
struct Place {
    clock: Clock,
    locale: erp_chat_engine::locale::Locale,
}

impl Place {
    fn new(moment: &Moment, surroundings: &Surroundings) -> Result<Self, String> {
        Ok(Self {
            clock: moment.clock(surroundings.now.as_deref())?,
            locale: moment.locale(surroundings.locale.as_deref()),
        })
    }
}

/// A conversation in progress.
pub(crate) struct Talk<'a> {
    assistant: &'a Assistant,
    session: Session,
    host: Host,
    seed: u64,
    role: String,
}

impl<'a> Talk<'a> {
    /// Begins a conversation; the same id gives the same wording.
    pub(crate) fn new(assistant: &'a Assistant, id: &str) -> Self {
        let seed = erp_chat_engine::bundle::checksum(id.as_bytes());
        let session = Session::new(assistant, format!("00000000-0000-7000-8000-{:012x}", seed >> 16), User::default());
        Self { assistant, session, host: Host, seed, role: DEFAULT_ROLE.to_owned() }
    }

    /// Takes a role; false when the assistant does not know it.
    pub(crate) fn be(&mut self, role: &str) -> bool {
        let known = self.assistant.definition.roles.contains_key(role);
        if known {
            role.clone_into(&mut self.role);
        }
        known
    }

    /// The role held now.
    pub(crate) fn role_name(&self) -> &str {
        &self.role
    }

    /// One message at the terminal.
    pub(crate) fn say(&mut self, text: &str, moment: &Moment, online: bool) -> Result<Answer, String> {
        let surroundings = Surroundings { online: Some(online), ..Surroundings::default() };
        let place = Place::new(moment, &surroundings)?;
        Ok(self.turn(text.to_owned(), &surroundings, &place))
    }

    fn role(&mut self, role: Option<String>) {
        if let Some(role) = role {
            let known = self.assistant.definition.roles.contains_key(&role);
            self.role = if known { role } else { DEFAULT_ROLE.to_owned() };
        }
    }

    fn turn(&mut self, text: String, surroundings: &Surroundings, place: &Place) -> Answer {
        self.session.set_user(
            self.assistant,
            User {
                name: surroundings.user_name.clone(),
                pseudonym: Some("demo".to_owned()),
                tenant: "demo".to_owned(),
                roles: vec![self.role.clone()],
                locale: place.locale.clone(),
                returning: surroundings.returning.unwrap_or(false),
                ..User::default()
            },
        );
        self.seed = self.seed.wrapping_add(1);
        let situation = surroundings.situation();
        let message = Message {
            text: RawText::new(text),
            clock: place.clock,
            seed: self.seed,
            channel: Channel::Text,
            speech_confidence: None,
            choice: None,
            page: surroundings.page.clone().unwrap_or_default(),
            hour: surroundings.hour,
            online: situation != Situation::Offline,
        };
        let turn = take_turn(self.assistant, &mut self.session, message);
        let mut answer = Answer::new(turn.clone());
        for action in &turn.actions {
            let result = self.host.carry_out(action, situation);
            let outcome = Outcome { clock: place.clock, seed: self.seed, result };
            let finished = finish_action(self.assistant, &mut self.session, &action.id, outcome);
            answer.finish(action, &finished);
        }
        answer.with_reply()
    }
}
