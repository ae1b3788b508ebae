//! The folded text that all detectors read: one byte for each visible character, with its place in the raw text.
//!
//! Because a character is one byte here, every offset is a character border and every look around is a byte away.
//! Nothing is decided here.

use super::cue::{Cue, CueIndex};
use super::lookalike;
use super::pii_type::PiiType;
use crate::text::{Span, placeholder_end};

/// Stands for a small or caseless letter outside ASCII.
pub(super) const SMALL_LETTER: u8 = 0x80;
/// Stands for a capital letter outside ASCII.
pub(super) const CAPITAL_LETTER: u8 = 0x81;
/// Stands for any other character outside ASCII.
const OTHER: u8 = 0x82;
/// Stands for a placeholder of an earlier redaction; no detector reads across it.
pub(super) const PLACEHOLDER: u8 = 0x83;

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
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) make: Make,
    /// The cue whose phrase ends with this word.
    pub(super) cue: Option<Cue>,
    /// How many words that phrase has; one when there is none.
    pub(super) cue_words: usize,
}

/// The folded text and its words.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// Raw offset of each byte's character.
    origins: Vec<usize>,
    pub(super) words: Vec<Word>,
}

impl Page {
    /// Folds the text, finds its words and marks the cues.
    pub(super) fn new(text: &str, cues: &CueIndex) -> Self {
        let mut page =
            Self { bytes: Vec::with_capacity(text.len()), origins: Vec::with_capacity(text.len()), words: Vec::new() };
        page.fold(text);
        page.find_words();
        page.read_letters_as_digits();
        cues.mark(&mut page);
        page
    }

    fn fold(&mut self, text: &str) {
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c == '['
                && let Some(end) = known_placeholder_end(text, at)
            {
                while chars.next_if(|(next, _)| *next < end).is_some() {}
                self.push(PLACEHOLDER, at);
            } else if let Some(byte) = folded(c) {
                self.push(byte, at);
            }
        }
    }

    fn push(&mut self, byte: u8, origin: usize) {
        self.bytes.push(byte);
        self.origins.push(origin);
    }

    fn find_words(&mut self) {
        let mut start = 0;
        for run in self.bytes.chunk_by(|left, right| is_word_byte(*left) == is_word_byte(*right)) {
            let span = Span { start, end: start + run.len() };
            start = span.end;
            if run.first().copied().is_some_and(is_word_byte) {
                let make = make_of(run);
                self.words.push(Word { span, make, cue: None, cue_words: 1 });
            }
        }
    }

    /// Turns `4l11 O111` into digits: words of digits with a few letters that look like one.
    fn read_letters_as_digits(&mut self) {
        for word in self.words.iter_mut().filter(|word| word.make == Make::Mixed) {
            let Some(bytes) = self.bytes.get_mut(word.span.start..word.span.end) else {
                continue;
            };
            let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
            if 2 * digits >= bytes.len() && bytes.iter().all(|byte| twin_digit(*byte).is_some()) {
                bytes.iter_mut().for_each(|byte| *byte = twin_digit(*byte).unwrap_or(*byte));
                word.make = Make::Digits;
            }
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
    pub(super) fn word(&self, index: usize) -> Option<&Word> {
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

    /// Whether the word at an index is in a list with spaces between, in any case.
    pub(super) fn is_one_of(&self, index: usize, list: &str) -> bool {
        list.split(' ').any(|word| self.is_word(index, word))
    }

    /// From the start of one word to the end of another.
    pub(super) fn words_span(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span { start: self.word(first)?.span.start, end: self.word(last)?.span.end })
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
    byte.is_ascii_alphanumeric() || matches!(byte, SMALL_LETTER | CAPITAL_LETTER)
}

/// Whether the byte is a capital letter of any script.
pub(super) fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte == CAPITAL_LETTER
}

fn known_placeholder_end(text: &str, start: usize) -> Option<usize> {
    let end = placeholder_end(text, start)?;
    PiiType::of_placeholder(text.get(start + 1..end - 1)?).map(|_| end)
}

fn folded(c: char) -> Option<u8> {
    match c {
        '\t' | '\u{b}' | '\u{c}' => Some(b' '),
        '\r' => Some(b'\n'),
        _ if c.is_ascii() => u8::try_from(c).ok(),
        _ if lookalike::is_invisible(c) => None,
        _ => Some(lookalike::ascii_twin(c).unwrap_or_else(|| kind_of(c))),
    }
}

fn kind_of(c: char) -> u8 {
    match c {
        _ if c.is_uppercase() => CAPITAL_LETTER,
        _ if c.is_alphanumeric() => SMALL_LETTER,
        _ => OTHER,
    }
}

fn make_of(word: &[u8]) -> Make {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    match digits {
        0 => Make::Letters,
        _ if digits == word.len() => Make::Digits,
        _ => Make::Mixed,
    }
}

fn twin_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'O' | b'o' => Some(b'0'),
        b'l' | b'I' => Some(b'1'),
        _ => None,
    }
}
