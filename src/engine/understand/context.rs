//! What every reader of a message looks at: the utterance, its ranking, the conversation.

use super::{Act, Meaning};
use crate::assistant::Assistant;
use crate::classifier::Ranking;
use crate::definition::{Direction, Intent, IntentKind};
use crate::entity::{Reading, find};
use crate::hear::Heard;
use crate::request::Request;
use crate::session::{Pending, Session};
use crate::text::{Span, Word};

/// Intents that ask for nothing.
pub(super) fn is_social(intent: &str) -> bool {
    matches!(intent, "greeting" | "thanks" | "goodbye" | "small_talk" | "frustration" | "abuse" | "affirm" | "negate")
}

/// A message in its conversation.
pub(super) struct Context<'a> {
    pub(super) assistant: &'a Assistant,
    pub(super) session: &'a Session,
    pub(super) heard: &'a Heard,
    pub(super) ranking: Ranking,
    /// Likeness to the lesson that moved the ranking.
    lesson: Option<f32>,
}

impl<'a> Context<'a> {
    pub(super) fn new(assistant: &'a Assistant, session: &'a Session, heard: &'a Heard) -> Self {
        let (ranking, lesson) = session.lessons.rank(assistant, heard.text());
        Self { assistant, session, heard, ranking, lesson }
    }

    /// The intents of a part of the message, best first, in the light of what the user taught.
    pub(super) fn rank(&self, text: &str) -> Ranking {
        self.session.lessons.rank(self.assistant, text).0
    }

    pub(super) fn words(&self) -> &'a [Word] {
        &self.heard.words
    }

    /// The question that still waits for an answer.
    pub(super) fn pending(&self) -> Option<&'a Pending> {
        self.session.open_question(self.assistant, self.heard.clock())
    }

    /// How values are read for an intent.
    pub(super) fn reading(&self, intent: &Intent) -> Reading<'a> {
        Reading { today: self.heard.clock().today(), locale: &self.session.user.locale, looks: intent.looks }
    }

    pub(super) fn intent(&self, name: &str) -> Option<&'a Intent> {
        self.assistant.definition.intent(name)
    }

    /// Whether the conversation itself handles the intent.
    pub(super) fn is_talk(&self, name: &str) -> bool {
        self.intent(name).is_some_and(|intent| intent.kind == IntentKind::Talk)
    }

    /// The best intent with its confidence.
    pub(super) fn best(&self) -> (&str, f32) {
        self.ranking.candidates.first().map_or(("", 0.0), |best| (best.intent.as_str(), best.confidence))
    }

    /// Whether no intent is clear enough to be carried out.
    pub(super) fn ranking_is_weak(&self) -> bool {
        let (best, confidence) = self.best();
        self.ranking.out_of_scope || confidence < self.assistant.policy.execute || is_social(best)
    }

    /// Whether the message clearly asks for something else than `intent`.
    pub(super) fn clearly_other_than(&self, intent: &str) -> bool {
        let (best, confidence) = self.best();
        let asks = !self.ranking.out_of_scope && !is_social(best);
        asks && best != intent && confidence >= self.assistant.policy.interrupt
    }

    pub(super) fn meaning(&self, act: Act, requests: Vec<Request>) -> Meaning {
        Meaning { lesson: self.lesson, ..Meaning::new(self.ranking.clone(), act, requests) }
    }

    /// Whether the message is a question by its form.
    pub(super) fn asks(&self) -> bool {
        self.assistant.cues.question.open(self.words()).is_some() || self.heard.text().trim_end().ends_with('?')
    }

    /// Whether the message names a number, an amount, a date or a document.
    pub(super) fn has_value(&self) -> bool {
        let today = self.heard.clock().today();
        let reading = Reading { today, locale: &self.session.user.locale, looks: Direction::Forward };
        let text = self.heard.text();
        let digits = self.words().iter().any(|word| word.lower.starts_with(|c: char| c.is_ascii_digit()));
        let is_one = |span: Span| matches!(span.of(text).to_lowercase().as_str(), "one" | "a" | "an");
        digits || find(text, &reading).iter().any(|found| !is_one(found.span))
    }
}
