//! `erp-chat train --data FILE... --out MODEL`: examples to a model file, and a report on it.

use crate::CliError;
use erp_chat_engine::bundle::Sections;
use erp_chat_engine::classifier::SECTION;
use erp_chat_trainer::examples::{self, Example};
use erp_chat_trainer::intent::{HeldOut, TrainOptions, train};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Default)]
struct Flags {
    data: Vec<PathBuf>,
    out: Option<PathBuf>,
    options: TrainOptions,
}

/// Trains a model from files of examples.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let flags = flags(arguments)?;
    let out = flags
        .out
        .ok_or_else(|| CliError::Usage("train needs `--out MODEL`".to_owned()))?;
    let rows = read_all(&flags.data)?;
    let started = Instant::now();
    let mut trained = train(&rows, &flags.options).map_err(|error| CliError::Input(error.to_string()))?;
    trained.report.seconds = started.elapsed().as_secs_f64();
    let mut sections = Sections::default();
    sections.push(SECTION, trained.classifier.to_bytes());
    std::fs::write(&out, sections.to_bytes())
        .map_err(|error| CliError::Input(format!("cannot write `{}`: {error}", out.display())))?;
    crate::print(&trained.report);
    Ok(())
}

fn flags(arguments: &mut lexopt::Parser) -> Result<Flags, CliError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("data") => flags.data.extend(arguments.values()?.map(PathBuf::from)),
            Long("out") => flags.out = Some(arguments.value()?.into()),
            Long("seed") => flags.options.seed = arguments.value()?.parse()?,
            Long("eval") => flags.options.held_out = HeldOut::Examples(read(&PathBuf::from(arguments.value()?))?),
            Long("cv") => flags.options.held_out = HeldOut::Folds(fold_count(arguments)?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(flags)
}

fn fold_count(arguments: &mut lexopt::Parser) -> Result<usize, CliError> {
    match arguments.value()?.parse()? {
        count @ 2..=20 => Ok(count),
        count => Err(CliError::Usage(format!("`--cv {count}` is not between 2 and 20"))),
    }
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<Example>, CliError> {
    if paths.is_empty() {
        return Err(CliError::Usage("train needs `--data FILE`".to_owned()));
    }
    let files: Result<Vec<_>, _> = paths.iter().map(|path| read(path)).collect();
    Ok(files?.concat())
}

pub(crate) fn read(path: &Path) -> Result<Vec<Example>, CliError> {
    examples::read(path).map_err(|error| CliError::Input(error.to_string()))
}
