//! Numbers spoken digit by digit: "my number is nine eight double seven zero ...".
//!
//! Digits in words are hidden only behind a phrase that announces a number of about their length.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue};
use super::page::Page;
use super::pii_type::PiiType;
use super::word_set::WordSet;

/// The longest number that has a cue is a card of nineteen digits.
const MOST_DIGITS: usize = 19;

/// What a cue announces, and the least and greatest number of digits.
const ANNOUNCED: &[(Cue, PiiType, usize, usize)] = &[
    (Cue::Phone, PiiType::Phone, 7, 15),
    (Cue::Card, PiiType::Card, 13, MOST_DIGITS),
    (Cue::Account, PiiType::BankAccount, 7, 18),
    (Cue::Ssn, PiiType::Ssn, 9, 9),
    (Cue::Aadhaar, PiiType::Aadhaar, 12, 12),
    (Cue::Nhs, PiiType::Nhs, 10, 10),
    (Cue::Cvv, PiiType::Cvv, 3, 4),
    (Cue::Pin, PiiType::Password, 4, 6),
    (Cue::OneTimeCode, PiiType::Password, 4, 8),
];

/// Adds the number whose first digit, in words, is the word at an index.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let goes_on = index.checked_sub(1).is_some_and(|before| is_part(page, before) && joins(page, before));
    if goes_on {
        return;
    }
    let (last, digits) = run(page, index);
    let cue = cue::before(page, index).or_else(|| cue::behind(page, last)).map(|nearby| nearby.cue);
    let fits = |row: &&(Cue, PiiType, usize, usize)| Some(row.0) == cue && (row.2..=row.3).contains(&digits);
    let proposal = ANNOUNCED.iter().find(fits).zip(page.words_span(index, last));
    found.extend(proposal.map(|(row, span)| Candidate {
        span,
        pii: row.1,
        rule: "digits-in-words",
        reason: "digits in words behind a cue",
        strength: Strength::Cue,
    }));
}

/// The last word of a run of digits in words, and how many digits it has.
fn run(page: &Page, first: usize) -> (usize, usize) {
    let (mut last, mut digits) = (first, 0);
    for index in first..page.words.len() {
        if !is_part(page, index) || digits > MOST_DIGITS || (index > first && !joins(page, index - 1)) {
            break;
        }
        let is_digit = page.is_in(index, WordSet::DigitWord);
        let times = index.checked_sub(1).map_or(1, |before| repetitions(page, before));
        digits += if is_digit { times } else { 0 };
        last = if is_digit { index } else { last };
    }
    (last, digits)
}

fn is_part(page: &Page, index: usize) -> bool {
    page.is_in(index, WordSet::DigitWord) || page.is_in(index, WordSet::DigitTimes)
}

fn repetitions(page: &Page, index: usize) -> usize {
    match page.word_bytes(index) {
        b"double" | b"Double" => 2,
        b"triple" | b"Triple" => 3,
        _ => 1,
    }
}

fn joins(page: &Page, index: usize) -> bool {
    matches!(page.gap_after(index), b" " | b"-" | b", " | b" - ")
}
