//! A value that a recogniser found, by tokens, before overlaps and negations are settled.
//!
//! "8812 not 8821" is 8812, "Tuesday instead of Monday" is Tuesday.

use super::InvalidValue;
use super::token::{Cursor, Token, lists};
use crate::text::Span;
use erp_chat_protocol::{SlotType, SlotValue};
use std::ops::Range;

/// A typed value over a range of tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) slot_type: SlotType,
    /// First token with the kind word, where a "not" would stand before.
    pub(super) from: usize,
    pub(super) tokens: Range<usize>,
    pub(super) value: Result<SlotValue, InvalidValue>,
}

impl Found {
    pub(super) fn new(slot_type: SlotType, tokens: Range<usize>, value: Result<SlotValue, InvalidValue>) -> Self {
        Self { slot_type, from: tokens.start, tokens, value }
    }

    pub(super) fn span(&self, tokens: &[Token]) -> Span {
        Cursor::new(tokens, self.tokens.start).span_to(Cursor::new(tokens, self.tokens.end))
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }
}

/// Drops what the text denies: "8812 not 8821", "instead of Monday", "8821 nahi 8812".
pub(super) fn drop_denied(found: &mut Vec<Found>, tokens: &[Token]) {
    let denied: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let others = found.get(index + 1..).unwrap_or_default();
            is_denied_before(Cursor::new(tokens, value.from)) || is_denied_after(value, others, tokens)
        })
        .collect();
    let mut denied = denied.into_iter();
    found.retain(|_| !denied.next().unwrap_or_default());
}

/// Whether "not", "instead of" or the like stands before, with nothing but small words between.
fn is_denied_before(cursor: Cursor) -> bool {
    const SMALL: &str = "the for on from of a an to in at by with # invoice";
    const MOST: usize = 3;
    let at = std::iter::successors(Some(cursor), |at| at.back().filter(|back| lists(SMALL, back.peek())))
        .take(MOST + 1)
        .last()
        .unwrap_or(cursor);
    std::iter::successors(Some(cursor), |at| at.back()).take(cursor.at() - at.at() + 1).any(denies)
}

/// Whether the words right before `cursor` deny what follows.
fn denies(cursor: Cursor) -> bool {
    let Some(last) = cursor.back() else { return false };
    match last.peek() {
        "not" => !lists("why if or whether", last.before()),
        "of" => last.before() == "instead",
        "than" => last.before() == "rather",
        "except" => true,
        _ => false,
    }
}

/// Whether "nahi" stands behind and another value of the type follows.
fn is_denied_after(value: &Found, others: &[Found], tokens: &[Token]) -> bool {
    const NEAR: usize = 4;
    let after = Cursor::new(tokens, value.tokens.end);
    let replaced = |other: &&Found| other.slot_type == value.slot_type && other.tokens.start <= value.tokens.end + NEAR;
    let denied = matches!(after.peek(), "nahi" | "nahin" | "nai");
    denied && others.iter().take(NEAR).any(|other| replaced(&other))
}
