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
    let is_thing = singular != word && singular.ends_with("ing");
    let base = if is_thing { singular } else { cut_verb(singular) };
    let base = base.strip_suffix('e').filter(|rest| rest.len() >= 4).unwrap_or(&base);
    undouble(base)
}

fn cut_plural(word: &str) -> String {
    let keeps_s = ["ss", "us", "is", "as", "os"].iter().any(|end| word.ends_with(end));
    let takes_es = ["ches", "shes", "sses", "xes"].iter().any(|end| word.ends_with(end));
    let without = |ending: &str| word.strip_suffix(ending).filter(|rest| rest.len() >= 2);
    match (without("ies"), without("es"), without("s")) {
        (Some(rest), ..) => format!("{rest}y"),
        (_, Some(rest), _) if takes_es => rest.to_owned(),
        (.., Some(rest)) if !keeps_s => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// Cuts `-ing` and `-ed`; "moving" and "noted" get their `e` back, "paying" and "asked" never had one.
fn cut_verb(word: String) -> String {
    let is_syllable = |rest: &&str| rest.len() >= 3 && rest.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let cut = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).filter(is_syllable);
    match cut.map(str::as_bytes) {
        Some([first, middle, last]) if !is_vowel(*first) && is_vowel(*middle) && !is_open(*last) => {
            format!("{}e", cut.unwrap_or_default())
        }
        _ => cut.map_or(word.clone(), str::to_owned),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_open(letter: u8) -> bool {
    is_vowel(letter) || matches!(letter, b'y' | b'w')
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

impl Known {
    /// Nothing for words too short to repair towards.
    fn new(word: &str) -> Option<Self> {
        let known = || Self { word: word.to_owned(), letters: letters(word) };
        (word.len() >= SHORTEST_REPAIRED).then(known)
    }
}

/// The words of the lexicon, for repair.
#[derive(Clone, Debug, Default)]
pub(super) struct Speller {
    stems: BTreeSet<String>,
    known: Vec<Known>,
    known_stems: Vec<Known>,
}

impl Speller {
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let words: BTreeSet<_> = phrases.flat_map(|phrase| phrase.split(' ')).collect();
        let stems: BTreeSet<_> = words.iter().map(|word| stem(word)).collect();
        Self {
            known: words.into_iter().filter_map(Known::new).collect(),
            known_stems: stems.iter().filter_map(|stem| Known::new(stem)).collect(),
            stems,
        }
    }

    /// Whether the lexicon has the stem in any phrase.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// Whether the word is well spelt as far as the lexicon can tell.
    ///
    /// Stems of short words are too short to tell: "taks" is no form of "take".
    pub(super) fn accepts(&self, word: &str, stem: &str) -> bool {
        let is_word = || self.known.binary_search_by(|known| known.word.as_str().cmp(word)).is_ok();
        self.knows(stem) && (word.len() != SHORTEST_REPAIRED || is_word() || self.knows(word))
    }

    /// The stem that `word` was meant to have: of the nearest known word, the first in the alphabet of several.
    ///
    /// A misspelt form of a known word ("aproved") is found by its stem; of three letters only what no name is: "bnk".
    pub(super) fn repair(&self, word: &str) -> Option<String> {
        let fits = (SHORTEST_REPAIRED..=LONGEST_REPAIRED).contains(&word.len());
        let is_clipped = word.len() + 1 == SHORTEST_REPAIRED && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if !(fits || is_clipped) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let word_stem = stem(word);
        let by_word = nearest(&self.known, word).map(stem);
        by_word.or_else(|| nearest(&self.known_stems, &word_stem).map(str::to_owned))
    }
}

fn nearest<'k>(known: &'k [Known], word: &str) -> Option<&'k str> {
    let mask = letters(word);
    let (first, second) = (word.as_bytes().first(), word.as_bytes().get(1));
    let swapped = second.filter(|second| Some(*second) != first);
    let beginnings = first.into_iter().chain(swapped).copied();
    let near = beginnings.flat_map(|first| beginning_with(known, first)).filter(|known| may_be(known, word, mask));
    near.map(|known| (strsim::osa_distance(&known.word, word), known))
        .filter(|(distance, known)| *distance <= errors_allowed(&known.word, word))
        .min_by_key(|(distance, known)| {
            (*distance, (known.letters ^ mask).count_ones(), known.word.len().abs_diff(word.len()))
        })
        .map(|(_, known)| known.word.as_str())
}

/// The known words with that first letter; `known` is sorted.
fn beginning_with(known: &[Known], first: u8) -> &[Known] {
    let before = |letter: u8| known.partition_point(move |known| known.word.bytes().next() < Some(letter));
    known.get(before(first)..before(first.saturating_add(1))).unwrap_or_default()
}

fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
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
        (3, SHORTEST_REPAIRED) => 1,
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
        check(&["move", "moves", "moved", "moving"]);
        check(&["pay", "paying"]);
        check(&["class", "classes"]);
    }

    #[test]
    fn typing_errors_are_repaired_towards_known_words() {
        let speller = Speller::new(
            ["invoice", "leave balance", "show", "password", "attendance", "take", "task", "crate", "create"]
                .into_iter(),
        );
        let check = |typed: &str, meant: Option<&str>| {
            assert_eq!(speller.repair(typed), meant.map(stem), "{typed}");
        };
        check("invocie", Some("invoice"));
        check("shwo", Some("show"));
        check("leav", Some("leave"));
        check("craete", Some("create"));
        check("pasword", Some("password"));
        check("atendence", Some("attendance"));
        check("invocing", Some("invoice"));
        check("shop", None);
        check("taks", Some("task"));
        check("needs", None);
        check("sku88", None);
    }
}
