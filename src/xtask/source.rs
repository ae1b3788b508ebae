//! The files that people wrote: what the style checks read.

use crate::TaskError;
use crate::workspace::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that tools fill.
const GENERATED: [&str; 3] = ["target", "node_modules", "dist"];

/// A text file of the repository.
pub(crate) struct SourceFile {
    /// Relative to the root, with forward slashes.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

/// All text files of the repository, by path. Hidden folders, generated ones and binary files are left out.
pub(crate) fn files() -> Result<Vec<SourceFile>, TaskError> {
    let root = root();
    let mut paths = Vec::new();
    collect(&root, &mut paths).map_err(TaskError::during("list the repository"))?;
    paths.sort();
    Ok(paths.iter().filter_map(|path| read(&root, path)).collect())
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if !entry.file_type()?.is_dir() {
            paths.push(entry.path());
        } else if !is_left_out(&name.to_string_lossy()) {
            collect(&entry.path(), paths)?;
        }
    }
    Ok(())
}

fn is_left_out(folder: &str) -> bool {
    GENERATED.contains(&folder) || (folder.starts_with('.') && folder != ".ci" && folder != ".cargo")
}

fn read(root: &Path, path: &Path) -> Option<SourceFile> {
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let relative = path.strip_prefix(root).ok()?;
    Some(SourceFile { path: relative.to_string_lossy().replace('\\', "/"), text })
}
