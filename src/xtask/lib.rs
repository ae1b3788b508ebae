//! All automation of the repository, one file per command.
//!
//! Continuous integration calls nothing else, so whatever it can do, a developer can.
//! A command installs the tools it needs or says which one is missing; it never skips a step.

mod bench;
mod check;
mod javascript;
mod model;
mod parity;
mod pkg;
mod process;
mod program;
mod screenshots;
mod setup;
mod size;
mod snapshots;
mod soak;
mod source;
mod start;
mod tally;
mod test;
mod wasm;
mod workspace;

use lexopt::prelude::{Long, Short, Value};
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  start        build everything and serve the demo page; takes the flags of `erp-chat serve`
  test         everything in `check`, all tests, and the browser; ends with `N passed, N failed`
  soak         the long forms of the tests that have one: mutated inputs, random conversations
  check        formatting, lints, documentation, types, dependency direction, style limits, sizes
  pkg          build the npm package into pkg/dist
  size         write the table of what is shipped, pkg/SIZES.md
  bench        how long the engine takes, natively and as wasm
  model        train the starter assistant into src/starter/starter.bundle
  screenshots  pictures of the demo page and the dashboard, into target/screenshots";

/// Why a command stopped, in one line for a person.
#[derive(Debug)]
pub struct TaskError(String);

impl TaskError {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// Lists faults, if there are any.
    fn if_any(faults: &[String]) -> Outcome {
        if faults.is_empty() { Ok(()) } else { Err(Self(faults.join("\n    "))) }
    }

    /// Wraps an error with what was being done.
    fn during(action: &str) -> impl Fn(std::io::Error) -> Self {
        move |error| Self(format!("cannot {action}: {error}"))
    }
}

impl std::fmt::Display for TaskError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TaskError {}

impl From<lexopt::Error> for TaskError {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}

type Outcome = Result<(), TaskError>;

/// Runs the command that the arguments name.
pub fn run(mut arguments: lexopt::Parser) -> ExitCode {
    match dispatch(&mut arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &mut lexopt::Parser) -> Outcome {
    let command = match arguments.next()? {
        Some(Value(command)) => command,
        Some(Long("help") | Short('h')) | None => {
            println!("{HELP}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    if command == "start" {
        return start::run(arguments.raw_args()?.collect());
    }
    if let Some(extra) = arguments.next()? {
        return Err(extra.unexpected().into());
    }
    match command.to_str() {
        Some("check") => check::run(),
        Some("test") => test::run(),
        Some("soak") => soak::run(),
        Some("pkg") => pkg::run(),
        Some("size") => size::run(),
        Some("bench") => bench::run(),
        Some("model") => model::run(),
        Some("screenshots") => screenshots::run(),
        _ => Err(TaskError(format!("unknown command {command:?}; see `cargo xtask --help`"))),
    }
}
