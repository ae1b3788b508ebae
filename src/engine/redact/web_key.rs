//! Keys in what is sent over the web: the path of a webhook, the credentials of a header, the token of a chat bot.
//!
//! Each is told by what stands around a colon; an address without a key in its path stays.

use super::candidate::{Candidate, Strength};
use super::page::Page;
use super::pii_type::PiiType;
use super::vendor_key::looks_random;
use crate::text::Span;

/// Where the key of a webhook begins, behind `https://` (the vendors' documentation).
const WEBHOOKS: &[&[u8]] = &[
    b"hooks.slack.com/services/",
    b"hooks.slack.com/workflows/",
    b"hooks.slack.com/triggers/",
    b"discord.com/api/webhooks/",
    b"discordapp.com/api/webhooks/",
    b"hooks.zapier.com/hooks/catch/",
    b"maker.ifttt.com/trigger/",
];
/// Shorter paths are part of a manual.
const LEAST_PATH: usize = 20;
const MOST_LENGTH: usize = 256;
/// Digits of the number of a bot, and the length of its secret, which begins with `AA`.
const BOT_DIGITS: std::ops::RangeInclusive<usize> = 8..=10;
const BOT_SECRET: usize = 35;
/// `u:p` and more, in base 64.
const LEAST_BASIC: usize = 8;

/// Adds the key around the colon at an offset.
pub(super) fn find(page: &Page, colon: usize, found: &mut Vec<Candidate>) {
    let span = webhook(page, colon).or_else(|| bot(page, colon)).or_else(|| basic(page, colon));
    found.extend(span.map(|span| Candidate {
        span,
        pii: PiiType::ApiKey,
        rule: "web-key",
        reason: "stands where a service expects a key",
        strength: Strength::Enclosing,
    }));
}

fn webhook(page: &Page, colon: usize) -> Option<Span> {
    let address = page.bytes.get(colon..)?.strip_prefix(b"://")?;
    let prefix = WEBHOOKS.iter().find(|prefix| address.starts_with(prefix))?;
    let start = colon + b"://".len() + prefix.len();
    run_from(page, start).filter(|span| span.len() >= LEAST_PATH)
}

/// `123456789:AA...`.
fn bot(page: &Page, colon: usize) -> Option<Span> {
    let (before, after) = page.bytes.split_at_checked(colon)?;
    let secret = if after.starts_with(b":AA") { run_from(page, colon + 1)? } else { return None };
    let digits = before.iter().rev().take(BOT_SECRET).take_while(|byte| byte.is_ascii_digit()).count();
    let span = Span { start: colon - digits, end: secret.start + BOT_SECRET };
    (BOT_DIGITS.contains(&digits) && secret.len() >= BOT_SECRET).then_some(span)
}

/// `Authorization: Basic dXNlcjpwYXNz`.
fn basic(page: &Page, colon: usize) -> Option<Span> {
    let scheme = page.word_at(colon);
    let is_header = page.is_word(scheme, "basic") && page.is_word(scheme.checked_sub(1)?, "authorization");
    let from = page.word(scheme).filter(|_| is_header && page.gap_after(scheme).starts_with(b" "))?.span.end + 1;
    run_from(page, from).filter(|value| value.len() >= LEAST_BASIC && looks_random(page.slice(*value)))
}

/// The letters, digits and signs of a key from an offset on.
fn run_from(page: &Page, start: usize) -> Option<Span> {
    let of_key = |byte: u8| byte.is_ascii_alphanumeric() || b"-_/+=%.".contains(&byte);
    let rest = page.bytes.get(start..)?.iter().take(MOST_LENGTH);
    let run = rest.take_while(|byte| of_key(**byte)).count();
    let tail = page.bytes.get(start..start + run)?.iter().rev().take_while(|byte| **byte == b'.').count();
    (run > tail).then_some(Span { start, end: start + run - tail })
}

#[cfg(test)]
mod tests {
    use crate::redact::Redactor;

    #[test]
    fn keys_of_the_web_are_hidden() {
        let check = |text: &str, expected: &str| assert_eq!(Redactor::default().clean(text).as_str(), expected);
        check("https://hooks.slack.com/services/T0A1/B0C2/q7Zr5Xw9Lm3K", "https://hooks.slack.com/services/[API_KEY]");
        check(
            "see https://hooks.slack.com/services/ in the manual",
            "see https://hooks.slack.com/services/ in the manual",
        );
        check("Authorization: Basic c3RvcmVzOnJhaW4=", "Authorization: Basic [API_KEY]");
        check("authorization: basic users only", "authorization: basic users only");
    }
}
