//! Installs what a command needs and the machine lacks: toolchain parts by rustup, Node by apt.
//!
//! Nothing is upgraded; what cannot be installed is named in the error.

use crate::{Outcome, TaskError, process};
use std::path::Path;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The oldest Node with a stable test runner and `fetch`.
const NODE_MAJOR: u32 = 20;

/// Makes sure that `cargo fmt`, `cargo clippy` and the wasm target are there.
pub(crate) fn toolchain() -> Outcome {
    for component in ["rustfmt", "clippy"] {
        let subcommand = component.trim_start_matches("rust");
        if process::read(&mut process::cargo(&[subcommand, "--version"])).is_err() {
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
    process::run(&mut process::command("rustup", &["target", "add", WASM_TARGET]))
}

/// Makes sure that a recent enough `node` is there.
pub(crate) fn node() -> Outcome {
    if node_major().is_none() {
        install("nodejs")?;
    }
    match node_major() {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        Some(major) => Err(TaskError::new(format!("Node {major} is too old: install Node {NODE_MAJOR} or later"))),
        None => Err(TaskError::new(format!("no `node` found: install Node {NODE_MAJOR} or later"))),
    }
}

fn node_major() -> Option<u32> {
    let version = process::read(&mut process::command("node", &["--version"])).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn install(package: &str) -> Outcome {
    println!("    installing {package}");
    let as_root = process::read(&mut process::command("id", &["-u"]))?.trim() == "0";
    let apt = if as_root { &["apt-get"][..] } else { &["sudo", "-n", "apt-get"][..] };
    for arguments in [&["update", "-q"][..], &["install", "-q", "-y", package][..]] {
        let line: Vec<&str> = apt.iter().chain(arguments).copied().collect();
        let (program, rest) = line.split_first().ok_or_else(|| TaskError::new("no command"))?;
        process::run(&mut process::command(program, rest))?;
    }
    Ok(())
}
