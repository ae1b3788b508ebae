//! The route stage: decides what is done with each request of a message.
//!
//! All confidences are compared here, in one `match`, with the thresholds of the policy.

mod offers;
mod waiting;

use crate::assistant::Assistant;
use crate::definition::{ConfirmRule, Intent, IntentKind};
use crate::hear::Heard;
use crate::locale::Clock;
use crate::permission;
use crate::repetition::Repeated;
use crate::request::{Manner, Request};
use crate::session::{OfferAct, Pending, Session, Wait};
use crate::understand::{Act, Meaning};
use erp_chat_protocol::{Access, HandoffKind, Route};

/// What is done with the requests of a message.
pub(crate) struct Decision {
    /// One step per request, in message order; at least one.
    pub(crate) steps: Vec<Step>,
    /// What to pick from.
    pub(crate) offers: Vec<OfferAct>,
    /// The question that waits after this turn.
    pub(crate) pending: Option<Pending>,
    /// Requests that wait until the pending one is through.
    pub(crate) later: Vec<Request>,
    /// The pending question was asked in an earlier turn and is asked again.
    pub(crate) resumes: bool,
    /// How often the request was made before.
    pub(crate) repeated: Repeated,
    /// Slots that this message changed.
    pub(crate) corrects: Vec<String>,
    /// The message also greets.
    pub(crate) greets: bool,
}

/// What is done with one request.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The request.
    pub(crate) request: Request,
    /// Its access decision.
    pub(crate) access: Access,
    /// What is done.
    pub(crate) kind: StepKind,
}

/// What is done with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// Asked for the third time: offers people.
    EscalateRepeat,
    /// Not understood for the third time: offers people.
    EscalateUnclear,
    /// A person is asked for.
    EscalateAsked,
    /// A hand-off is chosen.
    HandOff(HandoffKind),
    /// The permission is missing; again, when asked before.
    Deny { again: bool },
    /// Says what will happen and waits for a yes; again, after a correction.
    Confirm { again: bool },
    /// "Did you mean ...?"
    Suggest,
    /// Asks for a slot.
    AskSlot(String),
    /// Second ask: which of the options is meant?
    ClarifyRepeat { complaint: bool },
    /// Several intents are close, or none is clear: which of the options is meant?
    ClarifyOptions,
    /// Not understood for the second time.
    ClarifyUnclear,
    /// None of the options was right.
    Rephrase,
    /// The host carries it out.
    Execute,
    /// Takes the last action back; the request is that action.
    Undo,
    /// There is nothing to take back.
    UndoNothing,
    /// The last action, which the request is, cannot be taken back.
    UndoImpossible,
    /// Explains how it is done.
    HowTo,
    /// Tells who may do it.
    WhoCan,
    /// Answers from the conversation itself: help, identity, well-being.
    Answer,
    /// Small talk, thanks, greetings.
    Talk,
    /// A no to a pending confirmation or suggestion.
    Declined,
    /// An unfinished form is dropped.
    Dropped,
    /// Something shall not be done.
    Refused,
    /// Nothing was said.
    Silence,
    /// Out of scope.
    OutOfScope,
}

impl StepKind {
    /// The route that the step stands for.
    pub(crate) fn route(&self) -> Route {
        match self {
            Self::EscalateRepeat | Self::EscalateUnclear | Self::EscalateAsked | Self::HandOff(_) => Route::Escalate,
            Self::Deny { .. } => Route::Deny,
            Self::Confirm { .. } | Self::Suggest => Route::Confirm,
            Self::AskSlot(_) | Self::ClarifyRepeat { .. } | Self::ClarifyOptions | Self::ClarifyUnclear => {
                Route::Clarify
            }
            Self::Rephrase | Self::Silence => Route::Clarify,
            Self::Execute | Self::Undo | Self::UndoNothing | Self::UndoImpossible => Route::Execute,
            Self::HowTo | Self::WhoCan | Self::Answer => Route::Execute,
            Self::Talk | Self::Declined | Self::Dropped | Self::Refused => Route::Smalltalk,
            Self::OutOfScope => Route::Fallback,
        }
    }

    /// Whether the step waits for an answer to go on with its request.
    pub(crate) fn waits(&self) -> bool {
        matches!(self, Self::Confirm { .. } | Self::Suggest | Self::AskSlot(_))
    }
}

/// What the earlier stages found.
pub(crate) struct Findings<'a> {
    /// What was understood.
    pub(crate) meaning: &'a Meaning,
    /// How often it was asked before.
    pub(crate) repeated: Repeated,
    /// The access decision for each request.
    pub(crate) access: Vec<Access>,
}

/// Decides what is done with a message.
pub(crate) fn route(assistant: &Assistant, session: &Session, heard: &Heard, found: Findings<'_>) -> Decision {
    let Findings { meaning, repeated, access } = found;
    let router = Router { assistant, session, meaning, repeated: &repeated, clock: heard.clock() };
    let mut steps = router.steps(&access);
    waiting::add_later(&router, &mut steps);
    let waits = waiting::after(&router, &steps);
    Decision {
        offers: offers::of(&router, &steps),
        pending: waits.pending,
        later: waits.later,
        resumes: waits.resumes,
        steps,
        corrects: meaning.corrects.clone(),
        greets: meaning.greets,
        repeated,
    }
}

/// What the decision is made from.
pub(crate) struct Router<'a> {
    pub(crate) assistant: &'a Assistant,
    pub(crate) session: &'a Session,
    pub(crate) meaning: &'a Meaning,
    pub(crate) repeated: &'a Repeated,
    pub(crate) clock: Clock,
}

/// The facts about one request that the policy looks at.
struct Facts<'a> {
    level: u8,
    access: Access,
    kind: IntentKind,
    request: &'a Request,
    missing: Option<String>,
    must_confirm: bool,
    always: bool,
    lone: bool,
}

impl Router<'_> {
    fn steps(&self, access: &[Access]) -> Vec<Step> {
        let requests = self.meaning.requests.iter().zip(access);
        match &self.meaning.act {
            Act::Ask | Act::Answer | Act::Correct => {
                requests.map(|(request, access)| self.step(request.clone(), *access)).collect()
            }
            Act::Yes => requests.map(|(request, access)| self.agreed(request, *access)).collect(),
            Act::Pick(picked) => vec![self.picked(picked)],
            Act::Complain => vec![self.complaint()],
            Act::Unclear => vec![self.unclear()],
            Act::No => requests.map(|(request, access)| self.declined(request, *access)).collect(),
            Act::NoneOfThese => vec![self.plain(StepKind::Rephrase)],
            Act::Refuse => vec![self.plain(StepKind::Refused)],
            Act::Talk => vec![self.plain(StepKind::Talk)],
            Act::Silence => vec![self.plain(StepKind::Silence)],
        }
    }

    /// A step about the first request of the message, without the ladder.
    fn plain(&self, kind: StepKind) -> Step {
        let request = self.meaning.requests.first().cloned().unwrap_or_default();
        Step { request, access: Access::NotNeeded, kind }
    }

    /// The step for a request, by the policy.
    pub(crate) fn step(&self, request: Request, access: Access) -> Step {
        let kind = self.kind(&request, access);
        let undoes = request.intent == "undo";
        match kind {
            StepKind::Undo | StepKind::UndoImpossible | StepKind::Deny { .. } if undoes => {
                let undone = self.session.done.last().cloned().unwrap_or_default();
                Step { request: Request { confidence: request.confidence, ..undone }, access, kind }
            }
            _ => Step { request, access, kind },
        }
    }

    fn kind(&self, request: &Request, access: Access) -> StepKind {
        let intent = self.assistant.definition.intent(&request.intent);
        let facts = Facts {
            level: self.repeated.level,
            access,
            kind: intent.map_or(IntentKind::Talk, |intent| intent.kind),
            request,
            missing: intent.and_then(|intent| request.missing(intent)).map(|slot| slot.name.clone()),
            must_confirm: intent.is_some_and(|intent| must_confirm(intent, request)),
            always: request.manner == Manner::Do && intent.is_some_and(|intent| intent.confirm == ConfirmRule::Always),
            lone: self.meaning.requests.len() < 2 && matches!(self.meaning.act, Act::Ask),
        };
        self.policy(&facts)
    }

    /// The dialogue policy: the first line that fits decides.
    fn policy(&self, facts: &Facts<'_>) -> StepKind {
        let policy = &self.assistant.policy;
        let Facts { request, missing, .. } = facts;
        match facts {
            Facts { kind: IntentKind::Talk, .. } => self.talk(request, facts.level, facts.access),
            Facts { level: 3.., .. } => StepKind::EscalateRepeat,
            Facts { access: Access::Denied, .. } => StepKind::Deny { again: facts.level > 1 },
            Facts { level: 2, .. } => StepKind::ClarifyRepeat { complaint: false },
            Facts { request, .. } if request.confidence < policy.suggest => StepKind::ClarifyOptions,
            Facts { request: Request { manner: Manner::HowTo, .. }, .. } => StepKind::HowTo,
            Facts { request, lone: true, .. } if request.margin < policy.margin => StepKind::ClarifyOptions,
            // An intent that is always confirmed asks "shall I ...?" anyway, which says what was understood.
            Facts { request, lone: true, always: false, .. } if request.confidence < policy.execute => {
                StepKind::Suggest
            }
            Facts { request: Request { invalid: Some(invalid), .. }, .. } => StepKind::AskSlot(invalid.slot.clone()),
            Facts { missing: Some(slot), .. } => StepKind::AskSlot(slot.clone()),
            Facts { must_confirm: true, .. } => StepKind::Confirm { again: !self.meaning.corrects.is_empty() },
            _ => {
                debug_assert!(missing.is_none(), "a form with a missing slot is asked for it");
                StepKind::Execute
            }
        }
    }

    fn talk(&self, request: &Request, level: u8, access: Access) -> StepKind {
        match (request.intent.as_str(), level) {
            ("human_handoff", _) => StepKind::EscalateAsked,
            ("undo", _) if access == Access::Denied => StepKind::Deny { again: level > 1 },
            ("undo", _) => self.undo(),
            (_, 3..) => StepKind::EscalateRepeat,
            (_, 2) => StepKind::ClarifyRepeat { complaint: false },
            ("who_can", _) => StepKind::WhoCan,
            ("greeting" | "goodbye" | "thanks" | "affirm" | "negate" | "small_talk" | "frustration" | "abuse", _) => {
                StepKind::Talk
            }
            _ => StepKind::Answer,
        }
    }

    fn undo(&self) -> StepKind {
        let last = self.session.done.last();
        let intent = last.and_then(|request| self.assistant.definition.intent(&request.intent));
        match intent {
            None => StepKind::UndoNothing,
            Some(intent) if !intent.undo => StepKind::UndoImpossible,
            Some(_) => StepKind::Undo,
        }
    }

    /// A yes: the permission is checked again, and what is still missing is asked for.
    fn agreed(&self, request: &Request, access: Access) -> Step {
        let waited = self.session.pending.as_ref().map(|pending| &pending.wait);
        let confirmed = waited == Some(&Wait::Confirmation);
        let request = Request { confirmed, confidence: 1.0, margin: 1.0, ..request.clone() };
        self.step(request, access)
    }

    fn picked(&self, picked: &OfferAct) -> Step {
        match picked {
            OfferAct::Do(request) => {
                let request = Request { confidence: 1.0, margin: 1.0, ..request.clone() };
                let access = permission::check_one(self.assistant, self.session, &request);
                self.step(request, access)
            }
            OfferAct::Handoff(kind) => self.plain(StepKind::HandOff(*kind)),
            OfferAct::Rephrase => self.plain(StepKind::Rephrase),
            OfferAct::Yes | OfferAct::No => self.answered(matches!(picked, OfferAct::Yes)),
        }
    }

    /// A tapped yes or no.
    fn answered(&self, yes: bool) -> Step {
        let pending = self.session.pending.as_ref().and_then(|pending| pending.requests.first()).cloned();
        let Some(request) = pending else {
            return self.plain(StepKind::Talk);
        };
        let access = permission::check_one(self.assistant, self.session, &request);
        if yes { self.agreed(&request, access) } else { self.declined(&request, access) }
    }

    fn declined(&self, request: &Request, access: Access) -> Step {
        let form = self.session.pending.as_ref().is_some_and(|p| matches!(p.wait, Wait::Slot(_)));
        let kind = if form { StepKind::Dropped } else { StepKind::Declined };
        Step { request: request.clone(), access, kind }
    }

    fn complaint(&self) -> Step {
        let Some(request) = self.repeated.request.clone() else {
            return self.unclear();
        };
        let access = permission::check_one(self.assistant, self.session, &request);
        let kind = match (self.repeated.level, access) {
            (3.., _) => StepKind::EscalateRepeat,
            (_, Access::Denied) => StepKind::Deny { again: true },
            _ => StepKind::ClarifyRepeat { complaint: true },
        };
        Step { request, access, kind }
    }

    fn unclear(&self) -> Step {
        let near = !self.meaning.ranking.out_of_scope && !self.meaning.ranking.candidates.is_empty();
        let kind = match self.repeated.level {
            3.. => StepKind::EscalateUnclear,
            2 => StepKind::ClarifyUnclear,
            _ if near => StepKind::ClarifyOptions,
            _ => StepKind::OutOfScope,
        };
        self.plain(kind)
    }
}

/// Whether the request waits for a yes before it is carried out.
fn must_confirm(intent: &Intent, request: &Request) -> bool {
    let rule = match intent.confirm {
        ConfirmRule::Always => true,
        ConfirmRule::Asked => request.asked,
        ConfirmRule::Never => false,
    };
    rule && !request.confirmed
}
