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
/// Words of a town behind its postcode.
const MOST_TOWN: usize = 3;
/// How streets of one word end where the house number stands behind them.
const STREET_ENDINGS: &[&[u8]] = &[
    b"strasse", b"strase", b"str", b"weg", b"platz", b"allee", b"gasse", b"damm", b"ufer", b"straat", b"laan",
    b"gracht", b"plein", b"kade", b"singel", b"dijk", b"dreef", b"steeg", b"gatan", b"vagen", b"gade", b"vej", b"katu",
];
/// The states and territories of Australia.
const AUSTRALIA: &[&[u8]] = &[b"NSW", b"VIC", b"QLD", b"SA", b"WA", b"TAS", b"NT", b"ACT"];

/// Adds the address whose house number is the word at an index.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let before = street_before(page, index);
    let numbered = before.is_some() || is_box(page, index);
    let street = street_end(page, index).or_else(|| numbered.then_some(index));
    let last = street.and_then(|street| {
        let short = || before.and_then(|_| short_postcode(page, street + 1));
        postcode_end(page, street + 1).or_else(short)
    });
    let first = begin(page, before.unwrap_or(index));
    let span = last.and_then(|last| page.words_span(first, town_end(page, last)));
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
    let named =
        |at: usize| [WordSet::Street, WordSet::AddressStart, WordSet::PostBox].iter().any(|set| page.is_in(at, *set));
    let mut first = index;
    for at in (0..index).rev().take(MOST_LEAD_WORDS) {
        let numbered = page.word(at).is_some_and(|word| word.make != Make::Letters);
        let unit = numbered && at.checked_sub(1).is_some_and(named);
        let belongs = match page.gap_after(at) {
            b"/" | b"-" => short(at),
            b" " | b" #" | b" - " | b"." | b". " => named(at),
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

/// Whether the number is that of a post box.
fn is_box(page: &Page, index: usize) -> bool {
    let boxed = |at: usize| ["box", "bag", "postfach", "apartado", "postale"].iter().any(|name| page.is_word(at, name));
    index.checked_sub(1).is_some_and(|at| page.is_in(at, WordSet::PostBox) && boxed(at) && page.gap_after(at) == b" ")
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
    let street = words.find(|at| *at > index + 1 && (prefix || page.is_in(*at, WordSet::Street)));
    street.or_else(|| numbered_street(page, index + 1))
}

/// "Sector 21", "Block C".
fn numbered_street(page: &Page, street: usize) -> Option<usize> {
    let number =
        page.word(street + 1).filter(|_| page.is_in(street, WordSet::Street) && page.gap_after(street) == b" ")?;
    (number.make != Make::Letters || number.span.len() == 1).then_some(street + 1)
}

/// The first word of the street before its number: "Musterstrasse 12", "Corso Italia 5".
fn street_before(page: &Page, index: usize) -> Option<usize> {
    let last = index.checked_sub(1).filter(|at| matches!(page.gap_after(*at), b" " | b". "))?;
    let number = page.word_bytes(index);
    let numbered = number.len() <= MOST_HOUSE_NUMBER && number.first().is_some_and(u8::is_ascii_digit);
    if !numbered || !is_capital_word(page, last) || !is_capital_word(page, index + 2) {
        return None;
    }
    let street = page.word_bytes(last);
    if street.len() > MOST_HOUSE_NUMBER && STREET_ENDINGS.iter().any(|ending| street.ends_with(ending)) {
        return Some(last);
    }
    let inner = |at: &usize| is_capital_word(page, *at) || page.is_in(*at, WordSet::NameParticle);
    let mut words = (0..last).rev().take(MOST_STREET_WORDS).take_while(|at| page.gap_after(*at) == b" ");
    words
        .by_ref()
        .take_while(|at| inner(at) || page.is_in(*at, WordSet::StreetPrefix))
        .find(|at| page.is_in(*at, WordSet::StreetPrefix))
}

fn is_capital_word(page: &Page, index: usize) -> bool {
    page.word_bytes(index).first().copied().is_some_and(is_capital)
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

/// `S7 2QT`, `OH 45410`, `VIC 3000`, `1015 CJ`, `560001`, `411 001`, or the five digits of the continent before a town.
fn postcode_at(page: &Page, index: usize) -> Option<usize> {
    let (first, second) = (page.word_bytes(index), page.word_bytes(index + 1));
    let digits = |word: &[u8], length: usize| word.len() == length && word.iter().all(u8::is_ascii_digit);
    let spaced = matches!(page.gap_after(index), b" " | b"-" | b", ");
    let british = is_outward(first) && is_inward(second);
    let american = is_state(first) && digits(second, 5);
    let australian = AUSTRALIA.contains(&first) && digits(second, 4);
    let dutch = digits(first, 4) && is_state(second);
    let split = digits(first, 3) && digits(second, 3);
    if spaced && (british || american || australian || dutch || split) {
        return Some(index + 1);
    }
    (digits(first, 5) || digits(first, 6)).then_some(index)
}

/// Two capitals: a state of America, or the end of a Dutch postcode.
fn is_state(word: &[u8]) -> bool {
    word.len() == 2 && word.iter().all(u8::is_ascii_uppercase)
}

/// The four digits of smaller countries before a town, right behind the house number.
fn short_postcode(page: &Page, index: usize) -> Option<usize> {
    let code = page.word(index).filter(|word| word.make == Make::Digits && word.span.len() == 4);
    code.filter(|_| is_near(page, index - 1) && is_capital_word(page, index + 1)).map(|_| index)
}

/// The last word of the town behind a postcode of the continent.
fn town_end(page: &Page, postcode: usize) -> usize {
    let code = page.word_bytes(postcode);
    let state = postcode.checked_sub(1).is_some_and(|at| is_state(page.word_bytes(at)));
    let leads = (matches!(code.len(), 4 | 5) && code.iter().all(u8::is_ascii_digit) && !state) || is_state(code);
    let ends =
        |at: usize| [WordSet::Grammar, WordSet::NoName, WordSet::AddressEnd].iter().any(|set| page.is_in(at, *set));
    let is_town = |at: &usize| is_capital_word(page, *at) && page.word_bytes(*at).len() > 2 && !ends(*at);
    let words = (postcode + 1..=postcode + MOST_TOWN).take_while(|at| matches!(page.gap_after(at - 1), b" " | b"-"));
    let town = words.take_while(|at| is_town(at) || page.is_in(*at, WordSet::NameParticle));
    if leads { town.filter(is_town).last().unwrap_or(postcode) } else { postcode }
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
