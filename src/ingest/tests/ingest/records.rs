//! Records and batches as a widget sends them.

use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// The id of a record or session: a UUID that ends in the number.
pub(crate) fn id(number: u64) -> String {
    format!("0192f0c1-2b3c-7d4e-8f50-{number:012x}")
}

/// The session of most tests.
pub(crate) fn session() -> String {
    id(0xaaaa)
}

/// A turn that needs no attention.
pub(crate) fn turn(number: u64) -> Value {
    json!({
        "id": id(number), "v": 1, "rv": 1, "sid": session(), "seq": number, "t": now_ms(), "kind": "interaction",
        "tenant": "acme", "locale": "en-GB", "message": "show my tasks", "reply": "Here they are.",
        "intent": "list_tasks", "confidence": 0.9, "repeat_level": 1, "route": "execute",
        "latency": { "total": 2_000, "stages": {} },
    })
}

/// A turn with other fields.
pub(crate) fn turn_with(number: u64, fields: Value) -> Value {
    with(turn(number), fields)
}

/// A thumb for an interaction, as the `seq`th event of a session.
pub(crate) fn thumb(number: u64, seq: u64, interaction: u64, rating: &str) -> Value {
    json!({
        "id": id(number), "v": 1, "rv": 1, "sid": session(), "seq": seq, "t": now_ms(), "kind": "feedback",
        "ref": id(interaction), "rating": rating,
    })
}

/// An object with other fields.
pub(crate) fn with(mut record: Value, fields: Value) -> Value {
    let fields = fields.as_object().unwrap().clone();
    record.as_object_mut().unwrap().extend(fields);
    record
}

/// A batch of records.
pub(crate) fn batch(records: &[Value]) -> Value {
    json!({
        "proto": 1, "batch": "b", "dev": "d", "sent_ms": now_ms(), "skew_ms": 0, "store": "idb", "records": records,
    })
}

pub(crate) fn now_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}
