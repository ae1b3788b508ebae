//! The program of the repository, built as its tests are built, so that nothing is compiled twice.

use crate::process::{cargo, command, run as run_command, step};
use crate::workspace::target_folder;
use crate::{Outcome, TaskError};
use std::path::PathBuf;
use std::process::Command;

/// Everything but the automation: cargo builds a dependency anew for each set of features, and which features there are
/// depends on the packages that are named together.
pub(crate) const PARTS: [&str; 3] = ["--workspace", "--exclude", "xtask"];
/// An example is named too, because with it the features are those of the tests.
const TARGETS: [&str; 4] = ["--bin", "erp-chat", "--example", "native"];

/// Builds the program and says where it is.
pub(crate) fn program() -> Result<PathBuf, TaskError> {
    step("the program", || run_command(cargo(&["build", "--locked"]).args(PARTS).args(TARGETS)))?;
    built("erp-chat")
}

/// Builds the program and runs it.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    run_command(&mut command(&program()?.to_string_lossy(), arguments))
}

/// A command line of the example that replays conversations, which is built first.
pub(crate) fn replay(arguments: &[&str]) -> Result<Command, TaskError> {
    program()?;
    Ok(command(&built("examples/native")?.to_string_lossy(), arguments))
}

fn built(name: &str) -> Result<PathBuf, TaskError> {
    Ok(target_folder()?.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
