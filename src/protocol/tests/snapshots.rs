//! What crosses the wire, one example of each type. A changed snapshot is a changed protocol: old clients and stored
//! records must still be read.

#![cfg(test)]

use erp_chat_protocol::{IngestRequest, IngestResponse, Record};
use serde::Serialize;
use serde::de::DeserializeOwned;

const ENVELOPE: &str = r#""id":"0192f0c1-2b3c-7d4e-8f50-617283940a1b","v":1,"rv":1,"sid":"0192f0c1-0000-7000-8000-000000000001","seq":3,"t":1773223200000"#;

const INTERACTION: &str = r#"
    "kind": "interaction", "tenant": "acme", "utc_offset": 330, "locale": "en-IN", "language": "en", "user": "u-17",
    "roles": ["accountant"], "channel": "voice", "speech_confidence": 0.875, "module": "finance", "page": "invoices",
    "app_version": "4.2.0", "engine_version": "0.1.0", "model_version": "0f3c", "templates_version": "7",
    "experiment": {"name": "openers", "arm": "b"}, "message": "approve invoice INV-7 and mail [EMAIL]",
    "message_length": 44, "token_count": 6, "pii": {"EMAIL": 1}, "reply": "Shall I approve INV-7?",
    "template_ids": ["confirm.2"], "route": "confirm", "intent": "approve_invoice", "confidence": 0.75, "margin": 0.5,
    "candidates": [{"intent": "approve_invoice", "confidence": 0.75}, {"intent": "reject_invoice", "confidence": 0.25}],
    "slots": [{"name": "invoice", "type": "document", "value": {"kind": "invoice", "value": "INV-7"}}],
    "slot_asked": "reason", "repeat_level": 2, "repeat_of": 1, "similarity": 0.5, "permission": "invoices:approve",
    "access": "granted", "options": ["approve_invoice", "reject_invoice"], "option_chosen": 0,
    "actions": [{"id": "a-1", "name": "approve_invoice", "status": "requested"}], "handoff": "ticket",
    "ticket": "T-9", "flags": [{"reason": "low_confidence", "priority": 5}], "sentiment": "negative",
    "latency": {"stages": {"redact": 40}, "total": 900}, "online": true, "device": "phone""#;

/// Reads an example and compares what is written again.
fn check<T: Serialize + DeserializeOwned>(name: &str, example: &str) {
    let value: T = serde_json::from_str(example).unwrap();
    insta::assert_json_snapshot!(name, value);
}

fn check_record(name: &str, body: &str) {
    check::<Record>(name, &format!("{{{ENVELOPE}, {body}}}"));
}

#[test]
fn records_keep_their_form() {
    check_record("interaction", INTERACTION);
    check_record("interaction_with_nothing_known", r#""kind": "interaction""#);
    check_record(
        "outcome",
        r#""kind": "outcome", "ref": "r", "action": "a-1", "name": "approve_invoice", "status": "failed", "reason": "locked", "reply": "It is locked.""#,
    );
    check_record(
        "feedback",
        r#""kind": "feedback", "ref": "r", "rating": "down", "reason": "wrong", "comment": "not INV-7", "reported": true"#,
    );
    check_record("session", r#""kind": "session", "event": "logged_out", "tenant": "acme""#);
    check_record("consent", r#""kind": "consent", "cv": "3", "granted": false, "version": "3""#);
    check_record(
        "drop",
        r#""kind": "drop", "dropped_kind": "interaction", "reason": "capacity", "count": 4, "first_seq": 2, "last_seq": 9"#,
    );
}

#[test]
fn requests_and_answers_keep_their_form() {
    check::<IngestRequest>(
        "ingest_request",
        r#"{"proto": 1, "batch": "b-1", "dev": "d-1", "sent_ms": 1773223200000, "skew_ms": -20, "store": "mem",
            "ctr": {"acked": 12}, "token": "t", "records": []}"#,
    );
    check::<IngestResponse>(
        "ingest_response",
        r#"{"proto": 1, "now_ms": 1773223200000,
            "acks": [{"id": "a", "s": "ok"}, {"id": "b", "s": "dup"}, {"id": "c", "s": "rej", "code": "version"},
                     {"id": "d", "s": "retry", "code": "busy", "after_ms": 4000}],
            "cfg": {"max_records": 50, "max_bytes": 65536, "flush_ms": 1000, "pause_ms": 60000}}"#,
    );
}

#[test]
fn fields_that_are_not_known_yet_are_ignored() {
    let later = format!(r#"{{{ENVELOPE}, "kind": "session", "event": "started", "colour": "blue"}}"#);
    assert!(serde_json::from_str::<Record>(&later).is_ok());
}
