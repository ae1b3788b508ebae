//! What a phrase announces: the field of a record, or talk about a value that may come in the next message.
//!
//! It finds no values.

use super::page::{Make, Page};
use super::pii_type::PiiType;
use super::{Hit, Redaction, Redactor, Rewritten, vouched};
use crate::text::Span;

/// A message with more words than this is no bare value.
const MOST_WORDS: usize = 6;

impl Redactor {
    /// The type that the last cue of a text announces: a phone of "mobile number".
    ///
    /// ```
    /// use erp_chat_engine::redact::{PiiType, Redactor};
    /// assert_eq!(Redactor::default().announced("I got the otp"), Some(PiiType::Password));
    /// assert_eq!(Redactor::default().announced("the invoice number"), None);
    /// ```
    pub fn announced(&self, text: &str) -> Option<PiiType> {
        let page = Page::new(text, &self.vocabulary);
        page.words.iter().rev().find_map(|word| word.cue)?.announces()
    }

    /// Whether a message is nothing but one value: digits in groups, or one word with a digit that is no document.
    pub(crate) fn is_bare(&self, text: &str) -> bool {
        let page = Page::new(text, &self.vocabulary);
        let digits = page.bytes.iter().any(u8::is_ascii_digit);
        let one_word = !text.trim().contains(char::is_whitespace);
        let groups = page.words.len() <= MOST_WORDS && page.words.iter().all(|word| word.make == Make::Digits);
        let business = page.words.iter().any(|word| word.cue.is_some_and(super::Cue::is_business));
        digits && (one_word || groups) && !business
    }
}

impl Redaction {
    /// The same message with more values hidden, where nothing is hidden yet.
    pub(crate) fn also_hiding(&self, raw: &str, values: &[(Span, PiiType)]) -> Self {
        let mut hits = self.hits.clone();
        for (span, pii) in values {
            if !hits.iter().any(|hit| hit.span.overlaps(*span)) {
                let at = hits.partition_point(|hit| hit.span < *span);
                hits.insert(at, Hit { span: *span, pii: *pii, rule: "slot", reason: "the value of a personal slot" });
            }
        }
        let Rewritten { text, joints } = Rewritten::new(raw, &hits);
        Self { utterance: vouched(text), hits, joints }
    }
}
