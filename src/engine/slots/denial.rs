//! What the user rules out: `8812 not 8821`, `Leeds instead of Hull`.

use crate::text::{Span, words};

/// Words that may stand between the denial and the value.
const BETWEEN: [&str; 18] = [
    "the", "a", "an", "for", "on", "to", "from", "number", "no", "invoice", "inv", "bill", "po", "order", "purchase",
    "leave", "ticket", "request",
];

/// How far back a denial is looked for, bytes; longer than any run of the words above in practice.
const REACH: usize = 48;

/// Whether the words right before `span` rule it out.
pub(super) fn is_denied(text: &str, span: Span) -> bool {
    let mut start = span.start.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let reach = Span { start, end: span.start };
    let before = reach.of(text);
    let words: Vec<String> = words(before).into_iter().map(|word| word.lower).collect();
    let mut rest = words.iter().map(String::as_str).rev().skip_while(|word| BETWEEN.contains(word));
    match rest.next() {
        Some("not") => true,
        Some("of") => rest.next() == Some("instead"),
        Some("than") => rest.next() == Some("rather"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denied_value_is_told_apart() {
        let check = |text: &str, value: &str, expected: bool| {
            let start = text.find(value).unwrap();
            let span = Span { start, end: start + value.len() };
            assert_eq!(is_denied(text, span), expected, "{text}");
        };
        check("8812 not 8821", "8821", true);
        check("8812 not 8821", "8812", false);
        check("not the invoice 77, 78", "77", true);
        check("not the invoice 77, 78", "78", false);
        check("send it to Leeds instead of Hull", "Hull", true);
        check("I was not in on Monday", "Monday", false);
        check("it's nót 5", "5", false);
    }
}
