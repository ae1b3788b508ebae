//! Several requests in one message: "reject invoice 77 and list my tasks".
//!
//! A message is taken apart only when every part is clear on its own.

use super::super::context::{Context, is_social};
use super::super::slots::fill;
use super::super::{Act, Meaning};
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
    let mut meaning = context.meaning(Act::Ask, Vec::new());
    let (mut refused, mut told) = (false, false);
    for piece in &pieces {
        match read_part(context, piece, refused)? {
            Part::Request(request) => meaning.requests.push(request),
            Part::Social(intent) => meaning.greets |= intent == "greeting",
            Part::Told => told = true,
            Part::Refused => refused = true,
        }
    }
    if let [request] = meaning.requests.as_mut_slice() {
        if refused {
            complete(context, request);
        }
        trust_whole(context, request);
    }
    let several = meaning.requests.len() > 1 && distinct(&meaning.requests);
    let lone = meaning.requests.len() == 1 && (refused || told || !leaves_values(context, &meaning.requests));
    (several || lone).then_some(meaning)
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
    Refused,
}

/// Reads a part; none when it is not clear on its own.
fn read_part(context: &Context<'_>, piece: &Piece, refused: bool) -> Option<Part> {
    let text = piece.span.of(context.heard.text());
    let ranking = context.assistant.classifier.rank(text);
    let request = request(context, &ranking, text, piece.span.start);
    let spoken = words(text);
    if refuses(context, &spoken) && !is_social(&request.intent) {
        return Some(Part::Refused);
    }
    if tells(context, &spoken, &request) {
        return Some(Part::Told);
    }
    let policy = &context.assistant.policy;
    let needed = if piece.joined || refused { policy.part } else { policy.loose_part };
    if ranking.out_of_scope || request.confidence < needed {
        return None;
    }
    Some(if is_social(&request.intent) { Part::Social(request.intent) } else { Part::Request(request) })
}

/// Whether the part only tells something: it begins like a statement and names nothing that could be carried out.
fn tells(context: &Context<'_>, spoken: &[Word], request: &Request) -> bool {
    let statement = spoken.first().is_some_and(|word| TELLING.contains(&word.lower.as_str()));
    let complete = context.intent(&request.intent).is_some_and(|intent| request.missing(intent).is_none());
    statement && !complete
}

/// A part is at least as clear as the whole message when both say the same.
fn trust_whole(context: &Context<'_>, request: &mut Request) {
    let whole = margin_of(&context.ranking);
    if let Some((_, confidence, margin)) = whole.filter(|(best, ..)| *best == request.intent) {
        request.confidence = request.confidence.max(confidence);
        request.margin = request.margin.max(margin);
    }
}

/// The one request beside a refusal may take its values from the whole message.
fn complete(context: &Context<'_>, request: &mut Request) {
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
