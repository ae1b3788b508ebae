//! What cannot run: exit status 2, one line on standard error, nothing on standard output.

use crate::command::erp_chat;
use crate::scratch::Scratch;

fn check(arguments: &[&str], named: &str) {
    let answered = erp_chat(arguments, "");
    assert_eq!((answered.status, answered.output.as_str()), (2, ""), "{arguments:?}");
    assert_eq!(answered.errors.lines().count(), 1, "{arguments:?}: {}", answered.errors);
    assert!(answered.errors.contains(named), "{arguments:?}: {}", answered.errors);
}

#[test]
fn bad_flags_are_refused() {
    check(&[], "command");
    check(&["frob"], "frob");
    check(&["--frob"], "--frob");
    check(&["redact", "--model", "m"], "--model");
    check(&["redact", "extra"], "extra");
    check(&["classify", "--now"], "--now");
    check(&["classify", "--now", "yesterday"], "yesterday");
    check(&["converse", "--now", "2026-03-11T10:00:00"], "now");
    check(&["repeat", "--locale"], "--locale");
    check(&["train"], "train needs");
    check(&["train", "--data", "a", "--seed", "x", "--out", "b"], "x");
    check(&["train", "--data", "a", "--cv", "1", "--out", "b"], "--cv");
    check(&["train", "folder", "--data", "a", "--out", "b"], "--data");
    check(&["evaluate", "--data", "a"], "--model");
    check(&["evaluate", "--model", "a"], "--data");
    check(&["check"], "folder");
}

#[test]
fn missing_files_are_named() {
    let missing = Scratch::new("missing_files_are_named").path("nothing-here");
    check(&["classify", "--model", &missing], &missing);
    check(&["evaluate", "--model", &missing, "--data", &missing], &missing);
    check(&["train", "--data", &missing, "--out", &missing], &missing);
    check(&["train", &missing], &missing);
    check(&["check", &missing], &missing);
    check(&["redact", "--redaction", &missing], &missing);
    check(&["serve", "--redaction", &missing], &missing);
}

#[test]
fn unusable_changes_to_redaction_are_refused() {
    let scratch = Scratch::new("unusable_changes_to_redaction_are_refused");
    for (options, named) in [
        ("{", "line 1"),
        (r#"{"of": []}"#, "`of`"),
        (r#"{"off": ["EMAL"]}"#, "`EMAL`"),
        (r#"{"patterns": [{"pattern": "EMP-("}]}"#, "`EMP-(`"),
        (r#"{"patterns": [{"pattern": "(a{1000}){1000}"}]}"#, "`(a{1000}){1000}`"),
        (r#"{"patterns": [{"pattern": "x*"}]}"#, "`x*`"),
    ] {
        let file = scratch.write("redaction.json", options);
        check(&["redact", "--redaction", &file], named);
    }
}

#[test]
fn foreign_model_files_are_refused() {
    let scratch = Scratch::new("foreign_model_files_are_refused");
    let data = scratch.write("data.jsonl", r#"{"text":"water the fern","intent":"water_plant"}"#);
    for (name, bytes) in [("empty", &b""[..]), ("text", b"hello"), ("zeros", &[0; 4096])] {
        let model = scratch.write(name, bytes);
        check(&["classify", "--model", &model], &model);
        check(&["evaluate", "--model", &model, "--data", &data], &model);
    }
}

#[test]
fn an_altered_model_file_is_refused() {
    let scratch = Scratch::new("an_altered_model_file_is_refused");
    let bundle = std::fs::read(crate::command::repository("src/starter/starter.bundle")).unwrap();
    let half = scratch.write("half", &bundle[..bundle.len() / 2]);
    check(&["classify", "--model", &half], &half);
    let mut altered = bundle.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    let altered = scratch.write("altered", altered);
    check(&["classify", "--model", &altered], &altered);
}

#[test]
fn bad_examples_are_named_by_line() {
    let scratch = Scratch::new("bad_examples_are_named_by_line");
    let good = r#"{"text":"water the fern","intent":"water_plant"}"#;
    let data = scratch.write("data.jsonl", format!("{good}\n\n{{\"text\":\"secret words\"}}\n"));
    check(&["train", "--data", &data, "--out", &scratch.path("model")], &format!("{data}:3:"));
}
