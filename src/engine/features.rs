//! What the classifier sees of an utterance: hashed n-grams of words and characters, and their weights.
//!
//! Digits are masked, so that `invoice 77821` and `invoice 9` look alike, and so are e-mail addresses.
//! All weights are integers: the same utterance gives the same vector on every target.

use crate::text::words;

/// Hash buckets of the feature space; 2^15 lost nothing against 2^18 on the development split.
pub const BUCKETS: usize = 1 << 15;
/// Length of every feature vector, in integer units.
pub const UNIT: u32 = 1024;
/// Only the first words count: enough for any request, and a bound on the work.
const MAX_WORDS: usize = 512;
/// Characters of a word that make n-grams; longer "words" are pasted noise.
const MAX_WORD_CHARS: usize = 64;
const CHAR_GRAMS: std::ops::RangeInclusive<usize> = 3..=5;
const MASKED_EMAIL: &str = "[email]";

/// The n-grams of one utterance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grams {
    /// Bucket and count of every n-gram, by bucket.
    pub buckets: Vec<(u16, u32)>,
    /// Full hashes of the words, in order.
    pub words: Vec<u64>,
    /// Full hashes of the pairs of neighbouring words, in order.
    pub pairs: Vec<u64>,
}

/// What an n-gram consists of; keeps the word `ate` apart from the characters `ate`.
#[derive(Clone, Copy)]
enum GramKind {
    Word = 1,
    Pair = 2,
    Characters = 3,
}

/// The n-grams of `text`: words, pairs of words, and 3 to 5 characters within words with their edges.
pub fn grams(text: &str) -> Grams {
    let tokens = tokens(text);
    let words: Vec<u64> = tokens.iter().map(|token| hash(GramKind::Word, token.chars())).collect();
    let pairs: Vec<u64> = tokens.windows(2).map(pair_hash).collect();
    let mut buckets: Vec<u16> = words.iter().chain(&pairs).map(|hash| bucket(*hash)).collect();
    for token in &tokens {
        push_character_grams(token, &mut buckets);
    }
    Grams {
        buckets: counted(buckets),
        words,
        pairs,
    }
}

/// The words of `text` in the form that features use: folded, masked, without apostrophes.
pub fn tokens(text: &str) -> Vec<String> {
    text.split_whitespace().flat_map(chunk_tokens).take(MAX_WORDS).collect()
}

/// The tokens of a stretch without white space.
fn chunk_tokens(chunk: &str) -> Vec<String> {
    if looks_like_email(chunk) {
        return vec![MASKED_EMAIL.to_owned()];
    }
    let pictures = chunk.chars().filter(|c| is_picture(*c)).map(String::from);
    let mut tokens: Vec<String> = words(chunk).iter().map(|word| token(&word.lower)).collect();
    tokens.extend(pictures);
    if chunk.ends_with('?') {
        tokens.push("?".to_owned());
    }
    tokens
}

fn looks_like_email(chunk: &str) -> bool {
    chunk
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
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

fn pair_hash(pair: &[String]) -> u64 {
    let characters = pair.iter().flat_map(|token| token.chars().chain([' ']));
    hash(GramKind::Pair, characters)
}

fn push_character_grams(token: &str, buckets: &mut Vec<u16>) {
    let characters: Vec<char> = ['<'].into_iter().chain(token.chars()).chain(['>']).collect();
    for length in CHAR_GRAMS {
        let grams = characters.windows(length);
        buckets.extend(grams.map(|gram| bucket(hash(GramKind::Characters, gram.iter().copied()))));
    }
}

/// FNV-1a over code points, with a final mix so that every bit depends on every character.
fn hash(kind: GramKind, characters: impl Iterator<Item = char>) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ kind as u64;
    let hash = characters.fold(start, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

fn bucket(hash: u64) -> u16 {
    (hash % BUCKETS as u64) as u16
}

/// Sorted values with the number of times each occurs.
fn counted(mut buckets: Vec<u16>) -> Vec<(u16, u32)> {
    buckets.sort_unstable();
    buckets
        .chunk_by(|left, right| left == right)
        .filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?)))
        .collect()
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
        check("Ravi's café isn't open?", &["ravi", "cafe", "isnt", "open", "?"]);
        check("\u{1f44d}", &["\u{1f44d}"]);
        check("\u{0}\u{202e} !!", &[]);
    }

    #[test]
    fn numbers_do_not_tell_utterances_apart() {
        assert_eq!(grams("reject invoice 77821"), grams("Reject invoice 9"));
        assert_ne!(grams("reject invoice 77821"), grams("reject invoice"));
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "lorem ipsum ".repeat(20_000);
        assert_eq!(grams(&long).words.len(), MAX_WORDS);
        assert!(grams(&"x".repeat(100_000)).buckets.len() <= 3 * MAX_WORD_CHARS + 1);
    }
}
