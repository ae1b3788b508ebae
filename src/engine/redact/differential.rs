//! Compares detectors with plain regular expressions on texts where both must agree.
//!
//! The texts are made of values and of words that say nothing about them, so neither cues nor check digits matter.

use super::{PiiType, Redactor};
use proptest::prelude::*;
use regex::bytes::RegexBuilder;

/// Types with an expression that says all there is to say about them (the value is its group, if it has one), and
/// values that fit it.
const TYPES: &[(PiiType, &str, &str)] = &[
    (
        PiiType::Email,
        r"(?i)\b[a-z0-9][a-z0-9._+-]*@(?:[a-z0-9-]+\.)+(?:com|org|in|uk)\b",
        "[a-z][a-z0-9]{1,6}([.][a-z]{2,5})?@[a-z]{3,8}[.](com|org|in|co[.]uk)",
    ),
    (
        PiiType::Ssn,
        r"\b(?:00[1-9]|0[1-9]\d|[1-57-8]\d\d|6[0-57-9]\d|66[0-57-9])-(?:0[1-9]|[1-9]\d)-(?:\d{3}[1-9]|\d\d[1-9]0|\d[1-9]00|[1-9]000)\b",
        "[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}",
    ),
    (PiiType::Pan, r"\b[A-Z]{3}[PCHFATBLJG][A-Z]\d{4}[A-Z]\b", "[A-Z]{3}[A-Z][A-Z][0-9]{4}[A-Z]"),
    (PiiType::Mac, r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b", "([0-9a-f]{2}:){5}[0-9a-f]{2}"),
    (PiiType::ApiKey, r"\bAKIA[0-9A-Z]{16}\b", "AKIA[0-9][0-9A-Z]{15}"),
    (PiiType::Jwt, r"\beyJ\w{8,}\.\w{8,}\.\w{8,}\b", "eyJ[A-Za-z0-9]{8,12}[.][A-Za-z0-9]{8,12}[.][A-Za-z0-9]{8,12}"),
    (
        PiiType::UrlCred,
        r"\bhttps://([^\s:/@]+:[^\s:/@]+)@\S+\b",
        "https://[a-z]{3,5}:[a-z0-9]{3,8}@[a-z]{3,8}[.]com/[a-z]{1,4}",
    ),
];

/// Words that are no cue, and values that belong to nobody.
const NEUTRAL: &[&str] =
    &["green", "boxes", "went", "out", "40", "crates", "and", "12.50", "then", "kiln-dried", "oak"];

/// The type to compare, and a text.
fn texts() -> impl Strategy<Value = (usize, String)> {
    let values = prop::sample::select((0..TYPES.len()).collect::<Vec<_>>());
    values.prop_flat_map(|nth| {
        let neutral = prop::sample::select(NEUTRAL).prop_map(str::to_owned);
        let value = prop::string::string_regex(TYPES[nth].2).unwrap();
        let pieces = prop::collection::vec(prop_oneof![3 => neutral, 1 => value], 1..10);
        // Between numbers stands a word: two of them side by side may make a third, such as a card's.
        (Just(nth), pieces.prop_map(|pieces| pieces.join(" then ")))
    })
}

proptest! {
    #[test]
    fn detectors_agree_with_plain_expressions((nth, text) in texts()) {
        let (pii, expression, _) = TYPES[nth];
        let regex = RegexBuilder::new(expression).unicode(false).build().unwrap();
        let matches = regex.captures_iter(text.as_bytes()).filter_map(|hit| hit.get(1).or(hit.get(0)));
        let expected: Vec<_> = matches.map(|hit| hit.range()).collect();
        let hits = Redactor::default().hits(&text);
        let found: Vec<_> = hits.iter().filter(|hit| hit.pii == pii).map(|hit| hit.span.start..hit.span.end).collect();
        prop_assert_eq!(found, expected, "{}", text);
    }
}
