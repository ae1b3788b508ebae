//! A text file of an assistant folder that knows its lines.

use super::Problem;
use serde::de::DeserializeOwned;
use std::path::Path;

/// A file with its text.
pub(super) struct Source {
    file: String,
    text: String,
}

impl Source {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self { file, text }),
            Err(error) => Err(Problem { file, line: 1, message: format!("cannot be read: {error}") }),
        }
    }

    /// Whether it holds texts by situation.
    pub(super) fn is_general(&self) -> bool {
        Path::new(&self.file).file_stem().is_some_and(|stem| stem == "general")
    }

    /// Reads it as TOML; what cannot be read is reported, and stands empty.
    pub(super) fn parse<T: DeserializeOwned + Default>(&self, problems: &mut Vec<Problem>) -> T {
        toml::from_str(&self.text).unwrap_or_else(|error| {
            let line = error.span().map_or(1, |span| self.line_at(span.start));
            problems.push(Problem { file: self.file.clone(), line, message: error.message().to_owned() });
            T::default()
        })
    }

    fn line_at(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    /// Whether a line begins with `start`.
    pub(super) fn has_line(&self, start: &str) -> bool {
        self.text.lines().any(|line| line.trim_start().starts_with(start))
    }

    /// A problem at the first line that holds `needle`, from the first line that holds `section` on.
    pub(super) fn problem(&self, section: &str, needle: &str, message: String) -> Problem {
        let lines = || self.text.lines().enumerate();
        let from = lines().find(|(_, line)| line.contains(section)).map_or(0, |(at, _)| at);
        let at = lines().skip(from).find(|(_, line)| line.contains(needle)).map_or(from, |(at, _)| at);
        Problem { file: self.file.clone(), line: at + 1, message }
    }
}
