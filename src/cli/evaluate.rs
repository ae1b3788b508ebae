//! `erp-chat evaluate --model MODEL --data FILE`: measures a model on labelled examples.

use crate::CliError;
use crate::train::read;
use erp_chat_engine::assistant::INTENTS;
use erp_chat_engine::bundle::Sections;
use erp_chat_engine::classifier::Classifier;
use erp_chat_trainer::examples::Example;
use erp_chat_trainer::metrics::{Intervals, Latency, Metrics, Prediction, measure};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Default)]
struct Flags {
    model: Option<PathBuf>,
    data: Vec<PathBuf>,
    json: bool,
}

/// Prints the metrics of a model.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let flags = flags(arguments)?;
    let model = flags.model.ok_or_else(|| CliError::Usage("evaluate needs `--model MODEL`".to_owned()))?;
    if flags.data.is_empty() {
        return Err(CliError::Usage("evaluate needs `--data FILE`".to_owned()));
    }
    let classifier = load(&model)?;
    let files: Result<Vec<_>, _> = flags.data.iter().map(|path| read(path)).collect();
    let metrics = timed_metrics(&classifier, &files?.concat());
    if flags.json {
        crate::print(&format_args!("{}\n", serde_json::to_string(&metrics).unwrap_or_default()));
    } else {
        crate::print(&metrics);
    }
    Ok(())
}

fn flags(arguments: &mut lexopt::Parser) -> Result<Flags, CliError> {
    let mut flags = Flags::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("model") => flags.model = Some(arguments.value()?.into()),
            Long("data") => flags.data.extend(arguments.values()?.map(PathBuf::from)),
            Long("json") => flags.json = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(flags)
}

fn load(path: &Path) -> Result<Classifier, CliError> {
    let refuse = |reason: String| CliError::Input(format!("cannot read `{}`: {reason}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| refuse(error.to_string()))?;
    let sections = Sections::from_bytes(&bytes).map_err(|error| refuse(error.to_string()))?;
    let section = sections.get(INTENTS).ok_or_else(|| refuse("it holds no classifier".to_owned()))?;
    Classifier::from_bytes(section).map_err(|error| refuse(error.to_string()))
}

fn timed_metrics(classifier: &Classifier, examples: &[Example]) -> Metrics {
    let mut microseconds = Vec::with_capacity(examples.len());
    let mut predictions = Vec::with_capacity(examples.len());
    for example in examples {
        let started = Instant::now();
        let ranking = classifier.rank(&example.text);
        microseconds.push(started.elapsed().as_secs_f64() * 1e6);
        predictions.push(Prediction::new(example, ranking));
    }
    let intervals = Some(Intervals::of(&predictions));
    Metrics { latency_us: Latency::of(microseconds), intervals, ..measure(&predictions) }
}
