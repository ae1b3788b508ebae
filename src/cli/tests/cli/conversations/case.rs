//! A conversation file: what the user says, and what must come of it. Only what is given is checked.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conversation {
    /// Name of the file.
    #[serde(skip)]
    pub(super) file: String,
    /// The behaviour in focus, in one line.
    #[expect(dead_code, reason = "for people")]
    about: String,
    /// What surrounds the conversation.
    #[serde(default)]
    context: Map<String, Value>,
    #[serde(rename = "turn")]
    pub(super) turns: Vec<WantedTurn>,
}

/// One turn. A field that takes one value also takes a list of acceptable ones.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WantedTurn {
    pub(super) user: String,
    /// Holds until the next one.
    pub(super) role: Option<String>,
    #[serde(default)]
    context: Map<String, Value>,
    pub(super) route: Option<Value>,
    pub(super) intent: Option<Value>,
    /// Slots that must have these values; others may be there.
    #[serde(default)]
    pub(super) slots: Map<String, Value>,
    /// Names of the actions of the turn.
    pub(super) actions: Option<Vec<String>>,
    #[serde(default)]
    pub(super) reply_has: Vec<String>,
    #[serde(default)]
    pub(super) reply_lacks: Vec<String>,
    /// The slot asked for.
    pub(super) asked: Option<Value>,
    /// The slot changed.
    pub(super) corrects: Option<Value>,
    /// Repeat level.
    pub(super) level: Option<Value>,
    pub(super) options_min: Option<usize>,
    /// Status of the first action.
    pub(super) status: Option<Value>,
    /// Whether there is a hand-off, or its kind.
    pub(super) handoff: Option<Value>,
    /// Names of the intents, in the order of the message.
    pub(super) intents: Option<Vec<String>>,
    /// What must not occur in the record.
    #[serde(default)]
    pub(super) record_lacks: Vec<String>,
}

impl Conversation {
    /// The line for `converse`.
    pub(super) fn input(&self) -> Value {
        let said = |turn: &WantedTurn| json!({"user": turn.user, "role": turn.role, "context": turn.context});
        let turns: Vec<Value> = self.turns.iter().map(said).collect();
        json!({"id": self.file, "context": self.context, "turns": turns})
    }

    /// The name the user is known by.
    pub(super) fn user_name(&self) -> Option<&str> {
        self.context.get("user_name")?.as_str()
    }
}

/// Reads all files of a folder, in the order of their names.
pub(super) fn read_all(folder: &Path) -> Vec<Conversation> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    assert!(!files.is_empty(), "no conversations in `{}`", folder.display());
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Conversation {
    let text = std::fs::read_to_string(file).unwrap();
    let conversation = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Conversation { file: file.file_name().unwrap().to_string_lossy().into_owned(), ..conversation }
}
