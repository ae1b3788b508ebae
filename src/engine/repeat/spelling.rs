//! Word forms: a light stemmer and the repair of typing errors against the lexicon.
//!
//! Only words that the lexicon does not know are repaired, and only towards words that it knows,
//! so that names and numbers are left alone as far as possible.

use std::collections::BTreeSet;

/// Shorter words have too many neighbours to be repaired.
const SHORTEST_REPAIRED: usize = 4;
/// From this length on a word may be off by two.
const TWO_ERRORS_FROM: usize = 8;
/// Longer words are not words.
const LONGEST_REPAIRED: usize = 24;

/// The stem of a lower-case word: plural, `-ing`, `-ed`, final `e` and doubled letters are cut.
///
/// It need not be a word, only the same for all forms of one.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() <= 3 {
        return word.to_owned();
    }
    let singular = cut_plural(word);
    let base = cut_ending(&singular, "ing")
        .or_else(|| cut_ending(&singular, "ed"))
        .unwrap_or(singular);
    let base = base.strip_suffix('e').filter(|rest| rest.len() >= 3).unwrap_or(&base);
    undouble(base)
}

fn cut_plural(word: &str) -> String {
    let keeps_s = ["ss", "us", "is", "as"].iter().any(|end| word.ends_with(end));
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(rest), _) if rest.len() >= 2 => format!("{rest}y"),
        (_, Some(rest)) if !keeps_s => rest.to_owned(),
        _ => word.to_owned(),
    }
}

fn cut_ending(word: &str, ending: &str) -> Option<String> {
    let rest = word.strip_suffix(ending)?;
    let is_syllable = rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    (rest.len() >= 3 && is_syllable).then(|| rest.to_owned())
}

fn undouble(word: &str) -> String {
    let mut last_two = word.chars().rev();
    match (last_two.next(), last_two.next()) {
        (Some(last), Some(before)) if last == before && word.len() > 3 => {
            word.strip_suffix(last).unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    }
}

/// A known word with what is compared before any edit distance is taken.
#[derive(Clone, Debug)]
struct Known {
    word: String,
    /// One bit per letter.
    letters: u32,
}

/// The words of the lexicon, for repair.
#[derive(Clone, Debug, Default)]
pub(super) struct Speller {
    stems: BTreeSet<String>,
    known: Vec<Known>,
}

impl Speller {
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let words: BTreeSet<_> = phrases.flat_map(|phrase| phrase.split(' ')).collect();
        Self {
            stems: words.iter().map(|word| stem(word)).collect(),
            known: words
                .into_iter()
                .filter(|word| word.len() >= SHORTEST_REPAIRED)
                .map(|word| Known {
                    word: word.to_owned(),
                    letters: letters(word),
                })
                .collect(),
        }
    }

    /// Whether the lexicon has the stem in any phrase.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// The known word that `word` was meant to be: the nearest one, the first in the alphabet of several.
    pub(super) fn repair(&self, word: &str) -> Option<&str> {
        let fits = (SHORTEST_REPAIRED..=LONGEST_REPAIRED).contains(&word.len());
        if !fits || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let mask = letters(word);
        let near = self.known.iter().filter(|known| may_be(known, word, mask));
        near.map(|known| (strsim::osa_distance(&known.word, word), known.word.as_str()))
            .filter(|(distance, known)| *distance <= errors_allowed(known, word))
            .min()
            .map(|(_, known)| known)
    }
}

fn letters(word: &str) -> u32 {
    word.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

/// Cheap conditions that every repair meets: similar length and letters, same beginning.
fn may_be(known: &Known, word: &str, mask: u32) -> bool {
    let two = 2 * errors_allowed(&known.word, word);
    known.word.len().abs_diff(word.len()) <= 2
        && (known.letters ^ mask).count_ones() as usize <= two
        && begins_alike(&known.word, word)
}

/// The first letters agree, or the first two are swapped.
pub(super) fn begins_alike(left: &str, right: &str) -> bool {
    match (left.as_bytes(), right.as_bytes()) {
        ([a, b, ..], [c, d, ..]) => a == c || (a == d && b == c),
        _ => false,
    }
}

/// How far apart two spellings of one word may be.
pub(super) fn errors_allowed(left: &str, right: &str) -> usize {
    let (short, long) = (left.len().min(right.len()), left.len().max(right.len()));
    match (short, long) {
        (TWO_ERRORS_FROM.., _) => 2,
        (SHORTEST_REPAIRED.., 5..) => 1,
        _ => usize::from(same_letters(left, right)),
    }
}

fn same_letters(left: &str, right: &str) -> bool {
    left.len() == right.len() && letters(left) == letters(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let check = |forms: &[&str]| {
            let stems: BTreeSet<_> = forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{forms:?}: {stems:?}");
        };
        check(&["invoice", "invoices", "invoicing", "invoiced"]);
        check(&["approve", "approves", "approved", "approving"]);
        check(&["transfer", "transferring", "transferred"]);
        check(&["query", "queries"]);
        check(&["bill", "bills", "billing"]);
    }

    #[test]
    fn typing_errors_are_repaired_towards_known_words() {
        let speller = Speller::new(["invoice", "leave balance", "show", "password", "attendance"].into_iter());
        let check = |typed: &str, meant: Option<&str>| assert_eq!(speller.repair(typed), meant, "{typed}");
        check("invocie", Some("invoice"));
        check("shwo", Some("show"));
        check("leav", Some("leave"));
        check("pasword", Some("password"));
        check("atendence", Some("attendance"));
        check("shop", None);
        check("needs", None);
        check("sku88", None);
    }
}
