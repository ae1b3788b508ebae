//! Dependencies between the parts point one way, and the engine's list of dependencies is short on purpose.

use crate::workspace::metadata;
use crate::{Outcome, TaskError};
use serde_json::Value;

/// Each part may use the layers above its own, never its own or those below.
const LAYERS: [&[&str]; 4] = [
    &["erp-chat-protocol"],
    &["erp-chat-engine", "erp-chat-outbox"],
    &["erp-chat-wasm", "erp-chat-trainer", "erp-chat-ingest"],
    &["erp-chat"],
];

/// Everything that the engine may use; a new name is argued for in the change that adds it.
const ENGINE: [&str; 9] =
    ["erp-chat-protocol", "jiff", "libm", "regex", "regex-syntax", "serde", "serde_json", "strsim", "uuid"];

/// A member of the workspace with what it uses outside its tests.
struct Package {
    name: String,
    uses: Vec<String>,
}

/// Compares what cargo says with the layers.
pub(crate) fn check() -> Outcome {
    let faults: Vec<String> = packages(&metadata()?).iter().flat_map(faults).collect();
    TaskError::if_any(&faults)
}

fn packages(metadata: &Value) -> Vec<Package> {
    let listed = metadata.get("packages").and_then(Value::as_array);
    listed.into_iter().flatten().map(package).collect()
}

fn package(value: &Value) -> Package {
    let dependencies = value.get("dependencies").and_then(Value::as_array);
    let shipped = dependencies.into_iter().flatten().filter(|one| one.get("kind").is_some_and(Value::is_null));
    Package { name: name(value), uses: shipped.map(name).collect() }
}

fn name(value: &Value) -> String {
    value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn faults(package: &Package) -> Vec<String> {
    let Package { name, uses } = package;
    let own = layer(name);
    if own.is_none() && name != "xtask" {
        return vec![format!("`{name}` has no place in the layers")];
    }
    // The automation is in no layer, so it may use none of the parts.
    let upward = uses.iter().filter(|used| layer(used).is_some_and(|theirs| own.is_none_or(|own| theirs >= own)));
    let mut faults: Vec<_> = upward.map(|used| format!("`{name}` may not use `{used}`")).collect();
    if name == "erp-chat-engine" {
        let foreign = uses.iter().filter(|used| !ENGINE.contains(&used.as_str()));
        faults.extend(foreign.map(|used| format!("`{used}` is not on the engine's list")));
    }
    faults
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, uses: &[&str], expected: usize) {
        let package = Package { name: name.to_owned(), uses: uses.iter().map(|used| (*used).to_owned()).collect() };
        assert_eq!(faults(&package).len(), expected, "{name} {uses:?}");
    }

    #[test]
    fn dependencies_point_one_way() {
        check("erp-chat-ingest", &["erp-chat-engine", "serde_json"], 0);
        check("erp-chat-outbox", &["erp-chat-engine"], 1);
        check("erp-chat-protocol", &["erp-chat"], 1);
        check("erp-chat-engine", &["erp-chat-protocol", "libm"], 0);
        check("erp-chat-engine", &["rand"], 1);
        check("xtask", &["erp-chat-protocol"], 1);
        check("xtask", &["lexopt"], 0);
        check("erp-chat-new", &[], 1);
    }
}
