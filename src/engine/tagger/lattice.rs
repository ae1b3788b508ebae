//! The best sequence of tags: Viterbi over the tags that the slots of one intent allow.
//!
//! Tag 0 is "no slot"; slot `k` has the tags `2k + 1` (its first token) and `2k + 2` (its others). All scores are
//! integers, and the first of equals wins, so that every target finds the same path.

use crate::text::Span;

use super::token::Token;

/// Score of a transition that cannot be.
const FORBIDDEN: i32 = i32::MIN / 4;

/// The tags that one intent allows, "no slot" first, and how well each follows each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lattice {
    tags: Vec<u16>,
    /// For each tag, the score after each tag.
    transitions: Vec<Vec<i32>>,
}

/// A slot where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of the slot.
    pub slot: u16,
    /// Its tokens.
    pub span: Span,
    /// How far its tags score above "no slot", all tokens together.
    pub lead: i32,
}

impl Found {
    fn extend(&mut self, span: Span, lead: i32) {
        self.span.end = span.end;
        self.lead += lead;
    }
}

impl Lattice {
    /// A lattice over the tags of `slots`; `transition` scores a pair of tags, first and second.
    pub fn new(slots: &[u16], transition: impl Fn(u16, u16) -> i32) -> Self {
        let begins_and_insides = slots.iter().flat_map(|slot| [slot * 2 + 1, slot * 2 + 2]);
        let tags: Vec<u16> = std::iter::once(0).chain(begins_and_insides).collect();
        let score = |from: u16, to: u16| {
            if may_follow(from, to) { transition(from, to) } else { FORBIDDEN }
        };
        let transitions = tags.iter().map(|to| tags.iter().map(|from| score(*from, *to)).collect()).collect();
        Self { tags, transitions }
    }

    /// The tags, in the order of the emission scores.
    pub fn tags(&self) -> &[u16] {
        &self.tags
    }

    /// The best path through the emission scores of each token, as positions in [`Lattice::tags`].
    pub fn best_path(&self, emissions: &[Vec<i32>]) -> Vec<usize> {
        let mut scores = vec![FORBIDDEN; self.tags.len()];
        if let Some(no_slot) = scores.first_mut() {
            *no_slot = 0;
        }
        let mut origins = Vec::with_capacity(emissions.len());
        for emission in emissions {
            let (next, origin) = self.step(&scores, emission);
            scores = next;
            origins.push(origin);
        }
        trace(&origins, best(scores.into_iter()).0)
    }

    /// The slots and their spans on the best path.
    pub fn spans(&self, tokens: &[Token], emissions: &[Vec<i32>]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let path = self.best_path(emissions);
        for ((token, emission), at) in tokens.iter().zip(emissions).zip(path) {
            let tag = self.tags.get(at).copied().unwrap_or_default();
            let lead = emission.get(at).copied().unwrap_or_default() - emission.first().copied().unwrap_or_default();
            match found.last_mut() {
                _ if tag == 0 => {}
                Some(last) if tag.is_multiple_of(2) => last.extend(token.span, lead),
                _ => found.push(Found { slot: (tag - 1) / 2, span: token.span, lead }),
            }
        }
        found
    }

    fn step(&self, scores: &[i32], emission: &[i32]) -> (Vec<i32>, Vec<usize>) {
        let reach = |(transitions, emission): (&Vec<i32>, &i32)| {
            let arrivals = scores.iter().zip(transitions).map(|(score, transition)| score.saturating_add(*transition));
            let (origin, score) = best(arrivals);
            (score.saturating_add(*emission), origin)
        };
        self.transitions.iter().zip(emission).map(reach).unzip()
    }
}

/// Whether the inside of a slot follows only its own beginning or inside.
fn may_follow(from: u16, to: u16) -> bool {
    let is_inside = to > 0 && to.is_multiple_of(2);
    !is_inside || from == to || from + 1 == to
}

fn best(scores: impl Iterator<Item = i32>) -> (usize, i32) {
    let mut best = (0, i32::MIN);
    for (at, score) in scores.enumerate() {
        if score > best.1 {
            best = (at, score);
        }
    }
    best
}

fn trace(origins: &[Vec<usize>], last: usize) -> Vec<usize> {
    let mut path = Vec::with_capacity(origins.len());
    let mut at = last;
    for origin in origins.iter().rev() {
        path.push(at);
        at = origin.get(at).copied().unwrap_or_default();
    }
    path.reverse();
    path
}
