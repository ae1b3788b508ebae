//! `cargo xtask soak`: the long forms of what `test` does for a moment. Run it before a change of what it covers lands.

use crate::Outcome;
use crate::process::{cargo, run as run_command, step};
use crate::workspace::target_folder;

/// Minutes of mutated inputs are those that the fuzz target of the redactor must stand.
const FUZZ_SECONDS: &str = "600";
/// Cases of each property; a conversation has up to eight turns, so that this is well over 100,000 random turns.
const CASES: &str = "20000";

type Part = (&'static str, fn() -> Outcome);

const PARTS: [Part; 2] = [("mutated inputs for the redactor", redactor), ("random conversations", conversations)];

/// Runs all of them; the first fault ends it.
pub(crate) fn run() -> Outcome {
    PARTS.iter().try_for_each(|(name, part)| step(name, part))
}

fn redactor() -> Outcome {
    let manifest = ["run", "--release", "--locked", "--manifest-path", "src/engine/fuzz/Cargo.toml", "--bin", "mutate"];
    let mut fuzz = cargo(&manifest);
    fuzz.args(["--", FUZZ_SECONDS]).env("CARGO_TARGET_DIR", target_folder()?.join("fuzz"));
    run_command(&mut fuzz)
}

fn conversations() -> Outcome {
    let test = [
        "test",
        "--release",
        "--locked",
        "--package",
        "erp-chat-engine",
        "--test",
        "engine",
        "--",
        "properties",
        "privacy",
    ];
    run_command(cargo(&test).env("PROPTEST_CASES", CASES))
}
