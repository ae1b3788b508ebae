//! `cargo xtask model`: trains the starter assistant, which is checked in as a bundle so that a build needs no training.

use crate::process::step;
use crate::{Outcome, program};

const FOLDER: &str = "src/starter";
/// The starter's bundle.
pub(crate) const BUNDLE: &str = "src/starter/starter.bundle";

/// Trains the starter and writes its bundle.
pub(crate) fn run() -> Outcome {
    step("training the starter", || program::run(&["train", FOLDER, "--out", BUNDLE]))
}

/// Fails when the bundle was trained from other files than those in the folder.
pub(crate) fn check() -> Outcome {
    program::run(&["train", FOLDER, "--out", BUNDLE, "--check"])
}
