//! Reads labelled examples: JSON Lines with `text`, `intent`, `slots` and `lang`.
//!
//! Every mistake is reported with its file and line, and never with the text itself.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// The intent of examples that no intent covers.
pub const OUT_OF_SCOPE: &str = "oos";

/// A labelled utterance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The utterance.
    pub text: String,
    /// Its intent, or `oos`.
    pub intent: String,
    /// Its slots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<ExampleSlot>,
    /// Its language, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// A labelled slot of an example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleSlot {
    /// Slot name.
    #[serde(alias = "slot")]
    pub name: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Why a file of examples was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleError {
    /// The file cannot be read.
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// A line is not an example.
    Malformed {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

impl std::fmt::Display for ExampleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable { file, reason } => write!(f, "cannot read `{file}`: {reason}"),
            Self::Malformed { file, line, reason } => write!(f, "{file}:{line}: {reason}"),
        }
    }
}

impl std::error::Error for ExampleError {}

/// Reads the examples of a file.
pub fn read(path: &Path) -> Result<Vec<Example>, ExampleError> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|error| ExampleError::Unreadable { file: file.clone(), reason: error.to_string() })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| ExampleError::Unreadable { file: file.clone(), reason: "it is not UTF-8".to_owned() })?;
    parse(&file, &text)
}

/// Reads examples, one per line; `file` is for messages. Blank lines and unknown fields are skipped.
pub fn parse(file: &str, text: &str) -> Result<Vec<Example>, ExampleError> {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate();
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    let parse_line = |(index, line): (usize, &str)| {
        parse_example(line).map_err(|reason| ExampleError::Malformed { file: file.to_owned(), line: index + 1, reason })
    };
    filled.map(parse_line).collect()
}

fn parse_example(line: &str) -> Result<Example, String> {
    let example: Example = serde_json::from_str(line.trim()).map_err(|error| describe(&error))?;
    if example.text.trim().is_empty() {
        return Err("`text` is empty".to_owned());
    }
    if example.intent.trim().is_empty() {
        return Err("`intent` is empty".to_owned());
    }
    let length = example.text.chars().count();
    match example.slots.iter().find(|slot| !slot.fits(length)) {
        Some(slot) => Err(format!(
            "slot `{}` covers {}..{}, but the text has {length} characters",
            slot.name, slot.start, slot.end
        )),
        None => Ok(example),
    }
}

/// What the parser says, without its own line number, which is always 1.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let reason = message.split_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    format!("not an example: {reason} (column {})", error.column())
}

impl ExampleSlot {
    fn fits(&self, length: usize) -> bool {
        self.start < self.end && self.end <= length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_files_are_read_whatever_their_form() {
        let check = |text: &str, count: usize| {
            assert_eq!(parse("f", text).map(|examples| examples.len()), Ok(count), "{text}");
        };
        check("", 0);
        check("\u{feff}{\"text\":\"hi\",\"intent\":\"greeting\"}\r\n\r\n", 1);
        check(r#"{"text":"hi","intent":"greeting","rating":5,"lang":"en"}"#, 1);
        check(r#"{"text":"é77","intent":"a","slots":[{"name":"x","start":1,"end":3}]}"#, 1);
        check("{\"text\":\"a\",\"intent\":\"b\"}\n\n{\"text\":\"c\",\"intent\":\"d\"}\n", 2);
    }

    #[test]
    fn mistakes_name_file_and_line() {
        let check = |line: &str, expected: &str| {
            let text = format!("{{\"text\":\"a\",\"intent\":\"b\"}}\n{line}");
            let message = parse("f.jsonl", &text).unwrap_err().to_string();
            assert!(message.starts_with("f.jsonl:2: "), "{message}");
            assert!(message.contains(expected), "{message}");
        };
        check("nonsense", "not an example");
        check(r#"{"text":"a"}"#, "missing field `intent`");
        check(r#"{"text":" ","intent":"b"}"#, "`text` is empty");
        check(r#"{"text":"a","intent":""}"#, "`intent` is empty");
        check(r#"{"text":"a","intent":"b","slots":[{"name":"x","start":0,"end":2}]}"#, "slot `x` covers 0..2");
        check(r#"{"text":"a","intent":"b","slots":[{"name":"x","start":1,"end":1}]}"#, "slot `x` covers 1..1");
    }
}
