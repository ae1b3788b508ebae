//! A message as stems and numbers: the step before meanings are looked up.
//!
//! Typing errors are repaired here, numbers brought to one form ("5,000", "5k") and joined ids kept whole
//! ("MX-200"), while known words are parted from the number they are glued to ("INV-8812", "20pcs").

use super::lexicon::Lexicon;
use super::spelling::stem;
use crate::text::{Word, words};

/// More words than this are not compared; no request is that long.
const MOST_PIECES: usize = 200;
/// A word in capitals up to this length may be the first half of an id: "MX 200".
const LONGEST_ID_PREFIX: usize = 4;

/// One word of a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    /// The stem, or the number in one form.
    pub(super) text: String,
    pub(super) is_number: bool,
    /// It had `'s`.
    pub(super) is_possessive: bool,
    /// It is written as a name, and not because a sentence begins.
    pub(super) is_proper: bool,
}

/// The pieces of `message`, in order.
pub(super) fn pieces(lexicon: &Lexicon, message: &str) -> Vec<Piece> {
    let mut words = words(message);
    words.truncate(MOST_PIECES);
    let mut rest = words.as_slice();
    let mut pieces = Vec::new();
    while let Some((word, after)) = rest.split_first() {
        let (mut found, taken) = read(lexicon, message, word, after);
        pieces.append(&mut found);
        rest = after.get(taken..).unwrap_or_default();
    }
    pieces
}

/// The pieces of one word, and how many of the following words it takes along.
fn read(lexicon: &Lexicon, message: &str, word: &Word, after: &[Word]) -> (Vec<Piece>, usize) {
    if word.lower.starts_with('[') {
        return (vec![number(&word.lower)], 0);
    }
    if word.lower == "who's" {
        return (vec![known("whos")], 0);
    }
    if word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return read_number(lexicon, message, word, after);
    }
    if word.lower.contains(|c: char| c.is_ascii_digit()) {
        return (read_mixed(lexicon, &word.lower), 0);
    }
    match after.first().filter(|next| is_id(lexicon, message, word, next)) {
        Some(next) => (vec![number(&format!("{}{}", word.lower, next.lower))], 1),
        None => (vec![read_word(lexicon, message, word)], 0),
    }
}

fn number(text: &str) -> Piece {
    Piece { text: text.to_owned(), is_number: true, ..Piece::default() }
}

/// "MX-200" and "MX 200", but not "PO-77", whose letters say what kind of thing it is.
fn is_id(lexicon: &Lexicon, message: &str, word: &Word, next: &Word) -> bool {
    let typed = word.span.of(message);
    let joined = matches!(between(message, word, next), "-" | "/" | "#");
    let capitals = typed.len() <= LONGEST_ID_PREFIX && typed.bytes().all(|byte| byte.is_ascii_uppercase());
    next.lower.starts_with(|c: char| c.is_ascii_digit())
        && (joined || (capitals && between(message, word, next) == " "))
        && !lexicon.speller.knows(&stem(&word.lower))
}

fn between<'t>(message: &'t str, left: &Word, right: &Word) -> &'t str {
    message.get(left.span.end..right.span.start).unwrap_or_default()
}

/// A number with its thousands and decimals, and what is glued to its end.
fn read_number(lexicon: &Lexicon, message: &str, word: &Word, after: &[Word]) -> (Vec<Piece>, usize) {
    let mut digits = word.lower.clone();
    let mut last = word;
    let mut taken = 0;
    for next in after {
        match between(message, last, next) {
            "," if is_digits(&digits) && next.lower.len() == 3 && is_digits(&next.lower) => {}
            "." if is_digits(&digits) && next.lower.starts_with(|c: char| c.is_ascii_digit()) => digits.push('.'),
            _ => break,
        }
        digits.push_str(&next.lower);
        last = next;
        taken += 1;
    }
    (split_number(lexicon, &digits), taken)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "3rd" is 3, "5k" is 5000, "20pcs" is 20 and a unit; anything else stays an id.
fn split_number(lexicon: &Lexicon, text: &str) -> Vec<Piece> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let Some((digits, suffix)) = text.split_at_checked(end) else {
        return vec![number(text)];
    };
    match suffix {
        "" | "'s" | "st" | "nd" | "rd" | "th" => vec![number(plain(digits))],
        "k" if is_digits(digits) => vec![number(&format!("{digits}000"))],
        _ if lexicon.speller.knows(&stem(suffix)) => vec![number(plain(digits)), known(&stem(suffix))],
        _ => vec![number(text.strip_suffix("'s").unwrap_or(text))],
    }
}

/// "4500.00" is 4500.
fn plain(digits: &str) -> &str {
    match digits.split_once('.') {
        Some((whole, cents)) if cents.bytes().all(|byte| byte == b'0') => whole,
        _ => digits,
    }
}

fn known(stem: &str) -> Piece {
    Piece { text: stem.to_owned(), ..Piece::default() }
}

/// Letters with digits after them: "q3" and "inv8812" by the lexicon, else an id.
fn read_mixed(lexicon: &Lexicon, text: &str) -> Vec<Piece> {
    if lexicon.speller.knows(text) {
        return vec![known(text)];
    }
    let end = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    match text.split_at_checked(end) {
        Some((letters, digits)) if lexicon.speller.knows(&stem(letters)) => {
            vec![known(&stem(letters)), number(digits)]
        }
        _ => vec![number(text)],
    }
}

fn read_word(lexicon: &Lexicon, message: &str, word: &Word) -> Piece {
    let (bare, is_possessive) = match word.lower.strip_suffix("'s") {
        Some(bare) => (bare.to_owned(), true),
        None => (word.lower.replace('\'', ""), word.lower.ends_with("s'")),
    };
    let own = stem(&bare);
    let is_known = lexicon.speller.accepts(&bare, &own);
    let is_proper = !is_known && is_capitalised(message, word);
    let repaired = if is_known || is_proper { None } else { lexicon.speller.repair(&bare) };
    Piece { text: repaired.unwrap_or(own), is_number: false, is_possessive: is_possessive && !is_known, is_proper }
}

/// Written like "Leeds" inside a sentence: shouting and sentence openings do not count.
fn is_capitalised(message: &str, word: &Word) -> bool {
    let typed = word.span.of(message);
    let inner = typed.chars().skip(1).any(char::is_lowercase);
    let before = message.get(..word.span.start).unwrap_or_default().trim_end();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n']);
    typed.starts_with(char::is_uppercase) && inner && !opens
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{Kind, LexiconFile};
    use super::*;

    #[test]
    fn numbers_and_ids_have_one_form() {
        let words = ["invoice", "inv", "po", "pcs", "q3", "approve"];
        let names = [("any".to_owned(), words.map(str::to_owned).to_vec())].into();
        let file = LexiconFile { sense: [(Kind::Object, names)].into(), ..LexiconFile::default() };
        let lexicon = Lexicon::from(file);
        let check = |message: &str, expected: &str| {
            let texts: Vec<_> = pieces(&lexicon, message).into_iter().map(|piece| piece.text).collect();
            assert_eq!(texts.join(" "), expected, "{message}");
        };
        check("INV-8812", "inv 8812");
        check("inv8812", "inv 8812");
        check("PO-77 5,000 4500.00 4.5", "po 77 5000 4500 4.5");
        check("MX-200 MX 200 mx200", "mx200 mx200 mx200");
        check("5k 3rd 20pcs Q3", "5000 3 20 pcs q3");
        check("aprove [EMAIL_2]", "approv [email_2]");
        check("12/03/2025, 14", "12 03 2025 14");
        check("", "");
    }
}
