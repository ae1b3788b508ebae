//! What detectors propose, and the choice among proposals that overlap.
//!
//! One span gets one type; the choice is one walk over the sorted proposals.

use super::pii_type::PiiType;
use crate::text::Span;

/// How sure a rule is; a surer one wins over a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// A number put together over lines or odd signs; any other reading of its parts is better.
    Broken,
    /// A length, with a wording nearby.
    Length,
    /// A shape that little else has.
    Shape,
    /// A wording that names the type, and a shape.
    Cue,
    /// A check digit.
    Checksum,
    /// A shape that encloses others: a key, a URL, an e-mail address.
    Enclosing,
    /// What the host asks for.
    #[cfg_attr(not(feature = "patterns"), expect(dead_code, reason = "only patterns are that strong"))]
    Host,
}

/// A proposal, on the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) pii: PiiType,
    pub(super) rule: &'static str,
    pub(super) reason: &'static str,
    pub(super) strength: Strength,
}

impl Candidate {
    fn rank(&self) -> (Strength, usize) {
        (self.strength, self.span.len())
    }
}

/// Keeps of overlapping proposals the surest, then the longest, then the first.
pub(super) fn resolve(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| candidate.span);
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    for candidate in found {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(candidate.span) => {
                if candidate.rank() > last.rank() {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}
