//! Redaction: personal data and secrets leave the text before anything else sees it.
//!
//! One pass over a folded copy of the text proposes spans, overlaps are resolved, and each span is replaced by the
//! name of its type. A hit says where, what and why, never the value. No detector does more work than its own length.

mod address;
mod announced;
mod birth;
mod candidate;
mod card;
mod card_code;
mod checksum;
mod cue;
mod detect;
mod dictated;
#[cfg(test)]
mod differential;
mod email;
mod expected;
mod host;
mod joined;
mod lookalike;
mod name;
mod national;
mod native_name;
mod network;
mod number_rules;
mod numbered;
mod options;
mod page;
mod passphrase;
mod pattern;
mod phone;
mod pii_type;
mod postal;
mod private_key;
mod remainder;
#[cfg(test)]
mod scored;
mod secret;
mod signs;
mod spaced;
mod table;
mod token;
mod vendor_key;
mod vocabulary;
mod web_key;
mod word_set;

pub use options::{MOST_ENTRIES, MOST_PATTERN_BYTES, MOST_PATTERNS, Pattern, PatternError, RedactorOptions};
pub use pii_type::PiiType;

use crate::text::Span;
use candidate::{Candidate, resolve};
use cue::Cue;
use detect::detect;
use erp_chat_protocol::{RawText, Utterance};
use host::HostRules;
use page::{PLACEHOLDER, Page};
use std::collections::BTreeMap;
use vocabulary::Vocabulary;

/// The version of the detectors, raised by any change of what they find.
pub const REDACTOR_VERSION: u16 = 2;

/// After this many passes the text is taken as it is; one pass and a look is what all but made-up texts need.
const MOST_PASSES: usize = 8;

/// One value that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands in the raw text.
    pub span: Span,
    /// What it is.
    pub pii: PiiType,
    /// The rule that found it.
    pub rule: &'static str,
    /// What the rule went by.
    pub reason: &'static str,
}

/// Finds and replaces personal data and secrets.
///
/// ```
/// use erp_chat_engine::redact::Redactor;
/// let cleaned = Redactor::default().clean("mail jo@example.com, ssn 219-09-9999");
/// assert_eq!(cleaned.as_str(), "mail [EMAIL], ssn [SSN]");
/// ```
#[derive(Default)]
pub struct Redactor {
    vocabulary: Vocabulary,
    host: HostRules,
}

impl Redactor {
    /// A redactor with the host's options.
    ///
    /// ```
    /// use erp_chat_engine::redact::{Redactor, RedactorOptions};
    /// let options = RedactorOptions { names: vec!["Ravi Kumar".to_owned()], ..RedactorOptions::default() };
    /// let redactor = Redactor::new(&options)?;
    /// assert_eq!(redactor.clean("approve Ravi Kumar's leave").as_str(), "approve [NAME]'s leave");
    /// # Ok::<_, erp_chat_engine::redact::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// A list that is too long, or a pattern that cannot be read, is too long or too large, or matches nothing.
    pub fn new(options: &RedactorOptions) -> Result<Self, PatternError> {
        let vocabulary = Vocabulary::default();
        let host = HostRules::new(options, &vocabulary)?;
        Ok(Self { vocabulary, host })
    }

    /// The values in a text, sorted and disjoint.
    ///
    /// Invariant: redacting twice equals redacting once, so a text with hits is looked at again, because a
    /// placeholder is shorter than its value and may bring a cue within reach of the next number.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let Pass { mut hits, mut is_last } = self.pass(text);
        for _ in 1..MOST_PASSES {
            if is_last {
                break;
            }
            let rewritten = Rewritten::new(text, &hits);
            let more = self.pass(&rewritten.text);
            is_last = more.is_last;
            let more = more.hits.into_iter().map(|hit| Hit { span: rewritten.raw_span(hit.span), ..hit });
            hits = merged(hits, more);
        }
        hits
    }

    /// Redacts a message.
    pub fn redact(&self, text: &RawText) -> Redaction {
        self.redact_answer(text, None)
    }

    /// Redacts the answer to a question for a value of type `asked`, which then needs no cue of its own.
    pub fn redact_answer(&self, text: &RawText, asked: Option<PiiType>) -> Redaction {
        let raw = text.expose();
        let hits = asked.map_or_else(|| self.hits(raw), |asked| self.hits_in_answer(raw, asked));
        let Rewritten { text, joints } = Rewritten::new(raw, &hits);
        Redaction { utterance: vouched(text), hits, joints }
    }

    /// Redacts a text that is no message: a comment, a slot value, a reply.
    pub fn clean(&self, text: &str) -> Utterance {
        self.cleaned(text).unwrap_or_else(|| vouched(text.to_owned()))
    }

    /// The same, or nothing when there is nothing to hide, so that the text need not be copied.
    pub fn cleaned(&self, text: &str) -> Option<Utterance> {
        let hits = self.hits(text);
        (!hits.is_empty()).then(|| vouched(Rewritten::new(text, &hits).text))
    }

    fn pass(&self, text: &str) -> Pass {
        let page = Page::new(text, &self.vocabulary);
        let hit = |found: Candidate| Hit {
            span: page.raw_span(found.span, text),
            pii: found.pii,
            rule: found.rule,
            reason: found.reason,
        };
        let mut found = detect(&page);
        self.host.find(&page, text, &mut found);
        // Invariant: no hit reaches over a placeholder, so the hits of all passes are disjoint.
        found.retain(|found| !page.slice(found.span).contains(&PLACEHOLDER));
        let mut kept = resolve(found);
        kept.retain(|found| self.host.hides(&page, found));
        let may_hold_more = || self.host.finds() || remainder::may_hold_more(&page, &kept);
        let is_last = kept.is_empty() || !may_hold_more();
        Pass { hits: kept.into_iter().map(hit).collect(), is_last }
    }
}

/// The hits of two looks, each in order, in order.
fn merged(hits: Vec<Hit>, more: impl Iterator<Item = Hit>) -> Vec<Hit> {
    let mut more = more.peekable();
    let mut merged = Vec::with_capacity(hits.len());
    for hit in hits {
        merged.extend(std::iter::from_fn(|| more.next_if(|other| other.span < hit.span)));
        merged.push(hit);
    }
    merged.extend(more);
    merged
}

/// What one look at a text has found.
struct Pass {
    hits: Vec<Hit>,
    /// Whether another look at the redacted text would find nothing.
    is_last: bool,
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that makes an utterance")]
fn vouched(text: String) -> Utterance {
    Utterance::from_redactor(text)
}

/// A redacted message with what was found in it.
#[derive(Clone, Debug)]
pub struct Redaction {
    /// The redacted message.
    pub utterance: Utterance,
    /// What was found, sorted and disjoint.
    pub hits: Vec<Hit>,
    joints: Vec<Joint>,
}

impl Redaction {
    /// Maps a span of the utterance back to the raw text; one that touches a placeholder covers the whole value.
    pub fn raw_span(&self, redacted: Span) -> Span {
        raw_span(&self.joints, redacted)
    }

    /// How many values of each type were found.
    pub fn counts(&self) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for hit in &self.hits {
            *counts.entry(hit.pii.as_str().to_owned()).or_default() += 1;
        }
        counts
    }
}

/// A value and the placeholder that stands for it.
#[derive(Clone, Copy, Debug)]
struct Joint {
    raw: Span,
    redacted: Span,
}

/// A text with placeholders, and where they stand.
struct Rewritten {
    text: String,
    joints: Vec<Joint>,
}

impl Rewritten {
    fn new(raw: &str, hits: &[Hit]) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut joints = Vec::with_capacity(hits.len());
        let mut copied = 0;
        for hit in hits {
            text.push_str(raw.get(copied..hit.span.start).unwrap_or_default());
            let start = text.len();
            text.extend(["[", hit.pii.as_str(), "]"]);
            let redacted = Span { start, end: text.len() };
            joints.push(Joint { raw: hit.span, redacted });
            copied = hit.span.end;
        }
        text.push_str(raw.get(copied..).unwrap_or_default());
        Self { text, joints }
    }

    fn raw_span(&self, redacted: Span) -> Span {
        raw_span(&self.joints, redacted)
    }
}

fn raw_span(joints: &[Joint], redacted: Span) -> Span {
    Span {
        start: raw_offset(joints, redacted.start, |joint| joint.raw.start),
        end: raw_offset(joints, redacted.end, |joint| joint.raw.end),
    }
}

/// The raw offset of an offset in the utterance; inside a placeholder it is the `edge` of the value.
fn raw_offset(joints: &[Joint], offset: usize, edge: fn(&Joint) -> usize) -> usize {
    let before = joints.partition_point(|joint| joint.redacted.end <= offset);
    let past = before.checked_sub(1).and_then(|index| joints.get(index));
    match joints.get(before) {
        Some(joint) if joint.redacted.start < offset => edge(joint),
        _ => past.map_or(offset, |joint| joint.raw.end + (offset - joint.redacted.end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_redaction_maps_back_to_the_raw_text() {
        let raw = "mail jo@example.com or call +91 98765 43210 now";
        let redaction = Redactor::default().redact(&RawText::new(raw));
        let check = |part: &str, expected: &str| {
            let start = redaction.utterance.as_str().find(part).unwrap();
            let end = start + part.len();
            assert_eq!(redaction.raw_span(Span { start, end }).of(raw), expected, "{part}");
        };
        assert_eq!(redaction.utterance.as_str(), "mail [EMAIL] or call [PHONE] now");
        check("mail", "mail");
        check("[EMAIL]", "jo@example.com");
        check("MAIL] or", "jo@example.com or");
        check("or", "or");
        check("[PHONE] now", "+91 98765 43210 now");
        check("now", "now");
        assert_eq!(redaction.counts(), BTreeMap::from([("EMAIL".to_owned(), 1), ("PHONE".to_owned(), 1)]));
    }

    #[test]
    fn placeholders_are_left_alone() {
        let text = "mail [EMAIL], card [CARD], call [PHONE_2], password [PASSWORD]";
        assert_eq!(Redactor::default().clean(text).as_str(), text);
    }

    #[test]
    fn a_long_list_of_values_is_redacted_once_and_for_all() {
        let check = |text: &str| {
            let once = Redactor::default().clean(text);
            assert_eq!(Redactor::default().clean(once.as_str()), once, "{text}");
        };
        check("020 123 4567 020 123 4567 020 123 4567 cvv,");
        check(&format!("I live at {}", "12 High Street, ".repeat(49)));
        check(&format!("{}is my phone", "020 123 4567 ".repeat(30)));
        check(&format!("{}born", "12.02.1990\n".repeat(30)));
    }

    #[test]
    fn options_add_and_take_away() {
        let check = |options: RedactorOptions, text: &str, expected: &str| {
            assert_eq!(Redactor::new(&options).unwrap().clean(text).as_str(), expected);
        };
        let list = |entries: &[&str]| entries.iter().map(|entry| (*entry).to_owned()).collect::<Vec<_>>();
        let allow = |entries: &[&str]| RedactorOptions { allow: list(entries), ..RedactorOptions::default() };
        let names = |entries: &[&str]| RedactorOptions { names: list(entries), ..RedactorOptions::default() };
        let off = |pii: PiiType| RedactorOptions { off: [pii].into(), ..RedactorOptions::default() };
        check(off(PiiType::Ip), "ping 10.0.0.7 for jo@example.com", "ping 10.0.0.7 for [EMAIL]");
        check(allow(&["+44 20 7946 0018"]), "call +44 (20) 7946-0018", "call +44 (20) 7946-0018");
        check(allow(&["@example.com"]), "jo@example.com, jo@example.org", "jo@example.com, [EMAIL]");
        check(names(&["Ravi Kumar", "Ravi"]), "RAVI KUMAR's and ravi's leave", "[NAME]'s and [NAME]'s leave");
        check(names(&["Ana María"]), "ask ana maria, not Anabel", "ask [NAME], not Anabel");
        check(names(&["", "  "]), "ask Ana", "ask Ana");
    }

    #[test]
    fn long_and_odd_texts_are_answered() {
        /// The greatest message that is ever redacted in one go.
        const LENGTH: usize = 100_000;
        let check = |piece: &str, hits: usize| {
            let text: String = piece.chars().cycle().take(LENGTH).collect();
            assert_eq!(Redactor::default().hits(&text).len(), hits, "{piece}");
        };
        assert!(Redactor::default().hits("").is_empty());
        check("0123456789", 0);
        check("@", 0);
        check("a.a.a.", 0);
        check("a@b.", 0);
        check("\0\u{200b}\u{301}\u{10ffff}", 0);
        check("password is ", 0);
        check("-----BEGIN PRIVATE KEY-----", 1);
    }

    /// Pieces that detectors care about, in any order, with noise between.
    pub(super) fn messages() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            "[0-9]{1,12}",
            "[ -~]{0,8}",
            "\\PC{0,4}",
            prop::sample::select(vec![
                " ",
                "@",
                ".",
                "-",
                ":",
                "/",
                "\n",
                "call ",
                "ssn ",
                "card ",
                "my password is ",
                "invoice ",
                "[EMAIL]",
                "at ",
                "dot ",
                "jo@example.com",
                "4111 1111 1111 1111",
                "dob ",
                "my name is ",
                "://",
                "account no ",
                "eyJ",
                "-----BEGIN PRIVATE KEY-----",
                "upi ",
                "address: ",
                "\u{200b}",
                "born ",
                "token ",
                "pin ",
                "cvv ",
                "call me ",
                "Omar here",
                "this is Ravi from stores",
                "020 123 4567 ",
                "is my phone",
                "3 March 1988 ",
            ])
            .prop_map(str::to_owned),
            // The same value many times over, which takes more passes than anyone types.
            (prop::sample::select(vec!["020 123 4567 ", "12 High Street, ", "12.02.1990 ", "call 417 "]), 1..50_usize)
                .prop_map(|(piece, times)| piece.repeat(times)),
        ];
        prop::collection::vec(pieces, 0..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn redacting_twice_equals_redacting_once(text in messages()) {
            let redactor = Redactor::default();
            let once = redactor.clean(&text);
            prop_assert_eq!(redactor.clean(once.as_str()), once);
        }

        #[test]
        fn hits_are_valid_sorted_and_disjoint(text in messages()) {
            let hits = Redactor::default().hits(&text);
            prop_assert!(hits.iter().all(|hit| !hit.span.is_empty() && text.get(hit.span.start..hit.span.end).is_some()));
            prop_assert!(hits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
