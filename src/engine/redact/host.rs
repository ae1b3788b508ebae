//! The host's own rules, compiled from its options.
//!
//! Names and allowed values are compared as folded text, so an evasion of them is seen through as well.

use super::candidate::{Candidate, Strength};
use super::native_name::NativeNames;
use super::options::{Pattern, PatternError, RedactorOptions};
use super::page::Page;
use super::pattern::HostPattern;
use super::pii_type::PiiType;
use super::vocabulary::Vocabulary;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// States of all patterns that a character may be compared with: 100 kB of the worst text take half a second.
const MOST_WORK: usize = 160;

/// What a host adds to the detectors and takes away from them.
#[derive(Default)]
pub(super) struct HostRules {
    off: BTreeSet<PiiType>,
    allowed: BTreeSet<Vec<u8>>,
    domains: BTreeSet<Vec<u8>>,
    names: Names,
    native_names: NativeNames,
    patterns: Vec<HostPattern>,
}

/// Names by their first word, the longest first.
type Names = BTreeMap<Vec<u8>, Vec<Vec<Vec<u8>>>>;

impl HostRules {
    /// Compiles options.
    pub(super) fn new(options: &RedactorOptions, vocabulary: &Vocabulary) -> Result<Self, PatternError> {
        options.check()?;
        let fold = |text: &String| Page::new(text, vocabulary).bytes;
        let (names, native_names) = names(&options.names, vocabulary);
        let entries = |domain: bool| options.allow.iter().filter(move |entry| entry.starts_with('@') == domain);
        Ok(Self {
            off: options.off.clone(),
            allowed: entries(false).map(|entry| bare(&fold(entry))).collect(),
            domains: entries(true).map(|entry| bare(&fold(entry))).collect(),
            names,
            native_names,
            patterns: compiled(&options.patterns)?,
        })
    }

    /// Adds the host's names and the matches of its patterns.
    pub(super) fn find(&self, page: &Page, text: &str, found: &mut Vec<Candidate>) {
        self.patterns.iter().for_each(|pattern| pattern.find(page, found));
        if !self.native_names.is_empty() {
            let spans = self.native_names.find(text).into_iter().map(|raw| page.folded_span(raw));
            found.extend(spans.filter(|span| !span.is_empty()).map(name));
        }
        if self.names.is_empty() {
            return;
        }
        for index in 0..page.words.len() {
            let last = self.name_end(page, index);
            found.extend(last.and_then(|last| page.words_span(index, last)).map(name));
        }
    }

    /// Whether the host has anything to be found.
    pub(super) fn finds(&self) -> bool {
        !self.names.is_empty() || !self.native_names.is_empty() || !self.patterns.is_empty()
    }

    /// Whether a value is hidden at all.
    pub(super) fn hides(&self, page: &Page, candidate: &Candidate) -> bool {
        let value = page.slice(candidate.span);
        let domain = || value.iter().rposition(|byte| *byte == b'@').and_then(|at| value.get(at..)).map(bare);
        let allowed = !self.allowed.is_empty() && self.allowed.contains(&bare(value));
        let in_domain = !self.domains.is_empty() && domain().is_some_and(|domain| self.domains.contains(&domain));
        !allowed && !in_domain && !self.off.contains(&candidate.pii)
    }

    fn name_end(&self, page: &Page, first: usize) -> Option<usize> {
        let alike = self.names.get(&page.word_bytes(first).to_ascii_lowercase())?;
        let stands = |name: &&Vec<Vec<u8>>| {
            let words = name.iter().enumerate();
            words.into_iter().all(|(nth, word)| {
                page.word_bytes(first + nth).eq_ignore_ascii_case(word)
                    && (nth + 1 == name.len() || joins_name(page.gap_after(first + nth)))
            })
        };
        alike.iter().find(stands).map(|name| first + name.len() - 1)
    }
}

fn joins_name(gap: &[u8]) -> bool {
    gap.len() <= 2 && gap.iter().all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'\'' | b'\n'))
}

fn name(span: Span) -> Candidate {
    let (rule, reason) = ("host-name", "listed by the host");
    Candidate { span, pii: PiiType::Name, rule, reason, strength: Strength::Shape }
}

/// The letters and digits of a value, in small letters.
fn bare(value: &[u8]) -> Vec<u8> {
    value
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace() && !byte.is_ascii_punctuation())
        .map(u8::to_ascii_lowercase)
        .collect()
}

/// Names with Latin letters, or those that look like them, and all others.
fn names(listed: &[String], vocabulary: &Vocabulary) -> (Names, NativeNames) {
    let (mut names, mut native) = (Names::new(), NativeNames::default());
    for text in listed {
        let page = Page::new(text, vocabulary);
        let words: Vec<_> = (0..page.words.len()).map(|at| page.word_bytes(at).to_ascii_lowercase()).collect();
        if words.iter().flatten().any(|byte| !byte.is_ascii()) {
            native.add(text);
        } else if let Some(first) = words.first() {
            names.entry(first.clone()).or_default().push(words);
        }
    }
    names.values_mut().for_each(|alike| alike.sort_by_key(|words| std::cmp::Reverse(words.len())));
    (names, native)
}

/// Reads the patterns, whose work for each character is bounded together.
fn compiled(patterns: &[Pattern]) -> Result<Vec<HostPattern>, PatternError> {
    let mut work = 0;
    let mut compiled = Vec::with_capacity(patterns.len());
    for host in patterns {
        let pattern = HostPattern::new(host)?;
        work += pattern.work();
        if work > MOST_WORK {
            return Err(PatternError::TooLarge { pattern: host.pattern.clone() });
        }
        compiled.push(pattern);
    }
    Ok(compiled)
}
