//! The first stage: the message is redacted before anything else reads it.
//!
//! What later stages see is the utterance; the raw text stays here, for the slot values that the host needs.

use crate::assistant::Assistant;
use crate::locale::Clock;
use crate::message::Message;
use crate::personal;
use crate::redact::{PiiType, Redaction};
use crate::request::Request;
use crate::session::{Session, Wait};
use crate::text::{Span, Word, words};
use erp_chat_protocol::RawText;

/// A message after redaction.
pub(crate) struct Heard {
    /// The message without its text.
    pub(crate) message: Message,
    /// The utterance, with what was taken out.
    pub(crate) redaction: Redaction,
    /// Its words.
    pub(crate) words: Vec<Word>,
}

/// Redacts a message, in the light of the question that it may answer.
pub(crate) fn redact(assistant: &Assistant, session: &Session, mut message: Message) -> Heard {
    message.text = RawText::new(beginning(message.text.expose(), assistant.policy.message_bytes));
    message.page = message.page.redacted(&assistant.redactor);
    let redaction = assistant.redactor.redact_answer(&message.text, expected(assistant, session, &message));
    let words = words(redaction.utterance.as_str());
    Heard { message, redaction, words }
}

/// The kind of personal data that is due: asked for, or just talked about and now given without a word.
fn expected(assistant: &Assistant, session: &Session, message: &Message) -> Option<PiiType> {
    let pending = session.open_question(assistant, message.clock);
    let asked = match pending.map(|pending| (&pending.wait, pending.requests.first())) {
        Some((Wait::Slot(name), Some(request))) => asked(assistant, name, request),
        _ => None,
    };
    asked.or_else(|| session.mentioned.filter(|_| assistant.redactor.is_bare(message.text.expose())))
}

/// The kind of personal data that the question for a slot asks for; a name is told from a refusal only later.
fn asked(assistant: &Assistant, slot: &str, request: &Request) -> Option<PiiType> {
    let slot = assistant.definition.intent(&request.intent)?.slot(slot)?;
    personal::kind(assistant, slot, request).filter(|pii| slot.holds.is_some() || *pii != PiiType::Name)
}

/// The beginning of a text that is too long to be a message; the rest is not read.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

impl Heard {
    /// The message with more of it hidden.
    pub(crate) fn also_hiding(self, values: &[(Span, PiiType)]) -> Self {
        if values.is_empty() {
            return self;
        }
        let redaction = self.redaction.also_hiding(self.message.text.expose(), values);
        let words = words(redaction.utterance.as_str());
        Self { redaction, words, ..self }
    }

    /// The redacted text.
    pub(crate) fn text(&self) -> &str {
        self.redaction.utterance.as_str()
    }

    /// The user's clock.
    pub(crate) fn clock(&self) -> Clock {
        self.message.clock
    }

    /// The utterance with its hidden values told apart by number; `known` takes the new ones.
    pub(crate) fn told_apart(&self, known: &mut Vec<u64>) -> String {
        self.redaction.numbered(self.message.text.expose(), known)
    }

    /// What was typed where the utterance has `span`, when redaction changed it.
    pub(crate) fn exact(&self, span: Span) -> Option<RawText> {
        let raw = self.redaction.raw_span(span).of(self.message.text.expose());
        (raw != span.of(self.text())).then(|| RawText::new(raw))
    }
}
