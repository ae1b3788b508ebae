//! Programs of Debian packages, by apt: for root, or by `sudo` where it asks for no password.

use super::runs;
use crate::{Outcome, TaskError, process};

/// Makes sure that Chromium is there, which the browser tests drive.
pub(crate) fn chromium() -> Outcome {
    program("chromium", "chromium")
}

/// Makes sure that `sqlite3` is there, with which the browser tests read what the server stored.
pub(crate) fn sqlite() -> Outcome {
    program("sqlite3", "sqlite3")
}

/// Makes sure that a program is there, and installs the package that has it when it is not.
pub(super) fn program(name: &str, package: &str) -> Outcome {
    if runs(name) {
        return Ok(());
    }
    install(package).map_err(|error| TaskError::new(format!("no `{name}` found, and {error}: install `{package}`")))
}

fn install(package: &str) -> Outcome {
    println!("    installing {package}, which may take a few minutes");
    // Where the package lists are fresh enough this is all there is to do.
    if apt(&["install", "-q", "-y", package]).is_ok() {
        return Ok(());
    }
    apt(&["update", "-q"])?;
    apt(&["install", "-q", "-y", package])
}

fn apt(arguments: &[&str]) -> Outcome {
    let as_root = process::read(&mut process::command("id", &["-u"]))?.trim() == "0";
    let mut apt = if as_root {
        process::command("apt-get", arguments)
    } else {
        let mut sudo = process::command("sudo", &["-n", "apt-get"]);
        sudo.args(arguments);
        sudo
    };
    process::run(&mut apt)
}
