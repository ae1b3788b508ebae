//! The engine as WebAssembly, with its JavaScript side: compiled by cargo, bound by wasm-bindgen, optimised by wasm-opt.
//!
//! Cargo decides what is compiled again; what follows is made again when what it is made from is newer.

use crate::process::{cargo, command, run as run_command, step};
use crate::workspace::{is_current, root, target_folder};
use crate::{Outcome, TaskError, setup};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";
/// Where the bindings of the package are written, in the target folder.
const FOLDER: &str = "bindings";
/// The example `bench` as wasm-opt leaves it.
pub(crate) const OPTIMISED: &str = "optimised.wasm";
/// Where the bindings of the example `bench` are written, in the target folder.
pub(crate) const BENCH_FOLDER: &str = "bench";
const OPTIMISER: &str = "pkg/node_modules/.bin/wasm-opt";
/// What brings the optimiser.
const OPTIMISER_LOCK: &str = "pkg/package-lock.json";
/// Measured with `cargo xtask size` and `cargo xtask bench` on a quiet machine: `-O1` is the only level that makes the
/// compressed module smaller (gzip -0.9 %, brotli -0.8 %) and takes nothing from its speed. `-O3` answers a turn 3 % faster
/// but adds 6 % to the download, and so do `-O2`, `-Os` and `-Oz`, which are no faster.
const LEVEL: &str = "-O1";

/// A module: the example that it is compiled from, with which features, and its name.
struct Module {
    example: &'static str,
    features: &'static [&'static str],
    name: &'static str,
}

/// Those of the package: the lean one, and the full one, which reads patterns of the host.
const MODULES: [Module; 2] = [
    Module { example: "lean", features: &[], name: "erp_chat_wasm" },
    Module { example: "full", features: &["--features", "patterns"], name: "erp_chat_wasm_full" },
];
const BENCH: Module = Module { example: "bench", features: &[], name: "bench" };

/// The files of the engine in the package, each with its name there.
pub(crate) fn files() -> Result<Vec<(PathBuf, String)>, TaskError> {
    let folder = target_folder()?.join(FOLDER);
    let of_module = |Module { name, .. }: &Module| {
        let optimised = (folder.join(format!("{name}.optimised.wasm")), format!("{name}_bg.wasm"));
        let glue = ["js", "d.ts"].map(|kind| format!("{name}.{kind}")).map(|file| (folder.join(&file), file));
        [optimised].into_iter().chain(glue)
    };
    Ok(MODULES.iter().flat_map(of_module).collect())
}

/// Makes those files.
pub(crate) fn run() -> Outcome {
    step("the engine as wasm", || MODULES.iter().try_for_each(make))
}

fn make(module: &Module) -> Outcome {
    let folder = target_folder()?.join(FOLDER);
    compile(module)?;
    bind(module, &folder)?;
    let name = module.name;
    optimise(&folder.join(format!("{name}_bg.wasm")), &folder.join(format!("{name}.optimised.wasm")))
}

/// Builds the example `bench` as the bindings are built.
pub(crate) fn bench() -> Outcome {
    let folder = target_folder()?.join(BENCH_FOLDER);
    compile(&BENCH)?;
    bind(&BENCH, &folder)?;
    mark_as_modules(&folder)?;
    optimise(&folder.join("bench_bg.wasm"), &folder.join(OPTIMISED))
}

fn compile(Module { example, features, .. }: &Module) -> Outcome {
    setup::wasm_target()?;
    let package = ["build", "--package", "erp-chat-wasm", "--example", example, "--locked"];
    let kind = ["--profile", PROFILE, "--target", TARGET, "--config", &same_paths()?];
    run_command(cargo(&package).args(*features).args(kind))
}

/// Panic messages name source files: without the folder of this machine the bytes are the same everywhere.
fn same_paths() -> Result<String, TaskError> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let home = home.ok_or_else(|| TaskError::new("no home folder: set `CARGO_HOME`"))?;
    let flag = format!("--remap-path-prefix={}=cargo", home.display());
    Ok(format!("target.{TARGET}.rustflags=[{flag:?}]"))
}

fn bind(Module { example, name, .. }: &Module, folder: &Path) -> Outcome {
    let input = target_folder()?.join(TARGET).join(PROFILE).join("examples").join(format!("{example}.wasm"));
    if is_current(&folder.join(format!("{name}_bg.wasm")), &[input.clone(), this_program()?]) {
        return Ok(());
    }
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(input)
        .out_name(name)
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    generated.map_err(|error| TaskError::new(format!("cannot write the bindings: {error:#}")))
}

fn optimise(module: &Path, optimised: &Path) -> Outcome {
    setup::packages("pkg")?;
    if is_current(optimised, &[module.to_owned(), root().join(OPTIMISER_LOCK), this_program()?]) {
        return Ok(());
    }
    println!("    wasm-opt, which takes half a minute");
    run_command(command(OPTIMISER, &[LEVEL, "-o"]).args([optimised, module]))
}

/// What it does to its files is part of what they are made from.
fn this_program() -> Result<PathBuf, TaskError> {
    std::env::current_exe().map_err(TaskError::during("find this program"))
}

/// Tells Node that the generated `.js` files are ES modules.
fn mark_as_modules(folder: &Path) -> Outcome {
    std::fs::write(folder.join("package.json"), "{ \"type\": \"module\" }\n")
        .map_err(TaskError::during("write the bindings"))
}
