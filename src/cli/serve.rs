//! `erp-chat serve`: the server with the starter assistant, the demo page and the dashboard.

use crate::{CliError, builtin};
use erp_chat_ingest::{ServeError, Settings};
use lexopt::prelude::*;
use std::net::{IpAddr, Ipv4Addr};

/// SPEC section 3.
const PORT: u16 = 5000;
const DATABASE: &str = "erp-chat.db";

/// Serves until it is told to stop.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let settings = settings(arguments)?;
    let assistant = builtin::assistant()?;
    if !erp_chat_ingest::package_is_built() {
        eprintln!("erp-chat: the browser package is not built, so the demo page is not there: run `cargo xtask start`");
    }
    let ready = |address| crate::print(&format_args!("erp-chat: listening on http://{address}\n"));
    erp_chat_ingest::serve(assistant, &settings, ready).map_err(|error| refusal(&error))
}

fn settings(arguments: &mut lexopt::Parser) -> Result<Settings, CliError> {
    let mut settings = Settings { bind: IpAddr::V4(Ipv4Addr::LOCALHOST), port: PORT, database: DATABASE.into() };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => settings.port = arguments.value()?.parse()?,
            Long("bind") => settings.bind = arguments.value()?.parse()?,
            Long("database") => settings.database = arguments.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(settings)
}

fn refusal(error: &ServeError) -> CliError {
    match error {
        ServeError::NotLoopback(_) => CliError::Usage(error.to_string()),
        _ => CliError::Input(error.to_string()),
    }
}
