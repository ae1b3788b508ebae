//! Snapshots that no test compares any more: insta notes each one it reads, and what it does not note is stale.
//!
//! Only a whole run of the tests can tell, so this belongs to `cargo xtask test` alone.

use crate::source;
use crate::workspace::{root, target_folder};
use crate::{Outcome, TaskError};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where insta looks for the file to write to.
pub(crate) const VARIABLE: &str = "INSTA_SNAPSHOT_REFERENCES_FILE";

/// An empty file for insta to write to.
pub(crate) fn notes() -> Result<PathBuf, TaskError> {
    let notes = target_folder()?.join("snapshots.txt");
    fs::write(&notes, "").map_err(TaskError::during("empty the list of snapshots"))?;
    Ok(notes)
}

/// Fails when a snapshot of the repository is not in the notes.
pub(crate) fn check(notes: &Path) -> Outcome {
    let text = fs::read_to_string(notes).map_err(TaskError::during("read the list of snapshots"))?;
    let read: BTreeSet<PathBuf> = text.lines().filter_map(|line| fs::canonicalize(line).ok()).collect();
    let files = source::files()?;
    let snapshots = files.iter().filter(|file| file.path.ends_with(".snap"));
    let stale =
        snapshots.filter(|file| fs::canonicalize(root().join(&file.path)).is_ok_and(|path| !read.contains(&path)));
    let faults: Vec<_> = stale.map(|file| format!("{}: no test reads it", file.path)).collect();
    TaskError::if_any(&faults)
}
