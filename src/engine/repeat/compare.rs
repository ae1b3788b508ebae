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
const BOTH_UNMATCHED: f32 = 0.05;

pub(super) fn compare(lexicon: &Lexicon, earlier: &Meaning, later: &Meaning) -> Comparison {
    let (said, whole) = coverage(lexicon, earlier, later);
    let (known, all) = coverage(lexicon, later, earlier);
    let (covered, covers) = (share(said, whole), share(known, all));
    let both_sides = (whole - said).min(all - known);
    #[expect(clippy::cast_precision_loss, reason = "weights are small")]
    let penalty = both_sides as f32 / 100.0 * BOTH_UNMATCHED;
    let alike = BETTER_SIDE * covered.max(covers) + (1.0 - BETTER_SIDE) * covered.min(covers) - penalty;
    Comparison { similarity: alike.clamp(0.0, 1.0), covered }
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
        add(term.weight, matched(lexicon, term, other));
    }
    for action in &one.actions {
        add(ACTION, matched_action(lexicon, *action, other));
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
fn matched(lexicon: &Lexicon, term: &Term, other: &Meaning) -> u32 {
    let per_cent = |known: &Term| match () {
        () if known.id == term.id => 100,
        () if is_misspelt(term, known) => MISSPELT,
        () if lexicon.are_related(term.id, known.id) => RELATED,
        () => 0,
    };
    let by_action = other.actions.iter().any(|action| lexicon.are_related(term.id, *action));
    let related = if by_action { RELATED } else { 0 };
    other.content.iter().map(per_cent).max().unwrap_or(0).max(related)
}

/// How much of an action the other side has, in per cent: "new vendor" goes some way to creating one.
fn matched_action(lexicon: &Lexicon, action: u32, other: &Meaning) -> u32 {
    let by_term = || other.content.iter().any(|term| lexicon.are_related(action, term.id));
    let by_action = || other.actions.iter().any(|known| lexicon.are_related(action, *known));
    match () {
        () if other.actions.contains(&action) => 100,
        () if by_term() || by_action() => RELATED,
        () => 0,
    }
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

/// Why they cannot be the same: what both give and what differs.
pub(super) fn veto(lexicon: &Lexicon, earlier: &Meaning, later: &Meaning) -> Option<&'static str> {
    // A complaint says "not" and "why" about the answer, not about the request.
    let complains = later.has(Kind::Complaint);
    let negated = |meaning: &Meaning| meaning.has(Kind::Negation);
    match () {
        () if conflict(&earlier.numbers, &later.numbers) => Some("another number"),
        () if conflict(&earlier.periods, &later.periods) => Some("another time"),
        () if !complains && earlier.questions != later.questions => Some("another kind of question"),
        () if !complains && negated(earlier) != negated(later) => Some("negated"),
        () if other_action(lexicon, earlier, later) => Some("another action"),
        () if other_direction(earlier, later) => Some("another direction or side"),
        () if other_owner(earlier, later) => Some("another owner"),
        () if other_name(earlier, later) => Some("another name"),
        () if other_person(lexicon, earlier, later) => Some("another person"),
        () => None,
    }
}

/// Both give some and neither only adds to the other.
fn conflict<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    let within = |some: &[T], all: &[T]| some.iter().all(|item| all.contains(item));
    !within(left, right) && !within(right, left)
}

/// Actions that differ and are not close, or one that changes something against one that only looks.
fn other_action(lexicon: &Lexicon, earlier: &Meaning, later: &Meaning) -> bool {
    let only_reads = |meaning: &Meaning| meaning.actions.is_empty() && meaning.has(Kind::Reading);
    let is_close = |action: &u32| later.actions.iter().any(|other| lexicon.are_related(*action, *other));
    (conflict(&earlier.actions, &later.actions) && !earlier.actions.iter().any(is_close))
        || (only_reads(earlier) && !later.actions.is_empty())
        || (only_reads(later) && !earlier.actions.is_empty())
}

/// The same direction word with another end.
fn other_direction(earlier: &Meaning, later: &Meaning) -> bool {
    let within = |one: &Meaning, other: &Meaning, direction: u32| {
        let ends = ends(one, direction);
        ends.is_empty()
            || ends.iter().all(|end| other.directions.contains(&(direction, *end)) || is_respelt(*end, one, other))
    };
    let differs = |direction: u32| {
        let both = !ends(earlier, direction).is_empty() && !ends(later, direction).is_empty();
        both && !within(earlier, later, direction) && !within(later, earlier, direction)
    };
    earlier.directions.iter().any(|(direction, _)| differs(*direction))
}

fn ends(meaning: &Meaning, direction: u32) -> Vec<u32> {
    let of_it = meaning.directions.iter().filter(|(word, _)| *word == direction);
    of_it.map(|(_, end)| *end).collect()
}

/// Whether `other` has the unknown word `id` of `one` in another spelling.
fn is_respelt(id: u32, one: &Meaning, other: &Meaning) -> bool {
    let terms = one.content.iter().filter(|term| term.id == id);
    terms
        .flat_map(|term| other.content.iter().map(move |known| (term, known)))
        .any(|(term, known)| known.id != id && is_misspelt(term, known))
}

fn other_owner(earlier: &Meaning, later: &Meaning) -> bool {
    let own = |meaning: &Meaning| meaning.has(Kind::Own);
    (own(earlier) && !own(later) && !later.others.is_empty())
        || (own(later) && !own(earlier) && !earlier.others.is_empty())
        || conflict(&earlier.others, &later.others)
}

/// A name on each side that the other does not have.
fn other_name(earlier: &Meaning, later: &Meaning) -> bool {
    names_alone(earlier, later) && names_alone(later, earlier)
}

/// Whether `one` has a name that `other` does not have.
fn names_alone(one: &Meaning, other: &Meaning) -> bool {
    let lacks = |term: &Term| !other.content.iter().any(|known| known.id == term.id || is_misspelt(known, term));
    one.content.iter().any(|term| term.is_name && lacks(term))
}

/// Something that everybody has, once of a named person and once not.
fn other_person(lexicon: &Lexicon, earlier: &Meaning, later: &Meaning) -> bool {
    let is_personal = |term: &Term| later.content.contains(term) && lexicon.is_personal(term.id);
    let differs = names_alone(earlier, later) || names_alone(later, earlier);
    differs && earlier.actions == later.actions && earlier.content.iter().any(is_personal)
}
