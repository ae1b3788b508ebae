//! Every file of `tests/conversations` is a case: what it says of a turn must come out, and what holds always must hold.

mod always;
mod case;
mod likeness;
mod wanted;

use crate::command::{erp_chat, repository};
use case::Conversation;
use serde_json::Value;
use std::sync::LazyLock;

/// A conversation and its answers, turn by turn.
struct Held {
    conversation: Conversation,
    answers: Vec<Value>,
}

static HELD: LazyLock<Vec<Held>> = LazyLock::new(hold_all);

/// One run of the binary holds them all.
fn hold_all() -> Vec<Held> {
    let conversations = case::read_all(&repository("tests/conversations"));
    let input: Vec<String> = conversations.iter().map(|case| case.input().to_string()).collect();
    let answered = erp_chat(&["converse"], input.join("\n"));
    assert_eq!(answered.status, 0, "{}", answered.errors);
    let lines = answered.lines();
    assert_eq!(lines.len(), conversations.len());
    let held = |(conversation, line): (Conversation, Value)| Held {
        answers: line["turns"].as_array().cloned().unwrap_or_default(),
        conversation,
    };
    conversations.into_iter().zip(lines).map(held).collect()
}

/// Fails with all reports at once.
fn conclude(faults: &[String]) {
    let count = faults.len();
    assert!(faults.is_empty(), "{count} faults\n\n{}\n", faults.join("\n"));
}

#[test]
fn conversations_go_as_written() {
    let faults: Vec<String> = HELD.iter().flat_map(wanted::faults).collect();
    conclude(&faults);
}

#[test]
fn what_holds_always_holds_in_every_conversation() {
    let definition = always::definition();
    let faults: Vec<String> = HELD.iter().flat_map(|held| always::faults(&definition, held)).collect();
    conclude(&faults);
}
