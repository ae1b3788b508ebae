//! What a turn teaches: which intent an earlier wording of the user meant, and which it did not.
//!
//! Only the user's own answers teach: an option picked, a yes or no to "did you mean ...?", a correction. A yes to what
//! was clear anyway teaches nothing.

use super::{Course, main_step};
use crate::assistant::Assistant;
use crate::definition::IntentKind;
use crate::lessons::{Doubt, Grasp, Standing, Verdict};
use crate::request::Request;
use crate::route::{Step, StepKind};
use crate::session::{OfferAct, Session, Wait};
use crate::understand::Act;

/// "No, I meant ..." says so within its first words.
const MEANT_WITHIN: usize = 5;
/// Words that say so.
const MEANT: [&str; 4] = ["meant", "mean", "wanted", "matlab"];

/// Takes lessons from a turn, and keeps in mind what a later one may tell of it. Says whether there were any.
pub(super) fn learn(assistant: &Assistant, session: &mut Session, course: &Course) -> bool {
    let before = session.doubt.take();
    let verdicts = before.as_ref().map(|doubt| verdicts(assistant, session, course, doubt)).unwrap_or_default();
    let bounds = (course.heard.message.seed, assistant.policy.lessons_kept);
    for (doubt, verdict) in before.iter().flat_map(|doubt| verdicts.iter().map(move |verdict| (doubt, verdict))) {
        session.lessons.learn(doubt, verdict, bounds);
    }
    let settled = verdicts.iter().any(|verdict| matches!(verdict, Verdict::Meant(_)));
    session.doubt = next(assistant, session, course, before.filter(|_| !settled));
    !verdicts.is_empty()
}

/// What the message says of the request in doubt, the last word last.
fn verdicts(assistant: &Assistant, session: &Session, course: &Course, doubt: &Doubt) -> Vec<Verdict> {
    let meant = meant(assistant, session, course, doubt).filter(|intent| is_task(assistant, intent));
    let rejected = meant.is_some() || rejects(assistant, session, course, doubt);
    let wrong = Some(&doubt.guess).filter(|guess| rejected && !guess.is_empty() && meant != Some(guess));
    wrong
        .cloned()
        .map(Verdict::Wrong)
        .into_iter()
        .chain(meant.map(|intent| Verdict::Meant(intent.to_owned())))
        .collect()
}

/// The intent that the message says was meant.
fn meant<'c>(assistant: &Assistant, session: &Session, course: &'c Course, doubt: &'c Doubt) -> Option<&'c str> {
    let guess = || Some(doubt.guess.as_str());
    match &course.meaning.act {
        Act::Pick(OfferAct::Do(picked)) if doubt.offers_readings() => Some(&picked.intent),
        Act::Yes | Act::Pick(OfferAct::Yes) if doubt.is_open() && is_pending(session, doubt) => guess(),
        // Thanks for what came of other words.
        Act::Talk if doubt.is_rephrased() && course.meaning.resolves => guess(),
        Act::Ask if corrects(assistant, session, course, doubt) => {
            let (request, _) = lone(course)?;
            (request.confidence >= assistant.policy.execute).then_some(&request.intent)
        }
        _ => None,
    }
}

/// Whether the message says that the guess was wrong.
fn rejects(assistant: &Assistant, session: &Session, course: &Course, doubt: &Doubt) -> bool {
    let suggested = || matches!(&session.pending, Some(pending) if pending.wait == Wait::Suggestion);
    match &course.meaning.act {
        Act::No | Act::Pick(OfferAct::No | OfferAct::Rephrase) => suggested() && is_pending(session, doubt),
        Act::NoneOfThese => doubt.offers_readings(),
        _ => corrects(assistant, session, course, doubt),
    }
}

/// Whether the pending question is about the guess.
fn is_pending(session: &Session, doubt: &Doubt) -> bool {
    let requests = session.pending.iter().flat_map(|pending| &pending.requests);
    requests.map(|request| &request.intent).eq([&doubt.guess])
}

/// "No, I meant my leave balance": right after an answer, and about something else.
fn corrects(assistant: &Assistant, session: &Session, course: &Course, doubt: &Doubt) -> bool {
    let spoken = &course.heard.words;
    let says = spoken.iter().take(MEANT_WITHIN).any(|word| MEANT.contains(&word.lower.as_str()));
    // Where a yes or no is waited for, a no is just that.
    let denies = session.pending.is_none() && assistant.cues.no.open(spoken).is_some();
    let other = lone(course).is_some_and(|(request, _)| request.intent != doubt.guess);
    matches!(course.meaning.act, Act::Ask | Act::Unclear) && (says || denies) && other
}

/// The one request of the message, and what was decided on it.
fn lone(course: &Course) -> Option<(&Request, &Step)> {
    let [request] = course.meaning.requests.as_slice() else { return None };
    main_step(&course.decision).map(|step| (request, step))
}

/// What the user asks an ERP for; talk is not taught.
fn is_task(assistant: &Assistant, intent: &str) -> bool {
    assistant.definition.intent(intent).is_some_and(|intent| intent.kind != IntentKind::Talk)
}

/// The request that the next message may tell more of.
fn next(assistant: &Assistant, session: &Session, course: &Course, before: Option<Doubt>) -> Option<Doubt> {
    match &course.meaning.act {
        Act::Ask | Act::Unclear => opened(assistant, session, course, before),
        Act::Answer | Act::Correct | Act::Silence => before,
        Act::No | Act::Pick(OfferAct::No) => before.map(|doubt| doubt.standing(Standing::Rejected)),
        Act::NoneOfThese | Act::Pick(OfferAct::Rephrase) => before.map(|doubt| doubt.standing(Standing::Rephrased)),
        _ => None,
    }
}

/// A new request, or the one before in other words.
fn opened(assistant: &Assistant, session: &Session, course: &Course, before: Option<Doubt>) -> Option<Doubt> {
    let (request, step) = lone(course).filter(|_| !course.meaning.deliberate)?;
    let grasp = match &step.kind {
        StepKind::ClarifyOptions | StepKind::ClarifyUnclear | StepKind::Suggest => Grasp::Asking,
        StepKind::OutOfScope => Grasp::Unsure,
        _ if request.confidence < assistant.policy.execute => Grasp::Unsure,
        _ => Grasp::Sure,
    };
    // Out of scope, the nearest intent was never shown, and the next message may be about something else.
    let unknown = step.kind == StepKind::OutOfScope;
    let guess = if unknown { String::new() } else { request.intent.clone() };
    let doubt = Doubt::new(assistant, course.heard.text(), (guess, grasp));
    let again = before.filter(|before| match before.standing {
        Standing::Open => corrects(assistant, session, course, before),
        Standing::Rejected => grasp != Grasp::Sure,
        Standing::Rephrased => true,
    });
    let doubt = again.into_iter().fold(doubt, |doubt, before| doubt.after(&before));
    Some(if unknown { doubt.standing(Standing::Rejected) } else { doubt })
}
