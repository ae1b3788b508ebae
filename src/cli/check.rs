//! `erp-chat check DIR`: every mistake in an assistant folder, by file and line.

use crate::CliError;
use erp_chat_trainer::folder;
use lexopt::prelude::*;
use std::path::PathBuf;

/// Prints the mistakes; exit status 1 when there are any.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let folder = folder_argument(arguments)?;
    match folder::read(&folder) {
        Ok(found) => {
            for collision in found.collisions() {
                crate::print(&format_args!("warning: {collision}\n"));
            }
            let (intents, texts) = (found.definition.intents.len(), found.templates.count());
            let examples = found.examples.len();
            crate::print(&format_args!("ok: {intents} intents, {examples} utterances, {texts} texts\n"));
            Ok(())
        }
        Err(problems) => {
            for problem in &problems {
                crate::print(&format_args!("{problem}\n"));
            }
            Err(CliError::BadLines)
        }
    }
}

fn folder_argument(arguments: &mut lexopt::Parser) -> Result<PathBuf, CliError> {
    let mut folder = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = folder.ok_or_else(|| CliError::Usage("check needs the folder of an assistant".to_owned()))?;
    if folder.is_dir() { Ok(folder) } else { Err(CliError::Input(format!("`{}` is no folder", folder.display()))) }
}
