//! The turns of the test conversations, as the example `native` called them.

use crate::Clock;
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::session::Session;
use erp_chat_wasm::exchange::{self, Refusal};
use serde::Deserialize;
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
    Begin { session: String, input: String },
    SetUser { input: String },
    Turn { input: String },
    Finish { action: String, input: String },
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
            Call::Turn { input } => Some(serde_json::from_str::<Said>(input).ok()?.text),
            _ => None,
        })
    }

    /// Plays the conversation and times each turn, JSON in and JSON out.
    pub(crate) fn time_turns(&self, assistant: &Assistant, clock: Clock) -> Result<Vec<f64>, Refusal> {
        let mut times = Vec::new();
        let mut session = Session::default();
        for call in &self.calls {
            match call {
                Call::Load | Call::Keep => {}
                Call::Begin { session: id, input } => session = exchange::begin(id.clone(), input)?,
                Call::SetUser { input } => exchange::set_user(&mut session, input)?,
                Call::Finish { action, input } => {
                    exchange::finish(assistant, &mut session, action, input)?;
                }
                Call::Turn { input } => {
                    let began = clock();
                    black_box(exchange::turn(assistant, &mut session, input)?);
                    times.push(clock() - began);
                }
            }
        }
        Ok(times)
    }
}
