//! `erp-chat redact`: `{"text"}` to `{"text", "spans"}`, spans in code points of the input.

use crate::{CliError, lines, redaction};
use erp_chat_engine::redact::{Hit, Redactor};
use erp_chat_engine::text::CodePoints;
use erp_chat_protocol::RawText;
use lexopt::prelude::Long;
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
    let mut redactor = Redactor::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("redaction") => redactor = redaction::redactor(&arguments.value()?)?,
            other => return Err(other.unexpected().into()),
        }
    }
    lines::answer(|input: Input| Ok(redact(&redactor, &input.text)))
}

fn redact(redactor: &Redactor, text: &str) -> Output {
    let redaction = redactor.redact(&RawText::new(text));
    let mut points = CodePoints::new(text);
    let spanned = |hit: &Hit| Spanned {
        start: points.before(hit.span.start),
        end: points.before(hit.span.end),
        kind: hit.pii.as_str(),
    };
    Output { spans: redaction.hits.iter().map(spanned).collect(), text: redaction.utterance.into() }
}
