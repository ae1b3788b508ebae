//! Whether a message stands beside the open question: asks again, describes, or speaks of something else.
//!
//! An answer that is none of these is left to the reader of the question.

use super::context::Context;
use super::slots::typed_values;
use crate::definition::{Intent, Slot};
use crate::repeat::{Ask, detect};
use crate::request::Request;
use crate::text::Word;

/// Words beside the values that a correction without a cue may have: "the amount was 1,520 altogether".
const STRAY_WORDS: usize = 1;

/// Whether the message is the open request in other words, with nothing new in it: "I want to apply for leave".
pub(super) fn restates(context: &Context<'_>, form: &Request) -> bool {
    let asks = context.session.asks.iter().map(|past| &past.ask);
    let of_form = |ask: &&Ask| ask.signature.as_ref().is_some_and(|signature| signature.intent == form.intent);
    // An answer has the intent of its form, too, so that only the words tell.
    let asked: Vec<Ask> = asks.filter(|ask| !ask.resolved).filter(of_form).map(Ask::words_alone).collect();
    let lexicon = &context.assistant.lexicon;
    !context.has_value() && detect(lexicon, &asked, &Ask::new(lexicon, context.heard.text(), None)).of.is_some()
}

/// Whether the message says how things are, for a form that asks to describe them: "my password does not work".
pub(super) fn describes(context: &Context<'_>) -> bool {
    let first = context.words().first();
    first.is_some_and(|word| context.assistant.cues.describing.has(&word.lower)) && !context.asks()
}

/// Whether hardly a word of the message is about anything but values of the intent.
pub(super) fn adds_only_values(context: &Context<'_>, intent: &Intent) -> bool {
    let values = typed_values(context, intent, context.heard.text());
    let is_value = |word: &Word| values.iter().any(|value| value.overlaps(word.span));
    let strays = context.words().iter().filter(|word| !is_value(word) && !is_expected(context, intent, word));
    strays.count() <= STRAY_WORDS
}

/// Whether a word is one that any correction of the intent may have: small words, and the names of what it is about.
fn is_expected(context: &Context<'_>, intent: &Intent, word: &Word) -> bool {
    let cues = &context.assistant.cues;
    let steers = [&cues.filler, &cues.little, &cues.pointer, &cues.correct, &cues.yes, &cues.no, &cues.follow_up];
    let named = |slot: &Slot| slot.name.split('_').any(|part| part == word.lower);
    steers.iter().any(|phrases| phrases.has(&word.lower))
        || intent.title.split_whitespace().any(|part| part.eq_ignore_ascii_case(&word.lower))
        || intent.slots.iter().any(named)
}
