//! Numbers and codes written in groups: "98765 43210" or "GB82 WEST 1234" as one value with its grouping.
//!
//! From one first word come all the values that begin there, shortest first.

use super::national;
use super::page::{Make, Page};
use super::word_set::WordSet;
use crate::text::Span;

/// The longest value that any rule knows is an IBAN of Malta's 31 to the standard's 34 characters.
const MOST_CHARACTERS: usize = 34;
/// The longest value that does not begin like an IBAN is a card.
const MOST_WITHOUT_COUNTRY: usize = 19;
/// The shortest value that any rule knows is the security code of a card.
const LEAST_CHARACTERS: usize = 3;
/// A card of 19 digits may be typed digit by digit.
const MOST_GROUPS: usize = 20;
/// A word of letters inside a code is short: the bank of an IBAN, the last letter of a British number.
const LONGEST_LETTER_GROUP: usize = 5;
/// Letters of the bank in an IBAN, which people type small too.
const BANK_LETTERS: usize = 4;

/// A value that may be written in groups.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub(super) span: Span,
    pub(super) first_word: usize,
    pub(super) last_word: usize,
    /// Its letters and digits, upper-cased.
    characters: [u8; MOST_CHARACTERS],
    length: usize,
    groups: [u8; MOST_GROUPS],
    group_count: usize,
    /// Whether all characters are digits.
    pub(super) is_digits: bool,
    /// Whether a plus sign stands before it.
    pub(super) has_plus: bool,
    /// The first sign between groups, a space when there is none; zero when there is one group.
    pub(super) separator: u8,
    /// Whether it goes over a line break, or has signs between its groups that such numbers usually do not have.
    pub(super) is_broken: bool,
    /// Whether it has digits only, and a group of as many as its last one stands right before or behind it, as in a longer number.
    pub(super) is_part: bool,
}

impl Joined {
    fn start(page: &Page, index: usize) -> Option<Self> {
        let word = page.word(index)?;
        let mut joined = Self {
            span: Span { start: word.span.start, end: word.span.start },
            first_word: index,
            last_word: index,
            characters: [0; MOST_CHARACTERS],
            length: 0,
            groups: [0; MOST_GROUPS],
            group_count: 0,
            is_digits: true,
            has_plus: page.byte_before(word.span.start) == b'+',
            separator: 0,
            is_broken: false,
            is_part: false,
        };
        joined.span.start -= usize::from(joined.has_plus);
        joined.push(page, index).then_some(joined)
    }

    fn push(&mut self, page: &Page, index: usize) -> bool {
        let Some(word) = page.word(index) else { return false };
        let bytes = page.slice(word.span);
        let room = self.characters.get_mut(self.length..self.length + bytes.len());
        let (Some(room), Some(group)) = (room, self.groups.get_mut(self.group_count)) else {
            return false;
        };
        room.iter_mut().zip(bytes).for_each(|(to, from)| *to = from.to_ascii_uppercase());
        *group = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        self.group_count += 1;
        self.length += bytes.len();
        self.is_digits &= word.make == Make::Digits;
        self.span.end = word.span.end;
        self.last_word = index;
        true
    }

    fn note_separator(&mut self, gap: &[u8]) {
        let sign = gap.iter().copied().find(|byte| *byte != b' ').unwrap_or(b' ');
        if self.separator == 0 {
            self.separator = sign;
        }
        self.is_broken |= !is_usual_joint(gap);
    }

    /// Its letters and digits, upper-cased.
    pub(super) fn characters(&self) -> &[u8] {
        self.characters.get(..self.length).unwrap_or_default()
    }

    /// The lengths of its groups.
    pub(super) fn groups(&self) -> &[u8] {
        self.groups.get(..self.group_count).unwrap_or_default()
    }

    /// Whether it is written like a date or a span of years, which no number here is.
    fn is_date(&self) -> bool {
        let century = |at: usize| matches!(self.characters().get(at..at + 2), Some(b"19" | b"20"));
        match self.groups() {
            [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2] => true,
            [4, 4] => century(0) && century(4),
            _ => false,
        }
    }

    /// How long a value can become that begins like this one.
    fn most_characters(&self) -> usize {
        match self.characters() {
            [first, second, third, ..] if first.is_ascii_uppercase() && third.is_ascii_digit() => {
                national::iban_length(&[*first, *second]).unwrap_or(MOST_WITHOUT_COUNTRY)
            }
            _ => MOST_WITHOUT_COUNTRY,
        }
    }

    /// Whether it is written in one piece.
    pub(super) fn is_solid(&self) -> bool {
        self.group_count == 1
    }
}

/// How the groups of a value may be joined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joints {
    /// By spaces and the usual signs.
    Usual,
    /// By line breaks and odd signs too, because a cue announces a value.
    Any,
}

/// Calls `visit` with every value that begins with the word at `index`.
pub(super) fn each_from(page: &Page, index: usize, joints: Joints, mut visit: impl FnMut(&Joined)) {
    let Some(mut joined) = Joined::start(page, index) else {
        return;
    };
    let mut most = joined.most_characters();
    loop {
        if joined.length >= LEAST_CHARACTERS && !joined.is_date() && is_free_standing(page, &joined) {
            joined.is_part = joined.is_digits && is_part(page, &joined);
            visit(&joined);
        }
        let next = joined.last_word + 1;
        if joined.length >= most || !continues(page, &joined, joints) || !joined.push(page, next) {
            return;
        }
        if joined.group_count <= 3 {
            most = joined.most_characters();
        }
        joined.note_separator(page.gap_after(next - 1));
    }
}

/// A value begins with a digit, or with a short group of letters right before one.
pub(super) fn may_begin(page: &Page, index: usize) -> bool {
    let has_digit = |at: usize| page.word(at).is_some_and(|word| word.make != Make::Letters);
    let begins = has_digit(index) || (has_digit(index + 1) && is_first_group(page, index));
    begins && !is_amid_single_digits(page, index)
}

/// Whether a word is shorter than any value and no group follows it.
pub(super) fn is_alone(page: &Page, index: usize) -> bool {
    page.word(index).is_some_and(|word| word.span.len() < LEAST_CHARACTERS) && !goes_on(page, index)
}

/// Whether a group follows a word.
pub(super) fn goes_on(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index);
    (is_usual_joint(gap) || is_broken_joint(gap)) && is_group(page, index + 1)
}

/// Digits typed one by one belong to one value, which begins with the first of them.
fn is_amid_single_digits(page: &Page, index: usize) -> bool {
    let is_single = |at: usize| page.word(at).is_some_and(|word| word.make == Make::Digits && word.span.len() == 1);
    let Some(before) = index.checked_sub(1).filter(|_| is_single(index)) else { return false };
    is_single(before) && is_single(index + 1) && page.gap_after(before).len() == 1 && page.gap_after(index).len() == 1
}

/// Letters that a code may begin with: capitals, or the two or five small ones of a country, a state or a PAN.
fn is_first_group(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    let coded = bytes.iter().all(u8::is_ascii_uppercase) || matches!(bytes.len(), 2 | LONGEST_LETTER_GROUP);
    coded && bytes.len() <= LONGEST_LETTER_GROUP && !page.is_in(index, WordSet::NotFirst)
}

#[inline]
fn continues(page: &Page, joined: &Joined, joints: Joints) -> bool {
    let gap = page.gap_after(joined.last_word);
    (is_usual_joint(gap) || (joints == Joints::Any && is_broken_joint(gap))) && is_group(page, joined.last_word + 1)
}

#[inline]
fn is_usual_joint(gap: &[u8]) -> bool {
    (1..=3).contains(&gap.len())
        && !gap.starts_with(b". ")
        && gap.iter().all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'_'))
}

/// One line break with its indent, or one odd sign.
fn is_broken_joint(gap: &[u8]) -> bool {
    const MOST: usize = 5;
    let signs = gap.iter().filter(|byte| **byte != b' ').count();
    let is_odd = |byte: &u8| matches!(byte, b'\n' | b'*' | b',' | b'~' | b':' | b'+' | b'\'' | b'"');
    signs == 1 && gap.len() <= MOST && gap.iter().all(|byte| *byte == b' ' || is_odd(byte))
}

/// Whether a group like the last one goes before or comes behind, one sign apart.
fn is_part(page: &Page, joined: &Joined) -> bool {
    let width = joined.groups().last().map(|length| usize::from(*length));
    let alike =
        |at: usize| page.word(at).is_some_and(|word| word.make == Make::Digits && Some(word.span.len()) == width);
    let is_close = |at: usize| matches!(page.gap_after(at), b" " | b"-");
    let before = joined.first_word.checked_sub(1).is_some_and(|at| alike(at) && is_close(at));
    before || (alike(joined.last_word + 1) && is_close(joined.last_word))
}

/// Digits, or letters that look like a part of a code rather than like "kg" or "for".
fn is_group(page: &Page, index: usize) -> bool {
    let bytes = page.word_bytes(index);
    match page.word(index).map(|word| word.make) {
        Some(Make::Letters) => {
            let coded = bytes.iter().all(u8::is_ascii_uppercase) || matches!(bytes.len(), 1 | BANK_LETTERS);
            coded && bytes.len() <= LONGEST_LETTER_GROUP
        }
        make => make.is_some(),
    }
}

/// Neither side continues into a longer code, a decimal fraction, an e-mail address or an amount.
fn is_free_standing(page: &Page, joined: &Joined) -> bool {
    starts_free(page, joined) && ends_free(page, joined)
}

fn starts_free(page: &Page, joined: &Joined) -> bool {
    if page
        .word(joined.first_word)
        .and_then(|word| word.column)
        .is_some_and(|column| column.cell.start == joined.span.start)
    {
        return true;
    }
    let before = page.byte_before(joined.span.start);
    let further = page.byte_before(joined.span.start.saturating_sub(1));
    let attached = match before {
        b'-' | b'.' | b'_' | b'/' | b'@' | b'=' | b'&' => further.is_ascii_alphanumeric(),
        b',' => further.is_ascii_digit(),
        b'$' | b'%' => true,
        _ => false,
    };
    let announced =
        || joined.first_word.checked_sub(1).and_then(|index| page.word(index)).is_some_and(|word| word.cue.is_some());
    !attached || (further.is_ascii_alphabetic() && announced())
}

fn ends_free(page: &Page, joined: &Joined) -> bool {
    if page.word(joined.last_word).and_then(|word| word.column).is_some_and(|column| column.cell.end == joined.span.end)
    {
        return true;
    }
    let after = page.byte(joined.span.end);
    let further = page.byte(joined.span.end + 1);
    match after {
        b'-' | b'.' | b'_' | b'@' | b'=' => !further.is_ascii_alphanumeric(),
        b',' => !further.is_ascii_digit() || joined.groups().last().is_some_and(|length| *length > 3),
        b'%' => false,
        b' ' => further != b'%',
        _ => true,
    }
}
