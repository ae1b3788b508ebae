//! What a word may be an inflection of, for lists that hold base forms only.
//!
//! Nothing is known of the word: a stem is a guess, and whoever asks looks whether it is a word at all.

/// Shorter stems meet unrelated words.
const MIN_STEM: usize = 3;
/// Inflections of English verbs and nouns, and what stands in their place in the base form.
const INFLECTIONS: [(&str, &str); 9] =
    [("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("er", "")];

/// The base forms that `token` may stand for, without itself.
pub(super) fn stems(token: &str) -> impl Iterator<Item = String> {
    INFLECTIONS.iter().filter_map(move |(ending, replacement)| {
        let stem = token.strip_suffix(ending)?;
        (stem.len() >= MIN_STEM).then(|| format!("{stem}{replacement}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_taken_off_long_enough_words() {
        let check = |token: &str, expected: &[&str]| assert_eq!(stems(token).collect::<Vec<_>>(), expected, "{token}");
        check("", &[]);
        check("bus", &[]);
        check("bills", &["bill"]);
        check("salaries", &["salarie", "salari", "salary"]);
        check("paying", &["pay", "paye"]);
        check("cancelled", &["cancell", "cancelle"]);
    }
}
