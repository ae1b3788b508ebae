//! What the engine answers natively, the wasm must answer byte for byte.

use crate::model::BUNDLE;
use crate::process::{command, read, watch};
use crate::tally::Tally;
use crate::workspace::{root, target_folder};
use crate::{TaskError, program, setup};
use std::path::PathBuf;

const CONVERSATIONS: &str = "tests/conversations";

/// Replays the test conversations in the wasm of the package, which was built before.
pub(crate) fn run() -> Result<Tally, TaskError> {
    setup::node()?;
    let expected = native_answers()?;
    let mut node = command("node", &["--test", "--test-reporter=tap", "tests/parity/parity.mjs"]);
    let (output, succeeded) = watch(node.env("NATIVE_ANSWERS", expected).env("BUNDLE", root().join(BUNDLE)))?;
    Ok(Tally::of_node(&output).with_exit(succeeded))
}

/// Replays the test conversations natively: a file of calls and answers.
pub(crate) fn native_answers() -> Result<PathBuf, TaskError> {
    let answers = read(&mut program::replay(&[BUNDLE, CONVERSATIONS])?)?;
    let file = target_folder()?.join("native.jsonl");
    std::fs::write(&file, answers).map_err(TaskError::during("write the native answers"))?;
    Ok(file)
}
