//! `erp-chat redact`: `{"text"}` to `{"text", "spans"}`, spans in code points of the input.

use crate::{CliError, lines};
use erp_chat_engine::redact::{Hit, Redactor};
use erp_chat_engine::text::code_points_before;
use erp_chat_protocol::RawText;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Input {
    text: String,
}

#[derive(Serialize)]
struct Output {
    text: String,
    spans: Vec<Spanned>,
}

#[derive(Serialize)]
struct Spanned {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Answers every line.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let redactor = Redactor::default();
    lines::answer(|input: Input| Ok(redact(&redactor, &input.text)))
}

fn redact(redactor: &Redactor, text: &str) -> Output {
    let redaction = redactor.redact(&RawText::new(text));
    let spanned = |hit: &Hit| Spanned {
        start: code_points_before(text, hit.span.start),
        end: code_points_before(text, hit.span.end),
        kind: hit.pii.as_str(),
    };
    Output { spans: redaction.hits.iter().map(spanned).collect(), text: redaction.utterance.as_str().to_owned() }
}
