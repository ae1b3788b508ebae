//! `cargo xtask check`: what a reviewer should not have to look for.
//!
//! Every check runs even after one has failed, so that one run shows everything.

mod dependencies;
mod functions;
mod paths;
mod style;

use crate::process::{cargo, run as run_command, step};
use crate::tally::Tally;
use crate::{Outcome, model, pkg, setup, size};

type Check = (&'static str, fn() -> Outcome);

const CHECKS: [Check; 12] = [
    ("toolchain", setup::toolchain),
    ("formatting", formatting),
    ("lints", lints),
    ("lints for wasm", wasm_lints),
    ("documentation", documentation),
    ("dependency direction", dependencies::check),
    ("style limits", style::check),
    ("machine paths", paths::check),
    ("starter model", model::check),
    ("package", pkg::run),
    ("types of the package", types),
    ("table of sizes", size::check),
];

/// Runs all checks.
pub(crate) fn run() -> Outcome {
    all().conclude()
}

/// Runs all checks and counts each as one test.
pub(crate) fn all() -> Tally {
    CHECKS.iter().fold(Tally::default(), |sum, (name, check)| {
        sum.plus(Tally::of_step(step(name, || check().map(|()| Tally::ONE_PASSED))))
    })
}

fn formatting() -> Outcome {
    run_command(&mut cargo(&["fmt", "--all", "--check"]))
}

fn lints() -> Outcome {
    let lint = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    run_command(&mut cargo(&lint))
}

fn wasm_lints() -> Outcome {
    let packages = ["clippy", "-p", "erp-chat-engine", "-p", "erp-chat-wasm", "-p", "erp-chat-outbox"];
    let flags = ["--locked", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    run_command(cargo(&packages).args(flags))
}

fn documentation() -> Outcome {
    let document = ["doc", "--workspace", "--no-deps", "--locked"];
    run_command(cargo(&document).env("RUSTDOCFLAGS", "-D warnings"))
}

fn types() -> Outcome {
    pkg::npm("check")
}
