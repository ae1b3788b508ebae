//! Several requests in one message: "reject invoice 77 and list my tasks".
//!
//! A message is taken apart only when every part is clear on its own.

use super::super::context::{Context, is_social};
use super::super::slots::{fill, is_mostly_values};
use super::super::{Act, Meaning};
use super::choose::siblings;
use super::split::{Piece, split};
use super::{margin_of, refuses, request};
use crate::request::Request;
use crate::text::{Word, words};

/// A part that begins so tells something rather than asking for it.
const TELLING: [&str; 22] = [
    "i", "i'm", "im", "i've", "ive", "he", "she", "it", "it's", "its", "we", "we're", "they", "my", "our", "the",
    "this", "that", "his", "her", "their", "there",
];

/// Several requests in one message, when each part is clear on its own.
pub(super) fn parts(context: &Context<'_>) -> Option<Meaning> {
    let pieces = split(context);
    if pieces.len() < 2 {
        return None;
    }
    let mut found = Found::default();
    for piece in &pieces {
        found.take(read_part(context, piece, &found)?);
    }
    found.drop_preambles(context);
    if let [request] = found.requests.as_mut_slice() {
        if let Some(refused) = &found.refused {
            complete(context, refused, request);
        }
        trust_whole(context, request);
    }
    let several = found.requests.len() > 1 && distinct(&found.requests);
    let apart = found.refused.is_some() || found.told;
    let lone = found.requests.len() == 1 && (apart || !leaves_values(context, &found.requests));
    let meaning = Meaning { greets: found.greets, ..context.meaning(Act::Ask, found.requests) };
    (several || lone).then_some(meaning)
}

/// What the parts of a message do.
#[derive(Default)]
struct Found {
    requests: Vec<Request>,
    /// What shall not be done.
    refused: Option<Request>,
    told: bool,
    greets: bool,
}

/// What a part of a message does.
enum Part {
    /// Asks for something.
    Request(Request),
    /// Greets, thanks, chats.
    Social(String),
    /// Tells what led to the request: "I have been made admin".
    Told,
    /// Says what shall not be done.
    Refused(Request),
}

impl Found {
    fn take(&mut self, part: Part) {
        match part {
            Part::Request(request) => self.requests.push(request),
            Part::Social(intent) => self.greets |= intent == "greeting",
            Part::Told => self.told = true,
            Part::Refused(request) => self.refused = Some(request),
        }
    }

    /// Beside a request that could be carried out, one that lacks values and is not quite clear was only told.
    fn drop_preambles(&mut self, context: &Context<'_>) {
        let complete = |request: &Request| is_complete(context, request);
        if self.requests.iter().any(complete) {
            let clear = context.assistant.policy.loose_part;
            let before = self.requests.len();
            self.requests.retain(|request| complete(request) || request.confidence >= clear);
            self.told |= self.requests.len() < before;
        }
    }
}

/// Reads a part; none when it is not clear on its own.
fn read_part(context: &Context<'_>, piece: &Piece, found: &Found) -> Option<Part> {
    let text = piece.span.of(context.heard.text());
    let ranking = context.rank(text);
    let request = request(context, &ranking, text, piece.span.start);
    let spoken = words(text);
    if refuses(context, &spoken) {
        let names = ranking.candidates.iter().map(|candidate| candidate.intent.as_str());
        let refused =
            names.filter(|name| !is_social(name)).map(|name| fill(context, name, text, piece.span.start)).next();
        return refused.map(Part::Refused);
    }
    if tells(context, &spoken, &request) {
        return Some(Part::Told);
    }
    let policy = &context.assistant.policy;
    let needed = if piece.joined || found.refused.is_some() { policy.part } else { policy.loose_part };
    if ranking.out_of_scope || request.confidence < needed {
        return piece.sentence.then_some(Part::Told);
    }
    if request.intent == "who_can" {
        return None;
    }
    if is_social(&request.intent) {
        return Some(Part::Social(request.intent));
    }
    let intent = context.intent(&request.intent)?;
    if !piece.joined && !is_complete(context, &request) {
        return None;
    }
    if (is_mostly_values(context, intent, text) || spoken.len() < 2) && !piece.sentence {
        return None;
    }
    Some(Part::Request(instead(context, found, piece, request)))
}

/// "don't approve 5519, approve 5591": what is done instead is of the refused kind when the verb is the same.
fn instead(context: &Context<'_>, found: &Found, piece: &Piece, request: Request) -> Request {
    let same_verb = |refused: &&Request| siblings(context, &refused.intent).any(|name| name == request.intent);
    match found.refused.as_ref().filter(same_verb) {
        Some(refused) if refused.intent != request.intent => {
            let text = piece.span.of(context.heard.text());
            let filled = fill(context, &refused.intent, text, piece.span.start);
            Request { confidence: request.confidence, margin: request.margin, ..filled }
        }
        _ => request,
    }
}

fn is_complete(context: &Context<'_>, request: &Request) -> bool {
    context.intent(&request.intent).is_some_and(|intent| request.missing(intent).is_none())
}

/// Whether the part only tells something: it begins like a statement and names nothing that could be carried out.
fn tells(context: &Context<'_>, spoken: &[Word], request: &Request) -> bool {
    let statement = spoken.first().is_some_and(|word| TELLING.contains(&word.lower.as_str()));
    statement && !is_complete(context, request)
}

/// A part is at least as clear as the whole message when both say the same.
fn trust_whole(context: &Context<'_>, request: &mut Request) {
    let whole = margin_of(&context.ranking);
    if let Some((_, confidence, margin)) = whole.filter(|(best, ..)| *best == request.intent) {
        request.confidence = request.confidence.max(confidence);
        request.margin = request.margin.max(margin);
    }
}

/// The one request beside a refusal may take its values from the whole message: "just show me its status".
fn complete(context: &Context<'_>, refused: &Request, request: &mut Request) {
    let takes = |name: &str| {
        let intent = context.intent(name);
        intent.is_some_and(|intent| refused.slots.keys().any(|slot| intent.slot(slot).is_some()))
    };
    if request.slots.is_empty() && !refused.slots.is_empty() && !takes(&request.intent) {
        let sibling = siblings(context, &request.intent).find(|name| takes(name));
        sibling.unwrap_or(&request.intent).to_owned().clone_into(&mut request.intent);
    }
    let all = fill(context, &request.intent, context.heard.text(), 0);
    for (name, held) in all.slots {
        request.slots.entry(name).or_insert(held);
    }
}

/// Whether the whole message names values that the one request left out.
fn leaves_values(context: &Context<'_>, requests: &[Request]) -> bool {
    requests.first().is_some_and(|request| {
        let all = fill(context, &request.intent, context.heard.text(), 0);
        all.slots.len() > request.slots.len()
    })
}

/// No two requests are the same, and those of one intent differ in a value.
fn distinct(requests: &[Request]) -> bool {
    let differ = |a: &Request, b: &Request| {
        a.intent != b.intent
            || a.slots.iter().any(|(name, held)| b.slots.get(name).is_some_and(|other| !other.same(held)))
    };
    let before = |at: usize| requests.iter().take(at);
    requests.iter().enumerate().all(|(at, request)| before(at).all(|earlier| differ(request, earlier)))
}
