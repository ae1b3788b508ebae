//! What a host changes about redaction: types switched off, values let through, names and patterns to hide as well.
//!
//! Options come from a host, not from a user, so errors may quote them; everything has a limit.

use super::pii_type::PiiType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{self, Display};

/// A host with more patterns than this needs detectors of its own; each may cost a look at the whole message.
pub const MOST_PATTERNS: usize = 64;
/// Longest pattern, in bytes.
pub const MOST_PATTERN_BYTES: usize = 512;
/// Longest list of names, or of values let through.
pub const MOST_ENTRIES: usize = 20_000;

/// Changes to the built-in detectors; the default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RedactorOptions {
    /// Types that are left alone.
    #[serde(deserialize_with = "field::off")]
    pub off: BTreeSet<PiiType>,
    /// Values that are never hidden, whatever the spaces and signs between their letters and digits: the company's own
    /// telephone number. One that begins with `@` lets all addresses of that domain through.
    #[serde(deserialize_with = "field::allow")]
    pub allow: Vec<String>,
    /// Names that are hidden wherever they stand as whole words.
    #[serde(deserialize_with = "field::names")]
    pub names: Vec<String>,
    /// What else is hidden.
    #[serde(deserialize_with = "field::patterns")]
    pub patterns: Vec<Pattern>,
}

/// A regular expression of the host, in the syntax of the `regex` crate without Unicode classes.
///
/// It reads the text with look-alike characters made alike and invisible ones left out, so it is written in ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The expression.
    pub pattern: String,
    /// What it finds.
    #[serde(rename = "type", default = "custom")]
    pub pii: PiiType,
}

/// Reads each field, so that an error names it.
mod field {
    use super::{BTreeSet, Pattern, PiiType};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer};

    fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(name: &str, from: D) -> Result<T, D::Error> {
        T::deserialize(from).map_err(|error| D::Error::custom(format_args!("`{name}`: {error}")))
    }

    pub(super) fn off<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<PiiType>, D::Error> {
        named("off", from)
    }

    pub(super) fn allow<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
        named("allow", from)
    }

    pub(super) fn names<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
        named("names", from)
    }

    pub(super) fn patterns<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Pattern>, D::Error> {
        named("patterns", from)
    }
}

fn custom() -> PiiType {
    PiiType::Custom
}

/// Why options are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// A list is too long.
    TooMany {
        /// Which list.
        list: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// A pattern is longer than [`MOST_PATTERN_BYTES`].
    TooLong {
        /// The pattern.
        pattern: String,
    },
    /// A pattern is no regular expression, or has a character outside ASCII.
    Invalid {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A pattern repeats so much that it would need too much memory.
    TooLarge {
        /// The pattern.
        pattern: String,
    },
    /// A pattern matches the empty text.
    MatchesNothing {
        /// The pattern.
        pattern: String,
    },
    /// The engine was built without patterns.
    Unsupported,
}

/// The beginning of a pattern, on one line.
fn shown(pattern: &str) -> String {
    const MOST_SHOWN: usize = 60;
    let rest = if pattern.chars().nth(MOST_SHOWN).is_some() { "..." } else { "" };
    let start: String = pattern.chars().take(MOST_SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    start + rest
}

impl Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { list, most } => write!(f, "the list `{list}` may have at most {most} entries"),
            Self::TooLong { pattern } => {
                let pattern = shown(pattern);
                write!(
                    f,
                    "the pattern `{pattern}` is longer than {MOST_PATTERN_BYTES} bytes: write several shorter ones"
                )
            }
            Self::Invalid { pattern, reason } => {
                write!(f, "the pattern `{}` cannot be read: {reason}", shown(pattern))
            }
            Self::TooLarge { pattern } => {
                let pattern = shown(pattern);
                write!(f, "the pattern `{pattern}` repeats too much, alone or with those before it: lower its counts")
            }
            Self::MatchesNothing { pattern } => {
                let pattern = shown(pattern);
                write!(f, "the pattern `{pattern}` matches the empty text: ask for at least one character")
            }
            Self::Unsupported => write!(f, "this build has no patterns: build the engine with the feature `patterns`"),
        }
    }
}

impl Error for PatternError {}

impl RedactorOptions {
    /// Checks the lengths of all lists.
    pub(super) fn check(&self) -> Result<(), PatternError> {
        let lists = [
            ("patterns", self.patterns.len(), MOST_PATTERNS),
            ("names", self.names.len(), MOST_ENTRIES),
            ("allow", self.allow.len(), MOST_ENTRIES),
        ];
        let too_long = lists.into_iter().find(|(_, length, most)| length > most);
        too_long.map_or(Ok(()), |(list, _, most)| Err(PatternError::TooMany { list, most }))
    }
}
