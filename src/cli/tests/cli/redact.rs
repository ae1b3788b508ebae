//! `redact`: the text with placeholders, and spans in code points of the input.

use crate::command::{answers, code_points, fields};
use crate::scratch::Scratch;
use serde_json::{Value, json};

/// A text, what becomes of it, and each hidden value with its type.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const CASES: [Case; 9] = [
    ("", "", &[]),
    ("approve invoice INV-2041", "approve invoice INV-2041", &[]),
    ("mail bo.li@example.com", "mail [EMAIL]", &[("bo.li@example.com", "EMAIL")]),
    (
        "naïve 🙂🙂 e-mail: bo.li@example.com ✅ done",
        "naïve 🙂🙂 e-mail: [EMAIL] ✅ done",
        &[("bo.li@example.com", "EMAIL")],
    ),
    ("ब्योरा bo.li@example.com को भेजो", "ब्योरा [EMAIL] को भेजो", &[("bo.li@example.com", "EMAIL")]),
    (
        "a@example.com, then b@example.com",
        "[EMAIL], then [EMAIL]",
        &[("a@example.com", "EMAIL"), ("b@example.com", "EMAIL")],
    ),
    (
        "card 4111 1111 1111 1111 for bo@example.com",
        "card [CARD] for [EMAIL]",
        &[("4111 1111 1111 1111", "CARD"), ("bo@example.com", "EMAIL")],
    ),
    ("my SSN is 512-44-7391", "my SSN is [SSN]", &[("512-44-7391", "SSN")]),
    ("my password is Tulip!4492x", "my password is [PASSWORD]", &[("Tulip!4492x", "PASSWORD")]),
];

fn check((text, redacted, hidden): Case, answer: &Value) {
    assert_eq!(fields(answer), "spans text", "{text}");
    assert_eq!(answer["text"], redacted, "{text}");
    let spans = answer["spans"].as_array().unwrap();
    let found = spans.iter().map(|span| (code_points(text, span), span["type"].as_str().unwrap()));
    let found: Vec<(String, &str)> = found.collect();
    let wanted: Vec<(String, &str)> = hidden.iter().map(|(value, kind)| ((*value).to_owned(), *kind)).collect();
    assert_eq!(found, wanted, "{text}");
    spans.iter().for_each(|span| assert_eq!(fields(span), "end start type"));
}

#[test]
fn values_are_hidden_and_their_places_told() {
    let lines = CASES.map(|(text, ..)| json!({"text": text}));
    let answers = answers(&["redact"], &lines);
    CASES.into_iter().zip(&answers).for_each(|(case, answer)| check(case, answer));
}

#[test]
fn redacted_text_stays_as_it_is() {
    let lines = CASES.map(|(_, redacted, _)| json!({"text": redacted}));
    for (answer, (_, redacted, _)) in answers(&["redact"], &lines).iter().zip(CASES) {
        assert_eq!(*answer, json!({"text": redacted, "spans": []}));
    }
}

#[test]
fn a_host_changes_what_is_hidden() {
    let scratch = Scratch::new("redaction");
    let check = |options: Value, text: &str, redacted: &str| {
        let file = scratch.write("redaction.json", options.to_string());
        let answers = answers(&["redact", "--redaction", &file], &[json!({"text": text})]);
        assert_eq!(answers[0]["text"], redacted);
    };
    check(json!({"off": ["IP"]}), "ping 10.0.0.7 for jo@example.org", "ping 10.0.0.7 for [EMAIL]");
    check(json!({"allow": ["@example.com"]}), "jo@example.com or jo@example.org", "jo@example.com or [EMAIL]");
    check(json!({"names": ["Asha Rao"]}), "ask asha rao", "ask [NAME]");
    check(json!({"patterns": [{"pattern": "EMP-[0-9]{6}"}]}), "show EMP-004711", "show [CUSTOM]");
}
