//! Names with which people introduce themselves.
//!
//! A name in a request ("approve Ravi's leave") is a slot and stays.

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::{Make, Page, is_capital};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

/// Words of a name besides its particles.
const MOST_NAME_WORDS: usize = 4;
const MOST_PARTICLES: usize = 3;

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
    let capital = is_capital_word(page, index + 1);
    let complete = ["is", "s", "hai", "naam", "called", "heisse"].iter().any(|word| page.is_word(index, word));
    let fits = if is_bare(page, index) { capital && is_person(page, index + 1, last) } else { capital || complete };
    page.words_span(index + 1, last).filter(|_| fits)
}

/// "Name is" without "my": the name of anything, unless a clause begins with it and a person's name follows.
fn is_bare(page: &Page, index: usize) -> bool {
    let first = page.word(index).map_or(index, |word| index + 1 - word.cue_words.min(index + 1));
    page.is_word(first, "name")
}

/// "You can call me Vikram.": the phrase also announces telephones, so the name must end the clause.
pub(super) fn find_called(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let called = page.is_word(index, "me") && index.checked_sub(1).is_some_and(|at| page.is_word(at, "call"));
    let last = if called && page.gap_after(index) == b" " { name_end(page, index + 1) } else { None };
    let last = last.filter(|last| is_capital_word(page, index + 1) && is_person(page, index + 1, *last));
    let span = last.filter(|last| ends_clause(page, *last)).and_then(|last| page.words_span(index + 1, last));
    found.extend(span.map(|span| candidate(span, "name-called")));
}

/// "Megan Price here" or "Megan this side", at the beginning of a line or behind a greeting.
pub(super) fn find_before_here(page: &Page, here: usize, found: &mut Vec<Candidate>) {
    let is_side = page.is_word(here, "side");
    let is_this = here.checked_sub(1).is_some_and(|at| page.is_word(at, "this"));
    let end = here - usize::from(is_side && is_this);
    let is_part = |at: &usize| is_name_word(page, *at, true) && is_full_name_word(page, *at);
    let count = (0..end)
        .rev()
        .take(MOST_NAME_WORDS)
        .take_while(is_part)
        .take_while(|at| joins_name(page.gap_after(*at)))
        .count();
    let first = end - count;
    let opens = first == 0 || page.gap_after(first - 1).iter().any(|byte| b"\n,!.".contains(byte));
    let alone = || is_capital_word(page, first) && (ends_clause(page, here) || belongs(page, here));
    let named = is_side == is_this && (count >= 2 || (count == 1 && alone()));
    let span = page.words_span(first, end.saturating_sub(1)).filter(|_| named && opens);
    found.extend(span.map(|span| candidate(span, "name-here")));
}

fn is_capital_word(page: &Page, index: usize) -> bool {
    page.word_bytes(index).first().copied().is_some_and(is_capital)
}

/// A word that is neither a cue nor what people are besides having a name.
fn is_full_name_word(page: &Page, index: usize) -> bool {
    let unknown = page.word(index).is_some_and(|word| word.cue.is_none());
    unknown && !page.is_in(index, WordSet::NotPerson) && !page.is_in(index, WordSet::Grammar)
}

fn is_person(page: &Page, first: usize, last: usize) -> bool {
    (first..=last).all(|at| is_full_name_word(page, at))
}

fn candidate(span: Span, rule: &'static str) -> Candidate {
    Candidate { span, pii: PiiType::Name, rule, reason: "introduced as one's own", strength: Strength::Shape }
}

/// "this is Owen Pritchard speaking", "I'm Sarah Johnson, ...", "this is Graham in accounts".
fn speaker(page: &Page, index: usize) -> Option<Span> {
    let last = name_end(page, index + 1)?;
    let capital = is_capital_word(page, index + 1);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    let full = last > index + 1;
    let am = page.is_in(index, WordSet::Am) && full && (ends_clause(page, last) || is_person(page, index + 1, last));
    let again = full && page.is_word(last + 1, "again");
    let placed = page.is_in(last + 1, WordSet::Belonging) && is_placed(page, index, last);
    let named = if capital {
        am || again || placed || speaks(page, last)
    } else {
        placed || (speaks(page, last) && page.is_in(last + 1, WordSet::SpeakingSmall))
    };
    page.words_span(index + 1, last).filter(|_| named && person)
}

/// Whether a name goes with the department or the place behind it; a company is from a place, too.
fn is_placed(page: &Page, index: usize, last: usize) -> bool {
    let first = index + 1;
    let (full, works) = (last > first, belongs(page, last));
    if !is_capital_word(page, first) {
        return full && works && (first..=last).all(|at| is_plain_name(page, at));
    }
    let greeted = || index.checked_sub(2).is_some_and(|at| page.is_in(at, WordSet::Greeting));
    let from = page.is_word(last + 1, "from");
    (works && is_person(page, first, last)) || (from && (full || page.is_in(index, WordSet::Am) || greeted()))
}

/// "from the stores team", "in finance".
fn belongs(page: &Page, last: usize) -> bool {
    const MOST_WORDS: usize = 4;
    let place = last + 2..last + 2 + MOST_WORDS;
    let mut near = place.take_while(|at| page.gap_after(at - 1) == b" ");
    page.is_in(last + 1, WordSet::Belonging) && near.any(|at| page.is_in(at, WordSet::Department))
}

/// A word in small letters that nothing is known of, and that is no form of a verb.
fn is_plain_name(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    let is_form = ["ing", "ed", "ly", "able"].iter().any(|ending| bytes.ends_with(ending.as_bytes()));
    page.word(index).is_some_and(|word| word.entry.is_none()) && !is_form
}

fn speaks(page: &Page, last: usize) -> bool {
    let side = page.is_word(last + 1, "this") && page.is_word(last + 2, "side");
    side || page.is_in(last + 1, WordSet::Speaking)
}

fn ends_clause(page: &Page, last: usize) -> bool {
    let gap = page.gap_after(last);
    gap.is_empty()
        || matches!(gap.first(), Some(b',' | b'.' | b'\n' | b'!'))
        || (gap == b" " && page.is_word(last + 1, "and"))
}

/// "Regards," and the rest of the text is a name.
fn signed(page: &Page, index: usize) -> Option<Span> {
    let gap = page.gap_after(index);
    let last = name_end(page, index + 1)?;
    let rest = page.gap_after(last);
    let ends = last + 1 == page.words.len() || rest.contains(&b'\n');
    let apart = gap.iter().any(|byte| matches!(byte, b',' | b'\n'));
    let capital = is_capital_word(page, index + 1);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    let is_over = last + 1 == page.words.len() && is_person(page, index + 1, last);
    let certain = gap.contains(&b',') || last > index + 1 || is_over;
    let polite = !page.is_in(index, WordSet::Thanks) || (gap.contains(&b'\n') && certain);
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
    let capital = is_capital_word(page, index + 1);
    let person = (index + 1..=last).all(|at| !page.is_in(at, WordSet::NotPerson));
    let named = word.cue_words > 1 || !is_numbered(page, last);
    page.words_span(index + 1, last).filter(|_| plain && begins && capital && person && named)
}

/// "Widget A", "Cost Centre 44": things are told apart by letters and numbers behind their names, people are not.
fn is_numbered(page: &Page, last: usize) -> bool {
    let known = page.word(last).is_some_and(|word| word.cue.is_some_and(Cue::is_business));
    let next = page.word(last + 1).filter(|_| matches!(page.gap_after(last), b" " | b"-" | b" - "));
    known || next.is_some_and(|next| next.make != Make::Letters || next.span.len() == 1)
}

/// The last word of the name that begins with a word.
fn name_end(page: &Page, first: usize) -> Option<usize> {
    let capital = is_capital_word(page, first);
    let named = |at: usize| is_name_word(page, at, capital);
    let introduced = page.gap_after(first.checked_sub(1)?).iter().all(|byte| b" \n,:-\"'=|".contains(byte));
    if !named(first) || !introduced {
        return None;
    }
    let particle = |at: usize| page.is_in(at, WordSet::NameParticle);
    let mut room = MOST_NAME_WORDS;
    let more = (first + 1..first + MOST_NAME_WORDS + MOST_PARTICLES).take_while(|at| {
        room -= usize::from(!particle(*at));
        room > 0 && named(*at) && joins_name(page.gap_after(at - 1))
    });
    more.filter(|at| !particle(*at)).last().or(Some(first))
}

fn is_name_word(page: &Page, index: usize, capital: bool) -> bool {
    let letters = page.word(index).is_some_and(|word| word.make == Make::Letters);
    let begins = page.word_bytes(index).first().copied().is_some_and(is_capital);
    letters && !page.is_in(index, WordSet::NoName) && (begins || !capital || page.is_in(index, WordSet::NameParticle))
}

fn joins_name(gap: &[u8]) -> bool {
    matches!(gap, b" " | b"-" | b"'" | b". " | b".")
}
