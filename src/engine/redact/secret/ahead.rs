//! The value right behind the words that announce it: "password is now Hunter2".

use super::super::cue;
use super::super::page::{Make, PLACEHOLDER, Page};
use super::super::word_set::WordSet;
use crate::text::Span;

const MOST_LINKS: usize = 6;
const MOST_LENGTH: usize = 128;
/// Groups of a one-time code behind its first.
const MOST_CODE_GROUPS: usize = 7;

/// How a value hangs on its phrase.
#[derive(Clone, Copy, Default)]
pub(super) struct Link {
    pub(super) has_word: bool,
    pub(super) has_sign: bool,
    pub(super) is_dash: bool,
    /// Whether the last linking word tells more than "is": "password is now ...".
    pub(super) has_more: bool,
    /// The quote or bracket that the value stands in.
    pub(super) opening: Option<u8>,
}

impl Link {
    pub(super) fn is_quoted(self) -> bool {
        self.opening.is_some_and(is_quote)
    }
}

/// The run of characters that the phrase ending at a word points to.
pub(super) fn value_ahead(page: &Page, index: usize) -> Option<(Span, Link)> {
    let (start, link) = value_start(page, index)?;
    Some((value_at(page, start, link)?, link))
}

/// Where the value begins that the phrase ending at a word points to.
pub(super) fn value_start(page: &Page, index: usize) -> Option<(usize, Link)> {
    let mut link = Link::default();
    let mut last = cue::skip_owner(page, index);
    for _ in 0..MOST_LINKS {
        if !page.gap_after(last).iter().all(|byte| is_link_byte(*byte) || *byte == b',')
            || !page.is_in(last + 1, WordSet::SecretLink)
        {
            break;
        }
        link.has_word = true;
        last += 1;
    }
    link.has_more = !page.is_in(last, WordSet::Announcing);
    let (start, skipped) = skip_signs(page, last)?;
    link.has_sign = skipped.iter().any(|byte| matches!(byte, b':' | b'='));
    link.is_dash = skipped.starts_with(b" -");
    Some((start, Link { opening: opening(skipped), ..link }))
}

/// The value right behind a word that is no part of it, whatever signs stand between.
pub(super) fn value_behind_word(page: &Page, index: usize) -> Option<Span> {
    let (start, skipped) = skip_signs(page, index)?;
    value_at(page, start, Link { opening: opening(skipped), ..Link::default() })
}

/// The offset behind the signs that follow a word, and those signs.
fn skip_signs<'p>(page: &'p Page, index: usize) -> Option<(usize, &'p [u8])> {
    let from = page.word(index)?.span.end;
    let gap = page.bytes.get(from..)?.iter().take_while(|byte| is_link_byte(**byte)).count();
    let is_glued = page.word(index + 1).is_some_and(|next| next.span.start == from);
    (gap > 0 || is_glued).then(|| (from + gap, page.slice(Span { start: from, end: from + gap })))
}

pub(super) fn is_link_byte(byte: u8) -> bool {
    is_opening(byte) || matches!(byte, b' ' | b':' | b'=' | b'>' | b'-' | b'\n' | b'|')
}

fn is_opening(byte: u8) -> bool {
    is_quote(byte) || matches!(byte, b'(' | b'[' | b'{' | b'<' | b'*')
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

fn opening(skipped: &[u8]) -> Option<u8> {
    skipped.last().copied().filter(|byte| is_opening(*byte))
}

fn closing(opening: u8) -> u8 {
    match opening {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        same => same,
    }
}

/// The value that begins at an offset.
pub(super) fn value_at(page: &Page, start: usize, link: Link) -> Option<Span> {
    let rest = page.bytes.get(start..)?;
    let is_end = |byte: u8| {
        let is_closed = link.opening.is_some_and(|opening| byte == closing(opening));
        is_closed || byte == PLACEHOLDER || if link.is_quoted() { byte == b'\n' } else { byte.is_ascii_whitespace() }
    };
    let run = rest.get(..rest.iter().take(MOST_LENGTH).take_while(|byte| !is_end(**byte)).count())?;
    let run = if link.has_sign && !link.is_quoted() { run.get(..field_length(run))? } else { run };
    let end = start + trimmed(run);
    Some(Span { start, end: with_other_groups(page, start, end) })
}

/// The length up to the next field of a list of settings, `pwd=x;database=y`, or to the end of an element, `x</pwd>`.
fn field_length(value: &[u8]) -> usize {
    let begins_field = |at: usize| {
        let rest = value.get(at + 1..).unwrap_or_default();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        name > 0 && rest.get(name) == Some(&b'=')
    };
    let ends = |at: &usize| match value.get(*at) {
        Some(b';' | b'&') => begins_field(*at),
        Some(b'<') => value.get(at + 1) == Some(&b'/'),
        _ => false,
    };
    (0..value.len()).find(ends).unwrap_or(value.len())
}

/// The length without the punctuation of the sentence. An exclamation mark may well belong to a password.
pub(super) fn trimmed(value: &[u8]) -> usize {
    let tail = value
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b'.' | b',' | b';' | b':' | b')' | b'?') || is_quote(**byte));
    value.len() - tail.count()
}

/// One-time codes come as "771 904" or "77 19 04" too.
fn with_other_groups(page: &Page, start: usize, end: usize) -> usize {
    let first = page.word_at(start);
    let width = end.saturating_sub(start);
    let digits = |at: usize| page.word(at).filter(|word| word.make == Make::Digits && word.span.len() == width);
    if !(1..=3).contains(&width) || digits(first).is_none_or(|word| word.span.end != end) {
        return end;
    }
    let others = (first + 1..=first + MOST_CODE_GROUPS).take_while(|at| page.gap_after(at - 1) == b" ");
    others.map_while(digits).last().map_or(end, |word| word.span.end)
}

/// The value that ends at an offset.
pub(super) fn value_before(page: &Page, end: usize) -> Option<Span> {
    let before = page.bytes.get(end.saturating_sub(MOST_LENGTH)..end)?;
    let length = before.iter().rev().take_while(|byte| !byte.is_ascii_whitespace() && **byte != PLACEHOLDER).count();
    let quotes = before.get(before.len() - length..)?.iter().take_while(|byte| is_opening(**byte)).count();
    let start = end - length + quotes;
    Some(Span { start, end: start + trimmed(page.slice(Span { start, end })) })
}
