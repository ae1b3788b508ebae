//! An earlier request of the session, as far as repeat detection needs it.
//!
//! It is made once, when the message comes in, from redacted text, so that comparing two requests compares numbers.

use super::Repetition;
use super::lexicon::Lexicon;
use super::meaning::Meaning;
use serde::{Deserialize, Serialize};

/// What the router understood of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Name of the intent.
    pub intent: String,
    /// Names and plain values of the slots, sorted.
    pub slots: Vec<(String, String)>,
}

impl Signature {
    /// Whether no slot has two values.
    pub(super) fn is_compatible(&self, other: &Self) -> bool {
        let differs = |(name, value): &(String, String)| other.slots.iter().any(|(n, v)| n == name && v != value);
        !self.slots.iter().any(differs)
    }
}

/// An earlier request of the session. Holds nothing but redacted text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// What the router understood of it, if it did.
    pub signature: Option<Signature>,
    /// Whether the user has what they wanted; a resolved request is not repeated by asking again.
    pub resolved: bool,
    /// Which request of the session it makes: the same number for each time it was asked; 0 when not filed.
    pub(super) request: u32,
    pub(super) meaning: Meaning,
}

impl Ask {
    /// Reads a redacted message.
    pub fn new(lexicon: &Lexicon, utterance: &str, signature: Option<Signature>) -> Self {
        Self { signature, resolved: false, request: 0, meaning: Meaning::new(lexicon, utterance) }
    }

    /// What the request is about, in numbers that stand for words, and whether each is in the fore. Values are left out.
    pub(crate) fn topic(&self) -> Vec<(u32, bool)> {
        self.meaning.topic()
    }

    /// The ask without what the router understood of it.
    #[must_use]
    pub fn words_alone(&self) -> Self {
        Self { signature: None, ..self.clone() }
    }

    /// Files it under the request that it repeats, or as a new one, before it joins `history`.
    ///
    /// This is what lets "no luck with that" count as one more time of asking.
    #[must_use]
    pub fn filed(mut self, history: &[Self], repetition: &Repetition) -> Self {
        let repeated = repetition.of.and_then(|of| history.get(of)).map(|ask| ask.request);
        let newest = history.iter().map(|ask| ask.request).max().unwrap_or(0);
        self.request = repeated.filter(|request| *request > 0).unwrap_or(newest + 1);
        self
    }

    /// What a correction or follow-up asks, seen with the request before it: "what about April?" is that for April.
    #[must_use]
    pub(super) fn in_context_of(self, last: &Self) -> Self {
        let meaning = self.meaning.in_context_of(&last.meaning);
        Self { meaning, ..self }
    }
}
