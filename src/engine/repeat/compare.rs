//! How alike two requests are, and what keeps them apart.
//!
//! A veto is an argument that both give and that differs: no likeness of the words outweighs it.
//! Otherwise the content is aligned both ways. What one side adds costs little; what both sides keep costs much.

use super::lexicon::{Kind, Lexicon};
use super::meaning::{Meaning, Term};
use super::spelling::{begins_alike, errors_allowed};

/// Two requests compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Comparison {
    /// 0 to 1.
    pub(super) similarity: f32,
    /// Why they cannot be the same.
    pub(super) veto: Option<&'static str>,
    /// How much of the earlier request the later one says, 0 to 1.
    pub(super) covered: f32,
}

/// Weight of an action that changes something.
const ACTION: u32 = 8;
/// Weight of a number or id.
const NUMBER: u32 = 8;
/// Weight of a time.
const PERIOD: u32 = 4;
/// Per cent of its weight that a related word, or one with another spelling, matches.
const RELATED: u32 = 70;
const MISSPELT: u32 = 90;
/// Share of the better covered side in the similarity; the other side has the rest.
const BETTER_SIDE: f32 = 0.65;
/// Cost of a full content word unmatched on both sides.
const BOTH_UNMATCHED: f32 = 0.03;
/// What is left of the similarity after a veto, so that it stays under every threshold.
const AFTER_VETO: f32 = 0.4;

pub(super) fn compare(lexicon: &Lexicon, earlier: &Meaning, later: &Meaning) -> Comparison {
    let (said, whole) = coverage(lexicon, earlier, later);
    let (known, all) = coverage(lexicon, later, earlier);
    let (covered, covers) = (share(said, whole), share(known, all));
    let both_sides = (whole - said).min(all - known);
    #[expect(clippy::cast_precision_loss, reason = "weights are small")]
    let penalty = both_sides as f32 / 100.0 * BOTH_UNMATCHED;
    let alike = BETTER_SIDE * covered.max(covers) + (1.0 - BETTER_SIDE) * covered.min(covers) - penalty;
    let veto = veto(earlier, later);
    let similarity = if veto.is_some() { alike * AFTER_VETO } else { alike };
    Comparison {
        similarity: similarity.clamp(0.0, 1.0),
        veto,
        covered,
    }
}

#[expect(clippy::cast_precision_loss, reason = "weights are small")]
fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// What `other` says of `one`, and what `one` says in all, in hundredths of weights.
fn coverage(lexicon: &Lexicon, one: &Meaning, other: &Meaning) -> (u32, u32) {
    let mut sum = (0, 0);
    let mut add = |weight: u32, per_cent: u32| {
        sum.0 += weight * per_cent;
        sum.1 += weight * 100;
    };
    for term in &one.content {
        add(term.weight, matched(lexicon, term, &other.content));
    }
    for action in &one.actions {
        add(ACTION, full_if(other.actions.contains(action)));
    }
    for number in &one.numbers {
        add(NUMBER, full_if(other.numbers.contains(number)));
    }
    for period in &one.periods {
        add(PERIOD, full_if(other.periods.contains(period)));
    }
    sum
}

fn full_if(matches: bool) -> u32 {
    if matches { 100 } else { 0 }
}

/// How much of `term` the other side has, in per cent.
fn matched(lexicon: &Lexicon, term: &Term, others: &[Term]) -> u32 {
    let per_cent = |other: &Term| match () {
        () if other.id == term.id => 100,
        () if is_misspelt(term, other) => MISSPELT,
        () if lexicon.are_related(term.id, other.id) => RELATED,
        () => 0,
    };
    others.iter().map(per_cent).max().unwrap_or(0)
}

/// Whether two unknown words are spellings of one.
fn is_misspelt(left: &Term, right: &Term) -> bool {
    let (Some(left), Some(right)) = (&left.unknown, &right.unknown) else {
        return false;
    };
    left.len().abs_diff(right.len()) <= 2
        && begins_alike(left, right)
        && strsim::osa_distance(left, right) <= errors_allowed(left, right)
}

/// What both give and what differs.
fn veto(earlier: &Meaning, later: &Meaning) -> Option<&'static str> {
    let vetoes = [
        ("another number", conflict(&earlier.numbers, &later.numbers)),
        ("another time", conflict(&earlier.periods, &later.periods)),
        ("another kind of question", earlier.questions != later.questions),
        ("negated", earlier.has(Kind::Negation) != later.has(Kind::Negation)),
        ("another action", other_action(earlier, later)),
        ("another direction", other_direction(earlier, later)),
        ("another owner", other_owner(earlier, later)),
        ("another name", other_name(earlier, later)),
    ];
    vetoes.into_iter().find(|(_, holds)| *holds).map(|(reason, _)| reason)
}

/// Both give some and neither only adds to the other.
fn conflict<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    let within = |some: &[T], all: &[T]| some.iter().all(|item| all.contains(item));
    !within(left, right) && !within(right, left)
}

fn other_action(earlier: &Meaning, later: &Meaning) -> bool {
    let only_reads = |meaning: &Meaning| meaning.actions.is_empty() && meaning.has(Kind::Reading);
    conflict(&earlier.actions, &later.actions)
        || (only_reads(earlier) && !later.actions.is_empty())
        || (only_reads(later) && !earlier.actions.is_empty())
}

/// The same direction word with another end.
fn other_direction(earlier: &Meaning, later: &Meaning) -> bool {
    let ends = |meaning: &Meaning, direction: u32| -> Vec<u32> {
        let of_it = meaning.directions.iter().filter(|(word, _)| *word == direction);
        of_it.map(|(_, end)| *end).collect()
    };
    let differs = |direction: u32| conflict(&ends(earlier, direction), &ends(later, direction));
    earlier.directions.iter().any(|(direction, _)| differs(*direction))
}

fn other_owner(earlier: &Meaning, later: &Meaning) -> bool {
    let own = |meaning: &Meaning| meaning.has(Kind::Own);
    (own(earlier) && !own(later) && !later.others.is_empty())
        || (own(later) && !own(earlier) && !earlier.others.is_empty())
        || conflict(&earlier.others, &later.others)
}

/// A name on each side that the other does not have.
fn other_name(earlier: &Meaning, later: &Meaning) -> bool {
    let alone = |one: &Meaning, other: &Meaning| {
        let lacks = |term: &Term| {
            !other
                .content
                .iter()
                .any(|known| known.id == term.id || is_misspelt(known, term))
        };
        one.content.iter().any(|term| term.is_name && lacks(term))
    };
    alone(earlier, later) && alone(later, earlier)
}
