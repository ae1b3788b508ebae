//! Repeated requests: does this message ask for the same outcome, with the same arguments, as an earlier one?
//!
//! Words are compared by meaning, arguments by value, and what the router understood decides where it is known.
//! It looks only at requests that are not resolved, and never at answers.

mod ask;
mod compare;
mod lexicon;
mod meaning;
mod pieces;
mod spelling;
mod stance;

#[cfg(test)]
mod measure;

pub use ask::{Ask, Signature};
pub use lexicon::{Kind, Lexicon, LexiconFile};
pub use stance::{Stance, stance};

use compare::{Comparison, compare};
use meaning::Meaning;

/// Third and later times of asking are treated alike.
pub const HIGHEST_LEVEL: u8 = 3;

/// From here on two wordings ask the same. Chosen on `tests/repeat/sessions.jsonl`.
const SAME: f32 = 0.78;
/// From here on they do although the router understood different intents.
const SAME_DESPITE_INTENTS: f32 = 0.92;
/// The least similarity of two messages that the router understood alike.
const SAME_SIGNATURE: f32 = 0.85;
/// A complaint or a message that insists needs only this much likeness to find its request.
const SAME_INSISTING: f32 = 0.6;
/// A correction or follow-up that says this much of an earlier request is that request again.
const SAID_IN_FULL: f32 = 0.95;

/// How a message relates to the earlier requests of its session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repetition {
    /// Index of the latest earlier ask of the same request.
    pub of: Option<usize>,
    /// Likeness to the best candidate, 0 to 1.
    pub similarity: f32,
    /// 1 and the unresolved asks of the same request, at most [`HIGHEST_LEVEL`].
    pub level: u8,
    /// What decided, for "why this answer".
    pub reason: &'static str,
}

/// Whether `ask` repeats an unresolved request of `history`.
pub fn detect(lexicon: &Lexicon, history: &[Ask], ask: &Ask) -> Repetition {
    let verdicts: Vec<_> = history.iter().map(|earlier| judge(lexicon, earlier, ask)).collect();
    let best = verdicts.iter().map(|verdict| verdict.similarity).fold(0.0, f32::max);
    let is_same = |at: &usize| verdicts.get(*at).is_some_and(|verdict| verdict.same);
    let said = open(history).rev().find(is_same);
    match said.or_else(|| complained_about(history, ask, &verdicts)) {
        Some(at) => repeated(history, at, &verdicts, best),
        None => Repetition {
            of: None,
            similarity: best,
            level: 1,
            reason: reason(&verdicts, best),
        },
    }
}

/// The places of the requests that are not resolved.
fn open(history: &[Ask]) -> impl DoubleEndedIterator<Item = usize> {
    let asks = history.iter().enumerate();
    asks.filter(|(_, ask)| !ask.resolved).map(|(at, _)| at)
}

/// What comparing with one earlier request gave.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    similarity: f32,
    same: bool,
    reason: &'static str,
}

fn judge(lexicon: &Lexicon, earlier: &Ask, ask: &Ask) -> Verdict {
    let comparison = compare(lexicon, &earlier.meaning, &ask.meaning);
    let understood = understood_alike(earlier, ask);
    let similarity = match understood {
        Some(true) if comparison.veto.is_none() => comparison.similarity.max(SAME_SIGNATURE),
        _ => comparison.similarity,
    };
    let stopped = comparison.veto.or_else(|| stop(&ask.meaning, &comparison));
    let differs = understood == Some(false) && similarity < SAME_DESPITE_INTENTS;
    Verdict {
        similarity,
        same: stopped.is_none() && !differs && similarity >= threshold(&ask.meaning),
        reason: stopped.unwrap_or(if differs { "another intent" } else { "other words" }),
    }
}

/// Whether the router understood the same; nothing when it did not understand one of them.
fn understood_alike(earlier: &Ask, ask: &Ask) -> Option<bool> {
    let (earlier, later) = (earlier.signature.as_ref()?, ask.signature.as_ref()?);
    Some(earlier.intent == later.intent && earlier.is_compatible(later))
}

fn threshold(meaning: &Meaning) -> f32 {
    let insists = meaning.has(Kind::Insistence) || meaning.has(Kind::Complaint);
    if insists { SAME_INSISTING } else { SAME }
}

/// What keeps a message from being any repeat, by its own form.
fn stop(meaning: &Meaning, comparison: &Comparison) -> Option<&'static str> {
    let carries_on = meaning.has(Kind::FollowUp) || meaning.has(Kind::Correction);
    if meaning.has(Kind::Another) {
        Some("one more of the same")
    } else if carries_on && comparison.covered < SAID_IN_FULL {
        Some("carries on from an earlier message")
    } else if !meaning.is_request() && !meaning.has(Kind::Complaint) {
        Some("not a request")
    } else {
        None
    }
}

/// The request that a complaint without words of its own is about: the last open one.
fn complained_about(history: &[Ask], ask: &Ask, verdicts: &[Verdict]) -> Option<usize> {
    let meaning = &ask.meaning;
    if !meaning.has(Kind::Complaint) || meaning.has(Kind::Another) || !meaning.numbers.is_empty() {
        return None;
    }
    let named = |at: &usize| {
        verdicts
            .get(*at)
            .is_some_and(|verdict| verdict.similarity >= SAME_INSISTING)
    };
    open(history).rev().find(named).or_else(|| open(history).next_back())
}

fn repeated(history: &[Ask], at: usize, verdicts: &[Verdict], similarity: f32) -> Repetition {
    let request = history.get(at).map_or(0, |ask| ask.request);
    let filed = |ask: &Ask| request > 0 && ask.request == request;
    let asked = |place: &usize| {
        let (ask, verdict) = (history.get(*place), verdicts.get(*place));
        *place == at || ask.is_some_and(filed) || verdict.is_some_and(|verdict| verdict.same)
    };
    let times = open(history).filter(asked).count();
    Repetition {
        of: open(history).rev().find(asked),
        similarity,
        level: u8::try_from(times + 1).unwrap_or(HIGHEST_LEVEL).min(HIGHEST_LEVEL),
        reason: "asks the same",
    }
}

fn reason(verdicts: &[Verdict], best: f32) -> &'static str {
    let nearest = verdicts.iter().rev().find(|verdict| verdict.similarity >= best);
    nearest.map_or("first request", |verdict| verdict.reason)
}

/// The command line's form: `history` holds plain user messages, oldest first, each treated in turn.
///
/// Resolutions are applied and messages that ask nothing are skipped; the indices are those of `history`.
pub fn detect_in_history(lexicon: &Lexicon, history: &[&str], message: &str) -> Repetition {
    let mut places = Vec::new();
    let mut asks = Vec::new();
    for (place, text) in history.iter().enumerate() {
        if let Some(ask) = take_in(lexicon, &mut asks, text) {
            asks.push(ask);
            places.push(place);
        }
    }
    let found = detect(lexicon, &asks, &Ask::new(lexicon, message, None));
    Repetition {
        of: found.of.and_then(|at| places.get(at).copied()),
        ..found
    }
}

/// Applies one earlier message: settles what it settles, and gives the ask that it makes.
fn take_in(lexicon: &Lexicon, asks: &mut [Ask], text: &str) -> Option<Ask> {
    let ask = Ask::new(lexicon, text, None);
    match Stance::of(&ask.meaning) {
        Stance::Resolves => asks.iter_mut().for_each(|earlier| earlier.resolved = true),
        Stance::Neither if ask.meaning.has(Kind::Undo) => settle_last_action(asks),
        _ => {}
    }
    let asks_something = ask.meaning.is_request() || ask.meaning.has(Kind::Complaint);
    let repetition = detect(lexicon, asks, &ask);
    asks_something.then(|| ask.filed(asks, &repetition))
}

fn settle_last_action(asks: &mut [Ask]) {
    if let Some(last) = asks.iter_mut().rev().find(|ask| !ask.meaning.actions.is_empty()) {
        last.resolved = true;
    }
}
