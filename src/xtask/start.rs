//! `cargo xtask start`: the demo page with its server, everything built.

use crate::process::replace_with;
use crate::workspace::target_folder;
use crate::{Outcome, pkg, program};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Builds everything and becomes the server, which names its address and stops on Ctrl-C.
pub(crate) fn run(flags: Vec<OsString>) -> Outcome {
    pkg::run()?;
    let program = program::program()?;
    let database = target_folder()?.join("erp-chat.db");
    println!("==> starting the server: `/` is the demo page, `/dashboard` the dashboard; Ctrl-C stops it");
    replace_with(Command::new(program).args(arguments(flags, &database)))
}

/// The flags as they were given; without `--database` the demo's rows go where everything generated goes.
fn arguments(flags: Vec<OsString>, database: &Path) -> Vec<OsString> {
    let is_named = flags.iter().any(|flag| flag.to_string_lossy().starts_with("--database"));
    let mut arguments = vec![OsString::from("serve")];
    if !is_named {
        arguments.extend([OsString::from("--database"), database.into()]);
    }
    arguments.extend(flags);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(flags: &[&str], expected: &[&str]) {
        let flags = flags.iter().map(OsString::from).collect();
        assert_eq!(arguments(flags, Path::new("kept.db")), expected);
    }

    #[test]
    fn flags_are_passed_through() {
        check(&[], &["serve", "--database", "kept.db"]);
        check(&["--port", "0"], &["serve", "--database", "kept.db", "--port", "0"]);
        check(&["--database", "mine.db"], &["serve", "--database", "mine.db"]);
        check(&["--database=mine.db"], &["serve", "--database=mine.db"]);
    }
}
