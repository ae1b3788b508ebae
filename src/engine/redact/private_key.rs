//! Private keys in PEM form, from the BEGIN line to the END line.
//!
//! A key whose end was cut off reaches to the end of the text.

use super::candidate::{Candidate, Strength};
use super::page::{PLACEHOLDER, Page};
use super::pii_type::PiiType;
use super::vocabulary::hash_of;
use crate::text::Span;

const BEGIN: &[u8] = b"-----BEGIN ";
/// The hash of the word that a key begins with.
const FIRST_WORD: u32 = hash_of(b"BEGIN");
const END: &[u8] = b"-----END ";
const LABEL: &[u8] = b"PRIVATE KEY";
const DASHES: &[u8] = b"-----";
/// The longest label in use is "ENCRYPTED PRIVATE KEY".
const MOST_LABEL: usize = 40;

/// Adds all keys of a page, walking over it once.
pub(super) fn find(page: &Page, found: &mut Vec<Candidate>) {
    if !page.words.iter().any(|word| word.hash == FIRST_WORD) {
        return;
    }
    let mut from = 0;
    while let Some(start) = position(page, from, BEGIN) {
        from = start + BEGIN.len();
        if !is_private(page, from) {
            continue;
        }
        let span = Span { start, end: end_of_key(page, from) };
        from = span.end;
        found.push(Candidate {
            span,
            pii: PiiType::PrivateKey,
            rule: "pem",
            reason: "PEM block of a private key",
            strength: Strength::Enclosing,
        });
    }
}

/// Where the next line of dashes stands.
fn position(page: &Page, from: usize, dashes: &[u8]) -> Option<usize> {
    let rest = page.bytes.get(from..)?;
    let stands = |at: &usize| rest.get(*at..).is_some_and(|line| line.starts_with(dashes));
    let signs = rest.iter().enumerate().filter(|(_, byte)| **byte == b'-');
    signs.map(|(at, _)| at).find(stands).map(|at| from + at)
}

fn is_private(page: &Page, from: usize) -> bool {
    let label = page.bytes.get(from..).unwrap_or_default();
    let label = label.get(..MOST_LABEL.min(label.len())).unwrap_or_default();
    label.windows(LABEL.len()).any(|window| window == LABEL)
}

/// The end of the END line, or of the text; a placeholder ends a key too.
fn end_of_key(page: &Page, from: usize) -> usize {
    let rest = page.bytes.get(from..).unwrap_or_default();
    let length = from + rest.iter().take_while(|byte| **byte != PLACEHOLDER).count();
    let end = position(page, from, END).and_then(|end| position(page, end + END.len(), DASHES));
    end.map_or(length, |dashes| length.min(dashes + DASHES.len()))
}
