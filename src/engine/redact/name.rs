//! Names with which people introduce themselves.
//!
//! A name in a request ("approve Ravi's leave") is a slot and stays.

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::{Make, Page, is_capital};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

const MOST_NAME_WORDS: usize = 4;

/// Adds the name that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let cue = page.word(index).and_then(|word| word.cue);
    let proposal = match cue {
        Some(Cue::Introduction) => introduced(page, index).map(|span| (span, "name-introduced")),
        Some(Cue::Speaker) => speaker(page, index).map(|span| (span, "name-speaking")),
        Some(Cue::SignOff) => signed(page, index).map(|span| (span, "name-signed")),
        Some(Cue::NameField) => field(page, index).map(|span| (span, "name-field")),
        _ => None,
    };
    found.extend(proposal.map(|(span, rule)| candidate(span, rule)));
}

fn introduced(page: &Page, index: usize) -> Option<Span> {
    let last = name_end(page, index + 1)?;
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    let complete = ["is", "s", "hai", "naam", "called", "heisse"].iter().any(|word| page.is_word(index, word));
    page.words_span(index + 1, last).filter(|_| capital || complete)
}

/// "Megan Price here", at the beginning of a line or behind a greeting.
pub(super) fn find_before_here(page: &Page, here: usize, found: &mut Vec<Candidate>) {
    let is_part = |at: &usize| is_name_word(page, *at, true) && is_full_name_word(page, *at);
    let count = (0..here)
        .rev()
        .take(MOST_NAME_WORDS)
        .take_while(is_part)
        .take_while(|at| joins_name(page.gap_after(*at)))
        .count();
    let first = here - count;
    let opens = first == 0 || page.gap_after(first - 1).iter().any(|byte| b"\n,!.".contains(byte));
    let span = page.words_span(first, here.saturating_sub(1)).filter(|_| count >= 2 && opens);
    found.extend(span.map(|span| candidate(span, "name-here")));
}

/// A capitalised word that is neither a cue nor what people are besides having a name.
fn is_full_name_word(page: &Page, index: usize) -> bool {
    let unknown = page.word(index).is_some_and(|word| word.cue.is_none());
    unknown && !page.is_in(index, WordSet::NotPerson) && !page.is_in(index, WordSet::Grammar)
}

fn candidate(span: Span, rule: &'static str) -> Candidate {
    Candidate { span, pii: PiiType::Name, rule, reason: "introduced as one's own", strength: Strength::Shape }
}

/// "this is Owen Pritchard speaking", "I'm Sarah Johnson, ...".
fn speaker(page: &Page, index: usize) -> Option<Span> {
    let last = name_end(page, index + 1)?;
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    let unknown = (index + 1..=last).all(|at| is_full_name_word(page, at));
    let full = page.is_in(index, WordSet::Am) && last > index + 1 && (ends_clause(page, last) || unknown);
    let again = last > index + 1 && page.is_word(last + 1, "again");
    let named = ((speaks(page, last) || (again && capital))
        && (capital || page.is_in(last + 1, WordSet::SpeakingSmall)))
        || (full && capital);
    page.words_span(index + 1, last).filter(|_| named && person)
}

fn speaks(page: &Page, last: usize) -> bool {
    let side = page.is_word(last + 1, "this") && page.is_word(last + 2, "side");
    side || page.is_in(last + 1, WordSet::Speaking)
}

fn ends_clause(page: &Page, last: usize) -> bool {
    let gap = page.gap_after(last);
    gap.is_empty() || matches!(gap.first(), Some(b',' | b'.' | b'\n')) || page.is_word(last + 1, "and")
}

/// "Regards," and the rest of the text is a name.
fn signed(page: &Page, index: usize) -> Option<Span> {
    let gap = page.gap_after(index);
    let last = name_end(page, index + 1)?;
    let rest = page.gap_after(last);
    let ends = last + 1 == page.words.len() || rest.contains(&b'\n');
    let apart = gap.iter().any(|byte| matches!(byte, b',' | b'\n'));
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    let polite =
        !page.is_in(index, WordSet::Thanks) || (gap.contains(&b'\n') && (gap.contains(&b',') || last > index + 1));
    page.words_span(index + 1, last).filter(|_| ends && apart && capital && person && polite)
}

/// "Employee name: Grace Whitfield"; a plain "name:" only where a field begins.
fn field(page: &Page, index: usize) -> Option<Span> {
    let word = page.word(index)?;
    let gap = page.gap_after(index);
    let dash = word.cue_words > 1 && gap == b" - ";
    let sign = dash || gap.iter().filter(|byte| matches!(byte, b':' | b'=' | b'|')).count() == 1;
    let plain = sign && gap.iter().all(|byte| b" :=|\"'-".contains(byte));
    let before = index.checked_sub(word.cue_words).map_or(&[][..], |before| page.gap_after(before));
    let begins = word.cue_words > 1 || before.is_empty() || before.contains(&b'\n');
    let last = name_end(page, index + 1)?;
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    page.words_span(index + 1, last).filter(|_| plain && begins && capital && person)
}

/// The last word of the name that begins with a word.
fn name_end(page: &Page, first: usize) -> Option<usize> {
    let capital = page.word_bytes(first).first().copied().is_some_and(is_capital);
    let named = |at: usize| is_name_word(page, at, capital);
    let introduced = page.gap_after(first.checked_sub(1)?).iter().all(|byte| b" \n,:-\"'=|".contains(byte));
    if !named(first) || !introduced {
        return None;
    }
    let more = (first + 1..first + MOST_NAME_WORDS).take_while(|at| named(*at) && joins_name(page.gap_after(at - 1)));
    let last = more.last().unwrap_or(first);
    Some(if page.is_in(last, WordSet::NameParticle) { last.max(first + 1) - 1 } else { last })
}

fn is_name_word(page: &Page, index: usize, capital: bool) -> bool {
    let letters = page.word(index).is_some_and(|word| word.make == Make::Letters);
    let begins = page.word_bytes(index).first().copied().is_some_and(is_capital);
    letters && !page.is_in(index, WordSet::NoName) && (begins || !capital || page.is_in(index, WordSet::NameParticle))
}

fn joins_name(gap: &[u8]) -> bool {
    matches!(gap, b" " | b"-" | b"'" | b". " | b".")
}
