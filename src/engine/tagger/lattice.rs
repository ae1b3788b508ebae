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

impl Lattice {
    /// A lattice over the tags of `slots`; `transition` scores a pair of tags, first and second.
    pub fn new(slots: &[u16], transition: impl Fn(u16, u16) -> i32) -> Self {
        let begins_and_insides = slots.iter().flat_map(|slot| [slot * 2 + 1, slot * 2 + 2]);
        let tags: Vec<u16> = std::iter::once(0).chain(begins_and_insides).collect();
        let score = |from: u16, to: u16| {
            if may_follow(from, to) {
                transition(from, to)
            } else {
                FORBIDDEN
            }
        };
        let transitions = tags
            .iter()
            .map(|to| tags.iter().map(|from| score(*from, *to)).collect())
            .collect();
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

    fn step(&self, scores: &[i32], emission: &[i32]) -> (Vec<i32>, Vec<usize>) {
        let reach = |(transitions, emission): (&Vec<i32>, &i32)| {
            let arrivals = scores
                .iter()
                .zip(transitions)
                .map(|(score, transition)| score.saturating_add(*transition));
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

/// The slots and their spans that a sequence of tags stands for.
pub fn spans(tokens: &[Token], tags: &[u16]) -> Vec<(u16, Span)> {
    let mut spans: Vec<(u16, Span)> = Vec::new();
    for (token, tag) in tokens.iter().zip(tags) {
        match (*tag, spans.last_mut()) {
            (0, _) => {}
            (inside, Some((_, span))) if inside.is_multiple_of(2) => span.end = token.span.end,
            (tag, _) => spans.push(((tag - 1) / 2, token.span)),
        }
    }
    spans
}
