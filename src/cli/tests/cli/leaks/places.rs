//! Where a client can put something: every leaf of what it sends, and names of its own.

use serde_json::{Value, json};

/// A batch without its records.
pub(super) const BATCH: &str = r#"{
    "proto": 1, "batch": "b", "dev": "d", "sent_ms": 0, "skew_ms": 0, "store": "idb", "ctr": { "acked": 1 },
    "token": "t", "more": "m", "records": []
}"#;

/// A record of each kind with all that it can hold, and fields that no record has.
pub(super) const RECORDS: &str = r#"[
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 1, "t": 0, "cv": "1",
        "kind": "interaction", "tenant": "acme", "utc_offset": 0, "locale": "en-GB", "language": "en", "user": "u-1",
        "roles": ["employee"], "channel": "voice", "speech_confidence": 0.8, "module": "leave", "page": "list",
        "app_version": "1", "engine_version": "1", "model_version": "1", "templates_version": "1",
        "experiment": { "name": "e", "arm": "a" }, "message": "help", "message_length": 4, "token_count": 1,
        "pii": { "EMAIL": 1 }, "reply": "Of course.", "template_ids": ["t"], "route": "execute", "intent": "help",
        "confidence": 0.9, "margin": 0.5, "candidates": [{ "intent": "help", "confidence": 0.9 }],
        "slots": [
            { "name": "note", "type": "text", "value": "n" },
            { "name": "amount", "type": "amount", "value": { "value": 4, "currency": "EUR" } },
            { "name": "quantity", "type": "quantity", "value": { "value": 4, "unit": "box" } },
            { "name": "invoice", "type": "document", "value": { "kind": "invoice", "value": "INV-1" } }
        ],
        "slot_asked": "note", "repeat_level": 1, "repeat_of": 1, "similarity": 0.1, "permission": "p",
        "access": "granted", "options": ["o"], "option_chosen": 0,
        "actions": [{ "id": "a", "name": "n", "status": "done" }], "handoff": "ticket", "ticket": "T-1",
        "flags": [{ "reason": "fallback", "priority": 5 }], "sentiment": "neutral",
        "latency": { "stages": { "route": 1 }, "total": 1 }, "online": true, "device": "phone",
        "more": { "deep": ["x", 1, { "deeper": "x" }] }
    },
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 2, "t": 0, "kind": "outcome",
        "ref": "0192f0c1-2b3c-7d4e-8f50-00000000bbbb", "action": "a", "name": "n", "status": "failed", "reason": "r",
        "reply": "Done.", "more": 1
    },
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 3, "t": 0, "kind": "feedback",
        "ref": "0192f0c1-2b3c-7d4e-8f50-00000000bbbb", "rating": "down", "reason": "r", "comment": "c", "reported": true
    },
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 4, "t": 0, "kind": "session",
        "event": "started", "tenant": "acme"
    },
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 5, "t": 0, "kind": "consent",
        "granted": true, "version": "1"
    },
    {
        "id": "ID", "v": 1, "rv": 1, "sid": "0192f0c1-2b3c-7d4e-8f50-00000000aaaa", "seq": 6, "t": 0, "kind": "drop",
        "dropped_kind": "session", "reason": "full", "count": 1, "first_seq": 1, "last_seq": 1
    }
]"#;

/// Copies of a value: one for each place in it, with the plant there, and one with the plant in all texts that may be any.
pub(super) fn planted(template: &Value, plant: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    walk(template, String::new(), &mut places);
    let mut copies: Vec<Value> = places.iter().map(|place| with(template, place, plant)).collect();
    // What is left as it was would else refuse the record, and all other places with it.
    let kept: Vec<&String> = places.iter().filter(|place| survives(template, place)).collect();
    copies.push(kept.into_iter().fold(template.clone(), |copy, place| with(&copy, place, plant)));
    copies
}

/// JSON pointers to all leaves; one that ends in `/+` is a new name in an object.
fn walk(value: &Value, path: String, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            (0..).zip(items).for_each(|(at, item): (u32, _)| walk(item, format!("{path}/{at}"), places))
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| walk(field, format!("{path}/{name}"), places));
            places.push(format!("{path}/+"));
        }
        _ => places.push(path),
    }
}

fn with(template: &Value, place: &str, plant: &Value) -> Value {
    let mut copy = template.clone();
    if let Some(object) = place.strip_suffix("/+") {
        let name = plant.as_str().map_or_else(|| plant.to_string(), str::to_owned);
        copy.pointer_mut(object).unwrap()[name] = plant.clone();
    } else {
        *copy.pointer_mut(place).unwrap() = plant.clone();
    }
    copy
}

/// Whether a place takes any text, as far as one can tell from what stands there.
fn survives(template: &Value, place: &str) -> bool {
    const FIXED: [&str; 14] = [
        "id",
        "sid",
        "ref",
        "kind",
        "channel",
        "route",
        "type",
        "access",
        "status",
        "handoff",
        "sentiment",
        "device",
        "rating",
        "event",
    ];
    let name = place.rsplit('/').next().unwrap();
    let is_fixed = FIXED.contains(&name) || name == "+" || place.starts_with("/flags/");
    !is_fixed && template.pointer(place).is_none_or(Value::is_string)
}

#[test]
fn every_place_gets_the_plant() {
    let template = json!({ "a": "x", "kind": "k", "b": [1, { "c": true }] });
    let copies = planted(&template, &json!("P"));
    let copies: Vec<String> = copies.iter().map(Value::to_string).collect();
    assert_eq!(
        copies,
        [
            r#"{"a":"P","b":[1,{"c":true}],"kind":"k"}"#,
            r#"{"a":"x","b":["P",{"c":true}],"kind":"k"}"#,
            r#"{"a":"x","b":[1,{"c":"P"}],"kind":"k"}"#,
            r#"{"a":"x","b":[1,{"P":"P","c":true}],"kind":"k"}"#,
            r#"{"a":"x","b":[1,{"c":true}],"kind":"P"}"#,
            r#"{"P":"P","a":"x","b":[1,{"c":true}],"kind":"k"}"#,
            r#"{"a":"P","b":[1,{"c":true}],"kind":"k"}"#,
        ]
    );
}
