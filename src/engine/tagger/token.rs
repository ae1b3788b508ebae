//! The tokens that the tagger labels: words, numbers, document numbers, placeholders and single punctuation marks.
//!
//! Unlike [`crate::text::words`] it loses nothing but spaces and keeps what a slot value keeps together: `INV/24/17`,
//! `m.silva`, `1,450/-` and an e-mail address are one token each, while the possessive of `Ravi's` is its own.

use crate::definition::Direction;
use crate::entity::{self, Reading};
use crate::locale::Locale;
use crate::text::{Span, placeholder_end};
use erp_chat_protocol::SlotType;
use jiff::civil::Date;

/// A sentence longer than this is tagged up to here; chat messages have fewer than a hundred tokens.
const MAX_TOKENS: usize = 1_000;

/// What a token looks like, whatever it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters only.
    Word,
    /// A month, a weekday or a word such as `tomorrow`.
    Calendar,
    /// Digits with separators, perhaps ending in `/-`, `k` or an ordinal.
    Number,
    /// Letters or separators mixed with digits, as in `PO-77`.
    Code,
    /// An e-mail address or its placeholder.
    Email,
    /// A currency sign.
    Currency,
    /// Anything else.
    Mark,
}

/// One token of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Lower-cased; every e-mail address reads `[email]`, as it does once redacted.
    pub lower: String,
    /// Upper case `X`, lower case `x`, digits `d`, each run cut at two.
    pub shape: String,
    /// What it looks like.
    pub class: Class,
    /// The typed entity that it is part of, if any.
    pub entity: Option<SlotType>,
}

/// Splits a message and notes which tokens are part of a date, an amount or another typed entity.
///
/// Which value an entity has depends on the reader's day and place, but hardly where it stands: any reading will do.
pub fn observe(text: &str) -> Vec<Token> {
    let mut tokens = tokenize(text);
    let locale = Locale::default();
    let reading = Reading { today: Date::constant(2024, 1, 1), locale: &locale, looks: Direction::Forward };
    for entity in entity::find(text, &reading) {
        let start = tokens.partition_point(|token| token.span.end <= entity.span.start);
        let inside = tokens.iter_mut().skip(start).take_while(|token| token.span.start < entity.span.end);
        inside.for_each(|token| token.entity = token.entity.or(Some(entity.slot_type)));
    }
    tokens
}

/// Splits a message.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while tokens.len() < MAX_TOKENS
        && let Some(span) = next_span(text, from)
    {
        tokens.push(token(text, span));
        from = span.end;
    }
    tokens
}

fn next_span(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let end =
        placeholder_end(text, start).unwrap_or_else(|| start + token_length(text.get(start..).unwrap_or_default()));
    Some(Span { start, end })
}

/// Length in bytes of the token at the beginning of `rest`.
fn token_length(rest: &str) -> usize {
    if let Some(length) = possessive(rest) {
        return length;
    }
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let mut previous = first;
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    for (at, c) in chars {
        let tail = rest.get(at..).unwrap_or_default();
        if !continues(previous, c, tail) {
            return at + money_suffix(previous, tail);
        }
        previous = c;
    }
    rest.len()
}

/// Whether `c`, at the beginning of `tail`, belongs to the token that `previous` belongs to.
fn continues(previous: char, c: char, tail: &str) -> bool {
    if c.is_alphanumeric() || is_mark(c) {
        return true;
    }
    let Some(next) = tail.chars().nth(1) else { return false };
    match c {
        ',' | ':' => previous.is_ascii_digit() && next.is_ascii_digit(),
        '.' | '/' | '-' | '_' | '@' | '&' | '+' => next.is_alphanumeric(),
        '\'' | '\u{2019}' => next.is_alphanumeric() && possessive(tail).is_none(),
        _ => false,
    }
}

/// Combining marks and vowel signs, which stand inside words of Indic scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}')
}

/// Length of the `'s` that `rest` begins with.
fn possessive(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let apostrophe = chars.next().filter(|c| matches!(c, '\'' | '\u{2019}'))?;
    let is_s = chars.next().is_some_and(|c| matches!(c, 's' | 'S'));
    let ends = !chars.next().is_some_and(char::is_alphanumeric);
    (is_s && ends).then_some(apostrophe.len_utf8() + 1)
}

/// Length of the `/-` that ends an Indian amount.
fn money_suffix(previous: char, tail: &str) -> usize {
    let ends = tail.strip_prefix("/-").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    if previous.is_ascii_digit() && ends { 2 } else { 0 }
}

fn token(text: &str, span: Span) -> Token {
    let word = span.of(text);
    let class = classify(word);
    let lower = match class {
        Class::Email => "[email]".to_owned(),
        _ => word.replace('\u{2019}', "'").to_lowercase(),
    };
    Token { span, shape: shape(word), class, lower, entity: None }
}

fn classify(word: &str) -> Class {
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    if word.contains('@') || word.starts_with("[EMAIL") {
        Class::Email
    } else if has_digit {
        if is_number(word) { Class::Number } else { Class::Code }
    } else if word.starts_with(['$', '£', '€', '₹', '₦', '¥']) {
        Class::Currency
    } else if is_calendar(&word.to_lowercase()) {
        Class::Calendar
    } else if word.starts_with(char::is_alphabetic) {
        Class::Word
    } else {
        Class::Mark
    }
}

fn is_number(word: &str) -> bool {
    let digits_end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(word.len());
    let suffix = word.get(digits_end..).unwrap_or_default();
    digits_end > 0 && matches!(suffix, "" | "/-" | "k" | "K" | "st" | "nd" | "rd" | "th")
}

/// English and Hinglish calendar words.
fn is_calendar(lower: &str) -> bool {
    const RELATIVE: [&str; 14] = [
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "aaj",
        "kal",
        "parso",
        "week",
        "month",
        "quarter",
        "year",
        "fy",
        "mahine",
        "saal",
    ];
    RELATIVE.contains(&lower) || entity::is_day_or_month(lower)
}

fn shape(word: &str) -> String {
    let mut shape = String::new();
    let mut run = 0;
    for c in word.chars().map(shape_of) {
        run = if shape.ends_with(c) { run + 1 } else { 1 };
        if run <= 2 {
            shape.push(c);
        }
    }
    shape
}

fn shape_of(c: char) -> char {
    match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        _ if c.is_numeric() => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_values_whole() {
        let check = |text: &str, expected: &[&str]| {
            let tokens: Vec<_> = tokenize(text).into_iter().map(|token| token.span.of(text)).collect();
            assert_eq!(tokens, expected, "{text}");
        };
        check("", &[]);
        check("pass INV/24/17, ok?", &["pass", "INV/24/17", ",", "ok", "?"]);
        check("Ravi's 1,450/- cab", &["Ravi", "'s", "1,450/-", "cab"]);
        check("£18.40 by m.silva.", &["£", "18.40", "by", "m.silva", "."]);
        check("Sean O'Brien don't", &["Sean", "O'Brien", "don't"]);
        check("mail [EMAIL] a.b@example.com", &["mail", "[EMAIL]", "a.b@example.com"]);
        check("छुट्टी - x", &["छुट्टी", "-", "x"]);
        check("35k/-x /- '", &["35k", "/", "-", "x", "/", "-", "'"]);
    }

    #[test]
    fn tokens_have_a_class() {
        let check = |text: &str, expected: Class| assert_eq!(tokenize(text).first().unwrap().class, expected, "{text}");
        check("35k", Class::Number);
        check("20th", Class::Number);
        check("PO-77", Class::Code);
        check("[EMAIL_2]", Class::Email);
        check("Sept", Class::Calendar);
        check("wednsday", Class::Calendar);
        check("April", Class::Calendar);
        check("June", Class::Calendar);
        check("€5", Class::Currency);
        check("Mary", Class::Word);
        check("Sunny", Class::Word);
        check("?", Class::Mark);
    }
}
