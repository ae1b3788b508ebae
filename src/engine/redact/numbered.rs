//! Tells hidden values apart by number, so that mail to two addresses is two requests.
//!
//! Values are compared by hash, in memory; neither the value nor its hash is kept with the text.

use super::Redaction;
use crate::bundle::checksum;
use crate::text::{Span, placeholder_end};

impl Redaction {
    /// The utterance with numbered placeholders: `[EMAIL_1]`, `[EMAIL_2]`.
    ///
    /// `raw` is the text that was redacted; `known` holds the hashes of the values seen so far, and takes the new ones.
    pub fn numbered(&self, raw: &str, known: &mut Vec<u64>) -> String {
        let text = self.utterance.as_str();
        let (mut numbered, mut from) = (String::with_capacity(text.len()), 0);
        for span in self.hidden(raw) {
            let number = number(known, self.raw_span(span).of(raw));
            let inner = Span { start: from, end: span.end.saturating_sub(1) };
            numbered.push_str(inner.of(text));
            numbered.push_str(&format!("_{number}]"));
            from = span.end;
        }
        numbered.push_str(Span { start: from, end: text.len() }.of(text));
        numbered
    }

    /// The placeholders of the utterance that stand for a value of `raw`.
    fn hidden(&self, raw: &str) -> Vec<Span> {
        let text = self.utterance.as_str();
        let opens = text.match_indices('[').map(|(start, _)| start);
        let placeholders = opens.filter_map(|start| Some(Span { start, end: placeholder_end(text, start)? }));
        placeholders.filter(|span| self.raw_span(*span).of(raw) != span.of(text)).collect()
    }
}

/// The number of a value, from 1.
fn number(known: &mut Vec<u64>, value: &str) -> usize {
    let hash = checksum(value.to_lowercase().as_bytes());
    let at = known.iter().position(|other| *other == hash).unwrap_or_else(|| {
        known.push(hash);
        known.len() - 1
    });
    at + 1
}

#[cfg(test)]
mod tests {
    use crate::redact::Redactor;
    use erp_chat_protocol::RawText;

    #[test]
    fn values_keep_their_numbers() {
        let mut known = Vec::new();
        let mut check = |raw: &str, expected: &str| {
            let redaction = Redactor::default().redact(&RawText::new(raw));
            assert_eq!(redaction.numbered(raw, &mut known), expected);
        };
        check("mail a@example.com and b@example.com", "mail [EMAIL_1] and [EMAIL_2]");
        check("mail B@example.com now", "mail [EMAIL_2] now");
        check("mail [EMAIL] now", "mail [EMAIL] now");
        check("", "");
    }
}
