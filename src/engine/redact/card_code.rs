//! The security code behind a card number: "4111 1111 1111 1111/883", or behind number and expiry date.
//!
//! Three digits behind a card and a space alone may be anything, and stay.

use super::candidate::{Candidate, Strength};
use super::page::{Make, Page};
use super::pii_type::PiiType;

/// Adds the code behind the card that ends with a word.
pub(super) fn find(page: &Page, last: usize, found: &mut Vec<Candidate>) {
    let expiry = expiry_end(page, last + 1);
    let is_joined = matches!(page.gap_after(expiry.unwrap_or(last)), b"/" | b" / " | b"|" | b" | ");
    let is_listed = expiry.is_some_and(|end| matches!(page.gap_after(end), b" " | b", " | b"," | b" - "));
    let code = expiry.unwrap_or(last) + 1;
    let fits = page.word(code).filter(|word| word.make == Make::Digits && matches!(word.span.len(), 3 | 4));
    found.extend(fits.filter(|_| is_joined || is_listed).map(|word| Candidate {
        span: word.span,
        pii: PiiType::Cvv,
        rule: "card-code",
        reason: "three or four digits behind a card",
        strength: Strength::Shape,
    }));
}

/// The year of `12/27`, with or without "exp" before it.
fn expiry_end(page: &Page, first: usize) -> Option<usize> {
    let month = if page.word(first)?.make == Make::Letters { first + 1 } else { first };
    let width = |at: usize| page.word(at).filter(|word| word.make == Make::Digits).map(|word| word.span.len());
    let dated =
        width(month)? == 2 && matches!(width(month + 1)?, 2 | 4) && matches!(page.gap_after(month), b"/" | b"-");
    dated.then_some(month + 1)
}
