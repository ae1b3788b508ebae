//! JSON Lines: one answer per line and in order, bad lines answered as such, the rest unharmed.

use crate::command::erp_chat;
use serde_json::{Value, json};

/// The commands that read lines, each with a good one.
const COMMANDS: [(&str, &str); 4] = [
    ("redact", r#"{"text":"hello there"}"#),
    ("classify", r#"{"text":"list my tasks"}"#),
    ("repeat", r#"{"history":["list my tasks"],"message":"hello"}"#),
    ("converse", r#"{"id":"one","turns":[{"user":"hello"}]}"#),
];

/// Lines that no command can answer.
const BAD: [&[u8]; 11] = [
    b"",
    b" \t ",
    b"hello",
    b"{",
    b"{}",
    b"null",
    b"{\"text\":5,\"history\":5,\"turns\":5}",
    b"{\"text\":\"\xff\"}",
    b"{\"text\":\"\\ud800\"}",
    b"[\"SECRET-4111\"]",
    b"{\"text\":4111111111111111,\"history\":[4111],\"turns\":[\"SECRET-4111\"]}",
];

fn is_error(line: &Value) -> bool {
    line["error"].is_string() && line.as_object().unwrap().len() == 1
}

#[test]
fn a_bad_line_is_answered_and_the_rest_too() {
    for (command, good) in COMMANDS {
        let lines: Vec<&[u8]> = BAD.into_iter().flat_map(|bad| [bad, good.as_bytes()]).collect();
        let answered = erp_chat(&[command], lines.join(&b'\n'));
        assert_eq!((answered.status, answered.errors.as_str()), (1, ""), "{command}");
        let answers = answered.lines();
        assert_eq!(answers.len(), lines.len(), "{command}");
        for pair in answers.chunks(2) {
            assert!(is_error(&pair[0]) && !is_error(&pair[1]), "{command}: {pair:?}");
            assert!(!pair[0].to_string().contains("4111"), "{command}: {pair:?}");
        }
    }
}

#[test]
fn good_lines_leave_with_status_0() {
    for (command, good) in COMMANDS {
        let check = |input: String, count: usize| {
            let answered = erp_chat(&[command], &input);
            assert_eq!((answered.status, answered.lines().len()), (0, count), "{command}: {input:?}");
            assert!(!answered.lines().iter().any(is_error), "{command}: {input:?}");
        };
        check(String::new(), 0);
        check(good.to_owned(), 1);
        check(format!("{good}\r\n{good}\n"), 2);
        check(format!("\u{feff}  {good}  \n"), 1);
    }
}

#[test]
fn unknown_fields_are_ignored() {
    for (command, good) in COMMANDS {
        let mut strange: Value = serde_json::from_str(good).unwrap();
        strange["x"] = json!({"y": [1, null]});
        let now: &[&str] = if command == "redact" { &[] } else { &["--now", "2026-03-11T10:00:00Z"] };
        let run = |line: &str| erp_chat(&[&[command], now].concat(), line).output;
        assert_eq!(run(&strange.to_string()), run(good), "{command}");
    }
}
