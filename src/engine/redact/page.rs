//! The folded text that all detectors read: one byte for each visible character, with its place in the raw text.
//!
//! Because a character is one byte here, every offset is a character border and every look around is a byte away.
//! Nothing is decided here.

use super::cue::{self, Cue};
use super::lookalike;
use super::pii_type::PiiType;
use super::spaced;
use super::table::{self, Column};
use super::vocabulary::{Entry, Phrase, Vocabulary};
use super::word_set::WordSet;
use crate::text::{Span, placeholder_end};

/// Stands for a small or caseless letter outside ASCII.
pub(super) const SMALL_LETTER: u8 = 0x80;
/// Stands for a capital letter outside ASCII.
pub(super) const CAPITAL_LETTER: u8 = 0x81;
/// Stands for any other character outside ASCII.
const OTHER: u8 = 0x82;
/// Stands for a placeholder of an earlier redaction; no detector reads across it.
pub(super) const PLACEHOLDER: u8 = 0x83;

/// Bytes of a usual word with the gap behind it, to make room at once.
const USUAL_WORD: usize = 5;

/// Digits of a number that is typed right behind its cue; fewer are the number of a form, as in `W2`.
const LEAST_GLUED: usize = 7;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Digits only.
    Digits,
    /// Letters only.
    Letters,
    /// Both.
    Mixed,
}

/// A run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'v> {
    pub(super) span: Span,
    pub(super) make: Make,
    /// What is known of it.
    pub(super) entry: Option<&'v Entry>,
    /// The cue whose phrase ends with this word.
    pub(super) cue: Option<Cue>,
    /// How many words that phrase has; one when there is none.
    pub(super) cue_words: usize,
    /// The cell that it stands in, when it is part of a table.
    pub(super) column: Option<Column>,
}

impl<'v> Word<'v> {
    fn new(span: Span, make: Make, entry: Option<&'v Entry>) -> Self {
        Self { span, make, entry, cue: None, cue_words: 1, column: None }
    }
}

/// The folded text and its words.
pub(super) struct Page<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) bytes: Vec<u8>,
    /// Raw offset of each byte's character.
    origins: Vec<usize>,
    pub(super) words: Vec<Word<'v>>,
    /// Whether some word was typed letter by letter.
    has_spelled_out: bool,
}

impl<'v> Page<'v> {
    /// Folds the text, finds its words and marks the cues.
    pub(super) fn new(text: &str, vocabulary: &'v Vocabulary) -> Self {
        let (bytes, origins) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        let mut page = Self {
            vocabulary,
            bytes,
            origins,
            words: Vec::with_capacity(text.len() / USUAL_WORD),
            has_spelled_out: false,
        };
        page.fold(text);
        page.has_spelled_out = spaced::join(&mut page.bytes, &mut page.origins);
        page.find_words();
        cue::mark(&mut page);
        table::mark(&mut page);
        page.bytes.iter_mut().filter(|byte| **byte == b'\t').for_each(|byte| *byte = b' ');
        page
    }

    fn fold(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len());
            self.bytes.extend_from_slice(rest.get(..plain).unwrap_or_default());
            self.origins.extend(at..at + plain);
            at += plain;
            at += match rest.get(plain) {
                None => 0,
                Some(b'[') => self.fold_bracket(text, at),
                Some(byte @ 0..=0x7F) => self.push(folded_ascii(*byte), at),
                Some(_) => self.fold_other(text, at),
            };
        }
    }

    /// Folds a placeholder to one byte; returns how far it reaches.
    fn fold_bracket(&mut self, text: &str, at: usize) -> usize {
        let end = known_placeholder_end(text, at);
        self.push(end.map_or(b'[', |_| PLACEHOLDER), at);
        end.map_or(1, |end| end - at)
    }

    /// Folds a character outside ASCII; returns its length.
    fn fold_other(&mut self, text: &str, at: usize) -> usize {
        let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        if !lookalike::is_invisible(c) {
            self.push(lookalike::ascii_twin(c).unwrap_or_else(|| kind_of(c)), at);
        }
        c.len_utf8()
    }

    /// Adds a byte; returns the length of an ASCII character.
    fn push(&mut self, byte: u8, origin: usize) -> usize {
        self.bytes.push(byte);
        self.origins.push(origin);
        1
    }

    fn find_words(&mut self) {
        let mut end = 0;
        while let Some(rest) = self.bytes.get_mut(end..) {
            let gap = rest.iter().take_while(|byte| !is_word_byte(**byte)).count();
            let start = end + gap;
            let length = rest.iter().skip(gap).take_while(|byte| is_word_byte(**byte)).count();
            end = start + length;
            let Some(bytes) = rest.get_mut(gap..gap + length).filter(|bytes| !bytes.is_empty()) else { return };
            let make = made_of(bytes);
            let cue = if make == Make::Mixed { glued_cue(self.vocabulary, bytes) } else { None };
            if let Some((entry, length)) = cue {
                self.words.push(Word::new(Span { start, end: start + length }, Make::Letters, Some(entry)));
                self.words.push(Word::new(Span { start: start + length, end }, Make::Digits, None));
                continue;
            }
            let entry = if make == Make::Digits { None } else { self.vocabulary.entry(bytes) };
            self.words.push(Word::new(Span { start, end }, make, entry));
        }
    }

    /// The byte at an offset; zero past the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before an offset; zero at the start.
    pub(super) fn byte_before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |before| self.byte(before))
    }

    /// The bytes of a span; empty when it does not fit.
    pub(super) fn slice(&self, span: Span) -> &[u8] {
        self.bytes.get(span.start..span.end).unwrap_or_default()
    }

    /// The word at an index.
    pub(super) fn word(&self, index: usize) -> Option<&Word<'v>> {
        self.words.get(index)
    }

    /// The bytes of the word at an index; empty past the end.
    pub(super) fn word_bytes(&self, index: usize) -> &[u8] {
        self.word(index).map_or(&[], |word| self.slice(word.span))
    }

    /// Whether the word at an index is this one, in any case.
    pub(super) fn is_word(&self, index: usize, word: &str) -> bool {
        self.word_bytes(index).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the word at an index is in a set.
    pub(super) fn is_in(&self, index: usize, set: WordSet) -> bool {
        self.word(index).and_then(|word| word.entry).is_some_and(|entry| entry.sets & set.bit() != 0)
    }

    /// From the start of one word to the end of another.
    pub(super) fn words_span(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span { start: self.word(first)?.span.start, end: self.word(last)?.span.end })
    }

    /// Whether the word was typed letter by letter.
    pub(super) fn is_spelled_out(&self, index: usize) -> bool {
        let origin = |at: usize| self.origins.get(at).copied();
        let Some(span) = self.word(index).map(|word| word.span).filter(|_| self.has_spelled_out) else { return false };
        let ends = origin(span.start).zip(origin(span.end.saturating_sub(1)));
        span.len() > 2 && ends.is_some_and(|(first, last)| last - first >= 2 * (span.len() - 1))
    }

    /// The bytes between a word and the next; all that is left after the last one.
    pub(super) fn gap_after(&self, index: usize) -> &[u8] {
        let Some(word) = self.word(index) else { return &[] };
        let end = self.word(index + 1).map_or(self.bytes.len(), |next| next.span.start);
        self.slice(Span { start: word.span.end, end })
    }

    /// The index of the first word that begins at or after an offset.
    pub(super) fn word_at(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.span.start < offset)
    }

    /// A span of the folded text as a span of the raw one.
    pub(super) fn raw_span(&self, span: Span, text: &str) -> Span {
        let start = self.origins.get(span.start).copied().unwrap_or(text.len());
        let last = span.end.checked_sub(1).and_then(|at| self.origins.get(at)).copied();
        let width = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { start, end: last.map_or(start, |at| at + width(at)) }
    }
}

/// Whether the byte is part of a word.
pub(super) fn is_word_byte(byte: u8) -> bool {
    IS_WORD.get(usize::from(byte)).copied().unwrap_or(false)
}

/// For each byte whether it is part of a word: one look instead of eight comparisons.
static IS_WORD: [bool; 256] = word_bytes();

const fn word_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let mut rest: &mut [bool] = &mut table;
    let mut byte = 0_u8;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = byte.is_ascii_alphanumeric() || matches!(byte, SMALL_LETTER | CAPITAL_LETTER);
        byte = byte.wrapping_add(1);
        rest = others;
    }
    table
}

/// Whether the byte is a capital letter of any script.
pub(super) fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte == CAPITAL_LETTER
}

fn known_placeholder_end(text: &str, start: usize) -> Option<usize> {
    let end = placeholder_end(text, start)?;
    PiiType::of_placeholder(text.get(start + 1..end - 1)?).map(|_| end)
}

/// Whether the byte stands for itself.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'Z' | b'\\'..=b'~' | b'\n')
}

fn folded_ascii(byte: u8) -> u8 {
    match byte {
        b'\x0B' | b'\x0C' => b' ',
        b'\r' => b'\n',
        _ => byte,
    }
}

fn kind_of(c: char) -> u8 {
    match c {
        _ if c.is_uppercase() => CAPITAL_LETTER,
        _ if c.is_alphanumeric() => SMALL_LETTER,
        _ => OTHER,
    }
}

/// What a word is made of; `4l11` and `O111`, words of digits with a few letters that look like one, become digits.
fn made_of(word: &mut [u8]) -> Make {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return Make::Letters;
    }
    let alike = 2 * digits >= word.len() && word.iter().all(|byte| twin_digit(*byte).is_some());
    if digits < word.len() && alike {
        word.iter_mut().for_each(|byte| *byte = twin_digit(*byte).unwrap_or(*byte));
    }
    if alike { Make::Digits } else { Make::Mixed }
}

/// The cue that a number is glued to, as in `ph9876543210`, and its length.
fn glued_cue<'v>(vocabulary: &'v Vocabulary, word: &[u8]) -> Option<(&'v Entry, usize)> {
    let length = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = word.split_at_checked(length)?;
    let is_number = digits.len() >= LEAST_GLUED && digits.iter().all(u8::is_ascii_digit);
    let entry = vocabulary.entry(letters).filter(|_| is_number)?;
    let announces = |phrase: &Phrase| phrase.words.len() == 1 && phrase.cue.announces().is_some();
    vocabulary.phrases_of(entry).iter().any(announces).then_some((entry, length))
}

fn twin_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'O' | b'o' => Some(b'0'),
        b'l' | b'I' => Some(b'1'),
        _ => None,
    }
}
