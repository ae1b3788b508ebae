//! JSON Lines in and out: one answer per line, in order, flushed per line.

use crate::CliError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{BufRead, Write};

/// Answers every line of standard input; a bad line gets `{"error"}`, and the rest is still answered.
pub(crate) fn answer<I: DeserializeOwned, O: Serialize>(
    mut respond: impl FnMut(I) -> Result<O, String>,
) -> Result<(), CliError> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let mut bad = false;
    let mut line = Vec::new();
    while read_line(&mut input, &mut line)? {
        let answer = parse(&line).and_then(&mut respond);
        bad |= answer.is_err();
        let text = match answer {
            Ok(answer) => serde_json::to_string(&answer).map_err(|error| CliError::Input(error.to_string()))?,
            Err(error) => serde_json::json!({ "error": error }).to_string(),
        };
        if writeln!(output, "{text}").and_then(|()| output.flush()).is_err() {
            // The reader has gone away, as `head` does.
            return Ok(());
        }
    }
    if bad { Err(CliError::BadLines) } else { Ok(()) }
}

fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, CliError> {
    line.clear();
    let read = input.read_until(b'\n', line).map_err(|error| CliError::Input(format!("cannot read input: {error}")))?;
    Ok(read > 0)
}

fn parse<I: DeserializeOwned>(line: &[u8]) -> Result<I, String> {
    let text = std::str::from_utf8(line).map_err(|_| "line is not UTF-8".to_owned())?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err("blank line".to_owned());
    }
    if text.starts_with('[') {
        return Err("an array, expected an object".to_owned());
    }
    serde_json::from_str(text).map_err(|error| describe(&error))
}

/// What the parser says, without its own line number, which is always 1, and without the user's text.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.split_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    let reason = without_quoted(reason);
    let reason = if error.is_data() { reason } else { format!("not JSON: {reason}") };
    format!("{reason} (column {})", error.column())
}

/// The parser quotes what it found, which may be anything; names of fields, which it quotes too, stay.
fn without_quoted(reason: &str) -> String {
    let quote = if reason.starts_with("invalid") { ['"', '`'].as_slice() } else { &['"'] };
    let (before, rest) = reason.split_once(quote).unwrap_or((reason, ""));
    let after = rest.rsplit_once(quote).map_or("", |(_, after)| after);
    format!("{}{after}", before.trim_end())
}
