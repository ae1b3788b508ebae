//! Dates of birth: a date right behind, or right before, a phrase such as "born on".
//!
//! A date without such a phrase is a plain date and stays.

use super::candidate::{Candidate, Strength};
use super::cue;
use super::page::{Make, PLACEHOLDER, Page};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

/// How months begin, in small letters, in the languages of the countries whose cues are known.
const MONTHS: &[u8] =
    b"janfebmaraprmayjunjulaugsepoctnovdecmaioktdezeneabragodicfevavrjuiaougenmaggiulugsetottmeimajmrt";
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
    let date = date_at(page, first).map(|(span, _)| span).or_else(|| part(page, first));
    date.filter(|_| !is_barred)
}

fn behind(page: &Page, index: usize) -> Option<Span> {
    let starts = (index.saturating_sub(MOST_WORDS_BACK)..index).filter(|at| may_begin_date(page, *at));
    starts.into_iter().find_map(|first| {
        let (span, last) = date_at(page, first)?;
        let linked = (last + 1..index).all(|at| page.is_in(at, WordSet::BirthLink))
            && !(last..index).any(|at| page.gap_after(at).contains(&PLACEHOLDER));
        (last < index && linked).then_some(span)
    })
}

/// Whether a date can begin with a word: most words are none of a date, which spares looks at those around them.
fn may_begin_date(page: &Page, index: usize) -> bool {
    const DAYS: u64 = WordSet::Ordinal.bit() | WordSet::NumberWord.bit();
    let Some(word) = page.word(index).filter(|word| word.cue.is_none()) else { return false };
    word.make != Make::Letters || word.sets & DAYS != 0 || is_month(page, index)
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

/// "3 November 1992", "3rd of Nov '92", "November 3, 1992", "the third of November, nineteen ninety-two".
fn named_month(page: &Page, first: usize) -> Option<usize> {
    year_end(page, skip_filler(page, day_and_month_end(page, first)? + 1))
}

/// "12 March", without a year, or "March 1988", without a day.
fn part(page: &Page, first: usize) -> Option<Span> {
    let year = || page.word(first + 1).filter(|word| word.make == Make::Digits && word.span.len() == 4);
    let of_year = || (is_month(page, first) && year().is_some()).then_some(first + 1);
    page.words_span(first, day_and_month_end(page, first).or_else(of_year)?)
}

fn day_and_month_end(page: &Page, first: usize) -> Option<usize> {
    let behind = |at: usize| skip_filler(page, skip_filler(page, at + 1));
    if is_month(page, first) {
        return day_end(page, behind(first));
    }
    let month = behind(day_end(page, first)?);
    is_month(page, month).then_some(month)
}

fn skip_filler(page: &Page, at: usize) -> usize {
    if page.is_in(at, WordSet::DateFiller) { at + 1 } else { at }
}

/// The last word of a day: "3", "3rd", "third", "twenty-third".
fn day_end(page: &Page, index: usize) -> Option<usize> {
    let bytes = page.word_bytes(index);
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_number = (1..=2).contains(&digits) && bytes.len() <= digits + 2;
    let tens = page.is_word(index, "twenty") || page.is_word(index, "thirty");
    let last = index + usize::from(tens);
    (is_number || page.is_in(last, WordSet::Ordinal)).then_some(last)
}

/// The last word of a year: "1988", "88", "nineteen eighty-eight".
fn year_end(page: &Page, index: usize) -> Option<usize> {
    const MOST_WORDS: usize = 5;
    let is_number = page.word(index)?.make == Make::Digits && matches!(page.word_bytes(index).len(), 2 | 4);
    let begins = ["nineteen", "twenty", "two"].iter().any(|word| page.is_word(index, word));
    let is_part = |at: &usize| page.is_in(*at, WordSet::NumberWord) || page.is_in(*at, WordSet::DigitWord);
    let goes_on = |at: &usize| is_part(at) || page.is_word(*at, "and");
    let words = (index + 1..index + MOST_WORDS).take_while(goes_on);
    if is_number { Some(index) } else { words.filter(is_part).last().filter(|_| begins) }
}

fn is_month(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    let start = bytes.first_chunk::<3>().map(|start| start.map(|byte| byte.to_ascii_lowercase()));
    start.is_some_and(|start| MONTHS.as_chunks::<3>().0.contains(&start)) && bytes.iter().all(u8::is_ascii_alphabetic)
}
