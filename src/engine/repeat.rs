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

use compare::{Comparison, compare, veto};
use meaning::Meaning;

/// Third and later times of asking are treated alike.
pub const HIGHEST_LEVEL: u8 = 3;

/// From here on two wordings ask the same. Chosen on `tests/repeat/sessions.jsonl`.
const SAME: f32 = 0.72;
/// From here on they do although the router understood different intents.
const SAME_DESPITE_INTENTS: f32 = 0.88;
/// The least similarity of two messages that the router understood alike.
const SAME_SIGNATURE: f32 = 0.85;
/// A complaint or a message that insists needs only this much likeness to find its request.
const SAME_INSISTING: f32 = 0.6;
/// A correction or follow-up that says this much of an earlier request is that request again.
const SAID_IN_FULL: f32 = 0.95;

/// What is left of the similarity when an argument differs, so that it stays under every threshold.
const AFTER_STOP: f32 = 0.4;

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
        None => Repetition { of: None, similarity: best, level: 1, reason: reason(&verdicts, best) },
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
    let understood = Understood::of(earlier, ask);
    let is_verbatim = is_verbatim(&earlier.meaning, &ask.meaning);
    let similarity = match understood {
        _ if is_verbatim => 1.0,
        Understood::Same => comparison.similarity.max(SAME_SIGNATURE),
        _ => comparison.similarity,
    };
    let stopped = match understood {
        Understood::OtherSlots => Some("another slot"),
        Understood::OtherIntent if similarity < SAME_DESPITE_INTENTS => Some("another intent"),
        _ if is_verbatim || Understood::agrees_on_values(earlier, ask) => None,
        _ if similarity <= 0.0 => None,
        _ => veto(lexicon, &earlier.meaning, &ask.meaning).or_else(|| stop(&ask.meaning, &comparison)),
    };
    Verdict {
        similarity: if stopped.is_some() { similarity * AFTER_STOP } else { similarity },
        same: stopped.is_none() && similarity >= threshold(&ask.meaning),
        reason: stopped.unwrap_or("other words"),
    }
}

/// How what the router understood of two requests compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Understood {
    Same,
    OtherSlots,
    OtherIntent,
    /// One of them was not understood.
    Unknown,
}

impl Understood {
    /// Whether the router read the same values from both, in whatever words: "payslip for February", "for last month".
    fn agrees_on_values(earlier: &Ask, later: &Ask) -> bool {
        let agree = |a: &Signature, b: &Signature| a == b && !a.slots.is_empty();
        earlier.signature.as_ref().zip(later.signature.as_ref()).is_some_and(|(a, b)| agree(a, b))
    }

    fn of(earlier: &Ask, ask: &Ask) -> Self {
        match (&earlier.signature, &ask.signature) {
            (Some(earlier), Some(later)) if earlier.intent != later.intent => Self::OtherIntent,
            (Some(earlier), Some(later)) if !earlier.is_compatible(later) => Self::OtherSlots,
            (Some(_), Some(_)) => Self::Same,
            _ => Self::Unknown,
        }
    }
}

/// The same words, other than small talk, bare values and "another one".
fn is_verbatim(earlier: &Meaning, later: &Meaning) -> bool {
    earlier.text == later.text && later.is_utterance() && !later.has(Kind::Another)
}

fn threshold(meaning: &Meaning) -> f32 {
    let insists = meaning.has(Kind::Insistence) || meaning.has(Kind::Complaint);
    if insists { SAME_INSISTING } else { SAME }
}

/// What keeps a message from being any repeat, by its own form.
fn stop(meaning: &Meaning, comparison: &Comparison) -> Option<&'static str> {
    let complains = meaning.has(Kind::Complaint);
    let carries_on = !complains && (meaning.has(Kind::FollowUp) || meaning.has(Kind::Correction));
    if meaning.has(Kind::Another) && !complains {
        Some("one more of the same")
    } else if carries_on && comparison.covered < SAID_IN_FULL {
        Some("carries on from an earlier message")
    } else if !meaning.is_request() && !complains {
        Some("not a request")
    } else {
        None
    }
}

/// The request that a complaint is about: the one it names, or the last open one when it names nothing else.
fn complained_about(history: &[Ask], ask: &Ask, verdicts: &[Verdict]) -> Option<usize> {
    let meaning = &ask.meaning;
    if !meaning.has(Kind::Complaint) || !meaning.numbers.is_empty() {
        return None;
    }
    let named = |at: &usize| verdicts.get(*at).is_some_and(|verdict| verdict.similarity >= SAME_INSISTING);
    let last = || open(history).next_back().filter(|_| meaning.names_nothing());
    open(history).rev().find(named).or_else(last)
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
    let read = |text: &str| Ask::new(lexicon, text, None);
    replay(lexicon, history.iter().map(|text| read(text)).collect(), &read(message))
}

/// As [`detect_in_history`], for messages whose signatures are known.
pub fn replay(lexicon: &Lexicon, history: Vec<Ask>, ask: &Ask) -> Repetition {
    let mut places = Vec::new();
    let mut asks = Vec::new();
    for (place, earlier) in history.into_iter().enumerate() {
        if let Some(filed) = take_in(lexicon, &mut asks, earlier) {
            asks.push(filed);
            places.push(place);
        }
    }
    let found = detect(lexicon, &asks, ask);
    Repetition { of: found.of.and_then(|at| places.get(at).copied()), ..found }
}

/// Applies one earlier message: settles what it settles, and gives the ask that it makes.
fn take_in(lexicon: &Lexicon, asks: &mut [Ask], ask: Ask) -> Option<Ask> {
    match Stance::of(&ask.meaning) {
        Stance::Resolves => asks.iter_mut().for_each(|earlier| earlier.resolved = true),
        Stance::Neither if ask.meaning.has(Kind::Undo) => settle_last_action(asks),
        _ => {}
    }
    let ask = match asks.iter().rev().find(|earlier| !earlier.resolved) {
        Some(last) if ask.meaning.carries_on() => ask.in_context_of(last),
        _ => ask,
    };
    let only_settles = Stance::of(&ask.meaning) == Stance::Resolves && ask.meaning.is_bare() && !ask.meaning.asks();
    let asks_something = !only_settles && (ask.meaning.is_utterance() || ask.meaning.has(Kind::Complaint));
    let repetition = detect(lexicon, asks, &ask);
    asks_something.then(|| ask.filed(asks, &repetition))
}

fn settle_last_action(asks: &mut [Ask]) {
    if let Some(last) = asks.iter_mut().rev().find(|ask| !ask.meaning.actions.is_empty()) {
        last.resolved = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use measure::starter_lexicon;

    fn ask(lexicon: &Lexicon, (text, intent, slots): (&str, &str, &[(&str, &str)])) -> Ask {
        let owned = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
        let slots = slots.iter().map(owned).collect();
        let intent = intent.to_owned();
        Ask::new(lexicon, text, Some(Signature { intent, slots }))
    }

    #[test]
    fn what_the_router_understood_decides_unless_an_argument_differs() {
        type Side<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);
        let lexicon = starter_lexicon();
        let check = |earlier: Side, later: Side, expected: bool| {
            let found = detect(&lexicon, &[ask(&lexicon, earlier)], &ask(&lexicon, later));
            assert_eq!(found.of.is_some(), expected, "{earlier:?} {later:?} {found:?}");
        };
        let invoice = [("invoice", "8812")].as_slice();
        let other = [("invoice", "8813")].as_slice();
        check(("what must I do this week", "list_tasks", &[]), ("anything on my plate", "list_tasks", &[]), true);
        check(
            ("ok that bill 8812", "approve_invoice", invoice),
            ("let bill 8812 through", "approve_invoice", invoice),
            true,
        );
        check(("approve it", "approve_invoice", invoice), ("approve it now", "approve_invoice", other), false);
        check(("approve it", "approve_invoice", &[]), ("approve invoice 8812", "approve_invoice", invoice), true);
        check(("sick days left", "leave_balance", &[]), ("sick days taken", "leave_status", &[]), false);
        check(("show my tasks", "list_tasks", &[]), ("show my tasks", "help", &[]), true);
        check(("claim mileage", "submit_expense", &[]), ("how do I claim mileage", "submit_expense", &[]), false);
        check(("sales for march", "run_report", &[]), ("sales for april", "run_report", &[]), false);
    }

    #[test]
    fn stances_are_read_from_the_words() {
        let lexicon = starter_lexicon();
        let check = |text: &str, expected: Stance| assert_eq!(stance(&lexicon, text), expected, "{text}");
        check("thanks, sorted", Stance::Resolves);
        check("got it, done", Stance::Resolves);
        check("Sorted, cheers!", Stance::Resolves);
        check("no luck with that", Stance::Complains);
        check("still not what I asked", Stance::Complains);
        check("say it differently", Stance::Complains);
        check("thanks but that is not what I asked for", Stance::Complains);
        check("show my payslip, thanks", Stance::Neither);
        check("thanks in advance, show my payslip", Stance::Neither);
        check("is my leave sorted?", Stance::Neither);
        check("approve invoice 12", Stance::Neither);
        check("", Stance::Neither);
    }

    #[test]
    fn a_session_counts_complaints_and_survives_a_reload() {
        let lexicon = starter_lexicon();
        let mut asks: Vec<Ask> = Vec::new();
        for (text, level) in
            [("track PO 12", 1), ("no luck with that", 2), ("where is PO 12?", 3), ("still nothing", 3)]
        {
            let ask = Ask::new(&lexicon, text, None);
            let found = detect(&lexicon, &asks, &ask);
            assert_eq!(found.level, level, "{text}");
            asks.push(ask.filed(&asks, &found));
            let stored = serde_json::to_string(&asks).unwrap();
            asks = serde_json::from_str(&stored).unwrap();
        }
        asks.iter_mut().for_each(|ask| ask.resolved = true);
        let again = Ask::new(&lexicon, "track PO 12", None);
        assert_eq!(detect(&lexicon, &asks, &again).of, None);
    }

    #[test]
    fn any_input_is_answered() {
        let lexicon = starter_lexicon();
        let long = "show leave balance 12 xyzzy ".repeat(4_000);
        for text in ["", " ", "\u{0}\u{7f}", "[EMAIL]", "'s 's", "- - / #", "छुट्टी कितनी", "ß\u{301}é 5.5.5k", &long]
        {
            detect_in_history(&lexicon, &[text, text], text);
        }
    }

    proptest::proptest! {
        #[test]
        fn similarity_stays_in_range(left in "\\PC{0,60}", right in "\\PC{0,60}") {
            let lexicon = Lexicon::default();
            let found = detect_in_history(&lexicon, &[&left], &right);
            assert!((0.0..=1.0).contains(&found.similarity) && (1..=3).contains(&found.level));
        }
    }
}
