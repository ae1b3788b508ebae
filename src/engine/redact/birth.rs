//! Dates of birth: a date right behind, or right before, a phrase such as "born on".
//!
//! A date without such a phrase is a plain date and stays.

use super::candidate::{Candidate, Strength};
use super::cue;
use super::page::{Make, PLACEHOLDER, Page};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
const MOST_LINKS: usize = 8;
/// Words of the longest date before a cue, with its links: "3 rd of November 1992 is my date of birth".
const MOST_WORDS_BACK: usize = 10;

/// Adds the date that the birth cue on a word points to.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let span = ahead(page, index).or_else(|| behind(page, index));
    found.extend(span.map(candidate));
}

/// Adds the date in a cell of a column of birth dates.
pub(super) fn find_in_cell(page: &Page, first: usize, found: &mut Vec<Candidate>) {
    found.extend(date_at(page, first).map(|(span, _)| candidate(span)));
}

fn candidate(span: Span) -> Candidate {
    Candidate { span, pii: PiiType::Dob, rule: "birth-cue", reason: "date with a birth cue", strength: Strength::Shape }
}

fn ahead(page: &Page, index: usize) -> Option<Span> {
    let owner = cue::skip_owner(page, index);
    let links = (owner + 1..).take(MOST_LINKS).take_while(|at| page.is_in(*at, WordSet::BirthLink)).count();
    let first = owner + 1 + links;
    let is_barred = (index..first).any(|at| page.gap_after(at).contains(&PLACEHOLDER));
    let date = date_at(page, first).map(|(span, _)| span).or_else(|| day_and_month(page, first));
    date.filter(|_| !is_barred)
}

fn behind(page: &Page, index: usize) -> Option<Span> {
    let starts = index.saturating_sub(MOST_WORDS_BACK)..index;
    starts.into_iter().find_map(|first| {
        let (span, last) = date_at(page, first)?;
        let linked = (last + 1..index).all(|at| page.is_in(at, WordSet::BirthLink));
        (last < index && linked).then_some(span)
    })
}

/// The date that begins with a word, and its last word.
fn date_at(page: &Page, first: usize) -> Option<(Span, usize)> {
    let last = numeric(page, first).or_else(|| named_month(page, first))?;
    page.words_span(first, last).map(|span| (span, last))
}

fn numeric(page: &Page, first: usize) -> Option<usize> {
    let width = |at: usize| page.word(at).filter(|word| word.make == Make::Digits).map(|word| word.span.len());
    if width(first)? == 8 {
        return Some(first);
    }
    let gap = page.gap_after(first);
    let joined = gap == page.gap_after(first + 1) && gap.len() <= 3;
    let separated = gap.iter().all(|byte| matches!(byte, b'-' | b'/' | b'.' | b' '));
    let widths = (width(first)?, width(first + 1)?, width(first + 2)?);
    let dated = matches!(widths, (1..=2, 1..=2, 2 | 4) | (4, 1..=2, 1..=2));
    (joined && separated && dated).then_some(first + 2)
}

/// "3 November 1992", "3rd of Nov '92", "November 3, 1992".
fn named_month(page: &Page, first: usize) -> Option<usize> {
    if !is_day(page, first) && !is_month(page, first) {
        return None;
    }
    let skip_of = |at: usize| {
        if page.is_in(at, WordSet::DateFiller) { at + 1 } else { at }
    };
    let second = skip_of(skip_of(first + 1));
    let third = skip_of(second + 1);
    let ordered = (is_day(page, first) && is_month(page, second)) || (is_month(page, first) && is_day(page, second));
    let year = page.word(third).filter(|word| word.make == Make::Digits && matches!(word.span.len(), 2 | 4));
    (ordered && year.is_some()).then_some(third)
}

/// "12 March", without a year.
fn day_and_month(page: &Page, first: usize) -> Option<Span> {
    let second = if page.is_in(first + 1, WordSet::DateFiller) { first + 2 } else { first + 1 };
    let ordered = (is_day(page, first) && is_month(page, second)) || (is_month(page, first) && is_day(page, second));
    page.words_span(first, second).filter(|_| ordered)
}

fn is_day(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=2).contains(&digits) && bytes.len() <= digits + 2
}

fn is_month(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    let start = bytes.get(..3).unwrap_or_default();
    bytes.iter().all(u8::is_ascii_alphabetic)
        && MONTHS.split(' ').any(|month| start.eq_ignore_ascii_case(month.as_bytes()))
}
