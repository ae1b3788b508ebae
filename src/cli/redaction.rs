//! `--redaction FILE`: a host's changes to what is hidden, as the npm package takes them.

use crate::CliError;
use erp_chat_engine::redact::Redactor;
use std::ffi::OsStr;
use std::path::Path;

/// A redactor with the changes that the file gives as JSON.
pub(crate) fn redactor(file: &OsStr) -> Result<Redactor, CliError> {
    let refused = |why: &dyn std::fmt::Display| CliError::Input(format!("`{}`: {why}", Path::new(file).display()));
    let text = std::fs::read_to_string(file).map_err(|error| refused(&error))?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err(refused(&"expected a JSON object such as {\"off\": [\"IP\"]}"));
    }
    let options = serde_json::from_str(text).map_err(|error| refused(&error))?;
    Redactor::new(&options).map_err(|error| refused(&error))
}
