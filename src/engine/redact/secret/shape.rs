//! What a secret looks like.

use super::super::page::{Page, is_word_byte};
use super::super::word_set::WordSet;
use super::Kind;
use super::ahead::Link;
use crate::text::Span;

const LEAST_PASSWORD: usize = 4;
const LEAST_WORD_PASSWORD: usize = 6;
/// A value that stands away from its phrase is longer.
const LEAST_WILD: usize = 6;
const LEAST_KEY: usize = 12;
/// A key without a letter is a long one.
const LEAST_DIGIT_KEY: usize = 16;
const LEAST_CODE_DIGITS: usize = 3;
const LEAST_CAPITAL_CODE_DIGITS: usize = 2;
pub(super) const MOST_CODE: usize = 10;
/// Digits of a code without letters.
const CODE_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;
/// The Indian postal PIN has six digits too, so one of that length needs a word such as "is" before it.
pub(super) const POSTAL_PIN: usize = 6;

/// Whether a value may be a secret of some kind, by how it hangs on its phrase.
pub(super) fn is_secret(page: &Page, span: Span, kind: Kind, link: Link) -> bool {
    let value = page.slice(span);
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_letter = value.iter().any(|byte| is_word_byte(*byte) && !byte.is_ascii_digit());
    if stands_for_a_secret(value) {
        return false;
    }
    match kind {
        Kind::Password | Kind::Login => value.len() >= LEAST_PASSWORD && looks_chosen(page, value, link),
        Kind::Pin => digits == value.len() && (4..POSTAL_PIN + usize::from(link.has_word)).contains(&digits),
        Kind::OneTimeCode => is_code(value) || is_linked_password(page, value, link),
        Kind::Key => {
            value.len() >= LEAST_KEY && (has_letter && digits > 0 || link.has_word && digits >= LEAST_DIGIT_KEY)
        }
    }
}

/// A passcode may be as wild as a password.
fn is_linked_password(page: &Page, value: &[u8], link: Link) -> bool {
    (link.has_word || link.has_sign) && value.len() >= LEAST_PASSWORD && looks_chosen(page, value, link)
}

/// A one-time code: a few letters and digits, perhaps in groups; one with small letters has more digits.
fn is_code(value: &[u8]) -> bool {
    let count = |test: fn(u8) -> bool| value.iter().filter(|byte| test(**byte)).count();
    let (characters, digits) = (count(is_word_byte), count(|byte| byte.is_ascii_digit()));
    let least = if count(|byte| byte.is_ascii_lowercase()) > 0 { LEAST_CODE_DIGITS } else { LEAST_CAPITAL_CODE_DIGITS };
    let regular = characters + count(|byte| matches!(byte, b' ' | b'-' | b'#' | b'*')) == value.len();
    regular && digits >= least && (LEAST_PASSWORD..=MOST_CODE).contains(&characters)
}

/// A digit among letters, an odd symbol, a capital inside; or whatever stands in quotes or behind a colon.
fn looks_chosen(page: &Page, value: &[u8], link: Link) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let has_digit = has(u8::is_ascii_digit);
    let has_letter = has(|byte| is_word_byte(*byte) && !byte.is_ascii_digit());
    if has_letter && (has_digit || has_symbol(value)) {
        return true;
    }
    let common = page.vocabulary.is_in(value, WordSet::CommonPassword);
    let word = link.has_sign && value.len() >= LEAST_WORD_PASSWORD && value.iter().all(u8::is_ascii_alphabetic);
    let is_linked = link.has_word || link.has_sign;
    (common && value.len() > LEAST_WORD_PASSWORD)
        || (is_linked && (common || has_digit || has_inner_capital(value)))
        || ((word || (link.is_quoted() && value.len() >= LEAST_PASSWORD))
            && !page.vocabulary.is_in(value, WordSet::SecretTalk))
}

/// A symbol other than the last character, which may be the sentence's.
fn has_symbol(value: &[u8]) -> bool {
    value.iter().rev().skip(1).any(|byte| b"!@#$%^&*+~|\\?<>=".contains(byte))
}

fn has_inner_capital(value: &[u8]) -> bool {
    value
        .windows(2)
        .any(|pair| matches!(pair, [left, right] if left.is_ascii_lowercase() && right.is_ascii_uppercase()))
}

/// Letters, digits and a symbol together.
pub(super) fn is_strong(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit) && has_symbol(value)
}

/// Stars, the same letter again and again, or the name of a variable: `${DB_PASSWORD}`.
fn stands_for_a_secret(value: &[u8]) -> bool {
    let same = value.first().is_some_and(|first| value.iter().all(|byte| byte == first));
    let name = |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'$' | b'%');
    let named = matches!(value, [b'$' | b'%', ..]) && value.iter().all(name);
    same || named || matches!(value, [b'$', b'{' | b'(', ..] | [b'{', b'{', ..])
}

/// Letters and digits that no word, number, measure or document has: `Trolley-88`, `admin@321`, not `INV-2041` or `90days`.
pub(super) fn is_wild(page: &Page, value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let measures = value.first().is_some_and(u8::is_ascii_digit) && value.iter().all(u8::is_ascii_alphanumeric);
    let address = value.contains(&b'.') || value.windows(3).any(|part| part == b"://");
    let wild = has(u8::is_ascii_lowercase) || has_symbol(value) && !value.contains(&b'%');
    let common = page.vocabulary.is_in(value, WordSet::CommonPassword);
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && wild && !measures && !address;
    let talk = page.vocabulary.is_in(value, WordSet::SecretTalk) || stands_for_a_secret(value);
    value.len() >= LEAST_WILD && (mixed || common) && !talk
}

/// Digits as many as codes have, perhaps in groups.
pub(super) fn is_code_digits(value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    CODE_DIGITS.contains(&digits) && value.iter().all(|byte| byte.is_ascii_digit() || *byte == b' ')
}
