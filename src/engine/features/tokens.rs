//! The words of an utterance in the form that features use: folded, masked, without apostrophes.
//!
//! Digits are masked, so that `invoice 77821` and `invoice 9` look alike, and so are e-mail addresses.

use crate::text::words;

/// Only the first words count: enough for any request, and a bound on the work.
pub(super) const MAX_WORDS: usize = 512;
/// Characters of a word that count; longer "words" are pasted noise.
pub(super) const MAX_WORD_CHARS: usize = 64;
/// What the redactor writes for an address, so that raw and redacted examples look alike.
const MASKED_EMAIL: &str = "[email]";

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<String> {
    text.split_whitespace().flat_map(chunk_tokens).take(MAX_WORDS).collect()
}

/// The tokens of a stretch without white space.
fn chunk_tokens(chunk: &str) -> Vec<String> {
    if looks_like_email(chunk) {
        return vec![MASKED_EMAIL.to_owned()];
    }
    let pictures = chunk.chars().filter(|c| is_picture(*c)).map(String::from);
    let mut tokens: Vec<String> = words(chunk).iter().flat_map(|word| owner_and_token(&word.lower)).collect();
    tokens.extend(pictures);
    if chunk.ends_with('?') {
        tokens.push("?".to_owned());
    }
    tokens
}

/// Stands for the owner in "Neha's payslip": whose it is matters, the name does not.
const OWNER: &str = "'s";
/// Words that take `'s` without owning anything.
const NO_OWNERS: [&str; 26] = [
    "it",
    "that",
    "what",
    "who",
    "where",
    "when",
    "how",
    "here",
    "there",
    "let",
    "he",
    "she",
    "this",
    "why",
    "which",
    "today",
    "yesterday",
    "tomorrow",
    "week",
    "month",
    "year",
    "quarter",
    "day",
    "company",
    "everyone",
    "else",
];

/// The token of a word, and a mark behind it when it owns what follows.
fn owner_and_token(lower: &str) -> Vec<String> {
    let owns = lower.strip_suffix("'s").is_some_and(|stem| !NO_OWNERS.contains(&stem));
    let mark = owns.then(|| OWNER.to_owned());
    [token(lower)].into_iter().chain(mark).collect()
}

fn looks_like_email(chunk: &str) -> bool {
    chunk.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Emoji and other pictures say as much as a word does.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

/// Folds accents, drops apostrophes with a possessive `s`, and makes every run of digits one `0`.
fn token(lower: &str) -> String {
    let stem = lower.strip_suffix("'s").unwrap_or(lower);
    let mut token = String::with_capacity(stem.len());
    for c in stem.chars().filter(|c| *c != '\'').take(MAX_WORD_CHARS) {
        if !c.is_numeric() {
            token.push(unaccented(c));
        } else if !token.ends_with('0') {
            token.push('0');
        }
    }
    token
}

/// The base letter of the accented Latin letters that people also type without the accent.
fn unaccented(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_folded_and_masked() {
        let check = |text: &str, expected: &[&str]| assert_eq!(tokens(text), expected, "{text}");
        check("", &[]);
        check("Invoice 77821", &["invoice", "0"]);
        check("PO-77, SKU118b", &["po", "0", "sku0b"]);
        check("mail joe.b@example.com", &["mail", "[email]"]);
        check("mail [EMAIL]", &["mail", "[email]"]);
        check("Ravi's café isn't open?", &["ravi", "'s", "cafe", "isnt", "open", "?"]);
        check("Neha\u{2019}s pay, today's rate", &["neha", "'s", "pay", "today", "rate"]);
        check("\u{1f44d}", &["\u{1f44d}"]);
        check("\u{0}\u{202e} !!", &[]);
    }
}
