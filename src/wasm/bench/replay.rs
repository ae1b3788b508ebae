//! The turns of the test conversations, as the example `native` called them.

use crate::Clock;
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::session::Session;
use erp_chat_wasm::exchange::{self, Refusal};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hint::black_box;

/// One conversation.
#[derive(Deserialize)]
pub(crate) struct Conversation {
    calls: Vec<Call>,
}

#[derive(Deserialize)]
#[serde(tag = "call", rename_all = "camelCase")]
enum Call {
    Load,
    Begin { session: String, input: Value },
    SetUser { input: Value },
    WouldRepeat,
    Turn { input: Value },
    Finish { action: String, input: Value },
    Note,
    Transcript,
    Keep,
}

/// The text of a message.
#[derive(Deserialize)]
struct Said {
    text: String,
}

impl Conversation {
    /// Reads JSON lines.
    pub(crate) fn read_all(lines: &str) -> Result<Vec<Self>, serde_json::Error> {
        lines.lines().map(serde_json::from_str).collect()
    }

    /// What the user typed, turn by turn.
    pub(crate) fn texts(&self) -> impl Iterator<Item = String> {
        self.calls.iter().filter_map(|call| match call {
            Call::Turn { input } => Some(read::<Said>(input).ok()?.text),
            _ => None,
        })
    }

    /// Plays the conversation and times each turn, JSON in and JSON out.
    pub(crate) fn time_turns(&self, assistant: &Assistant, clock: Clock) -> Result<Vec<f64>, Refusal> {
        let mut times = Vec::new();
        let mut session = Session::default();
        for call in &self.calls {
            match call {
                Call::Load | Call::WouldRepeat | Call::Note | Call::Transcript | Call::Keep => {}
                Call::Begin { session: id, input } => session = exchange::begin(id.clone(), read(input)?),
                Call::SetUser { input } => session.set_user(read(input)?),
                Call::Finish { action, input } => {
                    exchange::finish(assistant, &mut session, action, read(input)?)?;
                }
                Call::Turn { input } => {
                    let input = input.to_string();
                    let began = clock();
                    take_turn(assistant, &mut session, &input)?;
                    times.push(clock() - began);
                }
            }
        }
        Ok(times)
    }
}

fn take_turn(assistant: &Assistant, session: &mut Session, input: &str) -> Result<(), Refusal> {
    let message = serde_json::from_str(input).map_err(|_| Refusal::malformed("message_malformed"))?;
    let answer = exchange::turn(assistant, session, message, || 0.0)?;
    let turn = serde_json::to_string(&answer.turn).map_err(|_| Refusal::unwritable())?;
    black_box((turn, answer.records));
    Ok(())
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Refusal> {
    serde_json::from_value(value.clone()).map_err(|_| Refusal::malformed("call_malformed"))
}
