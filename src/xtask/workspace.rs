//! Where the repository is, and what cargo says about it.

use crate::TaskError;
use crate::process::{cargo, read};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// What `cargo metadata` says about the members of the workspace.
pub(crate) fn metadata() -> Result<Value, TaskError> {
    let text = read(&mut cargo(&["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    serde_json::from_str(&text).map_err(|error| TaskError::new(format!("cannot read `cargo metadata`: {error}")))
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> Result<PathBuf, TaskError> {
    let metadata = metadata()?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| TaskError::new("cargo names no target folder"))
}

/// Whether a file was made after all that it is made from, so that it need not be made again.
pub(crate) fn is_current(made: &Path, from: &[PathBuf]) -> bool {
    let changed = |file: &Path| file.metadata().and_then(|metadata| metadata.modified()).ok();
    let Some(made) = changed(made) else { return false };
    from.iter().all(|source| changed(source).is_some_and(|source| source <= made))
}
