//! Tokens that tell by themselves what they are: vendor keys, signed web tokens, wallet addresses.
//!
//! A token is a run of letters, digits, dashes, dots and underscores, and each is looked at once.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue};
use super::page::Page;
use super::pii_type::PiiType;
use super::signs::Signs;
use crate::text::Span;

/// The signs inside a token.
const JOINTS: Signs = Signs::of(b"-_.");
/// The shortest that is looked at: three parts of a signed web token.
const LEAST_TOKEN: usize = 14;
/// Least length of each part of a signed web token.
const LEAST_JWT_PART: usize = 4;
/// Characters after `0x` in an Ethereum address.
const ETHEREUM_DIGITS: usize = 40;
/// Lengths of a Bitcoin address in base 58.
const BASE58_LENGTHS: std::ops::RangeInclusive<usize> = 26..=35;
/// Length of a Tron address, which begins with T.
const TRON_LENGTH: usize = 34;
/// Lengths of the addresses of other chains (Solana has the longest).
const OTHER_LENGTHS: std::ops::RangeInclusive<usize> = 25..=44;
/// Lengths of a Bitcoin address in Bech32.
const BECH32_LENGTHS: std::ops::RangeInclusive<usize> = 42..=62;

/// Adds all tokens of a page.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    let mut start = None;
    for (index, word) in page.words.iter().enumerate() {
        let first = *start.get_or_insert(word.span.start);
        if index + 1 < page.words.len() && word.signs.may_be_only(JOINTS) && is_joint(page.gap_after(index)) {
            continue;
        }
        start = None;
        let span = Span { start: first, end: word.span.end };
        let kind = if span.len() < LEAST_TOKEN { None } else { kind_at(page, span) };
        found.extend(kind.map(|(span, (pii, rule, reason))| Candidate {
            span,
            pii,
            rule,
            reason,
            strength: Strength::Enclosing,
        }));
    }
}

/// Whether only the signs of tokens stand between two words.
fn is_joint(gap: &[u8]) -> bool {
    gap.iter().all(|byte| matches!(byte, b'-' | b'_' | b'.'))
}

type Kind = (PiiType, &'static str, &'static str);

/// What a token is, with the dashes that it may end with.
fn kind_at(page: &Page, span: Span) -> Option<(Span, Kind)> {
    let tail = page.bytes.iter().skip(span.end).take_while(|byte| matches!(byte, b'-' | b'_')).count();
    let span = Span { end: span.end + tail, ..span };
    Some((span, kind_of(page, span, page.slice(span))?))
}

fn kind_of(page: &Page, span: Span, token: &[u8]) -> Option<Kind> {
    if page.vocabulary.keys.is_key(token) {
        return Some((PiiType::ApiKey, "key-prefix", "prefix of a vendor's keys"));
    }
    if is_jwt(token) {
        return Some((PiiType::Jwt, "jwt", "three parts, the first begins with eyJ"));
    }
    let is_wallet = is_bech32(token) || is_ethereum(token) || is_base58(token);
    let is_announced = || is_long_base58(token) && nearest(page, span) == Some(Cue::Wallet);
    ((is_wallet && !is_document(page, span)) || is_announced()).then_some((
        PiiType::Crypto,
        "wallet",
        "form of a wallet address",
    ))
}

fn is_document(page: &Page, span: Span) -> bool {
    nearest(page, span).is_some_and(Cue::is_business)
}

fn nearest(page: &Page, span: Span) -> Option<Cue> {
    cue::before(page, page.word_at(span.start)).map(|nearby| nearby.cue)
}

fn is_jwt(token: &[u8]) -> bool {
    let parts = || token.split(|byte| *byte == b'.');
    token.starts_with(b"eyJ") && parts().count() == 3 && parts().all(|part| part.len() >= LEAST_JWT_PART)
}

fn is_ethereum(token: &[u8]) -> bool {
    let digits = token.strip_prefix(b"0x").unwrap_or_default();
    digits.len() == ETHEREUM_DIGITS && digits.iter().all(u8::is_ascii_hexdigit)
}

/// Letters and digits without the four that look alike; a mixture, because a long number is none.
fn is_base58(token: &[u8]) -> bool {
    let is_bitcoin = matches!(token.first(), Some(b'1' | b'3')) && BASE58_LENGTHS.contains(&token.len());
    let is_tron = token.first() == Some(&b'T') && token.len() == TRON_LENGTH;
    (is_bitcoin || is_tron) && is_mixed_base58(token)
}

/// Any other chain's address, behind a cue.
fn is_long_base58(token: &[u8]) -> bool {
    OTHER_LENGTHS.contains(&token.len()) && is_mixed_base58(token)
}

fn is_mixed_base58(token: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| token.iter().any(test);
    token.iter().all(|byte| byte.is_ascii_alphanumeric() && !b"0OIl".contains(byte))
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
}

/// The checksum of BIP 173, or that of BIP 350.
fn is_bech32(token: &[u8]) -> bool {
    const ALPHABET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    /// The prefix `bc`, expanded as the standard says.
    const PREFIX: [u32; 5] = [3, 3, 0, 2, 3];
    const BECH32: u32 = 1;
    const BECH32M: u32 = 0x2BC8_30A3;
    let Some((b"bc1" | b"BC1", body)) = token.split_at_checked(3).filter(|_| BECH32_LENGTHS.contains(&token.len()))
    else {
        return false;
    };
    let values: Option<Vec<u32>> = body
        .iter()
        .map(|byte| {
            ALPHABET.iter().position(|known| *known == byte.to_ascii_lowercase()).and_then(|at| u32::try_from(at).ok())
        })
        .collect();
    let sum = |values: Vec<u32>| PREFIX.into_iter().chain(values).fold(1, polymod);
    values.is_some_and(|values| matches!(sum(values), BECH32 | BECH32M))
}

fn polymod(sum: u32, value: u32) -> u32 {
    const GENERATORS: [u32; 5] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3];
    let top = sum >> 25;
    let shifted = (sum & 0x01FF_FFFF) << 5 ^ value;
    let chosen = GENERATORS.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
    chosen.fold(shifted, |sum, (_, generator)| sum ^ generator)
}
