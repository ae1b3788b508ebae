//! Labels of options, and the one phrase that names them in the text.

use super::format::alternatives;
use super::lines::Speaker;
use crate::reply::Choice;
use crate::request::{Manner, Request};
use crate::route::Decision;
use crate::session::{Offer, OfferAct};
use erp_chat_protocol::HandoffKind;

/// The offers of a decision with their labels.
pub(super) fn label(speaker: &Speaker<'_>, decision: &Decision) -> Vec<Offer> {
    let label = |act: &OfferAct| Offer { label: capitalised(&words(speaker, act)), act: act.clone() };
    decision.offers.iter().map(label).collect()
}

/// All offers as one phrase, for the middle of a sentence.
pub(super) fn phrase(speaker: &Speaker<'_>, offers: &[Offer]) -> String {
    let phrases: Vec<String> = offers.iter().map(|offer| decapitalised(&words(speaker, &offer.act))).collect();
    alternatives(&phrases, "or")
}

fn words(speaker: &Speaker<'_>, act: &OfferAct) -> String {
    match act {
        OfferAct::Do(request) => request_words(speaker, request),
        OfferAct::Yes => speaker.label("yes"),
        OfferAct::No => speaker.label("no"),
        OfferAct::Rephrase => speaker.label("something_else"),
        OfferAct::Handoff(HandoffKind::Ticket) => speaker.label("ticket"),
        OfferAct::Handoff(HandoffKind::Specialist) => speaker.label("specialist"),
        OfferAct::Handoff(HandoffKind::Search) => speaker.label("search"),
    }
}

fn request_words(speaker: &Speaker<'_>, request: &Request) -> String {
    if request.intent == "help" {
        return speaker.label("help");
    }
    let plain = speaker.request(request).0;
    if request.manner == Manner::HowTo { speaker.label("how_to").replace("{request}", &plain) } else { plain }
}

/// An option as the page sees it.
pub(super) fn choice(offer: &Offer) -> Choice {
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
