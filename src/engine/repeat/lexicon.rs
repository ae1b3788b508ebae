//! The words that repeat detection knows: synonyms, actions, periods, cues. Data, read from `lexicon.toml`.
//!
//! [`LexiconFile`] is what people edit and what a bundle carries; [`Lexicon`] is the same with its lookup tables
//! built. Phrases are compared by the stems of their words, so the file lists each word once, in any form.

use super::spelling::{Speller, stem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a phrase does in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Carries nothing: "please", "the".
    Filler,
    /// Joins two requests, or carries on from the last one when it opens a message: "and".
    Joint,
    /// Says nothing that could be asked twice: "hello", "yes".
    SmallTalk,
    /// What a request is about: "invoice".
    Object,
    /// Narrows a request a little, and is easily left out: "status".
    Light,
    /// A unit of measure: "boxes".
    Unit,
    /// Changes something: "approve".
    Action,
    /// Wants to see something: "show".
    Reading,
    /// A time: "yesterday", "march".
    Period,
    /// A kind of question that wants another answer: how to, who, why.
    Question,
    /// The user's own: "my".
    Own,
    /// Somebody else's: "his".
    Other,
    /// Where from or where to.
    Direction,
    /// One side of an axis, of which a request takes one: "above", "below"; the name is `axis.side`.
    Side,
    /// Turns the meaning round: "not".
    Negation,
    /// A number in words; the name is the number in digits.
    Number,
    /// Multiplies the number before it: "dozen".
    Multiplier,
    /// Says that the last answer did not do.
    Complaint,
    /// A word about the conversation itself: "answer", "wrong".
    Reaction,
    /// Insists, together with a request: "still", "again".
    Insistence,
    /// Says that a request is settled: "sorted".
    Resolution,
    /// Thanks; settles what came before when it opens a message or is all of it.
    Thanks,
    /// Takes the last action back.
    Undo,
    /// Carries on from the last request: "what about".
    FollowUp,
    /// Corrects the last message: "I meant".
    Correction,
    /// Wants one more of the same: "another one".
    Another,
}

/// The file: phrases by kind and name, and pairs of names that are close in meaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LexiconFile {
    /// Phrases that mean the same, by kind and by a name of the file's own.
    pub sense: BTreeMap<Kind, BTreeMap<String, Vec<String>>>,
    /// Names of objects and lights that stand for each other half-way.
    #[serde(default)]
    pub related: Vec<(String, String)>,
    /// Names of objects that everybody has: asked for another person, they are another request.
    #[serde(default)]
    pub personal: Vec<String>,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) kind: Kind,
    /// The number itself for numbers and multipliers, else made from the name.
    pub(super) id: u32,
    /// Made from the part of the name before the dot, for sides.
    pub(super) axis: u32,
}

/// Words that may stand inside any phrase: "approve *the* invoice".
const SKIPPED: [&str; 6] = ["a", "an", "the", "our", "your", "please"];

/// What the lexicon has at a place of a message.
enum Place {
    Phrase(Sense),
    Beginning,
    Nowhere,
}

/// A [`LexiconFile`] with its lookup tables.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "LexiconFile")]
pub struct Lexicon {
    /// Stemmed phrases, sorted.
    phrases: Vec<(String, Sense)>,
    /// Words in the longest phrase.
    longest: usize,
    related: Vec<(u32, u32)>,
    personal: Vec<u32>,
    pub(super) speller: Speller,
}

impl From<LexiconFile> for Lexicon {
    fn from(file: LexiconFile) -> Self {
        let mut phrases: Vec<_> = file.sense.iter().flat_map(|(kind, names)| of_kind(*kind, names)).collect();
        phrases.sort_by(|left, right| left.0.cmp(&right.0));
        phrases.dedup_by(|later, earlier| later.0 == earlier.0);
        let texts = || file.sense.values().flat_map(BTreeMap::values).flatten();
        Self {
            longest: phrases.iter().map(|(phrase, _)| phrase.split(' ').count()).max().unwrap_or(0),
            phrases,
            related: related_pairs(&file.related),
            personal: file.personal.iter().map(|name| identify(name)).collect(),
            speller: Speller::new(texts().map(String::as_str)),
        }
    }
}

fn of_kind(kind: Kind, names: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (String, Sense)> {
    names.iter().flat_map(move |(name, phrases)| {
        let sense = sense(kind, name);
        phrases.iter().map(move |phrase| (stem_phrase(phrase), sense))
    })
}

fn sense(kind: Kind, name: &str) -> Sense {
    let (axis, side) = name.split_once('.').unwrap_or_default();
    let (id, axis) = match kind {
        Kind::Number | Kind::Multiplier => (name.parse().unwrap_or(0), 0),
        Kind::Side => (identify(side), identify(axis)),
        _ => (identify(name), 0),
    };
    Sense { kind, id, axis }
}

fn stem_phrase(phrase: &str) -> String {
    let stems: Vec<_> = phrase.split(' ').map(stem).collect();
    stems.join(" ")
}

fn related_pairs(names: &[(String, String)]) -> Vec<(u32, u32)> {
    let mut pairs: Vec<_> = names.iter().map(|(left, right)| ordered(identify(left), identify(right))).collect();
    pairs.sort_unstable();
    pairs
}

fn ordered(left: u32, right: u32) -> (u32, u32) {
    (left.min(right), left.max(right))
}

impl Lexicon {
    /// The longest phrase that `stems` begins with, and how many of them it takes.
    ///
    /// Small words inside a phrase are skipped when the lexicon does not have them there.
    pub(super) fn longest_match<'s>(&self, stems: impl Iterator<Item = &'s str>) -> Option<(Sense, usize)> {
        let mut phrase = String::new();
        let mut found = None;
        for (at, stem) in stems.take(self.longest).enumerate() {
            let begun = phrase.len();
            if at > 0 {
                phrase.push(' ');
            }
            phrase.push_str(stem);
            match self.look_up(&phrase) {
                Place::Phrase(sense) => found = Some((sense, at + 1)),
                Place::Beginning => {}
                Place::Nowhere if at > 0 && SKIPPED.contains(&stem) => phrase.truncate(begun),
                Place::Nowhere => break,
            }
        }
        found
    }

    fn look_up(&self, phrase: &str) -> Place {
        let place = self.phrases.partition_point(|(known, _)| known.as_str() < phrase);
        match self.phrases.get(place) {
            Some((known, sense)) if known == phrase => Place::Phrase(*sense),
            Some((known, _)) if known.starts_with(phrase) => Place::Beginning,
            _ => Place::Nowhere,
        }
    }

    /// Whether everybody has their own.
    pub(super) fn is_personal(&self, id: u32) -> bool {
        self.personal.contains(&id)
    }

    /// Whether two objects stand for each other half-way.
    pub(super) fn are_related(&self, left: u32, right: u32) -> bool {
        self.related.binary_search(&ordered(left, right)).is_ok()
    }
}

/// A stable number for a word: FNV-1a, so that sessions outlive a new lexicon.
pub(super) fn identify(word: &str) -> u32 {
    const OFFSET: u32 = 2_166_136_261;
    const PRIME: u32 = 16_777_619;
    word.bytes().fold(OFFSET, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_lexicon_gives_every_phrase_one_sense() {
        let file: LexiconFile = toml::from_str(include_str!("../language/en/lexicon.toml")).unwrap();
        let mut senses: BTreeMap<String, Sense> = BTreeMap::new();
        for (phrase, sense) in file.sense.iter().flat_map(|(kind, names)| of_kind(*kind, names)) {
            let known = *senses.entry(phrase.clone()).or_insert(sense);
            assert_eq!(known, sense, "`{phrase}` has two senses");
        }
    }

    #[test]
    fn a_lexicon_reads_alike_from_toml_and_from_a_bundle() {
        let file: LexiconFile = toml::from_str(include_str!("../language/en/lexicon.toml")).unwrap();
        let stored = serde_json::to_string(&file).unwrap();
        let bundled: LexiconFile = serde_json::from_str(&stored).unwrap();
        assert_eq!(file, bundled);
    }
}
