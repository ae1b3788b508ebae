//! Installs what a command needs and the machine lacks, each part only when it is missing.
//!
//! Nothing is upgraded and no step is skipped: what cannot be installed is named in the error.

mod debian;
mod node;
mod rust;

pub(crate) use debian::{chromium, sqlite};
pub(crate) use node::{node, packages};
pub(crate) use rust::{toolchain, wasm_target};

use crate::process;

/// Whether a program can be run.
fn runs(program: &str) -> bool {
    process::read(&mut process::command(program, &["--version"])).is_ok()
}
