//! Whether two replies nearly repeat each other: trigrams of their texts with the digits masked.

use std::collections::BTreeMap;

/// Above this Dice coefficient two replies nearly repeat.
const NEAR: f64 = 0.8;

/// The trigrams of a reply with their counts.
pub(super) struct Trigrams(BTreeMap<[char; 3], usize>);

impl Trigrams {
    pub(super) fn of(reply: &str) -> Self {
        let words: Vec<&str> = reply.split_whitespace().collect();
        let masked = |c: char| if c.is_ascii_digit() { '0' } else { c };
        let text: Vec<char> = words.join(" ").to_lowercase().chars().map(masked).collect();
        let mut counts = BTreeMap::new();
        for window in text.windows(3) {
            *counts.entry([window[0], window[1], window[2]]).or_default() += 1;
        }
        Self(counts)
    }

    /// Dice coefficient: twice the common trigrams, by the sum of both.
    pub(super) fn dice(&self, other: &Self) -> f64 {
        let common: usize = self.0.iter().filter_map(|(trigram, count)| Some(*count.min(other.0.get(trigram)?))).sum();
        let total = self.0.values().sum::<usize>() + other.0.values().sum::<usize>();
        2.0 * common as f64 / total.max(1) as f64
    }

    pub(super) fn nearly_repeats(&self, other: &Self) -> bool {
        self.dice(other) > NEAR
    }
}

#[test]
fn digits_and_case_do_not_tell_replies_apart() {
    let check = |one: &str, other: &str, near: bool| {
        assert_eq!(Trigrams::of(one).nearly_repeats(&Trigrams::of(other)), near, "{one} / {other}");
    };
    check("Invoice 2041 is approved.", "invoice  9138 is approved.", true);
    check("Invoice 2041 is approved.", "Done: 2041 went through just now.", false);
}
