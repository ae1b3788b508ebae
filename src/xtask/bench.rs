//! `cargo xtask bench`: how long the engine takes natively and as wasm, in one table.
//!
//! Both sides run the same code, the example `bench` of `src/wasm`; nothing here measures.

use crate::model::BUNDLE;
use crate::process::{cargo, command, read, step};
use crate::workspace::{root, target_folder};
use crate::{Outcome, TaskError, parity, setup, wasm};
use serde_json::Value;
use std::path::Path;

/// Measures and prints the table.
pub(crate) fn run() -> Outcome {
    setup::node()?;
    let calls = step("calls of the test conversations", parity::native_answers)?;
    step("bench for wasm", wasm::bench)?;
    let native = step("natively", || native(&calls))?;
    let node = step("in Node", || in_node(&calls))?;
    println!("\n{}", machine()?);
    println!("microseconds; `spread` is from the 10th to the 90th percentile, in parts of the median\n");
    print!("{}", table(&native, &node));
    Ok(())
}

fn native(calls: &Path) -> Result<Value, TaskError> {
    let bench = ["run", "--release", "--locked", "--package", "erp-chat-wasm", "--example", "bench", "--", BUNDLE];
    figures(&read(cargo(&bench).arg(calls))?)
}

fn in_node(calls: &Path) -> Result<Value, TaskError> {
    let bindings = target_folder()?.join(wasm::BENCH_FOLDER);
    let mut node = command("node", &["tests/parity/bench.mjs"]);
    let module = bindings.join(wasm::OPTIMISED);
    let files =
        [("BINDINGS", bindings), ("MODULE", module), ("BUNDLE", root().join(BUNDLE)), ("CALLS", calls.to_owned())];
    figures(&read(node.envs(files))?)
}

fn figures(text: &str) -> Result<Value, TaskError> {
    serde_json::from_str(text).map_err(|error| TaskError::new(format!("cannot read the figures: {error}")))
}

/// What the figures hold for.
fn machine() -> Result<String, TaskError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let rustc = read(&mut command("rustc", &["--version"]))?;
    let node = read(&mut command("node", &["--version"]))?;
    let system = std::env::consts::OS;
    Ok(format!("{model}, {cores} cores, {system}; {}; Node {}", rustc.trim(), node.trim()))
}

fn table(native: &Value, node: &Value) -> String {
    let mut table = format!(
        "{:<14}{:>9}{:>9}{:>8}{:>11}{:>9}{:>8}{:>8}  input\n",
        "case", "native", "median", "spread", "wasm", "median", "spread", "ratio"
    );
    table += &format!("{:<14}{:>9}{:>17}{:>11}{:>17}\n", "", "10th p.", "", "10th p.", "");
    let rows = native.as_array().into_iter().flatten().zip(node.as_array().into_iter().flatten());
    for (native, node) in rows {
        table += &row(native, node);
    }
    table
}

fn row(native: &Value, node: &Value) -> String {
    let text = |name: &str| native.get(name).and_then(Value::as_str).unwrap_or_default();
    let side = |figures: &Value| {
        let [low, median, high] =
            ["p10", "median", "p90"].map(|name| figures.get(name).and_then(Value::as_f64).unwrap_or_default());
        (median, format!("{low:>9.1}{median:>9.1}{:>7.0}%", (high - low) / median * 100.0))
    };
    let ((native_median, native), (node_median, node)) = (side(native), side(node));
    let ratio = node_median / native_median;
    format!("{:<14}{native}  {node}{ratio:>8.1}  {}\n", text("case"), text("input"))
}
