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

/// Runs `erp-chat` with these arguments, separated by blanks, on this input.
pub(crate) fn erp_chat(arguments: &str, input: impl AsRef<[u8]>) -> Answer {
    run(&arguments.split_whitespace().collect::<Vec<_>>(), input.as_ref())
}

/// The one answer to one line, which must be a good one.
pub(crate) fn answer(arguments: &str, line: &Value) -> Value {
    let answered = erp_chat(arguments, line.to_string());
    assert_eq!((answered.status, answered.errors.as_str()), (0, ""), "{line}");
    let [answer] = answered.lines().try_into().unwrap();
    answer
}

fn run(arguments: &[&str], input: &[u8]) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_erp-chat"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Written from aside, for the binary answers while it still reads. One that refuses its flags reads nothing.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Answer {
        status: output.status.code().unwrap(),
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A file or folder of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
