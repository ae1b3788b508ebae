//! E-mail addresses, as written and as spelled out ("jo at example dot org"), and Indian payment addresses.
//!
//! An address needs a real top-level domain; spelled out it needs both an "at" and a "dot".

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue};
use super::page::{Make, Page, is_word_byte};
use super::pii_type::PiiType;
use super::word_set::WordSet;
use crate::text::Span;

/// Longest local part and domain (RFC 5321, section 4.5.3.1).
const MOST_LOCAL: usize = 64;
const MOST_DOMAIN: usize = 255;
/// Single letters of a local part before its "at".
const MOST_LETTERS: usize = 20;
/// A spelled-out address has no more words than this on either side of its "at".
const MOST_SPELLED: usize = 6;

/// Adds the address whose `@` stands at an offset.
pub(super) fn find(page: &Page, at: usize, found: &mut Vec<Candidate>) {
    let start = local_start(page, at);
    if start == at || page.slice(Span { start, end: at }) == b"git" {
        return;
    }
    if let Some(end) = domain_end(page, at + 1).or_else(|| comma_domain_end(page, at + 1)) {
        let span = Span { start, end };
        found.push(candidate(span, "email", "local part and top-level domain"));
    } else if let Some(end) = handle_end(page, at + 1) {
        found.push(Candidate {
            span: Span { start, end },
            pii: PiiType::Upi,
            rule: "upi",
            reason: "payment handle",
            strength: Strength::Enclosing,
        });
    }
}

fn candidate(span: Span, rule: &'static str, reason: &'static str) -> Candidate {
    Candidate { span, pii: PiiType::Email, rule, reason, strength: Strength::Enclosing }
}

fn local_start(page: &Page, at: usize) -> usize {
    let from = at.saturating_sub(MOST_LOCAL);
    let before = page.slice(Span { start: from, end: at });
    let length = before.iter().rev().take_while(|byte| is_local_byte(**byte)).count();
    let local = before.get(before.len() - length..).unwrap_or_default();
    let trimmed = local.iter().take_while(|byte| !is_word_byte(**byte) && **byte != b'_').count();
    at - length + trimmed
}

fn is_local_byte(byte: u8) -> bool {
    is_word_byte(byte) || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | b'&')
}

/// Where the longest run of labels that ends with a top-level domain ends.
fn domain_end(page: &Page, start: usize) -> Option<usize> {
    let rest = page.slice(Span { start, end: page.bytes.len().min(start + MOST_DOMAIN) });
    let length = rest.iter().take_while(|byte| is_word_byte(**byte) || matches!(byte, b'.' | b'-')).count();
    let mut end = None;
    let mut at = start;
    for (nth, label) in rest.get(..length)?.split(|byte| *byte == b'.').enumerate() {
        let bare = label.split(|byte| *byte == b'-').next().unwrap_or_default();
        if label.is_empty() {
            break;
        }
        if nth > 0 && is_top_level_domain(page, bare) {
            end = Some(at + bare.len());
        }
        at += label.len() + 1;
    }
    end
}

/// "ravi@lotuspack,in", with a comma for the last dot.
fn comma_domain_end(page: &Page, start: usize) -> Option<usize> {
    let index = page.word_at(start);
    let begins = page.word(index).is_some_and(|word| word.span.start == start);
    let last = page.word(index + 1).filter(|_| begins && page.gap_after(index) == b",")?;
    let ends = !matches!(page.byte(last.span.end), b'@' | b'.' | b',' | b'-');
    (ends && page.is_in(index + 1, WordSet::TopLevelDomain)).then_some(last.span.end)
}

fn handle_end(page: &Page, start: usize) -> Option<usize> {
    let index = page.word_at(start);
    let word = page.word(index).filter(|word| word.span.start == start)?;
    let listed = page.is_in(index, WordSet::PaymentHandle);
    let announced = || cue::before(page, index.checked_sub(1)?).filter(|nearby| nearby.cue == Cue::Upi);
    (listed || announced().is_some()).then_some(word.span.end)
}

/// Adds the address spelled out around the word "at", or around an `@` with spaces.
pub(super) fn find_spelled(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let Some(sign) = sign_after(page, index) else { return };
    let Some((last, dots)) = spelled_domain(page, sign.next) else {
        return;
    };
    let is_number = page.word(sign.next).is_some_and(|word| word.make == Make::Digits);
    if (!sign.is_clear && dots == 0) || page.is_in(index, WordSet::NotLocal) || is_number {
        return;
    }
    let first = spelled_local(page, index);
    if let Some(span) = page.words_span(first, last) {
        found.push(candidate(span, "email-spelled", "spelled out with at, dot and top-level domain"));
    }
}

/// Adds the address that was typed letter by letter without a sign: "johnatoakdotcom", or its domain.
pub(super) fn find_in_letters(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let bytes = page.word_bytes(index);
    let Some(dot) = bytes.windows(3).rposition(|three| three.eq_ignore_ascii_case(b"dot")) else { return };
    let is_known = bytes.get(dot + 3..).is_some_and(|label| is_top_level_domain(page, label));
    let inner = bytes.get(1..dot.saturating_sub(1)).unwrap_or_default();
    let has_sign = inner.windows(2).any(|two| two.eq_ignore_ascii_case(b"at"));
    let follows = index.checked_sub(2).filter(|_| page.is_in(index - 1, WordSet::SpelledAt));
    let follows = follows.map(|last| first_letter(page, last));
    let first = if has_sign { Some(index) } else { follows };
    let span = first.and_then(|first| page.words_span(first, index)).filter(|_| is_known);
    found.extend(span.map(|span| candidate(span, "email-letters", "spelled letter by letter, with at and dot")));
}

/// The first of the single letters that end with the word at `last`.
fn first_letter(page: &Page, last: usize) -> usize {
    let is_letter = |at: &usize| page.word_bytes(*at).len() == 1 && page.gap_after(*at) == b" ";
    let before = (0..last).rev().take(MOST_LETTERS).take_while(is_letter).count();
    if page.word_bytes(last).len() == 1 { last - before } else { last }
}

/// The "at" of a spelled-out address.
struct Sign {
    /// The word behind it.
    next: usize,
    /// Whether it can only mean an address: `(at)`, ` @ `.
    is_clear: bool,
}

fn sign_after(page: &Page, index: usize) -> Option<Sign> {
    let gap = page.gap_after(index);
    if is_mark(gap, b'@') {
        return Some(Sign { next: index + 1, is_clear: gap.len() > 1 });
    }
    let spelled = page.is_in(index + 1, WordSet::SpelledAt) && is_close(gap) && is_close(page.gap_after(index + 1));
    let stressed = page.word_bytes(index + 1) == b"AT" && page.word_bytes(index).iter().any(u8::is_ascii_lowercase);
    spelled.then_some(Sign { next: index + 2, is_clear: stressed || gap.iter().any(|byte| is_bracket(*byte)) })
}

fn is_bracket(byte: u8) -> bool {
    matches!(byte, b'(' | b'[' | b'{' | b'<' | b')' | b']' | b'}' | b'>')
}

/// At most a few spaces and brackets.
fn is_close(gap: &[u8]) -> bool {
    (1..=4).contains(&gap.len()) && gap.iter().all(|byte| matches!(byte, b' ' | b'_' | b'-') || is_bracket(*byte))
}

/// Exactly one mark, with spaces or brackets around it.
fn is_mark(gap: &[u8], mark: u8) -> bool {
    let marks = gap.iter().filter(|byte| **byte == mark).count();
    gap.len() <= 5 && marks == 1 && gap.iter().all(|byte| matches!(byte, b' ') || *byte == mark || is_bracket(*byte))
}

/// The last word of a domain that begins at a word, and how many of its dots are spelled out.
fn spelled_domain(page: &Page, first: usize) -> Option<(usize, usize)> {
    let (mut last, mut spelled, mut best) = (first, 0, None);
    for _ in 0..MOST_SPELLED {
        let Some(step) = step_after(page, last) else { break };
        last = step.next;
        spelled += usize::from(step.is_spelled);
        if step.is_dot && is_top_level_domain(page, page.word_bytes(last)) {
            best = Some((last, spelled));
        }
    }
    best
}

/// From one word of a domain to the next.
struct Step {
    next: usize,
    is_dot: bool,
    is_spelled: bool,
}

fn step_after(page: &Page, index: usize) -> Option<Step> {
    let gap = page.gap_after(index);
    if page.is_word(index + 1, "dot") && is_close(gap) && is_close(page.gap_after(index + 1)) {
        return Some(Step { next: index + 2, is_dot: true, is_spelled: true });
    }
    let is_dot = is_mark(gap, b'.') && !gap.starts_with(b". ");
    let is_spelled = matches!(gap, b" ." | b" . ");
    (is_dot || gap == b"-").then_some(Step { next: index + 1, is_dot, is_spelled })
}

/// The first word of the local part that ends with the word at `last`.
fn spelled_local(page: &Page, last: usize) -> usize {
    let mut first = last;
    for _ in 0..MOST_SPELLED {
        let Some(before) = first.checked_sub(1) else { break };
        let glued = matches!(page.gap_after(before), b"." | b"_" | b"-" | b"+");
        let spelled = page.is_in(before, WordSet::SpelledMark) && before > 0;
        match (glued, spelled && is_close(page.gap_after(before))) {
            (true, _) => first = before,
            (_, true) => first = before - 1,
            _ => break,
        }
    }
    first
}

/// Whether the label is a top-level domain, in any case. Labels in another script count.
fn is_top_level_domain(page: &Page, label: &[u8]) -> bool {
    match label {
        _ if label.is_ascii() => page.vocabulary.is_in(label, WordSet::TopLevelDomain),
        _ => label.len() >= 2 && !label.iter().any(u8::is_ascii),
    }
}
