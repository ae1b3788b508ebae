//! Runs the binary with arguments and standard input.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the binary answered.
pub(crate) struct Answer {
    pub(crate) status: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Answer {
    /// The answer as JSON Lines.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.output.lines().map(parse).collect()
    }
}

/// Runs `erp-chat` with these arguments on this input.
pub(crate) fn erp_chat(arguments: &[&str], input: impl AsRef<[u8]>) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_erp-chat"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // Written from aside, because the binary answers while it still reads. One that refuses its flags reads nothing.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Answer {
        status: output.status.code().unwrap(),
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The answers to good lines.
pub(crate) fn answers(arguments: &[&str], lines: &[Value]) -> Vec<Value> {
    let input: Vec<String> = lines.iter().map(Value::to_string).collect();
    let answered = erp_chat(arguments, input.join("\n"));
    assert_eq!((answered.status, answered.errors.as_str()), (0, ""), "{}", answered.output);
    let answers = answered.lines();
    assert_eq!(answers.len(), lines.len());
    answers
}

/// The answer to a good line.
pub(crate) fn answer(arguments: &[&str], line: Value) -> Value {
    answers(arguments, &[line]).remove(0)
}

/// The names of the fields of an object, sorted.
pub(crate) fn fields(object: &Value) -> String {
    let names: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    names.join(" ")
}

/// The code points of a text from `start` to before `end`.
pub(crate) fn code_points(text: &str, span: &Value) -> String {
    let at = |end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

/// A file or folder of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
