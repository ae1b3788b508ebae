//! Names and free text as typed, without what people put around them: titles, fillers, possessives, punctuation.
//!
//! The case of the letters and the words inside a name stay as typed.

use super::token::lists;

/// Small words before an answer: "it's Ravi", "for Acme".
const FILLERS: &str = "it's its it is that's the to for from please pls plz um uh okay yeah meant his her called named \
    user employee colleague vendor supplier customer client";

/// Words before an answer that only a comma sets apart from it: "no, Ravi".
const INTERJECTIONS: &str = "no yes ok sorry i mean well";

/// Words after an answer: "Ravi please".
const TAILS: &str = "please pls plz thanks thank you thx ji sir madam sahab saheb";

const TITLES: &str = "mr mrs ms miss mx dr prof shri smt sir madam mister";

/// A person's name without title, possessive and filler.
pub(super) fn person(text: &str) -> &str {
    let name = party(text);
    let owner = name.split_once("'s ").or_else(|| name.split_once("\u{2019}s "));
    strip_words(owner.map_or(name, |(owner, _)| owner), TITLES, "")
}

/// The name of a firm or a place without filler and possessive.
pub(super) fn party(text: &str) -> &str {
    strip_possessive(strip_words(text, FILLERS, TAILS))
}

/// Free text without the politeness around it.
pub(super) fn text(text: &str) -> &str {
    const BEFORE: &str = "it's its please pls";
    const AFTER: &str = "please pls plz thanks thx";
    strip_words(text, BEFORE, AFTER)
}

/// Takes words off both ends while something is left.
fn strip_words<'t>(text: &'t str, first: &str, last: &str) -> &'t str {
    let mut rest = trim(text);
    while let Some((word, after)) = rest.split_once(char::is_whitespace)
        && (is_one_of(word, first) || (word.ends_with(',') && is_one_of(word, INTERJECTIONS)))
    {
        rest = trim(after);
    }
    while let Some((before, word)) = rest.rsplit_once(char::is_whitespace)
        && is_one_of(word, last)
    {
        rest = trim(before);
    }
    rest
}

fn is_one_of(word: &str, words: &str) -> bool {
    let word = trim(word).to_lowercase().replace('\u{2019}', "'");
    lists(words, &word)
}

/// Without white space and punctuation around; a closing bracket stays with its opening one.
fn trim(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || "\"'\u{2018}\u{2019}\u{201c}\u{201d},.;:!?-–—".contains(c)
    });
    text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text)
}

fn strip_possessive(text: &str) -> &str {
    text.strip_suffix("'s").or_else(|| text.strip_suffix("\u{2019}s")).unwrap_or(text)
}
