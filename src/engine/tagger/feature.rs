//! What the tagger sees of a token: hashed features of the word and of its neighbours.
//!
//! Training and tagging share this code, so a change here makes old models wrong: raise the bundle format with it.

use super::token::{Class, Token};
use crate::bundle::checksum;
use erp_chat_protocol::SlotType;

/// Feature keys are cut to this many bits: small in the file, and at 50,000 features one unseen feature in 300
/// takes the weight of another.
const KEY_BITS: u32 = 24;

/// Words that open a slot more often than they belong to one; the nearest of them before a token is a feature.
const PREPOSITIONS: [&str; 36] = [
    "about", "against", "and", "as", "at", "because", "by", "called", "credit", "debit", "due", "for", "from", "in",
    "into", "is", "me", "now", "of", "on", "out", "over", "per", "since", "that", "to", "towards", "via", "with", ":",
    ",", "-", "ka", "ko", "ki", "se",
];

/// Templates whose features are also seen together with the intent; all of them would double the model for nothing.
const IN_INTENT: [u8; 11] = [0, 1, 2, 5, 20, 23, 25, 26, 40, 41, 42];

/// How far back a preposition is looked for, tokens.
const REACH: usize = 6;

/// The keys of one token's features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<(u8, u64)>);

impl Features {
    /// Sees the token at `position`.
    pub fn of(tokens: &[Token], position: usize) -> Self {
        let window = Window { tokens, position };
        let mut features = Self::default();
        features.words(&window);
        features.forms(&window);
        features.places(&window);
        features
    }

    /// The keys alone, then the keys in this intent.
    pub fn keys(&self, intent: &str) -> impl Iterator<Item = u32> {
        let intent = checksum(intent.as_bytes());
        let alone = self.0.iter().map(|(_, key)| cut(*key));
        let in_intent = self.0.iter().filter(|(template, _)| IN_INTENT.contains(template));
        alone.chain(in_intent.map(move |(_, key)| cut(mix(*key, intent))))
    }

    fn add(&mut self, template: u8, parts: &[&str]) {
        let key = parts.iter().fold(u64::from(template) + 1, |key, part| mix(key, checksum(part.as_bytes())));
        self.0.push((template, key));
    }

    fn words(&mut self, window: &Window<'_>) {
        let [second_before, before, word, after, second_after] = [-2, -1, 0, 1, 2].map(|offset| window.word(offset));
        self.add(0, &[word]);
        self.add(1, &[before]);
        self.add(2, &[after]);
        self.add(3, &[second_before]);
        self.add(4, &[second_after]);
        self.add(5, &[before, word]);
        self.add(6, &[word, after]);
        self.add(7, &[second_before, before]);
        self.add(8, &[after, second_after]);
        self.add(9, &[before, after]);
        for length in 2..=4 {
            self.add(10, &[prefix(word, length)]);
            self.add(11, &[suffix(word, length)]);
        }
    }

    fn forms(&mut self, window: &Window<'_>) {
        let [shape_before, shape, shape_after] = [-1, 0, 1].map(|offset| window.shape(offset));
        let [class_before, class, class_after] = [-1, 0, 1].map(|offset| window.class(offset));
        self.add(20, &[shape]);
        self.add(21, &[shape_before, shape]);
        self.add(22, &[shape, shape_after]);
        self.add(23, &[class]);
        self.add(24, &[class_before, class, class_after]);
        self.add(25, &[window.word(-1), class]);
        self.add(26, &[window.word(-1), shape]);
        self.add(27, &[class, window.word(1)]);
        self.add(28, &[window.word(-2), window.word(-1), class]);
        self.add(29, &[class, window.class(2)]);
    }

    fn places(&mut self, window: &Window<'_>) {
        let preposition = window.preposition();
        self.add(40, &[]);
        self.add(41, &[preposition]);
        self.add(42, &[preposition, window.shape(0)]);
        self.add(43, &[window.place()]);
        self.add(44, &[window.place(), window.class(0)]);
        self.add(45, &[preposition, window.word(1)]);
        self.add(46, &[window.opening()]);
        self.add(47, &[window.opening(), window.class(0)]);
    }
}

/// The key of the transition out of a tag.
pub fn transition_key(tag: u16) -> u32 {
    cut(mix(0xffff, u64::from(tag)))
}

fn mix(key: u64, part: u64) -> u64 {
    // The odd constant of Fibonacci hashing: 2^64 divided by the golden ratio.
    (key.rotate_left(23) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn cut(key: u64) -> u32 {
    u32::try_from(key >> (u64::BITS - KEY_BITS)).unwrap_or_default()
}

/// A token among its neighbours.
struct Window<'t> {
    tokens: &'t [Token],
    position: usize,
}

impl<'t> Window<'t> {
    fn at(&self, offset: isize) -> Option<&'t Token> {
        self.tokens.get(self.position.checked_add_signed(offset)?)
    }

    fn word(&self, offset: isize) -> &'t str {
        self.at(offset).map_or("", |token| token.lower.as_str())
    }

    fn shape(&self, offset: isize) -> &'t str {
        self.at(offset).map_or("", |token| token.shape.as_str())
    }

    fn class(&self, offset: isize) -> &'static str {
        let token = self.at(offset);
        if let Some(entity) = token.and_then(|token| token.entity) {
            return entity_class(entity);
        }
        match token.map(|token| token.class) {
            None => "",
            Some(Class::Word) => "w",
            Some(Class::Calendar) => "d",
            Some(Class::Number) => "n",
            Some(Class::Code) => "c",
            Some(Class::Email) => "e",
            Some(Class::Currency) => "m",
            Some(Class::Mark) => "p",
        }
    }

    fn preposition(&self) -> &'t str {
        let before = self.tokens.get(..self.position).unwrap_or_default();
        before
            .iter()
            .rev()
            .take(REACH)
            .map(|token| token.lower.as_str())
            .find(|word| PREPOSITIONS.contains(word))
            .unwrap_or_default()
    }

    /// The first word, which tells a question about how to do it from a request to do it.
    fn opening(&self) -> &'t str {
        self.tokens.first().map_or("", |token| token.lower.as_str())
    }

    fn place(&self) -> &'static str {
        match (self.position, self.tokens.len().saturating_sub(self.position)) {
            (0, _) => "first",
            (_, 1) => "last",
            (1, _) => "second",
            _ => "inner",
        }
    }
}

fn entity_class(entity: SlotType) -> &'static str {
    match entity {
        SlotType::Date | SlotType::Period => "time",
        SlotType::Amount => "amount",
        SlotType::Quantity => "quantity",
        SlotType::Document => "document",
        SlotType::Sku => "sku",
        _ => "entity",
    }
}

fn prefix(word: &str, length: usize) -> &str {
    let end = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

fn suffix(word: &str, length: usize) -> &str {
    let start = word.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or(word)
}
