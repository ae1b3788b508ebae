//! Finds a value by the words of the slot's definition: its choices with their synonyms, and its cues.
//!
//! This is what fills slots for an assistant whose corpus has no marks, and what the tagger missed in one that has.

use super::phrase;
use crate::definition::Slot;
use crate::tagger::token::{Class, Token, tokenize};
use crate::text::{Span, Word, words};
use erp_chat_protocol::SlotType;

/// Cues that stand before so many other things that only a capitalised name after them is taken.
const WEAK: [&str; 16] = [
    "change", "update", "the", "to", "for", "as", "on", "in", "at", "of", "by", "from", "with", "about", "that", "task",
];

/// The value of a slot in a message; `taken` are the spans of other slots.
pub(super) fn find(slot: &Slot, text: &str, taken: &[Span]) -> Option<Span> {
    match slot.slot_type {
        SlotType::Choice => choice(slot, text).filter(|span| slot.cues.is_empty() || follows_cue(slot, text, *span)),
        SlotType::Text => free_text(slot, text, taken),
        SlotType::Person | SlotType::Vendor | SlotType::Customer | SlotType::Site => name(slot, text),
        _ => None,
    }
}

/// Whether the word right before `span` is a cue of the slot.
fn follows_cue(slot: &Slot, text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    slot.cues.iter().any(|cue| ends_with_word(before, cue))
}

/// The longest synonym of a choice that the message names, the first of equals.
pub(super) fn choice(slot: &Slot, text: &str) -> Option<Span> {
    let words = words(text);
    let synonyms = slot.choices.iter().flat_map(|(value, synonyms)| std::iter::once(value).chain(synonyms));
    let found = synonyms.filter_map(|synonym| occurrence(&words, synonym));
    found.min_by_key(|span| (std::cmp::Reverse(span.len()), span.start))
}

/// Where the words of `phrase` stand in a row.
fn occurrence(text: &[Word], phrase: &str) -> Option<Span> {
    let phrase: Vec<String> = words(phrase).into_iter().map(|word| word.lower).collect();
    let matches = |run: &&[Word]| run.iter().map(|word| &word.lower).eq(&phrase);
    let run = text.windows(phrase.len().max(1)).find(matches)?;
    Some(Span { start: run.first()?.span.start, end: run.last()?.span.end })
}

/// What follows a cue, up to the next slot.
fn free_text(slot: &Slot, text: &str, taken: &[Span]) -> Option<Span> {
    let words = words(text);
    let strong = slot.cues.iter().filter(|cue| !WEAK.contains(&cue.as_str()));
    let start = strong.filter_map(|cue| occurrence(&words, cue)).map(|span| span.end).min()?;
    let next = taken.iter().map(|span| span.start).filter(|at| *at >= start).min();
    let clause = phrase::first_clause(text, Span { start, end: next.unwrap_or(text.len()) });
    let cues: Vec<&str> = slot.cues.iter().map(String::as_str).collect();
    let mut span = phrase::strip_leads(text, clause, &cues);
    if next.is_some() {
        span = phrase::before_day(text, span);
    }
    (!span.is_empty()).then_some(span)
}

fn ends_with_word(written: &str, word: &str) -> bool {
    written.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
}

/// The capitalised words after a cue.
fn name(slot: &Slot, text: &str) -> Option<Span> {
    let tokens = tokenize(text);
    let is_cue = |token: &Token| slot.cues.contains(&token.lower);
    let after_cue = tokens.iter().zip(tokens.iter().skip(1)).enumerate();
    let mut starts = after_cue.filter(|(_, (cue, next))| is_cue(cue) && is_name(next)).map(|(at, _)| at + 1);
    let run: Vec<&Token> = tokens.iter().skip(starts.next()?).take_while(|token| is_name(token)).collect();
    Some(Span { start: run.first()?.span.start, end: run.last()?.span.end })
}

fn is_name(token: &Token) -> bool {
    token.class == Class::Word && token.shape.starts_with('X')
}
