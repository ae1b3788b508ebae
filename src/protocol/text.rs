//! Raw text and redacted text are different types, so that a leak does not compile.

use serde::{Deserialize, Serialize};

/// What a person typed, before redaction.
///
/// Invariant: raw text never leaves the page, so this type has no `Debug`, no `Display` and no `Serialize`.
///
/// ```compile_fail
/// let text = erp_chat_protocol::RawText::new("my card is 4111 1111 1111 1111");
/// println!("{text:?}");
/// ```
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct RawText(String);

impl RawText {
    /// Wraps text from outside.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Hands the text to the redactor.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A redacted text: the only form of a message that is stored, logged or sent.
///
/// ```
/// let utterance: erp_chat_protocol::Utterance = serde_json::from_str("\"mail [EMAIL]\"").unwrap();
/// assert_eq!(utterance.as_str(), "mail [EMAIL]");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Utterance(String);

impl Utterance {
    /// Vouches that `text` is redacted.
    ///
    /// Invariant: only `redact.rs` of the engine calls this; clippy refuses any other call.
    pub fn from_redactor(text: String) -> Self {
        Self(text)
    }

    /// The redacted text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Utterance> for String {
    fn from(utterance: Utterance) -> Self {
        utterance.0
    }
}
