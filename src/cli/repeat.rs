//! `erp-chat repeat`: does `message` ask for the same as an earlier message of `history`?

use crate::moment::Moment;
use crate::{CliError, builtin, lines};
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::repeat::detect_in_history;
use erp_chat_protocol::RawText;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Input {
    history: Vec<String>,
    message: String,
}

#[derive(Serialize)]
struct Output {
    repeat_of: Option<usize>,
    similarity: f32,
    level: u8,
}

/// Answers every line.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    // Time and place do not matter here, but the flags are those of the other commands.
    Moment::from_flags(arguments)?;
    let assistant = builtin::assistant()?;
    lines::answer(|input: Input| Ok(detect(&assistant, &input)))
}

fn detect(assistant: &Assistant, input: &Input) -> Output {
    let mut known = Vec::new();
    let mut utterance = |text: &String| {
        let redaction = assistant.redactor.redact(&RawText::new(text.clone()));
        redaction.numbered(text, &mut known)
    };
    let history: Vec<String> = input.history.iter().map(&mut utterance).collect();
    let history: Vec<&str> = history.iter().map(String::as_str).collect();
    let found = detect_in_history(&assistant.lexicon, &history, &utterance(&input.message));
    Output { repeat_of: found.of, similarity: found.similarity, level: found.level }
}
