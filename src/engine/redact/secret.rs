//! Passwords, PINs, one-time codes and keys that a phrase announces.
//!
//! The value must stand where the phrase points and look like a secret, so that talk about secrets
//! ("my password expired") is left alone.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue};
use super::page::{Make, PLACEHOLDER, Page, is_word_byte};
use super::passphrase;
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

const MOST_LINKS: usize = 6;
const MOST_LENGTH: usize = 128;
/// Groups of a one-time code behind its first.
const MOST_CODE_GROUPS: usize = 7;
const LEAST_PASSWORD: usize = 4;
/// A value without a link to its cue is longer.
const LEAST_NEARBY: usize = 7;
const LEAST_WORD_PASSWORD: usize = 6;
const LEAST_KEY: usize = 12;
/// A key without a letter is a long one.
const LEAST_DIGIT_KEY: usize = 16;
const LEAST_CODE_DIGITS: usize = 3;
const LEAST_CAPITAL_CODE_DIGITS: usize = 2;
const MOST_CODE: usize = 10;
/// The Indian postal PIN has six digits too, so one of that length needs a word such as "is" before it.
const POSTAL_PIN: usize = 6;

/// How a value hangs on its phrase.
#[derive(Clone, Copy, Default)]
struct Link {
    has_word: bool,
    has_sign: bool,
    is_quoted: bool,
    is_dash: bool,
    /// Whether the last linking word tells more than "is": "password is now ...".
    has_more: bool,
}

/// Adds the secret that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let Some(cue) = page.word(index).and_then(|word| word.cue) else {
        return;
    };
    let Some(kind) = kind_of(cue) else { return };
    let ahead = value_ahead(page, index).filter(|(value, link)| is_secret(page, *value, kind, *link));
    let ahead = ahead.filter(|(value, link)| {
        link.has_word || link.has_sign || !is_bare_pass(page, index) || is_strong(page.slice(*value))
    });
    let words = || words_ahead(page, index, kind);
    let span = words().or(ahead.map(|(value, _)| value)).or_else(|| value_behind(page, index, kind));
    let span = span.or_else(|| strong_nearby(page, index).filter(|_| kind == Kind::Password));
    found.extend(span.map(|span| candidate(span, kind)));
    found.extend(span.and_then(|span| changed_to(page, span, kind)).map(|span| candidate(span, kind)));
}

/// "Pass" alone, which may be a gate pass.
fn is_bare_pass(page: &Page, index: usize) -> bool {
    page.is_word(index, "pass") && page.word(index).is_some_and(|word| word.cue_words == 1)
}

/// The plain words of a pass phrase.
fn words_ahead(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let (start, link) = value_start(page, index).filter(|_| kind == Kind::Password)?;
    let first = page.word_at(start);
    let begins = page.word(first).is_some_and(|word| word.span.start == start);
    let linked = link.has_word || link.has_sign || link.is_dash;
    let single = || passphrase::single(page, first).filter(|_| link.has_word && !link.has_more);
    (begins && linked).then(|| passphrase::phrase(page, first).or_else(single)).flatten()
}

/// Adds the secret in a cell of a table.
pub(super) fn find_in_cell(page: &Page, cell: Span, cue: Cue, found: &mut Vec<Candidate>) {
    let Some(kind) = kind_of(cue) else { return };
    let bytes = page.slice(cell);
    let lead = bytes.iter().take_while(|byte| is_link_byte(**byte)).count();
    let tail = bytes.iter().rev().take_while(|byte| is_link_byte(**byte)).count();
    let span = Span { start: cell.start + lead, end: (cell.end - tail).max(cell.start + lead) };
    let link = Link { has_word: true, has_sign: true, ..Link::default() };
    found.extend(is_secret(page, span, kind, link).then(|| candidate(span, kind)));
}

/// A value within a few words of "password" that can hardly be anything else: "I set it to Monsoon#77, the password ...".
fn strong_nearby(page: &Page, index: usize) -> Option<Span> {
    let around = (index + 1..index + 1 + MOST_LINKS).chain((index.saturating_sub(MOST_LINKS)..index).rev());
    around.into_iter().find_map(|at| {
        let word = page.word(at).filter(|word| word.make != Make::Digits && word.cue.is_none())?;
        let starts = matches!(page.byte_before(word.span.start), 0 | b' ' | b'"' | b'\'' | b'(');
        let value = value_at(page, word.span.start, Link::default()).filter(|_| starts)?;
        let bytes = page.slice(value);
        let cases = bytes.iter().any(u8::is_ascii_uppercase) && bytes.iter().any(u8::is_ascii_lowercase);
        let address = bytes.contains(&b'/') || bytes.iter().filter(|byte| matches!(byte, b'.' | b'-')).count() > 1;
        (bytes.len() >= LEAST_NEARBY && cases && !address && is_strong(bytes)).then_some(value)
    })
}

/// Letters, digits and a symbol together.
fn is_strong(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    has(u8::is_ascii_alphabetic) && has(u8::is_ascii_digit) && has_symbol(value)
}

/// The second value of "from Old#1 to New#2".
fn changed_to(page: &Page, first: Span, kind: Kind) -> Option<Span> {
    let index = page.word_at(first.end);
    let to = page.word(index).filter(|word| word.span.start == first.end + 1 && page.is_word(index, "to"))?;
    let value = value_at(page, to.span.end + 1, Link::default())?;
    is_secret(page, value, kind, Link::default()).then_some(value)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Password,
    Pin,
    OneTimeCode,
    Key,
}

fn kind_of(cue: Cue) -> Option<Kind> {
    match cue {
        Cue::Password => Some(Kind::Password),
        Cue::Pin => Some(Kind::Pin),
        Cue::OneTimeCode => Some(Kind::OneTimeCode),
        Cue::ApiKey => Some(Kind::Key),
        _ => None,
    }
}

fn candidate(span: Span, kind: Kind) -> Candidate {
    let (pii, rule) = match kind {
        Kind::Password => (PiiType::Password, "password-cue"),
        Kind::Pin => (PiiType::Password, "pin-cue"),
        Kind::OneTimeCode => (PiiType::Password, "code-cue"),
        Kind::Key => (PiiType::ApiKey, "key-cue"),
    };
    Candidate { span, pii, rule, reason: "announced, and looks like a secret", strength: Strength::Shape }
}

/// The run of characters that the phrase ending at a word points to.
fn value_ahead(page: &Page, index: usize) -> Option<(Span, Link)> {
    let (start, link) = value_start(page, index)?;
    Some((value_at(page, start, link)?, link))
}

/// Where the value begins that the phrase ending at a word points to.
fn value_start(page: &Page, index: usize) -> Option<(usize, Link)> {
    let mut link = Link::default();
    let mut last = cue::skip_owner(page, index);
    for _ in 0..MOST_LINKS {
        if !page.gap_after(last).iter().all(|byte| is_link_byte(*byte) || *byte == b',')
            || !page.is_in(last + 1, WordSet::SecretLink)
        {
            break;
        }
        link.has_word = true;
        last += 1;
    }
    link.has_more = !page.is_in(last, WordSet::Announcing);
    let from = page.word(last)?.span.end;
    let gap = page.bytes.get(from..)?.iter().take_while(|byte| is_link_byte(**byte)).count();
    let skipped = page.slice(Span { start: from, end: from + gap });
    link.has_sign = skipped.iter().any(|byte| matches!(byte, b':' | b'='));
    link.is_dash = skipped.starts_with(b" -");
    link.is_quoted = skipped.last().is_some_and(|byte| is_quote(*byte));
    (gap > 0).then_some((from + gap, link))
}

fn is_link_byte(byte: u8) -> bool {
    matches!(byte, b' ' | b':' | b'=' | b'>' | b'-' | b'\n' | b'(') || is_quote(byte)
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn value_at(page: &Page, start: usize, link: Link) -> Option<Span> {
    let rest = page.bytes.get(start..)?;
    let ends = |byte: u8| {
        if link.is_quoted { is_quote(byte) || byte == b'\n' } else { byte.is_ascii_whitespace() }
    };
    let limit = rest.iter().take(MOST_LENGTH);
    let length = limit.take_while(|byte| !ends(**byte) && **byte != PLACEHOLDER).count();
    let end = start + trimmed(rest.get(..length)?);
    Some(Span { start, end: with_other_groups(page, start, end) })
}

/// The length without the punctuation of the sentence. An exclamation mark may well belong to a password.
fn trimmed(value: &[u8]) -> usize {
    let tail = value
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b'.' | b',' | b';' | b':' | b')' | b'?') || is_quote(**byte));
    value.len() - tail.count()
}

/// One-time codes come as "771 904" or "77 19 04" too.
fn with_other_groups(page: &Page, start: usize, end: usize) -> usize {
    let first = page.word_at(start);
    let width = end.saturating_sub(start);
    let digits = |at: usize| page.word(at).filter(|word| word.make == Make::Digits && word.span.len() == width);
    if !(1..=3).contains(&width) || digits(first).is_none_or(|word| word.span.end != end) {
        return end;
    }
    let others = (first + 1..=first + MOST_CODE_GROUPS).take_while(|at| page.gap_after(at - 1) == b" ");
    others.map_while(digits).last().map_or(end, |word| word.span.end)
}

/// "Hunter2 is my password", "use Hunter2 as the password".
fn value_behind(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let phrase = page.word(index)?.cue_words;
    let start = (index + 1).checked_sub(phrase)?;
    let mut first = start;
    while first > 0 && start - first < MOST_LINKS && page.is_in(first - 1, WordSet::SecretOwner) {
        first -= 1;
    }
    let link = first.checked_sub(1).filter(|at| page.is_in(*at, WordSet::ValueLink))?;
    let end = page.word(link)?.span.start.checked_sub(1)?;
    let before = page.bytes.get(end.saturating_sub(MOST_LENGTH)..end)?;
    let length = before.iter().rev().take_while(|byte| !byte.is_ascii_whitespace() && **byte != PLACEHOLDER).count();
    let quotes = before.get(before.len() - length..)?.iter().take_while(|byte| is_quote(**byte)).count();
    let start = end - length + quotes;
    let span = Span { start, end: start + trimmed(page.slice(Span { start, end })) };
    let linked = Link { has_word: true, ..Link::default() };
    is_secret(page, span, kind, linked).then_some(span)
}

fn is_secret(page: &Page, span: Span, kind: Kind, link: Link) -> bool {
    let value = page.slice(span);
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_letter = value.iter().any(|byte| is_word_byte(*byte) && !byte.is_ascii_digit());
    match kind {
        Kind::Password => value.len() >= LEAST_PASSWORD && looks_chosen(page, value, link),
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
    let regular = characters + count(|byte| matches!(byte, b' ' | b'-')) == value.len();
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
        || ((word || (link.is_quoted && value.len() >= LEAST_PASSWORD))
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

#[cfg(test)]
mod tests {
    use crate::redact::Redactor;

    #[test]
    fn talk_about_secrets_is_left_alone() {
        let check = |text: &str| assert_eq!(Redactor::default().clean(text).as_str(), text);
        check("my password is expired");
        check("password: incorrect");
        check("the password needs 12 characters");
        check("PIN 560001 is the postal code");
        check("where do I enter the token?");
    }
}
