//! An assistant ready to talk: definition, texts, cues, model, redactor, policy.
//!
//! Loading a bundle is the only thing in the engine that can fail.

use crate::bundle::{BundleError, Sections};
use crate::classifier::Classifier;
use crate::cues::Cues;
use crate::definition::Definition;
use crate::policy::Policy;
use crate::redact::Redactor;
use crate::repeat::Lexicon;
use crate::tagger::Tagger;
use crate::templates::Templates;
use serde::de::DeserializeOwned;

/// Section of the definition, JSON.
pub const DEFINITION: [u8; 4] = *b"defn";
/// Section of the texts, JSON.
pub const TEMPLATES: [u8; 4] = *b"text";
/// Section of the dialogue cues, JSON.
pub const CUES: [u8; 4] = *b"cues";
/// Section of the repeat lexicon, JSON.
pub const LEXICON: [u8; 4] = *b"lexi";
/// Section of the intent model.
pub const INTENTS: [u8; 4] = *b"intn";
/// Section of the slot tagger.
pub const TAGGER: [u8; 4] = *b"tagg";

/// Everything that does not change during a conversation.
pub struct Assistant {
    /// Intents, slots, roles.
    pub definition: Definition,
    /// Reply texts.
    pub templates: Templates,
    /// Steering words.
    pub cues: Cues,
    /// Words of repeat detection.
    pub lexicon: Lexicon,
    /// Intent model.
    pub classifier: Classifier,
    /// Slot tagger.
    pub tagger: Tagger,
    /// Detectors of personal data.
    pub redactor: Redactor,
    /// Thresholds.
    pub policy: Policy,
    /// Checksum of the bundle, for records.
    pub version: String,
}

impl Assistant {
    /// Loads a bundle made by `erp-chat train DIR`.
    ///
    /// # Errors
    /// A file that is foreign, truncated, altered, of another version, or that contradicts itself.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        let sections = Sections::from_bytes(bytes)?;
        let part = |name, label| sections.get(name).ok_or(BundleError::Missing(label));
        Ok(Self {
            definition: json(part(DEFINITION, "definition")?, "definition")?,
            templates: json(part(TEMPLATES, "templates")?, "templates")?,
            cues: json(part(CUES, "cues")?, "cues")?,
            lexicon: json(part(LEXICON, "lexicon")?, "lexicon")?,
            classifier: Classifier::from_bytes(part(INTENTS, "intents")?)?,
            tagger: Tagger::from_bytes(part(TAGGER, "tagger")?)?,
            redactor: Redactor::default(),
            policy: Policy::default(),
            version: format!("{:016x}", crate::bundle::checksum(bytes)),
        })
    }
}

fn json<T: DeserializeOwned>(bytes: &[u8], label: &'static str) -> Result<T, BundleError> {
    serde_json::from_slice(bytes).map_err(|_| BundleError::Malformed(label))
}
