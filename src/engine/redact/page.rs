//! The folded text that all detectors read: one byte for each visible character, with its place in the raw text.
//!
//! Because a character is one byte here, every offset is a character border and every look around is a byte away.
//! Nothing is decided here.

use super::cue::{self, Cue};
use super::lookalike;
use super::pii_type::PiiType;
use super::signs::Signs;
use super::spaced;
use super::table::{self, Column};
use super::vocabulary::{Entry, Phrase, Vocabulary, hash_of, hash_step};
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
/// The same for a one-time code.
const LEAST_GLUED_CODE: usize = 4;

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
    /// Tells most words that are not alike apart, in any case.
    pub(super) hash: u32,
    /// One bit for each set that it is in.
    pub(super) sets: u64,
    /// The signs between it and the next word.
    pub(super) signs: Signs,
    /// Where the gap behind it ends.
    gap_end: usize,
    /// The cue whose phrase ends with this word.
    pub(super) cue: Option<Cue>,
    /// How many words that phrase has; one when there is none.
    pub(super) cue_words: usize,
    /// The cell that it stands in, when it is part of a table.
    pub(super) column: Option<Column>,
}

impl<'v> Word<'v> {
    /// What stands between it and the next word.
    pub(super) fn gap(&self) -> Span {
        Span { start: self.span.end, end: self.gap_end }
    }

    fn new(span: Span, make: Make, hash: u32, entry: Option<&'v Entry>) -> Self {
        let sets = entry.map_or(0, |entry| entry.sets);
        let (signs, gap_end) = (Signs::default(), span.end);
        Self { span, make, entry, hash, sets, signs, gap_end, cue: None, cue_words: 1, column: None }
    }
}

/// The folded text and its words.
pub(super) struct Page<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) bytes: Vec<u8>,
    /// How many bytes at the beginning stand where they stand in the raw text.
    plain: usize,
    /// Raw offset of each further byte's character.
    origins: Vec<usize>,
    pub(super) words: Vec<Word<'v>>,
    /// All signs between the words.
    pub(super) signs: Signs,
    /// Whether some word was typed letter by letter.
    pub(super) has_spelled_out: bool,
    /// Whether some line is the head of a table.
    pub(super) has_table: bool,
}

impl<'v> Page<'v> {
    /// Folds the text, finds its words and marks the cues.
    pub(super) fn new(text: &str, vocabulary: &'v Vocabulary) -> Self {
        let mut page = Self {
            vocabulary,
            bytes: Vec::with_capacity(text.len()),
            plain: 0,
            origins: Vec::new(),
            words: Vec::with_capacity(text.len() / USUAL_WORD),
            signs: Signs::default(),
            has_spelled_out: false,
            has_table: false,
        };
        page.fold(text);
        page.join_letters();
        page.find_words();
        cue::mark(&mut page);
        page.has_table = table::mark(&mut page);
        if page.signs.may_have(b'\t') {
            page.bytes.iter_mut().filter(|byte| **byte == b'\t').for_each(|byte| *byte = b' ');
        }
        page
    }

    fn fold(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len());
            self.bytes.extend_from_slice(rest.get(..plain).unwrap_or_default());
            self.note_origins(at, plain);
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
        self.note_origins(origin, 1);
        1
    }

    /// Notes where the last few bytes stand in the raw text.
    fn note_origins(&mut self, first: usize, count: usize) {
        if self.origins.is_empty() && first + count == self.bytes.len() {
            self.plain = self.bytes.len();
        } else {
            self.origins.extend(first..first + count);
        }
    }

    fn join_letters(&mut self) {
        let dropped = spaced::join(&mut self.bytes);
        self.has_spelled_out = !dropped.is_empty();
        if self.has_spelled_out {
            let mut origins = (0..self.plain).chain(self.origins.iter().copied()).collect();
            spaced::drop_all(&mut origins, &dropped);
            (self.plain, self.origins) = (0, origins);
        }
    }

    /// Where the character of a byte stands in the raw text.
    fn origin(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.plain).map_or(Some(at), |further| self.origins.get(further).copied())
    }

    fn find_words(&mut self) {
        let mut end = 0;
        loop {
            let start = end + self.note_gap(end);
            let Some(run) = self.bytes.get(start..).map(Run::of).filter(|run| run.length > 0) else { return };
            end = start + run.length;
            self.push_word(Span { start, end }, &run);
        }
    }

    /// Notes the signs of the gap that begins at an offset; returns its length.
    fn note_gap(&mut self, start: usize) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| !is_word_byte(**byte)).count();
        let signs = Signs::of(rest.get(..length).unwrap_or_default());
        self.signs = self.signs.and(signs);
        if let Some(word) = self.words.last_mut() {
            (word.signs, word.gap_end) = (signs, start + length);
        }
        length
    }

    fn push_word(&mut self, span: Span, run: &Run) {
        let Some(bytes) = self.bytes.get_mut(span.start..span.end) else { return };
        let make = run.made_of(bytes);
        let cue = if make == Make::Mixed { glued_cue(self.vocabulary, bytes) } else { None };
        if let Some((entry, length)) = cue {
            let border = span.start + length;
            let Some((letters, digits)) = bytes.split_at_checked(length) else { return };
            self.words.push(Word::new(Span { end: border, ..span }, Make::Letters, hash_of(letters), Some(entry)));
            self.words.push(Word::new(Span { start: border, ..span }, Make::Digits, hash_of(digits), None));
            return;
        }
        // Digits may have been letters that look like one when the hash was made.
        let word = match make {
            Make::Digits => Word::new(span, make, hash_of(bytes), None),
            _ => Word::new(span, make, run.hash, self.vocabulary.entry_of_hash(bytes, run.hash)),
        };
        self.words.push(word);
    }

    /// The byte at an offset; zero past the end.
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before an offset; zero at the start.
    pub(super) fn byte_before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |before| self.byte(before))
    }

    /// The bytes of a span; empty when it does not fit.
    #[inline]
    pub(super) fn slice(&self, span: Span) -> &[u8] {
        self.bytes.get(span.start..span.end).unwrap_or_default()
    }

    /// The word at an index.
    #[inline]
    pub(super) fn word(&self, index: usize) -> Option<&Word<'v>> {
        self.words.get(index)
    }

    /// The bytes of the word at an index; empty past the end.
    #[inline]
    pub(super) fn word_bytes(&self, index: usize) -> &[u8] {
        self.word(index).map_or(&[], |word| self.slice(word.span))
    }

    /// Whether the word at an index is this one, in any case.
    #[inline]
    pub(super) fn is_word(&self, index: usize, word: &str) -> bool {
        self.word_bytes(index).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether the word at an index is in a set.
    #[inline]
    pub(super) fn is_in(&self, index: usize, set: WordSet) -> bool {
        self.word(index).is_some_and(|word| word.sets & set.bit() != 0)
    }

    /// From the start of one word to the end of another.
    pub(super) fn words_span(&self, first: usize, last: usize) -> Option<Span> {
        Some(Span { start: self.word(first)?.span.start, end: self.word(last)?.span.end })
    }

    /// Whether the word was typed letter by letter.
    pub(super) fn is_spelled_out(&self, index: usize) -> bool {
        let Some(span) = self.word(index).map(|word| word.span).filter(|_| self.has_spelled_out) else { return false };
        let ends = self.origin(span.start).zip(self.origin(span.end.saturating_sub(1)));
        span.len() > 2 && ends.is_some_and(|(first, last)| last - first >= 2 * (span.len() - 1))
    }

    /// The bytes between a word and the next; all that is left after the last one.
    #[inline]
    pub(super) fn gap_after(&self, index: usize) -> &[u8] {
        self.word(index).map_or(&[], |word| self.slice(word.gap()))
    }

    /// The index of the first word that begins at or after an offset.
    pub(super) fn word_at(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.span.start < offset)
    }

    /// A span of the raw text as a span of the folded one.
    pub(super) fn folded_span(&self, raw: Span) -> Span {
        let at = |offset: usize| {
            let further = || self.plain + self.origins.partition_point(|origin| *origin < offset);
            if offset < self.plain { offset } else { further() }
        };
        Span { start: at(raw.start), end: at(raw.end) }
    }

    /// A span of the folded text as a span of the raw one.
    pub(super) fn raw_span(&self, span: Span, text: &str) -> Span {
        let start = self.origin(span.start).unwrap_or(text.len());
        let last = span.end.checked_sub(1).and_then(|at| self.origin(at));
        let width = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { start, end: last.map_or(start, |at| at + width(at)) }
    }
}

/// Whether the byte is part of a word.
pub(super) fn is_word_byte(byte: u8) -> bool {
    kind_of_byte(byte) & (DIGIT | TWIN | LETTER) != 0
}

fn kind_of_byte(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// A digit; the bit is one, so that digits are counted by it.
const DIGIT: u8 = 1;
/// A letter that looks like a digit.
const TWIN: u8 = 2;
/// Any other letter.
const LETTER: u8 = 4;
/// Any byte that stands for itself.
const PLAIN: u8 = 8;

/// For each byte what it is: one look instead of eight comparisons.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut table = [0; 256];
    let mut rest: &mut [u8] = &mut table;
    let mut byte = 0_u8;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = match byte {
            b'0'..=b'9' => DIGIT | PLAIN,
            b'O' | b'o' | b'l' | b'I' => TWIN | PLAIN,
            b'A'..=b'Z' | b'a'..=b'z' => LETTER | PLAIN,
            SMALL_LETTER | CAPITAL_LETTER => LETTER,
            b'[' => 0,
            b' '..=b'~' | b'\n' => PLAIN,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = others;
    }
    table
}

/// What one look at each byte of a word tells.
struct Run {
    length: usize,
    digits: usize,
    kinds: u8,
    hash: u32,
}

impl Run {
    /// The word that the bytes begin with.
    fn of(bytes: &[u8]) -> Self {
        let mut run = Self { length: 0, digits: 0, kinds: 0, hash: hash_of(b"") };
        for byte in bytes {
            let kind = kind_of_byte(*byte);
            if kind & (DIGIT | TWIN | LETTER) == 0 {
                break;
            }
            run.length += 1;
            run.digits += usize::from(kind & DIGIT);
            run.kinds |= kind;
            run.hash = hash_step(run.hash, *byte);
        }
        run
    }

    /// What the word is made of; `4l11` and `O111`, words of digits with a few letters that look like one, become digits.
    fn made_of(&self, word: &mut [u8]) -> Make {
        let alike = 2 * self.digits >= self.length && self.kinds & LETTER == 0;
        match () {
            () if self.digits == 0 => Make::Letters,
            () if !alike => Make::Mixed,
            () => {
                word.iter_mut().for_each(|byte| *byte = twin_digit(*byte).unwrap_or(*byte));
                Make::Digits
            }
        }
    }
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
    kind_of_byte(byte) & PLAIN != 0
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
        _ if c.is_alphanumeric() || lookalike::is_mark(c) => SMALL_LETTER,
        _ => OTHER,
    }
}

/// The cue that a number is glued to, as in `ph9876543210`, and its length.
fn glued_cue<'v>(vocabulary: &'v Vocabulary, word: &[u8]) -> Option<(&'v Entry, usize)> {
    let length = word.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = word.split_at_checked(length)?;
    let is_number = digits.len() >= LEAST_GLUED_CODE && digits.iter().all(u8::is_ascii_digit);
    let entry = if is_number { vocabulary.entry(letters)? } else { return None };
    let is_long = |cue: Cue| cue == Cue::OneTimeCode || digits.len() >= LEAST_GLUED;
    let announces =
        |phrase: &Phrase| phrase.words.len() == 1 && phrase.cue.announces().is_some() && is_long(phrase.cue);
    entry.phrases.iter().any(announces).then_some((entry, length))
}

fn twin_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'O' | b'o' => Some(b'0'),
        b'l' | b'I' => Some(b'1'),
        _ => None,
    }
}
