//! Labels of options, and the one phrase that names them in the text.

use super::format::alternatives;
use super::lines::Speaker;
use crate::reply::Choice;
use crate::request::{Manner, Request};
use crate::session::{Offer, OfferAct};
use erp_chat_protocol::HandoffKind;

/// Offers with their labels.
pub(crate) fn label(speaker: &Speaker<'_>, acts: &[OfferAct]) -> Vec<Offer> {
    let label = |act: &OfferAct| Offer { label: capitalised(&words(speaker, act).0), act: act.clone() };
    acts.iter().map(label).collect()
}

/// All offers as one phrase for the middle of a sentence, as shown and as masked.
pub(super) fn phrase(speaker: &Speaker<'_>, offers: &[Offer]) -> (String, String) {
    let (shown, masked): (Vec<String>, Vec<String>) = offers
        .iter()
        .map(|offer| words(speaker, &offer.act))
        .map(|(shown, masked)| (decapitalised(&shown), decapitalised(&masked)))
        .unzip();
    (alternatives(&shown, "or"), alternatives(&masked, "or"))
}

/// What an offer says, as shown and as masked.
fn words(speaker: &Speaker<'_>, act: &OfferAct) -> (String, String) {
    let label = |name| (speaker.label(name), speaker.label(name));
    match act {
        OfferAct::Do(request) => request_words(speaker, request),
        OfferAct::Yes => label("yes"),
        OfferAct::No => label("no"),
        OfferAct::Rephrase => label("something_else"),
        OfferAct::Handoff(HandoffKind::Ticket) => label("ticket"),
        OfferAct::Handoff(HandoffKind::Specialist) => label("specialist"),
        OfferAct::Handoff(HandoffKind::Search) => label("search"),
    }
}

fn request_words(speaker: &Speaker<'_>, request: &Request) -> (String, String) {
    if request.intent == "help" {
        return (speaker.label("help"), speaker.label("help"));
    }
    let (shown, masked) = speaker.request(request);
    if request.manner != Manner::HowTo {
        return (shown, masked);
    }
    let frame = speaker.label("how_to");
    (frame.replace("{request}", &shown), frame.replace("{request}", &masked))
}

/// An option as the page sees it.
pub(crate) fn choice(offer: &Offer) -> Choice {
    let intent = match &offer.act {
        OfferAct::Do(request) => request.intent.as_str(),
        OfferAct::Yes => "affirm",
        OfferAct::No => "negate",
        OfferAct::Rephrase => "help",
        OfferAct::Handoff(HandoffKind::Ticket) => "create_ticket",
        OfferAct::Handoff(HandoffKind::Specialist | HandoffKind::Search) => "human_handoff",
    };
    Choice { label: offer.label.clone(), intent: intent.to_owned() }
}

fn capitalised(text: &str) -> String {
    change_first(text, |first| first.to_uppercase().collect())
}

fn decapitalised(text: &str) -> String {
    let abbreviation = text.chars().nth(1).is_some_and(char::is_uppercase);
    if abbreviation { text.to_owned() } else { change_first(text, |first| first.to_lowercase().collect()) }
}

fn change_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| change(first) + chars.as_str())
}
