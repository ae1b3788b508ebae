//! The words by which the dialogue steers: yes, no, ordinals, corrections, follow-ups.
//!
//! They decide what a message does in the conversation, never which intent it has: that is the model's business.

use crate::text::Word;
use serde::{Deserialize, Serialize};

/// Phrases of one kind, as the data file lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrases(Vec<String>);

impl Phrases {
    /// Whether the words begin with one of the phrases; gives the number of words of the longest.
    pub fn open(&self, words: &[Word]) -> Option<usize> {
        self.0.iter().filter_map(|phrase| matches_at(phrase, words)).max()
    }

    /// Whether the words end with one of the phrases.
    pub fn close(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| self.are(words.get(at..).unwrap_or_default()))
    }

    /// Whether one of the phrases stands anywhere; gives the first place and its number of words.
    pub fn find(&self, words: &[Word]) -> Option<(usize, usize)> {
        let tail_at = |at: usize| words.get(at..).unwrap_or_default();
        (0..words.len()).find_map(|at| Some((at, self.open(tail_at(at))?)))
    }

    /// Whether the words are one of the phrases and nothing else.
    pub fn are(&self, words: &[Word]) -> bool {
        !words.is_empty() && self.0.iter().any(|phrase| matches_at(phrase, words) == Some(words.len()))
    }

    /// Whether a single word is one of the phrases.
    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|phrase| phrase == word)
    }
}

fn matches_at(phrase: &str, words: &[Word]) -> Option<usize> {
    let mut count = 0;
    for part in phrase.split(' ') {
        if words.get(count)?.lower != part {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// All cues of one language; see `language/en/cues.toml` for what each list means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// Asks how something is done.
    pub how_to: Phrases,
    /// Asks who may do something.
    pub who_can: Phrases,
    /// A plain yes.
    pub yes: Phrases,
    /// A plain no.
    pub no: Phrases,
    /// Drops an unfinished form.
    pub drop: Phrases,
    /// Rejects every option.
    pub none_of_these: Phrases,
    /// Announces a correction.
    pub correct: Phrases,
    /// Leans on the request before.
    pub follow_up: Phrases,
    /// Points at something named before or on screen.
    pub pointer: Phrases,
    /// Joins two requests.
    pub joins: Phrases,
    /// Says not to do something.
    pub refuse: Phrases,
    /// Insists on the last request.
    pub insist: Phrases,
    /// Asks to try again.
    pub retry: Phrases,
    /// Filler around a yes, a no or a choice.
    pub filler: Phrases,
    /// Small words that join values to a sentence.
    pub little: Phrases,
    /// Opens a description of what is the case, not a request.
    pub describing: Phrases,
    /// Ordinals, in the order of their numbers.
    pub ordinals: Vec<Phrases>,
    /// The last of several.
    pub last: Phrases,
    /// Opens a question.
    pub question: Phrases,
    /// Hints of romanised Hindi.
    pub hinglish: Phrases,
}

impl Cues {
    /// Whether the message is made of such phrases and filler, and says at least one: "yes, book it please".
    pub fn says_only(&self, phrases: &Phrases, words: &[Word]) -> bool {
        let (mut at, mut said) = (0, false);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            match phrases.open(rest) {
                Some(count) => (at, said) = (at + count, true),
                None if rest.first().is_some_and(|word| self.is_filler(word)) => at += 1,
                None => return false,
            }
        }
        said
    }

    /// The option that the words pick, of `count`: "the second one", "2", "the last option".
    pub fn ordinal(&self, words: &[Word], count: usize) -> Option<usize> {
        let content: Vec<_> = words.iter().filter(|word| !self.is_filler(word)).collect();
        let [only] = content.as_slice() else {
            return self.lone_numeral(words, count).filter(|_| content.is_empty());
        };
        if self.last.has(&only.lower) {
            return count.checked_sub(1);
        }
        self.ordinals.iter().position(|phrases| phrases.has(&only.lower)).filter(|at| *at < count)
    }

    fn is_filler(&self, word: &Word) -> bool {
        self.filler.has(&word.lower)
    }

    /// "one" and "option one" are filler everywhere but here.
    fn lone_numeral(&self, words: &[Word], count: usize) -> Option<usize> {
        let numeral = words.last().filter(|_| words.len() <= 3)?;
        self.ordinals.iter().position(|phrases| phrases.has(&numeral.lower)).filter(|at| *at < count)
    }
}
