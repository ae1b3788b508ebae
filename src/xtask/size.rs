//! `cargo xtask size`: what a page downloads, as a table that is checked in, so that growth shows in a change.
//!
//! `size.mjs` compresses, because Node brings gzip and brotli; the sums are made here.

mod table;

use crate::process::{command, read, step};
use crate::workspace::root;
use crate::{Outcome, TaskError, pkg, setup};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use table::{Shipped, Size, stale, table, too_heavy};

const TABLE: &str = "pkg/SIZES.md";

/// Builds the package and writes the table.
pub(crate) fn run() -> Outcome {
    pkg::run()?;
    let text = step("sizes", || Ok(table(&shipped()?)))?;
    fs::write(path(), text).map_err(TaskError::during("write the table of sizes"))
}

/// Fails when the table is not that of the package, which was built before, or the launcher is too heavy.
pub(crate) fn check() -> Outcome {
    let kept = fs::read_to_string(path()).map_err(TaskError::during("read the table of sizes"))?;
    let shipped = shipped()?;
    let stale = stale(&kept, &table(&shipped));
    let advice = (!stale.is_empty()).then(|| format!("{TABLE} is stale: run `cargo xtask size`, and say why it grew"));
    TaskError::if_any(&advice.into_iter().chain(stale).chain(too_heavy(&shipped)).collect::<Vec<_>>())
}

fn path() -> PathBuf {
    root().join(TABLE)
}

fn shipped() -> Result<Vec<Shipped>, TaskError> {
    setup::node()?;
    let text = read(command("node", &["src/xtask/size.mjs"]).arg(pkg::dist()))?;
    let files: Value = serde_json::from_str(&text)
        .map_err(|error| TaskError::new(format!("cannot read what `size.mjs` says: {error}")))?;
    Ok(files.as_array().into_iter().flatten().map(file).collect())
}

fn file(value: &Value) -> Shipped {
    let bytes = |name: &str| value.get(name).and_then(Value::as_u64).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Shipped {
        name: value.get("name").map(text).unwrap_or_default(),
        size: Size { raw: bytes("raw"), gzip: bytes("gzip"), brotli: bytes("brotli") },
        imports: value.get("imports").and_then(Value::as_array).into_iter().flatten().map(text).collect(),
    }
}
