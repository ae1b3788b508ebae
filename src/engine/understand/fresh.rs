//! A message that stands for itself: one request, several, talk, or nothing that is understood.

use super::context::{Context, is_social};
use super::slots::fill;
use super::{Act, Meaning};
use crate::classifier::Ranking;
use crate::definition::{Intent, IntentKind};
use crate::repeat::{Stance, stance};
use crate::request::{Held, Manner, Request};
use crate::text::{Span, Word, words};
use erp_chat_protocol::{Candidate, SlotType};

/// "Show me how many are left" asks for a number, not for an explanation.
const HOW_MUCH: [&str; 7] = ["many", "much", "long", "far", "often", "soon", "old"];
/// A part that begins so tells something rather than asking for it.
const TELLING: [&str; 22] = [
    "i", "i'm", "im", "i've", "ive", "he", "she", "it", "it's", "its", "we", "we're", "they", "my", "our", "the",
    "this", "that", "his", "her", "their", "there",
];

/// Reads the message without leaning on an open question.
pub(super) fn read(context: &Context<'_>) -> Meaning {
    let stance = stance(&context.assistant.lexicon, context.heard.text());
    if context.words().is_empty() {
        return context.meaning(Act::Silence, Vec::new());
    }
    let insists = context.assistant.cues.insist.find(context.words()).is_some() && context.ranking_is_weak();
    if (stance == Stance::Complains && complains(context)) || (insists && has_open_ask(context)) {
        return context.meaning(Act::Complain, Vec::new());
    }
    let mut meaning = parts(context).unwrap_or_else(|| whole(context));
    meaning.resolves = stance == Stance::Resolves || talks_of(&meaning, "thanks");
    meaning
}

fn talks_of(meaning: &Meaning, intent: &str) -> bool {
    matches!(meaning.act, Act::Talk) && meaning.requests.iter().any(|request| request.intent == intent)
}

fn has_open_ask(context: &Context<'_>) -> bool {
    context.session.asks.iter().any(|past| !past.ask.resolved)
}

/// A complaint is about an earlier request unless it clearly brings a new one.
fn complains(context: &Context<'_>) -> bool {
    let open = context.session.asks.iter().rev().find(|past| !past.ask.resolved);
    let about = open
        .and_then(|past| past.request.as_ref())
        .map(|request| request.intent.as_str());
    let (best, confidence) = context.best();
    let brings_another = !context.ranking.out_of_scope
        && !context.is_talk(best)
        && confidence >= context.assistant.policy.execute
        && about != Some(best);
    open.is_some() && !brings_another
}

fn whole(context: &Context<'_>) -> Meaning {
    let (best, _) = context.best();
    if asks_who(context) {
        return context.meaning(Act::Ask, vec![who_can(context)]);
    }
    if refuses(context, context.words()) && !context.is_talk(best) {
        return context.meaning(Act::Refuse, vec![fill(context, best, context.heard.text(), 0)]);
    }
    let ranking = without_consent(context);
    let first = request(context, &ranking, context.heard.text(), 0);
    let known = about_known(context, &first);
    let unclear = context.ranking.out_of_scope && known.is_none();
    let request = known.unwrap_or_else(|| complete_reading(context, pointed(context, first)));
    let unclear = unclear || request.confidence < context.assistant.policy.suggest;
    let act = match request.intent.as_str() {
        _ if unclear => Act::Unclear,
        "affirm" | "negate" if names_a_thing(context) => Act::Unclear,
        intent if is_social(intent) => Act::Talk,
        _ => Act::Ask,
    };
    context.meaning(act, vec![request])
}

/// Where nothing waits for a yes or a no, "approve it" is neither, unless it says nothing else.
fn without_consent(context: &Context<'_>) -> Ranking {
    let cues = &context.assistant.cues;
    let spoken = context.words();
    let plain = cues.says_only(&cues.yes, spoken) || cues.says_only(&cues.no, spoken);
    let mut ranking = context.ranking.clone();
    if plain || context.pending().is_some() || cues.pointer.find(spoken).is_none() {
        return ranking;
    }
    let is_consent = |candidate: &Candidate| matches!(candidate.intent.as_str(), "affirm" | "negate");
    let taken: f32 = ranking.candidates.iter().filter(|c| is_consent(c)).map(|c| c.confidence).sum();
    ranking.candidates.retain(|candidate| !is_consent(candidate));
    let left = (1.0 - taken).max(f32::EPSILON);
    ranking.candidates.iter_mut().for_each(|candidate| candidate.confidence = (candidate.confidence / left).min(1.0));
    ranking
}

/// A yes or a no that names a document or a number wants something else.
fn names_a_thing(context: &Context<'_>) -> bool {
    context
        .words()
        .iter()
        .any(|word| word.lower.contains(|c: char| c.is_ascii_digit()))
}

/// "approve it": of the close candidates, the one that takes what "it" points at.
fn pointed(context: &Context<'_>, request: Request) -> Request {
    let empty = request.slots.is_empty() && context.assistant.cues.pointer.find(context.words()).is_some();
    let complete = context
        .intent(&request.intent)
        .is_none_or(|intent| request.missing(intent).is_none());
    if !empty || complete || is_social(&request.intent) {
        return request;
    }
    let candidates = context.ranking.candidates.iter();
    let fitting = candidates
        .clone()
        .map(|candidate| fill(context, &candidate.intent, context.heard.text(), 0));
    let takes = |filled: &Request| {
        filled
            .slots
            .keys()
            .any(|name| is_required(context, &filled.intent, name))
    };
    let together: f32 = candidates.map(|candidate| candidate.confidence).sum();
    match fitting.into_iter().find(|filled| takes(filled)) {
        Some(filled) => Request {
            confidence: together.max(request.confidence),
            margin: 1.0,
            ..filled
        },
        None => request,
    }
}

/// Least share of the best candidate's confidence that the next one needs to be considered instead.
const RIVAL: f32 = 0.15;

/// Of two close readings, the one that lacks nothing: "feb payslip" names nobody, so it is the user's own.
fn complete_reading(context: &Context<'_>, request: Request) -> Request {
    let is_reading = |name: &str| context.intent(name).filter(|intent| intent.kind == IntentKind::Read);
    let lacks = |request: &Request| is_reading(&request.intent).is_some_and(|intent| request.missing(intent).is_some());
    let rival = context.ranking.candidates.get(1).filter(|rival| rival.confidence >= RIVAL * request.confidence);
    let Some(rival) = rival.filter(|rival| is_reading(&rival.intent).is_some() && lacks(&request)) else {
        return request;
    };
    let filled = fill(context, &rival.intent, context.heard.text(), 0);
    let fits = !lacks(&filled) && !filled.slots.is_empty();
    let confidence = request.confidence + rival.confidence;
    if fits { Request { confidence, margin: 1.0, manner: request.manner, ..filled } } else { request }
}

/// Intents that do the same to something else: "Approve an invoice", "Approve leave".
fn siblings<'a>(context: &Context<'a>, name: &str) -> impl Iterator<Item = &'a str> {
    let verb = |intent: &'a Intent| intent.title.split(' ').next();
    let wanted = context.intent(name).and_then(verb);
    let all = context.assistant.definition.intents.iter();
    all.filter(move |intent| wanted.is_some() && verb(intent) == wanted).map(|intent| intent.name.as_str())
}

/// A number that was an invoice before is an invoice still: of the candidates, the one that takes it as such.
fn about_known(context: &Context<'_>, request: &Request) -> Option<Request> {
    let sure = request.confidence >= context.assistant.policy.execute && !context.ranking.out_of_scope;
    let (name, known) = known_document(context).filter(|_| !sure)?;
    let slot_fits = |intent: &Intent| {
        intent
            .slot(&name)
            .is_some_and(|slot| slot.slot_type == SlotType::Document)
    };
    let candidates = context.ranking.candidates.iter();
    let fitting = candidates.filter(|candidate| context.intent(&candidate.intent).is_some_and(slot_fits));
    let best = fitting.clone().next()?;
    let together: f32 = context
        .ranking
        .candidates
        .iter()
        .map(|candidate| candidate.confidence)
        .sum();
    let mut request = fill(context, &best.intent, context.heard.text(), 0);
    request.slots.insert(name, known);
    Some(Request {
        confidence: together.max(context.assistant.policy.suggest),
        margin: 1.0,
        ..request
    })
}

/// A document of an earlier request whose number the message names.
fn known_document(context: &Context<'_>) -> Option<(String, Held)> {
    let earlier = context
        .session
        .asks
        .iter()
        .rev()
        .filter_map(|past| past.request.as_ref());
    let mut slots = earlier
        .flat_map(|request| &request.slots)
        .filter(|(_, held)| held.slot_type == SlotType::Document);
    let named = |held: &Held| {
        let number = words(&held.redacted.plain());
        !number.is_empty()
            && context
                .words()
                .windows(number.len())
                .any(|spoken| spoken.iter().zip(&number).all(|(a, b)| a.lower == b.lower))
    };
    slots
        .find(|(_, held)| named(held))
        .map(|(name, held)| (name.clone(), held.clone()))
}

fn is_required(context: &Context<'_>, intent: &str, slot: &str) -> bool {
    let slot = context.intent(intent).and_then(|intent| intent.slot(slot));
    slot.is_some_and(|slot| slot.required || slot.group.is_some())
}

/// The request that the best candidate of a ranking stands for.
fn request(context: &Context<'_>, ranking: &Ranking, text: &str, offset: usize) -> Request {
    let Some((best, confidence, margin)) = margin_of(ranking) else {
        return Request::default();
    };
    let manner = if asks_how(context, text) {
        Manner::HowTo
    } else {
        Manner::Do
    };
    Request { confidence, margin, manner, ..fill(context, best, text, offset) }
}

fn asks_how(context: &Context<'_>, text: &str) -> bool {
    let spoken = words(text);
    let behind = context
        .assistant
        .cues
        .how_to
        .find(&spoken)
        .and_then(|(at, count)| spoken.get(at + count));
    let measures = behind.is_some_and(|word| HOW_MUCH.contains(&word.lower.as_str()));
    context.assistant.cues.how_to.find(&spoken).is_some() && !measures
}

/// Whether the words say not to do something: "please don't approve it", not "I don't remember".
fn refuses(context: &Context<'_>, spoken: &[Word]) -> bool {
    let cues = &context.assistant.cues;
    let polite = |word: &&Word| cues.filler.has(&word.lower) && !matches!(word.lower.as_str(), "i" | "you");
    let lead = spoken.iter().take_while(polite).count();
    cues.refuse.open(spoken.get(lead..).unwrap_or_default()).is_some() || cues.refuse.open(spoken).is_some()
}

fn asks_who(context: &Context<'_>) -> bool {
    let (best, confidence) = context.best();
    let sure = best == "who_can" && confidence >= context.assistant.policy.suggest;
    let cued = context.assistant.cues.who_can.find(context.words()).is_some();
    (sure || cued) && !context.ranking.out_of_scope && (cued || !context.is_talk(best) || best == "who_can")
}

/// "who can approve invoices": the task is what the message is about without the question.
fn who_can(context: &Context<'_>) -> Request {
    let spoken = context.words();
    let (at, count) = context.assistant.cues.who_can.find(spoken).unwrap_or_default();
    let rest = spoken.get(at + count..).and_then(|rest| rest.first());
    let task_text = rest
        .and_then(|word| context.heard.text().get(word.span.start..))
        .unwrap_or_default();
    let is_task = |name: &str| {
        context
            .intent(name)
            .is_some_and(|intent| !context.is_talk(&intent.name))
    };
    let rankings = [context.assistant.classifier.rank(task_text), context.ranking.clone()];
    let task = rankings
        .iter()
        .flat_map(|ranking| &ranking.candidates)
        .find(|candidate| is_task(&candidate.intent));
    let about = task.map(|candidate| candidate.intent.clone());
    Request {
        about,
        ..Request::certain("who_can")
    }
}

/// Several requests in one message, when each part is clear on its own.
fn parts(context: &Context<'_>) -> Option<Meaning> {
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
    let needed = if piece.joined || refused {
        policy.part
    } else {
        policy.loose_part
    };
    if ranking.out_of_scope || request.confidence < needed {
        return None;
    }
    Some(if is_social(&request.intent) {
        Part::Social(request.intent)
    } else {
        Part::Request(request)
    })
}

/// Whether the part only tells something: it begins like a statement and names nothing that could be carried out.
fn tells(context: &Context<'_>, spoken: &[Word], request: &Request) -> bool {
    let statement = spoken
        .first()
        .is_some_and(|word| TELLING.contains(&word.lower.as_str()));
    let complete = context
        .intent(&request.intent)
        .is_some_and(|intent| request.missing(intent).is_none());
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

/// The best intent of a ranking, its confidence, and the gap to the next.
fn margin_of(ranking: &Ranking) -> Option<(&str, f32, f32)> {
    let mut candidates = ranking.candidates.iter();
    let best = candidates.next()?;
    let next = candidates.next().map_or(0.0, |next| next.confidence);
    Some((&best.intent, best.confidence, best.confidence - next))
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
            || a.slots
                .iter()
                .any(|(name, held)| b.slots.get(name).is_some_and(|other| !other.same(held)))
    };
    let before = |at: usize| requests.iter().take(at);
    requests
        .iter()
        .enumerate()
        .all(|(at, request)| before(at).all(|earlier| differ(request, earlier)))
}

/// A stretch of the message that may be a request of its own.
struct Piece {
    span: Span,
    /// A joining word or a sentence end stands before it; otherwise only a comma does.
    joined: bool,
}

/// Pieces between joining words, commas and sentence ends.
fn split(context: &Context<'_>) -> Vec<Piece> {
    let spoken = context.words();
    let (mut pieces, mut from, mut joined, mut at) = (Vec::new(), 0, true, 1);
    while at < spoken.len() {
        if let Some(join) = join_at(context, at).filter(|_| at > from) {
            pieces.extend(piece(spoken, (from, at), joined));
            from = at + join.words;
            joined = join.strong;
            at = from.max(at + 1);
        } else {
            at += 1;
        }
    }
    pieces.extend(piece(spoken, (from, spoken.len()), joined));
    pieces
}

fn piece(spoken: &[Word], (from, to): (usize, usize), joined: bool) -> Option<Piece> {
    let first = spoken.get(from).filter(|_| from < to)?;
    let last = spoken.get(to.checked_sub(1)?)?;
    Some(Piece {
        span: Span {
            start: first.span.start,
            end: last.span.end,
        },
        joined,
    })
}

/// What joins two pieces.
struct Join {
    /// Joining words to skip.
    words: usize,
    /// More than a comma.
    strong: bool,
}

/// Whether a piece may end before the word at `at`.
fn join_at(context: &Context<'_>, at: usize) -> Option<Join> {
    let spoken = context.words();
    let before = spoken.get(at.checked_sub(1)?)?;
    let gap = context.heard.text().get(before.span.end..spoken.get(at)?.span.start)?;
    if let Some(words) = context.assistant.cues.joins.open(spoken.get(at..)?) {
        return Some(Join { words, strong: true });
    }
    let ends = gap.ends_with(char::is_whitespace);
    let strong = gap.contains(['.', '!', '?', ';', '\n', '&']);
    (ends && (strong || gap.contains(','))).then_some(Join { words: 0, strong })
}
