//! An option of the last turn is picked: by a tap, its number, its words, or "none of these".

use super::context::Context;
use super::{Act, Meaning};
use crate::session::{Offer, Wait};
use crate::text::{Word, words};

/// Longest message that can pick an option by some of its words.
const LOOSE_WORDS: usize = 8;

/// Reads a tap, a number, the very label, or "none of these".
pub(super) fn read(context: &Context<'_>) -> Option<Meaning> {
    let offers = &context.session.offers;
    let spoken = context.words();
    if offers.is_empty() {
        return None;
    }
    if let Some(offer) = context.heard.message.choice.and_then(|at| offers.get(at)) {
        return Some(picked(context, offer));
    }
    if let Some(offer) = offers.iter().find(|offer| same_words(&words(&offer.label), spoken)) {
        return Some(picked(context, offer));
    }
    let cues = &context.assistant.cues;
    if offers.len() > 1 && cues.says_only(&cues.none_of_these, spoken) {
        return Some(context.meaning(Act::NoneOfThese, Vec::new()));
    }
    let number_is_a_value = context.pending().is_some_and(|pending| matches!(pending.wait, Wait::Slot(_)));
    let at = cues.ordinal(spoken, offers.len()).filter(|_| !number_is_a_value)?;
    offers.get(at).map(|offer| picked(context, offer))
}

/// Reads a short message that shares words with one option only: "the ticket please".
pub(super) fn read_loosely(context: &Context<'_>) -> Option<Meaning> {
    let offers = &context.session.offers;
    let spoken = context.words();
    if context.pending().is_some() || spoken.len() > LOOSE_WORDS {
        return None;
    }
    let cues = &context.assistant.cues;
    if cues.says_only(&cues.yes, spoken) {
        // A yes to several options picks none of them.
        return None;
    }
    let shared: Vec<usize> = offers.iter().map(|offer| shared_words(context, offer, spoken)).collect();
    let content = spoken.iter().filter(|word| !cues.filler.has(&word.lower)).count();
    let covers = |at: &usize| shared.get(*at).is_some_and(|count| *count > 0 && *count >= content);
    let mut covering = (0..offers.len()).filter(covers);
    let at = covering.next().filter(|_| covering.next().is_none())?;
    offers.get(at).map(|offer| picked(context, offer))
}

fn shared_words(context: &Context<'_>, offer: &Offer, spoken: &[Word]) -> usize {
    let label = words(&offer.label);
    let counts =
        |word: &&Word| !context.assistant.cues.filler.has(&word.lower) && label.iter().any(|w| w.lower == word.lower);
    spoken.iter().filter(counts).count()
}

fn same_words(label: &[Word], spoken: &[Word]) -> bool {
    !label.is_empty() && label.len() == spoken.len() && label.iter().zip(spoken).all(|(a, b)| a.lower == b.lower)
}

fn picked(context: &Context<'_>, offer: &Offer) -> Meaning {
    Meaning { deliberate: true, ..context.meaning(Act::Pick(offer.act.clone()), Vec::new()) }
}
