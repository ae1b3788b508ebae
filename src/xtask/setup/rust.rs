//! Parts of the Rust toolchain, by rustup.

use super::runs;
use crate::{Outcome, process};
use std::path::Path;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that `cargo fmt`, `cargo clippy` and the wasm target are there.
pub(crate) fn toolchain() -> Outcome {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if !runs(program) {
            println!("    installing {component}");
            process::run(&mut process::command("rustup", &["component", "add", component]))?;
        }
    }
    wasm_target()
}

/// Makes sure that the standard library for wasm is there.
pub(crate) fn wasm_target() -> Outcome {
    let print = ["--print", "target-libdir", "--target", WASM_TARGET];
    let library = process::read(&mut process::command("rustc", &print))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    println!("    installing the standard library for {WASM_TARGET}");
    process::run(&mut process::command("rustup", &["target", "add", WASM_TARGET]))
}
