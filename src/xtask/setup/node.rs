//! Node, and the packages that the lock files name.

use super::debian;
use crate::workspace::{is_current, root};
use crate::{Outcome, TaskError, process};

/// The oldest Node with a stable test runner and `fetch`.
const NODE_MAJOR: u32 = 20;
/// What npm writes when it has installed everything.
const MARKER: &str = "node_modules/.package-lock.json";
const LOCK: &str = "package-lock.json";

/// Makes sure that a recent enough `node` is there, and `npm`.
pub(crate) fn node() -> Outcome {
    debian::program("node", "nodejs")?;
    debian::program("npm", "npm")?;
    match node_major() {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        Some(major) => Err(TaskError::new(format!("Node {major} is too old: install Node {NODE_MAJOR} or later"))),
        None => Err(TaskError::new(format!("`node` says no version: install Node {NODE_MAJOR} or later"))),
    }
}

fn node_major() -> Option<u32> {
    let version = process::read(&mut process::command("node", &["--version"])).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Makes sure that a folder has the packages of its lock file.
pub(crate) fn packages(folder: &str) -> Outcome {
    node()?;
    let folder = root().join(folder);
    if is_current(&folder.join(MARKER), &[folder.join(LOCK)]) {
        return Ok(());
    }
    println!("    installing the npm packages of {}", folder.display());
    let install = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    process::run(process::command("npm", &install).current_dir(&folder))
}
