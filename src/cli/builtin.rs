//! The starter assistant that comes with the binary.

use crate::CliError;
use erp_chat_engine::assistant::Assistant;

const BUNDLE: &[u8] = include_bytes!("../starter/starter.bundle");

/// Loads the starter assistant.
pub(crate) fn assistant() -> Result<Assistant, CliError> {
    Assistant::from_bytes(BUNDLE).map_err(|error| CliError::Input(format!("built-in assistant: {error}")))
}
