//! `erp-chat repeat`: does `message` ask for the same as an earlier message of `history`?

use crate::moment::Moment;
use crate::{CliError, builtin, lines};
use erp_chat_engine::redact::Redactor;
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
    let redact = |text: String| Redactor::default().redact(&RawText::new(text)).utterance;
    lines::answer(|input: Input| {
        let history: Vec<_> = input.history.into_iter().map(redact).collect();
        let history: Vec<&str> = history.iter().map(|utterance| utterance.as_str()).collect();
        let found = detect_in_history(&assistant.lexicon, &history, redact(input.message).as_str());
        Ok(Output { repeat_of: found.of, similarity: found.similarity, level: found.level })
    })
}
