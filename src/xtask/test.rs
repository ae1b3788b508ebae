//! `cargo xtask test`: the one command that decides whether a change is sound.

use crate::process::{cargo, step, watch};
use crate::program::PARTS;
use crate::tally::Tally;
use crate::{Outcome, TaskError, check, javascript, parity, snapshots};
use std::path::Path;

type Suite = (&'static str, fn() -> Result<Tally, TaskError>);

const SUITES: [Suite; 5] = [
    ("unit, property, conversation and documentation tests", rust_tests),
    ("wasm against native", parity::run),
    ("tests of the package", javascript::package),
    ("tests of the demo ERP", javascript::demo),
    ("tests in the browser", javascript::browsers),
];

/// Runs the checks and all tests; the last line on standard output says `N passed, N failed`.
pub(crate) fn run() -> Outcome {
    let suites = SUITES.iter().map(|(name, suite)| Tally::of_step(step(name, suite)));
    // The checks come first: they build the package, which the suites use.
    suites.fold(check::all(), Tally::plus).conclude()
}

fn rust_tests() -> Result<Tally, TaskError> {
    let notes = snapshots::notes()?;
    let parts = cargo_test(&PARTS, &notes)?;
    // On its own it is built with the same features as for `cargo xtask`, so its dependencies are not built again.
    let automation = cargo_test(&["--package", "xtask"], &notes)?;
    let stale = step("stale snapshots", || snapshots::check(&notes).map(|()| Tally::ONE_PASSED));
    Ok(parts.plus(automation).plus(Tally::of_step(stale)))
}

fn cargo_test(selection: &[&str], notes: &Path) -> Result<Tally, TaskError> {
    let mut test = cargo(&["test", "--locked", "--no-fail-fast"]);
    // A snapshot that differs fails; it is never written here.
    test.args(selection).env("INSTA_UPDATE", "no").env(snapshots::VARIABLE, notes);
    let (output, succeeded) = watch(&mut test)?;
    Ok(Tally::of_cargo(&output).with_exit(succeeded))
}
