//! Finds slot values in a message by a linear-chain sequence labeller: one model for all intents.
//!
//! The weights are whole numbers and so are the sums, hence the same spans on every target. It finds spans only;
//! [`crate::slots`] gives them values. The model is made by the trainer crate.

pub mod feature;
pub mod lattice;
mod section;
pub mod token;

use crate::bundle::BundleError;
use crate::text::Span;
use feature::Features;
use lattice::{Found, Lattice};
use std::collections::BTreeMap;

/// The weights of one feature: for each tag that it speaks for or against, how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The feature.
    pub key: u32,
    /// Tags, ascending, with their weights.
    pub cells: Vec<(u16, i8)>,
}

/// A trained sequence labeller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagger {
    /// Slot names; the position is the number of the slot.
    slots: Vec<String>,
    /// The numbers of each intent's slots.
    intents: BTreeMap<String, Vec<u16>>,
    /// Ascending by key.
    rows: Vec<Row>,
}

impl Tagger {
    /// Puts a labeller together; refuses rows out of order and slots and tags that do not exist.
    pub fn new(slots: Vec<String>, intents: BTreeMap<String, Vec<u16>>, rows: Vec<Row>) -> Result<Self, BundleError> {
        let known = |slot: &u16| usize::from(*slot) < slots.len();
        let sound = slots.len() <= section::MAX_SLOTS
            && intents.values().flatten().all(known)
            && rows.is_sorted_by(|one, next| one.key < next.key)
            && rows.iter().flat_map(|row| &row.cells).all(|(tag, _)| usize::from(*tag) <= 2 * slots.len());
        if sound { Ok(Self { slots, intents, rows }) } else { Err(BundleError::Malformed(section::NAME)) }
    }

    /// Reads the payload of a `tagg` section.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        section::read(bytes)
    }

    /// The payload of a `tagg` section.
    pub fn to_bytes(&self) -> Vec<u8> {
        section::write(self)
    }

    /// The spans of `text` that fill slots of the intent, the surest first.
    pub fn tag(&self, intent: &str, text: &str) -> Vec<(String, Span)> {
        let Some(slots) = self.intents.get(intent) else {
            return Vec::new();
        };
        let tokens = token::observe(text);
        let lattice = Lattice::new(slots, |from, to| self.weight(feature::transition_key(from), to));
        let emission = |position| self.emission(lattice.tags(), Features::of(&tokens, position).keys(intent));
        let emissions: Vec<Vec<i32>> = (0..tokens.len()).map(emission).collect();
        let mut spans = lattice.spans(&tokens, &emissions);
        spans.sort_by_key(|span| std::cmp::Reverse(span.lead));
        let named = |found: Found| Some((self.slots.get(usize::from(found.slot))?.clone(), found.span));
        spans.into_iter().filter_map(named).collect()
    }

    fn emission(&self, tags: &[u16], keys: impl Iterator<Item = u32>) -> Vec<i32> {
        let mut scores = vec![0_i32; tags.len()];
        for (tag, weight) in keys.flat_map(|key| self.cells(key)) {
            let at = tags.iter().position(|known| known == tag);
            if let Some(score) = at.and_then(|at| scores.get_mut(at)) {
                *score += i32::from(*weight);
            }
        }
        scores
    }

    fn weight(&self, key: u32, tag: u16) -> i32 {
        let cell = self.cells(key).iter().find(|(known, _)| *known == tag);
        cell.map_or(0, |(_, weight)| i32::from(*weight))
    }

    fn cells(&self, key: u32) -> &[(u16, i8)] {
        let found = self.rows.binary_search_by_key(&key, |row| row.key).ok();
        found.and_then(|at| self.rows.get(at)).map_or(&[], |row| &row.cells)
    }
}
