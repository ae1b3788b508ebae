//! `cargo xtask pkg`: the npm package, whole, in `pkg/dist`.

use crate::model::BUNDLE;
use crate::process::{command, run as run_command, step};
use crate::workspace::root;
use crate::{Outcome, TaskError, setup, wasm};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the package's own files are, with its `package.json`.
pub(crate) const PACKAGE: &str = "pkg";
/// The name of the starter's bundle in the package.
pub(crate) const MODEL: &str = "starter.bundle";

/// What the package ships.
pub(crate) fn dist() -> PathBuf {
    root().join(PACKAGE).join("dist")
}

/// Builds the package.
pub(crate) fn run() -> Outcome {
    wasm::run()?;
    step("the npm package", || {
        setup::packages(PACKAGE)?;
        // The package's own build script removes what an earlier one left behind.
        npm("build")?;
        copy_engine(&dist())
    })
}

/// Runs a script of the package.
pub(crate) fn npm(script: &str) -> Outcome {
    setup::packages(PACKAGE)?;
    run_command(command("npm", &["run", "--silent", script]).current_dir(root().join(PACKAGE)))
}

fn copy_engine(folder: &Path) -> Outcome {
    let engine = wasm::files()?;
    let model = (root().join(BUNDLE), MODEL.to_owned());
    for (file, name) in engine.iter().chain([&model]) {
        fs::copy(file, folder.join(name)).map_err(TaskError::during("copy the engine into the package"))?;
    }
    Ok(())
}
