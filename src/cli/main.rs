//! The `erp-chat` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    erp_chat_cli::run(lexopt::Parser::from_env())
}
