//! Cuts the texts of a record that the server finds too large. What it is about stays: ids, intent, route, flags.

use serde_json::Value;

/// Longer texts are cut to this many characters, which leaves room to see what a message was about.
const LONGEST: usize = 500;
/// Stands where a text was cut.
const CUT: char = '…';

/// The JSON of a record with its long texts cut; unchanged when it is no JSON.
pub(crate) fn shorten(json: &str) -> String {
    let Ok(mut value) = serde_json::from_str(json) else {
        return json.to_owned();
    };
    cut(&mut value);
    value.to_string()
}

/// The depth is that of a record, which the parser limits.
fn cut(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
                text.push(CUT);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(cut),
        Value::Object(members) => members.values_mut().for_each(cut),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_the_rest_stays() {
        let check = |json: &str, expected: &str| assert_eq!(shorten(json), expected);
        let long = "é".repeat(501);
        check(
            &format!(r#"{{"candidates":[{{"intent":"{long}"}}],"seq":3}}"#),
            &format!(r#"{{"candidates":[{{"intent":"{}…"}}],"seq":3}}"#, "é".repeat(500)),
        );
        check(r#"{"confidence":0.9,"reply":"Done."}"#, r#"{"confidence":0.9,"reply":"Done."}"#);
        check("junk", "junk");
    }
}
