//! Postal addresses by their form: a house number, a street and a postcode.
//!
//! Without the postcode a street is a place in a request ("move it to the Park Road store") and stays.

use super::candidate::{Candidate, Strength};
use super::page::{Make, Page, is_capital};
use super::pii_type::PiiType;
use super::word_set::WordSet;

/// Letters and digits of one part of a house number.
const MOST_HOUSE_NUMBER: usize = 5;
/// Words of a house number before its last part.
const MOST_LEAD_WORDS: usize = 5;
/// Words between the house number and the last word of the street.
const MOST_STREET_WORDS: usize = 4;
/// Words between the street and the postcode.
const MOST_TOWN_WORDS: usize = 9;

/// Adds the address whose house number is the word at an index.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let street = street_end(page, index).or_else(|| german_street(page, index));
    let last = street.and_then(|street| postcode_end(page, street + 1));
    let span = last.and_then(|last| page.words_span(begin(page, index), last));
    found.extend(span.map(|span| Candidate {
        span,
        pii: PiiType::Address,
        rule: "address-postcode",
        reason: "house number, street and postcode",
        strength: Strength::Shape,
    }));
}

/// The beginning of a house number: `C` of "C-204", "Flat" of "Flat 3, 18 ...", "H" of "H.No. 8-2-120".
fn begin(page: &Page, index: usize) -> usize {
    let short = |at: usize| page.word_bytes(at).len() <= MOST_HOUSE_NUMBER;
    let named = |at: usize| page.is_in(at, WordSet::Street) || page.is_in(at, WordSet::AddressStart);
    let mut first = index;
    for at in (0..index).rev().take(MOST_LEAD_WORDS) {
        let numbered = page.word(at).is_some_and(|word| word.make != Make::Letters);
        let unit = numbered && at.checked_sub(1).is_some_and(named);
        let belongs = match page.gap_after(at) {
            b"/" | b"-" => short(at),
            b" " | b" #" | b" - " | b"." | b". " => {
                named(at) || (at + 1 == index && german_street(page, index).is_some())
            }
            b", " | b"," => unit,
            _ => false,
        };
        if !belongs {
            break;
        }
        first = at;
    }
    first
}

/// The last word of the street behind a house number such as 42 or 12B.
fn street_end(page: &Page, index: usize) -> Option<usize> {
    let number = page.word_bytes(index);
    let is_number = number.first().is_some_and(u8::is_ascii_digit) && number.len() <= MOST_HOUSE_NUMBER;
    let prefix = page.is_in(index + 1, WordSet::StreetPrefix);
    let begins = prefix || page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    if !is_number || !begins || !is_near(page, index) {
        return None;
    }
    let mut words = (index + 1..=index + MOST_STREET_WORDS)
        .take_while(|at| page.word(*at).is_some_and(|word| word.make == Make::Letters) && is_near(page, at - 1));
    words.find(|at| if prefix { *at > index + 1 } else { *at > index + 1 && page.is_in(*at, WordSet::Street) })
}

/// The house number of "Musterstrasse 12", whose street stands before it.
fn german_street(page: &Page, index: usize) -> Option<usize> {
    const ENDINGS: &[&[u8]] =
        &[b"strasse", b"strase", b"str", b"weg", b"platz", b"allee", b"gasse", b"straat", b"laan"];
    let near = matches!(page.gap_after(index.checked_sub(1)?), b" " | b". ");
    let street = if near { page.word_bytes(index - 1) } else { return None };
    let long = street.len() > MOST_HOUSE_NUMBER && street.first().copied().is_some_and(is_capital);
    let number = page.word_bytes(index);
    let numbered = number.len() <= MOST_HOUSE_NUMBER && number.first().is_some_and(u8::is_ascii_digit);
    let town = page.word_bytes(index + 2).first().copied().is_some_and(is_capital);
    let ends = || ENDINGS.iter().any(|ending| street.ends_with(ending));
    (long && numbered && town && ends()).then_some(index)
}

fn is_near(page: &Page, index: usize) -> bool {
    matches!(page.gap_after(index), b" " | b", " | b"," | b". ")
}

/// The last word of the first postcode from a word on.
fn postcode_end(page: &Page, from: usize) -> Option<usize> {
    let near = (from..from + MOST_TOWN_WORDS).take_while(|at| belongs(page, *at));
    near.into_iter().find_map(|at| postcode_at(page, at))
}

/// Whether a word may be part of the town behind a street: a number or a capital, close to the word before.
fn belongs(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index - 1);
    let close = gap.len() <= 3 && gap.iter().all(|byte| matches!(byte, b' ' | b',' | b'.' | b'-' | b'\n'));
    let begins = page.word_bytes(index).first().is_some_and(|byte| byte.is_ascii_digit() || is_capital(*byte));
    close && (begins || page.is_in(index, WordSet::NameParticle))
}

/// `S7 2QT`, `OH 45410`, `560001`, `411 001`, or the five digits of the continent before a town.
fn postcode_at(page: &Page, index: usize) -> Option<usize> {
    let (first, second) = (page.word_bytes(index), page.word_bytes(index + 1));
    let digits = |word: &[u8]| word.iter().all(u8::is_ascii_digit);
    let spaced = matches!(page.gap_after(index), b" " | b"-" | b", ");
    let british = is_outward(first) && spaced && is_inward(second);
    let american = first.len() == 2 && first.iter().all(u8::is_ascii_uppercase) && second.len() == 5 && digits(second);
    let split = first.len() == 3 && digits(first) && spaced && second.len() == 3 && digits(second);
    if british || (american && spaced) || split {
        return Some(index + 1);
    }
    (matches!(first.len(), 5 | 6) && digits(first)).then_some(index)
}

/// The first half of a British postcode.
fn is_outward(word: &[u8]) -> bool {
    let letters = word.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let digits = word.iter().skip(letters).take_while(|byte| byte.is_ascii_digit()).count();
    (2..=4).contains(&word.len()) && (1..=2).contains(&letters) && digits >= 1
}

/// The second half of a British postcode, or of a Canadian one.
fn is_inward(word: &[u8]) -> bool {
    matches!(word, [digit, left, right] if digit.is_ascii_digit() && left.is_ascii_uppercase() && right.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use crate::redact::Redactor;

    #[test]
    fn a_street_needs_a_postcode() {
        let check = |text: &str, expected: &str| assert_eq!(Redactor::default().clean(text).as_str(), expected);
        check("ship to 42 Linden Close, Sheffield S7 2QT", "ship to [ADDRESS]");
        check("to 1180 Maple Avenue, Apt 3B, Dayton, OH 45410 pls", "to [ADDRESS] pls");
        check("drop at 7 Nehru Road, Pune 411 001", "drop at [ADDRESS]");
        check("move 40 Park Road cartons to Leeds", "move 40 Park Road cartons to Leeds");
    }
}
