//! `erp-chat train`: an assistant folder to its bundle, or files of examples to a model, and a report on it.

use crate::{CliError, progress};
use erp_chat_engine::assistant::{INTENTS, TAGGER};
use erp_chat_engine::bundle::{Sections, checksum};
use erp_chat_engine::classifier::Classifier;
use erp_chat_engine::definition::Definition;
use erp_chat_trainer::comparison;
use erp_chat_trainer::examples::{self, Example};
use erp_chat_trainer::folder;
use erp_chat_trainer::intent::{HeldOut, Report, TrainOptions, train};
use erp_chat_trainer::tagger;
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Where the bundle of a folder goes unless told otherwise.
const BUNDLE: &str = "assistant.bundle";

#[derive(Default)]
struct Flags {
    folder: Option<PathBuf>,
    data: Vec<PathBuf>,
    out: Option<PathBuf>,
    check: bool,
    options: TrainOptions,
}

/// Trains what the flags name.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let flags = flags(arguments)?;
    match &flags.folder {
        Some(_) if !flags.data.is_empty() => Err(CliError::Usage("give a folder or `--data`, not both".to_owned())),
        Some(folder) => train_folder(folder, &flags),
        None => train_files(&flags),
    }
}

fn flags(arguments: &mut lexopt::Parser) -> Result<Flags, CliError> {
    let mut flags = Flags::default();
    flags.options.progress = progress::bar();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(folder) if flags.folder.is_none() => flags.folder = Some(folder.into()),
            Long("data") => flags.data.extend(arguments.values()?.map(PathBuf::from)),
            Long("out") => flags.out = Some(arguments.value()?.into()),
            Long("check") => flags.check = true,
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

fn train_folder(path: &Path, flags: &Flags) -> Result<(), CliError> {
    let out = flags.out.clone().unwrap_or_else(|| path.join(BUNDLE));
    let folder = folder::read(path).map_err(|problems| refuse(path, &problems))?;
    let options = flags.options.clone();
    let started = Instant::now();
    let (bundle, report) = folder.train(&options).map_err(|error| CliError::Input(error.to_string()))?;
    if flags.check {
        return compare(&out, &bundle);
    }
    let replaced = Replaced::at(&out);
    write(&out, &bundle)?;
    report_on(report, started);
    replaced.compare(&bundle, tested(&options, &folder.examples));
    Ok(())
}

fn refuse(path: &Path, problems: &[folder::Problem]) -> CliError {
    let first = problems.first().map(ToString::to_string).unwrap_or_default();
    let more = problems.len().saturating_sub(1);
    let rest =
        if more > 0 { format!(" (and {more} more: see `erp-chat check {}`)", path.display()) } else { String::new() };
    CliError::Input(format!("{first}{rest}"))
}

fn compare(out: &Path, bundle: &[u8]) -> Result<(), CliError> {
    let known =
        std::fs::read(out).map_err(|error| CliError::Input(format!("cannot read `{}`: {error}", out.display())))?;
    if known == bundle {
        crate::print(&format_args!("`{}` is what its folder makes\n", out.display()));
        return Ok(());
    }
    let (old, new) = (checksum(&known), checksum(bundle));
    Err(CliError::Input(format!("`{}` is stale: {old:016x}, but its folder makes {new:016x}", out.display())))
}

fn train_files(flags: &Flags) -> Result<(), CliError> {
    let out = flags.out.clone().ok_or_else(|| CliError::Usage("train needs `--out MODEL`".to_owned()))?;
    let rows = read_all(&flags.data)?;
    let started = Instant::now();
    let trained = train(&rows, &flags.options).map_err(|error| CliError::Input(error.to_string()))?;
    let mut sections = Sections::default();
    sections.push(INTENTS, trained.classifier.to_bytes());
    if rows.iter().any(|row| !row.slots.is_empty()) {
        let marked: Vec<_> = rows.iter().map(tagger::MarkedExample::from).collect();
        let tagger = tagger::train(&marked, &Definition::default(), flags.options.seed)
            .map_err(|error| CliError::Input(error.to_string()))?;
        sections.push(TAGGER, tagger.to_bytes());
    }
    let (replaced, bytes) = (Replaced::at(&out), sections.to_bytes());
    write(&out, &bytes)?;
    report_on(trained.report, started);
    replaced.compare(&bytes, tested(&flags.options, &rows));
    Ok(())
}

/// The rows that two models are compared on: those of `--eval`, or all.
fn tested<'r>(options: &'r TrainOptions, rows: &'r [Example]) -> &'r [Example] {
    match &options.held_out {
        HeldOut::Examples(held_out) => held_out,
        _ => rows,
    }
}

/// The model that stood where the new one goes, if there was one.
struct Replaced(Option<Classifier>);

impl Replaced {
    fn at(out: &Path) -> Self {
        Self(std::fs::read(out).ok().and_then(|bytes| classifier(&bytes)))
    }

    /// Says what the new one makes worse.
    fn compare(&self, new: &[u8], rows: &[Example]) {
        if let (Some(old), Some(new)) = (&self.0, classifier(new)) {
            crate::print(&comparison::compare(old, &new, rows));
        }
    }
}

fn classifier(bytes: &[u8]) -> Option<Classifier> {
    let sections = Sections::from_bytes(bytes).ok()?;
    Classifier::from_bytes(sections.get(INTENTS)?).ok()
}

fn write(out: &Path, bytes: &[u8]) -> Result<(), CliError> {
    std::fs::write(out, bytes).map_err(|error| CliError::Input(format!("cannot write `{}`: {error}", out.display())))
}

fn report_on(mut report: Report, started: Instant) {
    report.seconds = started.elapsed().as_secs_f64();
    crate::print(&report);
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<Example>, CliError> {
    if paths.is_empty() {
        return Err(CliError::Usage("train needs the folder of an assistant, or `--data FILE`".to_owned()));
    }
    let files: Result<Vec<_>, _> = paths.iter().map(|path| read(path)).collect();
    Ok(files?.concat())
}

/// Reads a file of examples.
pub(crate) fn read(path: &Path) -> Result<Vec<Example>, CliError> {
    examples::read(path).map_err(|error| CliError::Input(error.to_string()))
}
