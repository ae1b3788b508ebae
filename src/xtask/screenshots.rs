//! `cargo xtask screenshots`: what the demo page and the dashboard look like, into `target/screenshots`.

use crate::javascript::{BROWSERS, prepare_browsers};
use crate::process::{command, run as run_command, step};
use crate::workspace::target_folder;
use crate::{Outcome, pkg, program};

/// Takes the pictures.
pub(crate) fn run() -> Outcome {
    pkg::run()?;
    let server = program::program()?;
    prepare_browsers()?;
    let folder = target_folder()?.join("screenshots");
    let mut node = command("node", &[&format!("{BROWSERS}/screenshots.mjs")]);
    step("screenshots", || run_command(node.env("ERP_CHAT", server).env("SCREENSHOTS", &folder)))?;
    println!("{}", folder.display());
    Ok(())
}
