//! All detectors over one page.
//!
//! Most words of a message are plain ones with which nothing can begin, so one look at what is known of a word and
//! its neighbour comes before all others.

use super::candidate::Candidate;
use super::cue::Cue;
use super::page::{Make, Page, Word};
use super::table::Column;
use super::web_key;
use super::word_set::WordSet;
use super::{address, birth, dictated, email, name, network, number_rules, postal, private_key, secret, token};

/// What may be hidden on a page, in no order.
pub(super) fn detect(page: &Page) -> Vec<Candidate> {
    detect_where(page, is_telling)
}

/// Looks at the words that `is_telling` lets through.
fn detect_where(page: &Page, is_telling: impl Fn(&Page, usize, &Word) -> bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    private_key::find(page, &mut found);
    token::find(page, &mut found);
    if page.signs.may_have(b'@') || page.signs.may_have(b':') {
        find_by_sign(page, &mut found);
    }
    for (index, word) in page.words.iter().enumerate() {
        if is_telling(page, index, word) {
            find_by_word(page, index, word, &mut found);
        }
    }
    found
}

/// Whether anything can begin with a word: it is no plain word, or its neighbour is none.
fn is_telling(page: &Page, index: usize, word: &Word) -> bool {
    const TELLING: u64 = WordSet::Here.bit() | WordSet::DigitWord.bit() | WordSet::DigitTimes.bit();
    let is_plain =
        word.make == Make::Letters && word.cue.is_none() && word.column.is_none() && word.sets & TELLING == 0;
    let is_followed = |next: &Word| next.make != Make::Letters || next.sets & WordSet::SpelledAt.bit() != 0;
    let is_pair = || word.span.len() == 2 && (word.signs.may_have(b':') || word.signs.may_have(b'-'));
    !is_plain
        || page.has_spelled_out
        || word.signs.may_have(b'@')
        || is_pair()
        || page.word(index + 1).is_some_and(is_followed)
}

/// Adds what has an `@` or a colon in it.
fn find_by_sign(page: &Page, found: &mut Vec<Candidate>) {
    // The credentials of a URL are one value, whatever their signs would mean elsewhere.
    let mut host = 0;
    for (at, byte) in page.bytes.iter().enumerate() {
        match byte {
            b'@' if at >= host => email::find(page, at, found),
            b':' if at >= host => {
                host = network::find_url(page, at, found).unwrap_or(host);
                network::find_ipv6(page, at, found);
                web_key::find(page, at, found);
            }
            _ => {}
        }
    }
}

/// Adds what begins with a word.
fn find_by_word(page: &Page, index: usize, word: &Word, found: &mut Vec<Candidate>) {
    number_rules::find(page, index, found);
    if let Some(cue) = word.cue {
        find_announced(page, index, cue, found);
    }
    if let Some(column) = word.column.filter(|column| page.word_at(column.cell.start) == index) {
        find_in_cell(page, index, column, found);
    }
    if word.span.len() == 2 && matches!(page.gap_after(index), [b':' | b'-']) {
        network::find_hardware(page, index, found);
    }
    if word.make != Make::Letters {
        network::find(page, index, found);
        postal::find(page, index, found);
    }
    find_spelled(page, index, found);
}

/// Adds what begins with a word and is spelled out.
fn find_spelled(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    if page.gap_after(index).contains(&b'@') || page.is_in(index + 1, WordSet::SpelledAt) {
        email::find_spelled(page, index, found);
    }
    if page.is_in(index, WordSet::Here) {
        name::find_before_here(page, index, found);
    }
    if page.is_spelled_out(index) {
        email::find_in_letters(page, index, found);
    }
    if page.is_in(index, WordSet::DigitWord) || page.is_in(index, WordSet::DigitTimes) {
        dictated::find(page, index, found);
    }
}

/// Adds the value in the cell that begins with a word, when the head of its column announces one.
fn find_in_cell(page: &Page, index: usize, column: Column, found: &mut Vec<Candidate>) {
    match column.cue {
        Some(Cue::Birth) => birth::find_in_cell(page, index, found),
        Some(cue) => secret::find_in_cell(page, column.cell, cue, found),
        None => {}
    }
}

/// Adds what the cue on a word announces, numbers apart.
fn find_announced(page: &Page, index: usize, cue: Cue, found: &mut Vec<Candidate>) {
    match cue {
        _ if cue.is_secret() => secret::find(page, index, found),
        Cue::Birth => birth::find(page, index, found),
        Cue::Introduction | Cue::Speaker | Cue::SignOff | Cue::NameField => name::find(page, index, found),
        Cue::Address => address::find(page, index, found),
        Cue::Phone => name::find_called(page, index, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::messages;
    use super::super::vocabulary::Vocabulary;
    use super::*;
    use proptest::prelude::*;

    /// Whether the look before all others keeps nothing back.
    fn is_unmoved(text: &str) -> bool {
        thread_local!(static VOCABULARY: Vocabulary = Vocabulary::default());
        VOCABULARY.with(|vocabulary| {
            let page = Page::new(text, vocabulary);
            detect(&page) == detect_where(&page, |_, _, _| true)
        })
    }

    #[test]
    fn plain_words_begin_nothing_in_labelled_messages() {
        let check = |lines: &str| lines.lines().for_each(|line| assert!(is_unmoved(line), "{line}"));
        check(include_str!("../../../tests/redaction/cases.jsonl"));
        check(include_str!("../../../tests/redaction/held_out.jsonl"));
        check(include_str!("../../../tests/redaction/fresh.jsonl"));
        check(include_str!("../../../tests/redaction/fresh2.jsonl"));
        check(include_str!("../../../tests/redaction/fresh3.jsonl"));
    }

    proptest! {
        #[test]
        fn plain_words_begin_nothing(text in messages()) {
            prop_assert!(is_unmoved(&text));
        }
    }
}
