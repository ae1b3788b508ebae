//! `erp-chat serve`: the server with the starter assistant, the demo page and the dashboard.

use crate::{CliError, builtin, redaction};
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::redact::Redactor;
use erp_chat_ingest::{ServeError, Settings};
use lexopt::prelude::{Long, Short};
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

/// SPEC section 3.
const PORT: u16 = 5000;
const DATABASE: &str = "erp-chat.db";

const HELP: &str = "\
erp-chat serve: the server, with demo page and dashboard

Usage: erp-chat serve [FLAGS]

  --port N          TCP port from 0 to 65535, 0 for any that is free [5000]
  --database FILE   SQLite file, made when it is not there [erp-chat.db]
  --bind ADDRESS    loopback address, as 127.0.0.1 or ::1 [127.0.0.1]
  --redaction FILE  changes to what is hidden, JSON, as the npm package takes them
  -h, --help        print this
";

/// Serves until it is told to stop.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let Some(Flags { settings, redactor }) = flags(arguments)? else {
        crate::print(&HELP);
        return Ok(());
    };
    let ready = |address| {
        crate::print(&format_args!("erp-chat: listening on http://{address}\n"));
        if !erp_chat_ingest::package_is_built() {
            eprintln!(
                "erp-chat: the browser package is not built, so there is no demo page: run `cargo xtask pkg`, then build again"
            );
        }
    };
    let assistant = Assistant { redactor, ..builtin::assistant()? };
    erp_chat_ingest::serve(assistant, &settings, ready).map_err(|error| refusal(&error))
}

/// What the flags ask for.
struct Flags {
    settings: Settings,
    redactor: Redactor,
}

/// Nothing when help is asked for.
fn flags(arguments: &mut lexopt::Parser) -> Result<Option<Flags>, CliError> {
    let mut redactor = Redactor::default();
    let mut settings = Settings { bind: IpAddr::V4(Ipv4Addr::LOCALHOST), port: PORT, database: DATABASE.into() };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => settings.port = value(arguments, "--port", "a port is a number from 0 to 65535")?,
            Long("bind") => settings.bind = value(arguments, "--bind", "an address is 127.0.0.1 or ::1")?,
            Long("database") => settings.database = arguments.value()?.into(),
            Long("redaction") => redactor = redaction::redactor(&arguments.value()?)?,
            Long("help") | Short('h') => return Ok(None),
            other => return Err(unknown(other)),
        }
    }
    Ok(Some(Flags { settings, redactor }))
}

/// The value of a flag; one that cannot be read is refused with what is `allowed`.
fn value<T: FromStr>(arguments: &mut lexopt::Parser, flag: &str, allowed: &str) -> Result<T, CliError> {
    let value = arguments.value()?;
    let read = value.to_str().and_then(|text| text.parse().ok());
    read.ok_or_else(|| CliError::Usage(format!("`{flag} {}`: {allowed}", value.display())))
}

fn unknown(argument: lexopt::Arg) -> CliError {
    CliError::Usage(format!("{}; `serve` takes --port, --database, --bind and --redaction", argument.unexpected()))
}

fn refusal(error: &ServeError) -> CliError {
    match error {
        ServeError::NotLoopback(_) => CliError::Usage(error.to_string()),
        _ => CliError::Input(error.to_string()),
    }
}
