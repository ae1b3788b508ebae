//! The command line of erp-chat, one file per command.
//!
//! Answers are JSON Lines on standard output; errors are one line on standard error.

mod evaluate;
mod train;

use std::process::ExitCode;

/// Why a command could not run.
#[derive(Debug)]
pub enum CliError {
    /// A bad flag or argument: exit status 2.
    Usage(String),
    /// A file that cannot be read, or holds something else: exit status 2.
    Input(String),
    /// The answers were given, but some input lines were bad: exit status 1.
    BadLines,
}

impl From<lexopt::Error> for CliError {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}

/// Runs the command that the arguments name.
pub fn run(mut arguments: lexopt::Parser) -> ExitCode {
    match dispatch(&mut arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(CliError::BadLines) => ExitCode::from(1),
        Err(CliError::Usage(message) | CliError::Input(message)) => {
            eprintln!("erp-chat: {message}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    use lexopt::prelude::{Long, Short, Value};
    match arguments.next()? {
        Some(Value(command)) if command == "train" => train::run(arguments),
        Some(Value(command)) if command == "evaluate" => evaluate::run(arguments),
        Some(Value(command)) => Err(CliError::Usage(format!(
            "unknown command `{}`",
            command.to_string_lossy()
        ))),
        Some(Long("version") | Short('V')) => {
            println!("erp-chat {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
        None => Err(CliError::Usage("no command; see `erp-chat --help`".to_owned())),
    }
}

/// Prints an answer; a reader that has gone away, as `head` does, is no error.
fn print(answer: &dyn std::fmt::Display) {
    use std::io::Write;
    let _ = write!(std::io::stdout(), "{answer}");
}
