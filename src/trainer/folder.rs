//! Reads an assistant folder: `assistant.toml`, `templates/LANGUAGE/*.toml`, `corpus/*.jsonl`.
//!
//! Every mistake is reported with its file and line; a folder with mistakes makes no bundle.

mod check;
mod redacted;
mod source;

use crate::examples::{self, Example, ExampleError, OUT_OF_SCOPE};
use crate::intent::{self, HeldOut, Report, TrainError, TrainOptions};
use crate::tagger::{self, MarkedExample};
use erp_chat_engine::assistant::{CUES, DEFINITION, INTENTS, LEXICON, TAGGER, TEMPLATES};
use erp_chat_engine::bundle::{BundleError, Sections};
use erp_chat_engine::classifier::Classifier;
use erp_chat_engine::cues::Cues;
use erp_chat_engine::definition::Definition;
use erp_chat_engine::repeat::LexiconFile;
use erp_chat_engine::tagger::Tagger;
use erp_chat_engine::templates::{IntentTexts, Templates};
use redacted::redact;
use serde::Serialize;
use source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The language whose words come with the engine.
const LANGUAGE: &str = "en";
const CUES_TOML: &str = include_str!("../engine/language/en/cues.toml");
const GENERAL_TOML: &str = include_str!("../engine/language/en/general.toml");
const LEXICON_TOML: &str = include_str!("../engine/language/en/lexicon.toml");

/// Folds of the cross-validation that finds colliding intents.
const COLLISION_FOLDS: usize = 5;

/// A mistake in an assistant folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do if that is not obvious.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// An assistant folder that was read without a mistake.
pub struct Folder {
    /// Intents, slots, roles.
    pub definition: Definition,
    /// Reply texts.
    pub templates: Templates,
    /// Labelled utterances.
    pub examples: Vec<Example>,
    cues: Cues,
    lexicon: LexiconFile,
}

/// Reads and checks a folder.
///
/// # Errors
/// All mistakes found, by file and line.
pub fn read(folder: &Path) -> Result<Folder, Vec<Problem>> {
    let mut problems = Vec::new();
    let definition_source = Source::read(&folder.join("assistant.toml")).map_err(|problem| vec![problem])?;
    let definition: Definition = definition_source.parse(&mut problems);
    if !problems.is_empty() {
        // Every other check would only repeat that the intents are unknown.
        return Err(problems);
    }
    let texts = text_sources(folder, &mut problems);
    let templates = templates(&texts, &definition, &mut problems);
    let examples = examples(folder, &definition, &mut problems);
    if problems.is_empty() {
        check::definition(&definition_source, &definition, &mut problems);
        check::texts(&texts, &definition, &templates, &mut problems);
        check::coverage(&definition_source, &definition, &examples, &mut problems);
    }
    problems.sort();
    if !problems.is_empty() {
        return Err(problems);
    }
    let words = |text: &str| format!("the engine's own words for `{LANGUAGE}` are well formed: {text}");
    let cues = toml::from_str(CUES_TOML).map_err(|error| vec![own_problem(words(error.message()))])?;
    let lexicon = toml::from_str(LEXICON_TOML).map_err(|error| vec![own_problem(words(error.message()))])?;
    Ok(Folder { definition, templates, examples, cues, lexicon })
}

fn own_problem(message: String) -> Problem {
    Problem { file: "engine".to_owned(), line: 1, message }
}

/// Texts by category and situation.
type General = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The files of a sub-folder with an ending, sorted by name, so that a bundle does not depend on the disk.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    files
}

fn text_sources(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Source> {
    let folder = folder.join("templates").join(LANGUAGE);
    let files = files(&folder, "toml");
    if files.is_empty() {
        let message = "no template files; an assistant needs texts for its intents".to_owned();
        problems.push(Problem { file: folder.display().to_string(), line: 1, message });
    }
    let mut sources = Vec::new();
    for file in files {
        match Source::read(&file) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    sources
}

/// `general.toml` holds texts by situation that replace the engine's own; every other file holds texts by intent.
fn templates(sources: &[Source], definition: &Definition, problems: &mut Vec<Problem>) -> Templates {
    let general = toml::from_str(GENERAL_TOML).unwrap_or_else(|error| {
        problems.push(own_problem(format!("general.toml: {}", error.message())));
        General::default()
    });
    let mut templates = Templates { version: definition.version.clone(), general, ..Templates::default() };
    for source in sources {
        if source.is_general() {
            let own: General = source.parse(problems);
            own.into_iter().for_each(|(category, texts)| templates.general.entry(category).or_default().extend(texts));
        } else {
            let texts: BTreeMap<String, IntentTexts> = source.parse(problems);
            templates.intents.extend(texts);
        }
    }
    templates
}

fn examples(folder: &Path, definition: &Definition, problems: &mut Vec<Problem>) -> Vec<Example> {
    let mut all = Vec::new();
    for file in files(&folder.join("corpus"), "jsonl") {
        match examples::read(&file) {
            Ok(examples) => {
                check::examples(&file, definition, &examples, problems);
                all.extend(examples);
            }
            Err(error) => problems.push(example_problem(error)),
        }
    }
    all
}

fn example_problem(error: ExampleError) -> Problem {
    match error {
        ExampleError::Unreadable { file, reason } => Problem { file, line: 1, message: reason },
        ExampleError::Malformed { file, line, reason } => Problem { file, line, message: reason },
    }
}

/// Why a folder makes no bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// The intents cannot be trained.
    Intents(TrainError),
    /// The slots cannot be trained.
    Slots(BundleError),
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Intents(error) => write!(f, "{error}"),
            Self::Slots(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for FolderError {}

impl Folder {
    /// Trains the models of the folder and lays out its bundle.
    ///
    /// # Errors
    /// Examples that make no model.
    pub fn train(&self, options: &TrainOptions) -> Result<(Vec<u8>, Report), FolderError> {
        let examples = redact(&self.examples);
        let in_scope = examples.iter().filter(|example| example.intent != OUT_OF_SCOPE);
        let marked: Vec<MarkedExample> = in_scope.map(MarkedExample::from).collect();
        // The two models know nothing of each other.
        let (trained, tagger) = std::thread::scope(|scope| {
            let tagger = scope.spawn(|| tagger::train(&marked, &self.definition, options.seed));
            let trained = intent::train(&examples, &options.clone().for_assistant());
            (trained, tagger.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let trained = trained.map_err(FolderError::Intents)?;
        Ok((self.bundle(&trained.classifier, &tagger.map_err(FolderError::Slots)?), trained.report))
    }

    fn bundle(&self, classifier: &Classifier, tagger: &Tagger) -> Vec<u8> {
        let mut sections = Sections::default();
        sections.push(DEFINITION, json(&self.definition));
        sections.push(TEMPLATES, json(&self.templates));
        sections.push(CUES, json(&self.cues));
        sections.push(LEXICON, json(&self.lexicon));
        sections.push(INTENTS, classifier.to_bytes());
        sections.push(TAGGER, tagger.to_bytes());
        sections.to_bytes()
    }

    /// Intents that a model trained on the folder takes for each other, worst first.
    pub fn collisions(&self) -> Vec<String> {
        let options = TrainOptions::default().for_assistant().measured_on(HeldOut::Folds(COLLISION_FOLDS));
        let trained = intent::train(&redact(&self.examples), &options);
        trained.map(|trained| check::collisions(&trained.report)).unwrap_or_default()
    }
}

/// These types hold only maps with text keys, so they always have a JSON form.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
