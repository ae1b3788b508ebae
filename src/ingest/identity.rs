//! Ids of records and sessions: UUIDs, which are the same in either case.

use serde_json::Value;

/// The fields of a record that name a record or a session.
const FIELDS: [&str; 3] = ["id", "sid", "ref"];

/// Whether a text is a UUID in its usual form.
pub(crate) fn is_uuid(text: &str) -> bool {
    let groups = text.split('-');
    let lengths = groups.clone().map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && groups.flat_map(str::bytes).all(|byte| byte.is_ascii_hexdigit())
}

/// Writes the ids of a record in lower case.
// Invariant: the store compares ids byte by byte, so no other form reaches it.
pub(crate) fn normalise(record: &mut Value) {
    for field in FIELDS {
        if let Some(Value::String(text)) = record.get_mut(field) {
            text.make_ascii_lowercase();
        }
    }
}
