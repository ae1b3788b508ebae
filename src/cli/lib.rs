//! The command line of erp-chat, one file per command.
//!
//! Answers are JSON Lines on standard output; errors are one line on standard error.

mod builtin;
mod chat;
mod check;
mod classify;
mod converse;
mod evaluate;
mod host;
mod lines;
mod moment;
mod progress;
mod redact;
mod redaction;
mod repeat;
mod serve;
mod train;

use std::process::ExitCode;

const HELP: &str = "\
erp-chat: an assistant inside an ERP web page

Usage: erp-chat COMMAND [FLAGS]

JSON Lines in, JSON Lines out:
  redact [--redaction FILE]   hide personal data and secrets in {\"text\"}
  classify [--model M]        intent, confidence and slots of {\"text\"}
  repeat                      whether {\"history\", \"message\"} asks again
  converse                    whole conversations {\"id\", \"context\", \"turns\"} with the demo ERP

Models:
  train DIR [--out BUNDLE]    make the bundle of an assistant folder (--check: fail when it is stale)
  train --data F... --out M   train a model from examples [--seed N] [--eval F] [--cv K]
  evaluate --model M --data F measure a model [--json]
  check DIR                   report every mistake in an assistant folder

People:
  chat                        talk to the demo ERP in the terminal
  serve                       the server, with demo page and dashboard
                              [--port 5000] [--database erp-chat.db] [--bind 127.0.0.1]
                              [--redaction FILE]

Flags of classify, repeat, converse and chat: [--now RFC3339] [--locale TAG]
";

/// Why a command could not run.
#[derive(Debug)]
pub enum CliError {
    /// A bad flag or argument: exit status 2.
    Usage(String),
    /// A file that cannot be read, or holds something else: exit status 2.
    Input(String),
    /// The answers were given, but some input was bad: exit status 1.
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
        Some(Value(command)) => command_named(&command.to_string_lossy(), arguments),
        Some(Long("version") | Short('V')) => {
            print(&concat!("erp-chat ", env!("CARGO_PKG_VERSION"), "\n"));
            Ok(())
        }
        Some(Long("help") | Short('h')) => {
            print(&HELP);
            Ok(())
        }
        Some(other) => Err(other.unexpected().into()),
        None => Err(CliError::Usage("no command; see `erp-chat --help`".to_owned())),
    }
}

fn command_named(command: &str, arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    match command {
        "redact" => redact::run(arguments),
        "classify" => classify::run(arguments),
        "repeat" => repeat::run(arguments),
        "converse" => converse::run(arguments),
        "train" => train::run(arguments),
        "evaluate" => evaluate::run(arguments),
        "check" => check::run(arguments),
        "chat" => chat::run(arguments),
        "serve" => serve::run(arguments),
        "help" => {
            print(&HELP);
            Ok(())
        }
        _ => Err(CliError::Usage(format!("unknown command `{command}`; see `erp-chat --help`"))),
    }
}

/// Prints an answer; a reader that has gone away, as `head` does, is no error.
fn print(answer: &dyn std::fmt::Display) {
    use std::io::Write;
    let _ = write!(std::io::stdout(), "{answer}");
}
