//! Tests that Node runs: of the package, of the demo page, and in a browser.

use crate::process::{command, watch};
use crate::tally::Tally;
use crate::workspace::root;
use crate::{TaskError, pkg, program, setup, source};

/// How the names of test files end; other files beside them are what they share.
const TEST: &str = ".test.mjs";
const DEMO: &str = "tests/demo";
/// The folder of the browser tests.
pub(crate) const BROWSERS: &str = "tests/browsers";

/// Runs the package's own tests, as `npm test` does.
pub(crate) fn package() -> Result<Tally, TaskError> {
    setup::packages(pkg::PACKAGE)?;
    let mut npm = command("npm", &["test", "--silent"]);
    // The reporter that can be counted, whatever the script says.
    npm.current_dir(root().join(pkg::PACKAGE)).env("NODE_OPTIONS", "--test-reporter=tap");
    let (output, succeeded) = watch(&mut npm)?;
    Ok(Tally::of_node(&output).with_exit(succeeded))
}

/// Runs the tests of the demo ERP's rules.
pub(crate) fn demo() -> Result<Tally, TaskError> {
    setup::node()?;
    node_tests(DEMO, &[])
}

/// Drives the demo page and the dashboard in Chromium, with the real server behind them.
pub(crate) fn browsers() -> Result<Tally, TaskError> {
    prepare_browsers()?;
    let server = program::program()?.to_string_lossy().into_owned();
    node_tests(BROWSERS, &[("ERP_CHAT", &server)])
}

/// Makes sure that a browser can be driven.
pub(crate) fn prepare_browsers() -> Result<(), TaskError> {
    setup::packages(BROWSERS)?;
    setup::chromium()?;
    setup::sqlite()
}

fn node_tests(folder: &str, environment: &[(&str, &str)]) -> Result<Tally, TaskError> {
    // One file at a time: they measure and wait, and a machine that is busy with the others would make them slow.
    let mut node = command("node", &["--test", "--test-concurrency=1", "--test-reporter=tap"]);
    node.args(test_files(folder)?).envs(environment.iter().copied());
    let (output, succeeded) = watch(&mut node)?;
    Ok(Tally::of_node(&output).with_exit(succeeded))
}

fn test_files(folder: &str) -> Result<Vec<String>, TaskError> {
    let files = source::files()?.into_iter().map(|file| file.path);
    let tests: Vec<_> = files.filter(|path| path.starts_with(folder) && path.ends_with(TEST)).collect();
    // Without a file `node --test` would look for tests everywhere.
    if tests.is_empty() { Err(TaskError::new(format!("there is no test in {folder}"))) } else { Ok(tests) }
}
