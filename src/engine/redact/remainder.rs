//! Whether anything can be found in what is left of a text when its values are hidden.
//!
//! Without a number of some length, an `@` or a phrase that announces words there is nothing to find, and the text
//! need not be looked at again. Any doubt is a yes.

use super::candidate::Candidate;
use super::cue::{self, Cue};
use super::joined;
use super::number_rules::LEAST_SHAPE;
use super::page::{Make, Page, Word, is_word_byte};
use super::signs::Signs;
use super::word_set::WordSet;
use crate::text::Span;

/// The values that are hidden, and what may have begun an address written in words.
struct Remainder<'p, 'v> {
    page: &'p Page<'v>,
    hidden: &'p [Candidate],
    has_at: bool,
    has_dot: bool,
    has_short_number: bool,
    announces_short_number: bool,
}

/// Whether more may be found once these values, which are in order, are hidden.
pub(super) fn may_hold_more(page: &Page, hidden: &[Candidate]) -> bool {
    let first = page.word(0).map_or(0, |word| word.span.start);
    let is_odd = page.has_spelled_out || page.has_table || is_telling_gap(page, Span { start: 0, end: first });
    let mut remainder = Remainder::new(page, hidden);
    is_odd
        || hidden.iter().any(|value| is_attached(page, value.span))
        || page.words.iter().enumerate().any(|(index, word)| remainder.is_telling(index, word))
        || (remainder.has_at && remainder.has_dot)
        || (remainder.has_short_number && remainder.announces_short_number)
}

impl<'p, 'v> Remainder<'p, 'v> {
    fn new(page: &'p Page<'v>, hidden: &'p [Candidate]) -> Self {
        let (has_short_number, announces_short_number) = (false, false);
        Self { page, hidden, has_at: false, has_dot: false, has_short_number, announces_short_number }
    }

    fn is_telling(&mut self, index: usize, word: &Word) -> bool {
        while let [value, rest @ ..] = self.hidden
            && value.span.end <= word.span.start
        {
            self.hidden = rest;
        }
        let value = self.hidden.first().map(|value| value.span);
        let is_hidden = value.is_some_and(|value| value.start <= word.span.start && word.span.end <= value.end);
        let gap = word.gap();
        let is_inner = is_hidden && value.is_some_and(|value| gap.end < value.end);
        (!is_hidden && self.is_telling_word(index, word)) || (!is_inner && self.note_gap(gap, word.signs))
    }

    /// Whether a value can begin with a word that is left.
    fn is_telling_word(&mut self, index: usize, word: &Word) -> bool {
        const TELLING: u64 = WordSet::Here.bit() | WordSet::DigitWord.bit() | WordSet::DigitTimes.bit();
        self.has_at |= word.sets & WordSet::SpelledAt.bit() != 0;
        self.has_dot |= word.sets & WordSet::SpelledMark.bit() != 0;
        self.announces_short_number |= word.cue == Some(Cue::Cvv);
        let is_short_number = word.make != Make::Letters && is_short_number(self.page, index, word);
        self.has_short_number |= is_short_number;
        (word.make != Make::Letters && !is_short_number)
            || word.sets & TELLING != 0
            || (word.span.len() == 2 && word.signs.may_have(b'-'))
            || cue::begins_text_phrase(self.page, index)
    }

    fn note_gap(&mut self, gap: Span, signs: Signs) -> bool {
        const TELLING: Signs = Signs::of(b"@:-.");
        if !signs.may_have_one(TELLING) {
            return false;
        }
        let is_stop = self.page.slice(gap).starts_with(b". ") || gap.end == self.page.bytes.len();
        self.has_dot |= signs.may_have(b'.') && !is_stop;
        is_telling_gap(self.page, gap)
    }
}

/// Whether a number stands alone and is too short to tell what it is; of those only a security code has a cue of its own.
fn is_short_number(page: &Page, index: usize, word: &Word) -> bool {
    let is_begun = || index.checked_sub(1).is_some_and(|before| joined::may_begin(page, before));
    word.span.len() < LEAST_SHAPE && !joined::goes_on(page, index) && !is_begun()
}

/// Whether a gap has the sign of an e-mail address, the colons of a network address or the dashes of a key.
fn is_telling_gap(page: &Page, gap: Span) -> bool {
    let bytes = page.slice(gap);
    let colons = || bytes.ends_with(b":") || bytes.windows(2).any(|pair| matches!(pair, [b':', b':' | b'.']));
    bytes.contains(&b'@') || colons() || bytes.windows(2).any(|pair| pair == b"--")
}

/// Whether a value stands in the middle of a word or of a token.
fn is_attached(page: &Page, value: Span) -> bool {
    let joins = |byte: u8| is_word_byte(byte) || matches!(byte, b'-' | b'_');
    let (before, after) = (page.byte_before(value.start), page.byte(value.end));
    let goes_on = after == b'.' && !matches!(page.byte(value.end + 1), 0 | b' ' | b'\n');
    joins(before) || before == b'.' || joins(after) || goes_on
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;
    use super::super::{Redactor, Rewritten};
    use proptest::prelude::*;

    /// Whether the second look, where it is left out, would have found nothing.
    fn is_unmoved(text: &str) -> bool {
        thread_local!(static REDACTOR: Redactor = Redactor::default());
        REDACTOR.with(|redactor| {
            let pass = redactor.pass(text);
            !pass.is_last || redactor.pass(&Rewritten::new(text, &pass.hits).text).hits.is_empty()
        })
    }

    #[test]
    fn nothing_is_left_in_labelled_messages() {
        let check = |lines: &str| {
            let texts = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            texts.for_each(|case| assert!(is_unmoved(case["text"].as_str().unwrap()), "{case}"));
        };
        check(include_str!("../../../tests/redaction/cases.jsonl"));
        check(include_str!("../../../tests/redaction/held_out.jsonl"));
        check(include_str!("../../../tests/redaction/fresh.jsonl"));
        check(include_str!("../../../tests/redaction/fresh2.jsonl"));
        check(include_str!("../../../tests/redaction/fresh3.jsonl"));
    }

    proptest! {
        #[test]
        fn nothing_is_left(text in messages()) {
            prop_assert!(is_unmoved(&text));
        }
    }
}
