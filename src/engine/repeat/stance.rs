//! What a message does for the requests before it, by its words alone.

use super::lexicon::{Kind, Lexicon};
use super::meaning::Meaning;

/// What a message does for earlier requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// They are settled: "thanks, sorted".
    Resolves,
    /// The answer did not do: "no luck with that", "say it differently".
    Complains,
    /// Neither.
    Neither,
}

/// What the message does for earlier requests, by its words alone.
pub fn stance(lexicon: &Lexicon, utterance: &str) -> Stance {
    Stance::of(&Meaning::new(lexicon, utterance))
}

impl Stance {
    pub(super) fn of(meaning: &Meaning) -> Self {
        let asks = meaning.has(Kind::Reading) || !meaning.actions.is_empty() || !meaning.questions.is_empty();
        let settles = meaning.has(Kind::Resolution) && !asks && !meaning.is_question && !meaning.has(Kind::Negation);
        let thanks =
            meaning.has(Kind::Thanks) && (meaning.opening == Some(Kind::Thanks) || (meaning.is_bare() && !asks));
        if meaning.has(Kind::Complaint) {
            Self::Complains
        } else if settles || thanks {
            Self::Resolves
        } else {
            Self::Neither
        }
    }
}
