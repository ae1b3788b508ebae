//! `cargo xtask model`: trains the starter assistant, which is checked in as a bundle so that a build needs no training.

use crate::Outcome;
use crate::process::{cargo, run as run_command, step};
use crate::workspace::root;

const FOLDER: &str = "src/starter";
/// The starter's bundle.
pub(crate) const BUNDLE: &str = "src/starter/starter.bundle";

/// Trains the starter and writes its bundle.
pub(crate) fn run() -> Outcome {
    let train = ["run", "--locked", "--bin", "erp-chat", "--", "train", FOLDER, "--out", BUNDLE];
    step("training the starter", || run_command(&mut cargo(&train)))
}

/// Fails when the bundle was trained from other files than those in the folder.
pub(crate) fn check() -> Outcome {
    if !root().join(BUNDLE).exists() {
        // Nothing is checked in yet, so nothing can be stale; a build that embeds the bundle would not compile.
        return Ok(());
    }
    let check = ["run", "--locked", "--bin", "erp-chat", "--", "train", FOLDER, "--out", BUNDLE, "--check"];
    run_command(&mut cargo(&check))
}
