//! `cargo xtask wasm`: the engine as WebAssembly, with its JavaScript side, in `pkg/dist`.

use crate::process::{cargo, run as run_command, step};
use crate::workspace::{root, target_folder};
use crate::{Outcome, TaskError, setup};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const FOLDER: &str = "pkg/dist";
const PROFILE: &str = "wasm";

/// Builds the bindings.
pub(crate) fn run() -> Outcome {
    step("wasm", || {
        setup::wasm_target()?;
        compile()?;
        bind()?;
        mark_as_modules()
    })
}

fn compile() -> Outcome {
    let package = ["build", "--package", "erp-chat-wasm", "--lib", "--locked"];
    run_command(cargo(&package).args(["--profile", PROFILE, "--target", TARGET]))
}

fn bind() -> Outcome {
    let compiled = target_folder()?.join(TARGET).join(PROFILE).join("erp_chat_wasm.wasm");
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(compiled)
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(root().join(FOLDER)));
    generated.map_err(|error| TaskError::new(format!("cannot write the bindings: {error:#}")))
}

/// Tells Node that the generated `.js` files are ES modules.
fn mark_as_modules() -> Outcome {
    let manifest = root().join(FOLDER).join("package.json");
    std::fs::write(manifest, "{ \"type\": \"module\" }\n").map_err(TaskError::during("write the bindings"))
}
