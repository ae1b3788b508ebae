//! Network and hardware addresses, and URLs that carry a password.
//!
//! A four-part version is no address, and neither is a time of day.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue};
use super::page::{Make, Page, is_word_byte};
use super::pii_type::PiiType;
use crate::text::Span;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Below this first part four numbers are more often a version; then only a cue makes them an address.
const LEAST_PLAIN_FIRST_PART: u8 = 10;
/// Words between a document's cue and four numbers that are its own: "part number 10.20.30.40".
const MOST_BETWEEN_DOCUMENT: usize = 0;
/// The longest IPv6 address in text.
const MOST_IPV6: usize = 45;
/// Pairs of hexadecimal digits in a hardware address.
const HARDWARE_PAIRS: usize = 6;
/// How much is read of the user and host of a URL.
const MOST_AUTHORITY: usize = 256;

fn candidate(span: Span, pii: PiiType, rule: &'static str, reason: &'static str) -> Candidate {
    Candidate { span, pii, rule, reason, strength: Strength::Enclosing }
}

/// Adds the address that begins with a word.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let before = page.word(index).map_or(0, |word| page.byte_before(word.span.start));
    if matches!(before, b'.' | b':' | b'_') && index > 0 && page.gap_after(index - 1).len() == 1 {
        return;
    }
    if page.gap_after(index) == b"." {
        found.extend(four_parts(page, index).map(|span| candidate(span, PiiType::Ip, "ipv4", "four parts up to 255")));
        found.extend(
            three_groups(page, index)
                .map(|span| candidate(span, PiiType::Mac, "mac-dots", "three groups of four hexadecimal digits")),
        );
    } else {
        let spelled = spelled_parts(page, index);
        found.extend(
            spelled.map(|span| candidate(span, PiiType::Ip, "ipv4-spelled", "four parts with dots spelled out")),
        );
    }
}

/// `10[.]20[.]3[.]118`, or "10 dot 20 dot 3 dot 118" behind a cue.
fn spelled_parts(page: &Page, index: usize) -> Option<Span> {
    let is_part = |at: usize| page.word(at).is_some_and(|word| word.make == Make::Digits && word.span.len() <= 3);
    let is_dot = |gap: &[u8]| matches!(gap, b"[.]" | b"(.)" | b"{.}" | b" . " | b" (.) " | b" [.] ");
    let is_apart = |at: usize| page.gap_after(at - 1) == b" " && page.gap_after(at) == b" ";
    let is_word = |at: usize| (page.is_word(at, "dot") || page.is_word(at, "point")) && is_apart(at);
    let marked = (index..index + 3).all(|at| is_dot(page.gap_after(at)) && is_part(at + 1));
    let worded = || (index + 1..index + 6).step_by(2).all(|at| is_word(at) && is_part(at + 1));
    let last = match () {
        () if !is_part(index) => return None,
        () if marked => index + 3,
        () if worded() => index + 6,
        () => return None,
    };
    let enclosed = marked && !page.gap_after(index).starts_with(b" ");
    let announced = || cue_of(page, index) == Some(Cue::NetworkAddress);
    (enclosed || announced()).then(|| page.words_span(index, last)).flatten()
}

/// `68cb.f2f6.bd48`, with letters and digits.
fn three_groups(page: &Page, index: usize) -> Option<Span> {
    let is_group = |at: usize| page.word_bytes(at).len() == 4 && page.word_bytes(at).iter().all(u8::is_ascii_hexdigit);
    let regular = (index..index + 3).all(is_group) && page.gap_after(index + 1) == b".";
    let span = page.words_span(index, index + 2).filter(|_| regular)?;
    let has = |test: fn(&u8) -> bool| page.slice(span).iter().any(test);
    let goes_on = page.byte(span.end) == b'.' && is_word_byte(page.byte(span.end + 1));
    (has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !goes_on).then_some(span)
}

/// Adds the hardware address that begins with a word.
pub(super) fn find_hardware(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let before = page.word(index).map_or(0, |word| page.byte_before(word.span.start));
    if !matches!(before, b':' | b'_' | b'-') {
        found.extend(hardware(page, index).map(|span| candidate(span, PiiType::Mac, "mac", "six hexadecimal pairs")));
    }
}

fn four_parts(page: &Page, index: usize) -> Option<Span> {
    page.word(index).filter(|word| word.make == Make::Digits)?;
    let span = page.words_span(index, index + 3)?;
    let address: Ipv4Addr = std::str::from_utf8(page.slice(span)).ok()?.parse().ok()?;
    let goes_on = matches!(page.byte(span.end), b'.' | b'-') && is_word_byte(page.byte(span.end + 1));
    let [leading, ..] = address.octets();
    let is_address = match cue_of(page, index) {
        Some(Cue::NetworkAddress) => true,
        Some(Cue::Version) => false,
        Some(cue) if cue.is_business() => false,
        _ => leading >= LEAST_PLAIN_FIRST_PART,
    };
    let is_tail = page.byte_before(span.start) == b'-' && !is_labelled(page, index);
    (is_address && !goes_on && !is_tail).then_some(span)
}

/// Whether the word before, as in `ip-10.0.4.17`, says what follows.
fn is_labelled(page: &Page, index: usize) -> bool {
    index.checked_sub(1).and_then(|at| page.word(at)?.cue) == Some(Cue::NetworkAddress)
}

/// The cue before an address, else a version's behind it; that of a document only when it stands right before.
fn cue_of(page: &Page, index: usize) -> Option<Cue> {
    let before = cue::before_where(page, index, |cue| cue != Cue::Speaker);
    let before = before.filter(|nearby| !nearby.cue.is_business() || nearby.distance == MOST_BETWEEN_DOCUMENT);
    before.map(|nearby| nearby.cue).or_else(|| page.word(index + 4)?.cue)
}

fn hardware(page: &Page, index: usize) -> Option<Span> {
    let separator = page.gap_after(index);
    let pair = |at: usize| page.word_bytes(at).len() == 2 && page.word_bytes(at).iter().all(u8::is_ascii_hexdigit);
    let last = index + HARDWARE_PAIRS - 1;
    let regular = matches!(separator, b":" | b"-")
        && (index..=last).all(pair)
        && (index..last).all(|at| page.gap_after(at) == separator);
    let goes_on = page.gap_after(last) == separator;
    page.words_span(index, last).filter(|_| regular && !goes_on)
}

/// Adds the IPv6 address whose first colon stands at an offset.
pub(super) fn find_ipv6(page: &Page, colon: usize, found: &mut Vec<Candidate>) {
    let of_address = |byte: &&u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let before = page.slice(Span { start: colon.saturating_sub(MOST_IPV6), end: colon });
    let head = before.iter().rev().take_while(of_address).take_while(|byte| **byte != b':').count();
    let start = colon - head;
    if matches!(page.byte_before(start), b':') {
        return;
    }
    let run = page.bytes.get(start..).unwrap_or_default();
    let run = run.get(..run.iter().take_while(of_address).count()).unwrap_or_default();
    let bounded = !is_word_byte(page.byte_before(start)) && !is_word_byte(page.byte(start + run.len()));
    if bounded && let Some(length) = ipv6_length(run) {
        let span = Span { start, end: start + length };
        found.push(candidate(span, PiiType::Ip, "ipv6", "parts of an IPv6 address"));
    }
}

fn ipv6_length(run: &[u8]) -> Option<usize> {
    let tail = run.iter().rev().take_while(|byte| **byte == b'.').count();
    let run = run.get(..run.len() - tail).filter(|run| run.len() <= MOST_IPV6)?;
    let colons = run.iter().filter(|byte| **byte == b':').count();
    let telling = colons >= 3 || (colons == 2 && run.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3);
    let parsed = std::str::from_utf8(run).ok()?.parse::<Ipv6Addr>();
    (telling && parsed.is_ok()).then_some(run.len())
}

/// Adds the user and password of the URL whose `://` begins at an offset, and returns where its host begins.
pub(super) fn find_url(page: &Page, colon: usize, found: &mut Vec<Candidate>) -> Option<usize> {
    let after = page.bytes.get(colon..)?.strip_prefix(b"://")?;
    let is_scheme = page.byte_before(colon).is_ascii_alphanumeric();
    let length = credentials(after).filter(|_| is_scheme)?;
    let start = colon + 3;
    let span = Span { start, end: start + length };
    found.push(candidate(span, PiiType::UrlCred, "url-password", "user and password in a URL"));
    Some(span.end + 1)
}

/// The length of `user:password` before the `@` of a URL's host.
fn credentials(after: &[u8]) -> Option<usize> {
    let bounded = after.iter().take(MOST_AUTHORITY);
    let length = bounded.take_while(|byte| !ends_url(**byte) && **byte != b'/').count();
    let authority = after.get(..length).unwrap_or_default();
    let at = authority.iter().rposition(|byte| *byte == b'@')?;
    let sign = authority.iter().take(at).position(|byte| *byte == b':')?;
    (sign + 1 < at).then_some(at)
}

fn ends_url(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'<' | b'>' | b'`' | super::page::PLACEHOLDER)
}
