//! `cargo xtask wasm`: the engine as WebAssembly, with its JavaScript side, in `pkg/dist`.

use crate::process::{cargo, run as run_command, step};
use crate::workspace::{root, target_folder};
use crate::{Outcome, TaskError, setup};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
const FOLDER: &str = "pkg/dist";
/// Where the bindings of the example `bench` are written, in the target folder.
pub(crate) const BENCH_FOLDER: &str = "bench";

/// Builds the bindings.
pub(crate) fn run() -> Outcome {
    step("wasm", || {
        compile("--lib")?;
        bind("erp_chat_wasm.wasm", &root().join(FOLDER))
    })
}

/// Builds the example `bench`, compiled as the bindings are.
pub(crate) fn bench() -> Outcome {
    compile("--example=bench")?;
    bind("examples/bench.wasm", &target_folder()?.join(BENCH_FOLDER))
}

fn compile(what: &str) -> Outcome {
    setup::wasm_target()?;
    let package = ["build", "--package", "erp-chat-wasm", what, "--locked"];
    run_command(cargo(&package).args(["--profile", PROFILE, "--target", TARGET]))
}

fn bind(compiled: &str, folder: &Path) -> Outcome {
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(target_folder()?.join(TARGET).join(PROFILE).join(compiled))
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    generated.map_err(|error| TaskError::new(format!("cannot write the bindings: {error:#}")))?;
    mark_as_modules(folder)
}

/// Tells Node that the generated `.js` files are ES modules.
fn mark_as_modules(folder: &Path) -> Outcome {
    std::fs::write(folder.join("package.json"), "{ \"type\": \"module\" }\n")
        .map_err(TaskError::during("write the bindings"))
}
