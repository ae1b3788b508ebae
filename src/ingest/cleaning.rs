//! Redacts every text and number of a record again, and cuts texts that are too long.

use erp_chat_engine::redact::Redactor;
use serde_json::{Map, Number, Value};

/// Longest text that is kept, in bytes. SPEC section 3.
const MAX_TEXT: usize = 8 << 10;
/// Longest name of a field.
const MAX_NAME: usize = 40;

/// What had to be changed in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Personal data was found, which the client should not have sent.
    pub(crate) leaked: bool,
    /// A text was too long.
    pub(crate) cut: bool,
}

/// Cleans all that a JSON value says.
pub(crate) fn clean(redactor: &Redactor, value: &mut Value) -> Changes {
    let mut changes = Changes::default();
    clean_value(redactor, value, &mut changes);
    changes
}

fn clean_value(redactor: &Redactor, value: &mut Value, changes: &mut Changes) {
    match value {
        Value::String(text) => clean_text(redactor, text, changes),
        Value::Array(items) => items.iter_mut().for_each(|item| clean_value(redactor, item, changes)),
        Value::Object(fields) => {
            drop_odd_names(redactor, fields, changes);
            fields.values_mut().for_each(|field| clean_value(redactor, field, changes));
        }
        Value::Number(number) => {
            if let Some(text) = redacted(redactor, number) {
                changes.leaked = true;
                *value = Value::String(text);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// What a number is as a text that is redacted, if that differs: a card may come as a number.
fn redacted(redactor: &Redactor, number: &Number) -> Option<String> {
    let digits = number.to_string();
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    let cleaned = redactor.clean(digits);
    (cleaned.as_str() != digits).then(|| cleaned.as_str().to_owned())
}

/// The maps of a record have names of types and stages as keys; anything else may hold a text.
fn drop_odd_names(redactor: &Redactor, fields: &mut Map<String, Value>, changes: &mut Changes) {
    let is_name = |name: &String| {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        plain && name.len() <= MAX_NAME && redactor.clean(name).as_str() == name
    };
    let before = fields.len();
    fields.retain(|name, _| is_name(name));
    changes.leaked |= fields.len() < before;
}

fn clean_text(redactor: &Redactor, text: &mut String, changes: &mut Changes) {
    let cleaned = redactor.clean(text);
    if cleaned.as_str() != text {
        changes.leaked = true;
        *text = cleaned.as_str().to_owned();
    }
    // Cut after redaction, or half of an address would no longer look like one.
    if text.len() > MAX_TEXT {
        changes.cut = true;
        let end = (0..=MAX_TEXT).rev().find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(mut value: Value, expected: &Value, leaked: bool, cut: bool) {
        let changes = clean(&Redactor::default(), &mut value);
        assert_eq!(&value, expected);
        assert_eq!(changes, Changes { leaked, cut });
    }

    #[test]
    fn texts_are_redacted_and_cut_wherever_they_stand() {
        check(json!({ "message": "approve INV-7" }), &json!({ "message": "approve INV-7" }), false, false);
        check(json!({ "message": "mail [EMAIL]" }), &json!({ "message": "mail [EMAIL]" }), false, false);
        check(
            json!({ "slots": [{ "value": { "kind": "invoice", "value": "jo@example.com" } }] }),
            &json!({ "slots": [{ "value": { "kind": "invoice", "value": "[EMAIL]" } }] }),
            true,
            false,
        );
        check(json!({ "pii": { "EMAIL": 1, "jo@example.com": 1 } }), &json!({ "pii": { "EMAIL": 1 } }), true, false);
        check(json!({ "note": 4_111_111_111_111_111_u64 }), &json!({ "note": "[CARD]" }), true, false);
        check(json!([4_111_111_111_111_111.0]), &json!(["[CARD]"]), true, false);
        check(json!([1_764_000_000_000_u64, 0.4111, -7]), &json!([1_764_000_000_000_u64, 0.4111, -7]), false, false);
        check(json!("é".repeat(5_000)), &json!("é".repeat(4_096)), false, true);
        let long = format!("{} jo@example.com", "word ".repeat(1_636));
        check(json!(long), &json!(format!("{} [EMAIL]", "word ".repeat(1_636))), true, false);
    }
}
