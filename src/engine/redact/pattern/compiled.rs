//! Patterns by the `regex` crate, without Unicode tables and on bytes: each byte of the folded text is a character.

use super::super::candidate::{Candidate, Strength};
use super::super::options::{MOST_PATTERN_BYTES, Pattern, PatternError};
use super::super::page::{PLACEHOLDER, Page};
use super::super::pii_type::PiiType;
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::{Parser, ParserBuilder};
use std::sync::OnceLock;

/// States that a pattern may need, counted roughly; a pattern of the greatest length without counts stays below.
const MOST_STATES: usize = 2_000;

/// A pattern that was read, and compiled when it was first needed.
pub(in super::super) struct HostPattern {
    pattern: String,
    pii: PiiType,
    /// With what every match begins; empty when matches begin in many ways.
    beginning: Vec<u8>,
    /// States that one character may be compared with.
    work: usize,
    compiled: OnceLock<Option<Regex>>,
}

impl HostPattern {
    /// Reads a pattern.
    pub(in super::super) fn new(host: &Pattern) -> Result<Self, PatternError> {
        let pattern = host.pattern.clone();
        if pattern.len() > MOST_PATTERN_BYTES {
            return Err(PatternError::TooLong { pattern });
        }
        let hir = read(&pattern)?;
        match hir.properties().minimum_len() {
            _ if states(&hir) > MOST_STATES => Err(PatternError::TooLarge { pattern }),
            Some(0) | None => Err(PatternError::MatchesNothing { pattern }),
            Some(_) => {
                let (beginning, work) = (beginning(&hir), work(&hir));
                Ok(Self { beginning, work, pattern, pii: host.pii, compiled: OnceLock::new() })
            }
        }
    }

    /// How many states one character of the worst text is compared with.
    pub(in super::super) fn work(&self) -> usize {
        self.work
    }

    /// Adds all matches; none of them reaches over a placeholder.
    pub(in super::super) fn find(&self, page: &Page, found: &mut Vec<Candidate>) {
        if !self.may_match(&page.bytes) {
            return;
        }
        let Some(regex) = self.compiled.get_or_init(|| compile(&self.pattern)) else { return };
        for part in parts(&page.bytes) {
            let bytes = page.slice(part);
            found.extend(regex.find_iter(bytes).map(|hit| self.candidate(part.start + hit.start(), hit.len())));
        }
    }

    /// Invariant: the gate never changes a result; it only says that there is none.
    fn may_match(&self, bytes: &[u8]) -> bool {
        let Some(first) = self.beginning.first() else { return true };
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| byte == first) {
            let Some(from) = rest.get(at..).filter(|from| !from.starts_with(&self.beginning)) else { return true };
            rest = from.get(1..).unwrap_or_default();
        }
        false
    }

    fn candidate(&self, start: usize, length: usize) -> Candidate {
        let (rule, reason) = ("host-pattern", "matches a pattern of the host");
        let span = Span { start, end: start + length };
        Candidate { span, pii: self.pii, rule, reason, strength: Strength::Host }
    }
}

fn parser() -> Parser {
    ParserBuilder::new().unicode(false).utf8(false).build()
}

fn read(pattern: &str) -> Result<Hir, PatternError> {
    let invalid = |reason: String| PatternError::Invalid { pattern: pattern.to_owned(), reason };
    if !pattern.is_ascii() {
        return Err(invalid("only ASCII is matched, and look-alikes of it".to_owned()));
    }
    parser().parse(pattern).map_err(|error| invalid(last_line(&error.to_string())))
}

/// The reason alone: the lines before it draw where in the pattern the fault is.
fn last_line(error: &str) -> String {
    let line = error.lines().last().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).unicode(false).build().ok()
}

/// How many states the compiled pattern has, roughly.
fn states(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Capture(capture) => states(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(0, |sum: usize, part| sum.saturating_add(states(part)))
        }
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min + 1).max(1);
            states(&repetition.sub).saturating_mul(times as usize)
        }
    }
}

/// The longest text with which every match begins.
fn beginning(hir: &Hir) -> Vec<u8> {
    let mut extractor = Extractor::new();
    extractor.limit_class(1);
    extractor.extract(hir).longest_common_prefix().unwrap_or_default().to_vec()
}

/// How many states one character may be compared with: as many as wait for it in the worst text.
fn work(hir: &Hir) -> usize {
    if is_pinned(hir) {
        return 1;
    }
    let mut waiting = [0; 256];
    count_waiting(hir, 1, &mut waiting);
    waiting.into_iter().max().unwrap_or_default().max(1)
}

/// Whether only one attempt to match can be under way: a match begins with a character that it does not have later, and
/// goes on without a choice between repetitions.
fn is_pinned(hir: &Hir) -> bool {
    let HirKind::Concat(parts) = hir.kind() else {
        return matches!(hir.kind(), HirKind::Literal(_) | HirKind::Class(_));
    };
    let mut parts = parts.iter().filter(|part| !matches!(part.kind(), HirKind::Look(_)));
    let Some(first) = parts.next().and_then(first_byte) else { return false };
    parts.all(|part| {
        let mut waiting = [0; 256];
        count_waiting(part, 1, &mut waiting);
        is_simple(part) && waiting.get(usize::from(first)).is_some_and(|count| *count == 0)
    })
}

/// The first character of a literal that has it only once.
fn first_byte(hir: &Hir) -> Option<u8> {
    let HirKind::Literal(literal) = hir.kind() else { return None };
    let first = literal.0.first()?;
    (literal.0.iter().filter(|byte| *byte == first).count() == 1).then_some(*first)
}

/// One character, a text, or one character as often as it is counted.
fn is_simple(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            matches!(repetition.sub.kind(), HirKind::Class(_) | HirKind::Literal(_))
                && repetition.max == Some(repetition.min)
        }
        kind => matches!(kind, HirKind::Class(_) | HirKind::Literal(_)),
    }
}

/// Counts for each byte the states that wait for it.
fn count_waiting(hir: &Hir, times: usize, waiting: &mut [usize; 256]) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => literal.0.iter().for_each(|byte| note(*byte..=*byte, times, waiting)),
        HirKind::Class(Class::Bytes(class)) => {
            class.iter().for_each(|range| note(range.start()..=range.end(), times, waiting));
        }
        HirKind::Class(Class::Unicode(_)) => note(0..=u8::MAX, times, waiting),
        HirKind::Capture(capture) => count_waiting(&capture.sub, times, waiting),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| count_waiting(part, times, waiting));
        }
        HirKind::Repetition(repetition) => {
            let often = repetition.max.unwrap_or(repetition.min).max(1) as usize;
            count_waiting(&repetition.sub, times.saturating_mul(often), waiting);
        }
    }
}

fn note(bytes: std::ops::RangeInclusive<u8>, times: usize, waiting: &mut [usize; 256]) {
    for byte in bytes {
        if let Some(count) = waiting.get_mut(usize::from(byte)) {
            *count = count.saturating_add(times);
        }
    }
}

/// The stretches between placeholders.
fn parts(bytes: &[u8]) -> impl Iterator<Item = Span> {
    let mut start = 0;
    bytes.split(|byte| *byte == PLACEHOLDER).map(move |part| {
        let span = Span { start, end: start + part.len() };
        start = span.end + 1;
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::{Redactor, RedactorOptions};
    use proptest::prelude::*;

    fn pattern(pattern: &str) -> Pattern {
        Pattern { pattern: pattern.to_owned(), pii: PiiType::Custom }
    }

    #[test]
    fn bad_patterns_are_refused_when_they_are_configured() {
        let check = |text: &str, message: &str| {
            let error = HostPattern::new(&pattern(text)).err().unwrap().to_string();
            assert!(error.contains(message), "{text}: {error}");
        };
        check("(", "cannot be read");
        check("\\pL+", "cannot be read");
        check("caf\u{e9}", "only ASCII");
        check("x*", "matches the empty text");
        check("(a{100}){100}", "repeats too much");
        check("((((a{99}){99}){99}){99}){99}", "repeats too much");
        check(&"x".repeat(MOST_PATTERN_BYTES + 1), "longer than");
    }

    #[test]
    fn patterns_with_too_much_work_are_refused() {
        let check = |texts: Vec<String>, is_accepted: bool| {
            let patterns = texts.iter().map(|text| pattern(text)).collect();
            let options = RedactorOptions { patterns, ..RedactorOptions::default() };
            assert_eq!(Redactor::new(&options).is_ok(), is_accepted, "{texts:?}");
        };
        check(vec!["(?:[a-z]{1,40}){1,40}[0-9]".to_owned()], false);
        check((1..=64).map(|digits| format!("[a-z]{{1,50}}[0-9]{{{digits}}}")).collect(), false);
        check((1..=64).map(|plant| format!("EMP{plant}-[0-9]{{6}}")).collect(), true);
        check((1..=16).map(|plant| format!(r"\b[A-Z]{{2}}{plant}[0-9]{{6}}\b")).collect(), true);
    }

    #[test]
    fn a_long_list_is_refused() {
        let patterns = vec![pattern("x"); 65];
        let options = RedactorOptions { patterns, ..RedactorOptions::default() };
        assert_eq!(Redactor::new(&options).err(), Some(PatternError::TooMany { list: "patterns", most: 64 }));
    }

    #[test]
    fn matches_are_hidden() {
        let check = |text: &str, expected: &str| {
            let patterns = vec![pattern(r"\bEMP-\d{5}\b"), pattern("(?i)project (zeus|hera)")];
            let options = RedactorOptions { patterns, ..RedactorOptions::default() };
            assert_eq!(Redactor::new(&options).unwrap().clean(text).as_str(), expected);
        };
        check("badge EMP-00417 and EMP-0041", "badge [CUSTOM] and EMP-0041");
        check("badge ＥＭＰ\u{2010}00417", "badge [CUSTOM]");
        check("PROJECT Zeus mails jo@example.com", "[CUSTOM] mails [EMAIL]");
        check("[EMAIL] is fine", "[EMAIL] is fine");
    }

    proptest! {
        #[test]
        fn the_gate_never_changes_a_result(text in "[a-cA-C0-2 .-]{0,40}", source in "[abc01.?+|()\\[\\]{}2d\\\\-]{1,12}") {
            let Ok(gated) = HostPattern::new(&pattern(&source)) else { return Ok(()) };
            let regex = compile(&source);
            prop_assert!(regex.is_some(), "every pattern that was read compiles");
            prop_assert!(gated.may_match(text.as_bytes()) || !regex.unwrap().is_match(text.as_bytes()));
        }
    }
}
