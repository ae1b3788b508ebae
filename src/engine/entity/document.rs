//! Numbered documents: `INV-2041`, `invoice no. 77821`, `PO 4500012`, `ticket #9`, `invoices 7, 8 and 9`.
//!
//! A number is a document because a kind word stands beside it or a known prefix is joined to it.
//! The span covers the number only, or the whole when the prefix is joined.

use super::found::Found;
use super::meaning::misspells;
use super::range::BareNumbers;
use super::time::time;
use super::token::{Cursor, Token, TokenKind, lists};
use super::{Reading, amount, number, quantity};
use erp_chat_protocol::{DocumentKind, SlotType, SlotValue};

/// Tokens in the longest document number, `PO/2024-25/031-B`.
const LONGEST_SHAPE: usize = 12;

/// All documents of a text, in order.
pub(super) fn documents(text: &str, tokens: &[Token], reading: &Reading) -> Vec<Found> {
    let mut documents = Vec::new();
    let mut cursor = Cursor::new(tokens, 0);
    while !cursor.is_end() {
        let Some(first) = document(cursor, reading) else {
            cursor = cursor.next();
            continue;
        };
        cursor = first.after;
        documents.push(first.found(text));
        while let Some(more) = listed(cursor, first, reading) {
            cursor = more.after;
            documents.push(more.found(text));
        }
    }
    documents
}

/// A document number where it stands.
#[derive(Clone, Copy)]
struct Document<'t> {
    kind: DocumentKind,
    /// Whether the kind word is in the plural, so that a list may follow.
    plural: bool,
    /// With its kind word.
    from: Cursor<'t>,
    number: Cursor<'t>,
    end: Cursor<'t>,
    /// Where to read on: behind a kind word that follows.
    after: Cursor<'t>,
}

impl Document<'_> {
    fn found(self, text: &str) -> Found {
        let value = self.number.span_to(self.end).of(text).to_uppercase();
        let value = SlotValue::Document { kind: self.kind, value };
        let found = Found::new(SlotType::Document, self.number.at()..self.end.at(), Ok(value));
        Found { from: self.from.at(), ..found }
    }
}

fn document<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<Document<'t>> {
    joined(cursor)
        .or_else(|| after_kind(cursor, reading))
        .or_else(|| before_kind(cursor, reading))
        .or_else(|| numbered(cursor))
}

/// `INV-2041`, `PO/24-25/031`, `LR77`
fn joined(cursor: Cursor) -> Option<Document> {
    let kind = prefix_kind(cursor.peek()).filter(|_| starts_freely(cursor) && cursor.next().glued())?;
    let end = shape(cursor)?;
    Some(Document { kind, plural: false, from: cursor, number: cursor, end, after: end })
}

fn prefix_kind(prefix: &str) -> Option<DocumentKind> {
    Some(match prefix {
        "inv" | "bill" | "pinv" | "sinv" | "si" | "invoice" => DocumentKind::Invoice,
        "po" => DocumentKind::PurchaseOrder,
        "lr" | "lv" => DocumentKind::LeaveRequest,
        "tkt" | "tic" | "inc" | "ticket" => DocumentKind::Ticket,
        _ => return None,
    })
}

/// `invoice no. 77821`
fn after_kind<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<Document<'t>> {
    let word = kind_word(cursor)?;
    let number = number_cue(word.after);
    let cued = number.at() > word.after.at();
    let end = shape(number).filter(|end| !counts(number, *end, reading))?;
    let enough = cued || !word.needs_cue || number.peek().len() >= 3;
    enough.then_some(Document { kind: word.kind, plural: word.plural, from: cursor, number, end, after: end })
}

/// `the 77821 invoice`, `2041 wala bill`
fn before_kind<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<Document<'t>> {
    let (digits, _) = cursor.digits().filter(|_| starts_freely(cursor))?;
    let end = shape(cursor)?;
    let is_year = digits.len() == 4 && digits.starts_with("20") && end.at() == cursor.at() + 1;
    let word = kind_word(end.skip_any("wala wali number no")).filter(|word| !word.plural && !word.needs_cue)?;
    let follows = shape(number_cue(word.after)).is_some_and(|_| after_kind(end, reading).is_some());
    let stands = digits.len() >= 3 && !is_year && !follows && !counts(cursor, end, reading);
    stands.then_some(Document { kind: word.kind, plural: false, from: cursor, number: cursor, end, after: word.after })
}

/// `#8812` where a kind word is near: "the invoice from Acme, #8812".
fn numbered(cursor: Cursor) -> Option<Document> {
    const BEHIND: usize = 8;
    const AHEAD: usize = 4;
    let number = cursor.eat_any("# number num")?.skip(":");
    let end = shape(number)?;
    let behind = std::iter::successors(cursor.back(), |at| at.back()).take(BEHIND);
    let ahead = std::iter::successors(Some(end), |at| Some(at.next())).take(AHEAD);
    let kind = behind.chain(ahead).find_map(kind_word)?.kind;
    Some(Document { kind, plural: false, from: cursor, number, end, after: end })
}

/// The next number of a list: `2041, 2042 and 2043`, `8812 not 8821`.
fn listed<'t>(cursor: Cursor<'t>, first: Document<'t>, reading: &Reading) -> Option<Document<'t>> {
    let comma = cursor.eat(",");
    let joined = cursor.skip(",").eat_any("and & or plus");
    let corrected = correction(cursor.skip(",").skip("and").skip("but"));
    let listed = comma.filter(|_| first.plural).or(joined);
    let number = corrected.or(listed)?.skip("#");
    let length = |cursor: Cursor<'_>| cursor.back().map_or(0, |last| last.peek().len());
    let end = number.digits().and_then(|_| shape(number))?;
    let alike = length(end).abs_diff(length(first.end)) <= 1;
    let stands = alike && !counts(number, end, reading) && starts_freely(number);
    stands.then_some(Document { from: number, number, end, after: end, ..first })
}

fn correction(cursor: Cursor) -> Option<Cursor> {
    let next = cursor.eat("not").or_else(|| cursor.eat_all("instead of")).or_else(|| cursor.eat_all("rather than"));
    next.or_else(|| cursor.eat_any("nahi nahin").map(|next| next.skip(",")))
}

/// A word that says which kind of document a number is.
struct KindWord<'t> {
    kind: DocumentKind,
    plural: bool,
    /// Whether the word has other meanings too: "leave 12 ..." needs a longer number or a cue.
    needs_cue: bool,
    after: Cursor<'t>,
}

fn kind_word(cursor: Cursor) -> Option<KindWord> {
    let (kind, after) = kind_phrase(cursor).or_else(|| Some((kind_noun(cursor)?, cursor.next())))?;
    let last = after.before();
    Some(KindWord {
        kind,
        plural: last.ends_with('s'),
        needs_cue: lists("leave order", last) && after.at() == cursor.at() + 1,
        after,
    })
}

/// `purchase order`, `leave application`, `P.O.`
fn kind_phrase(cursor: Cursor) -> Option<(DocumentKind, Cursor)> {
    let next = cursor.next();
    let (kind, after) = match cursor.peek() {
        "purchase" | "purchse" | "puchase" => (DocumentKind::PurchaseOrder, next.eat_any("order orders ordr oder")?),
        "leave" => (DocumentKind::LeaveRequest, next.eat_any("request application req requests applications")?),
        "p" => (DocumentKind::PurchaseOrder, next.eat_glued(".")?.eat_glued("o")?),
        _ => return None,
    };
    Some((kind, after))
}

fn kind_noun(cursor: Cursor) -> Option<DocumentKind> {
    Some(match cursor.peek() {
        "invoice" | "inv" | "bill" | "invoce" | "invoices" | "bills" | "invs" => DocumentKind::Invoice,
        "po" | "pos" => DocumentKind::PurchaseOrder,
        "order" if is_noun(cursor) => DocumentKind::PurchaseOrder,
        "lr" | "lv" | "leave" => DocumentKind::LeaveRequest,
        "ticket" | "tkt" | "incident" | "tickets" | "incidents" => DocumentKind::Ticket,
        word if misspells(word, "invoice") => DocumentKind::Invoice,
        _ => return None,
    })
}

/// "the order 60031" and "order no. 12" name an order, "order 500 bolts" makes one.
fn is_noun(cursor: Cursor) -> bool {
    let next = cursor.next();
    number_cue(next).at() > next.at() || lists("the our my that this your", cursor.before())
}

/// Skips `no.`, `number`, `#`, `id` and the like.
fn number_cue(cursor: Cursor) -> Cursor {
    const CUES: &str = "no nos number numbers num nr id ref reference # . : -";
    const MOST: usize = 4;
    (0..MOST).fold(cursor, |at, _| at.skip_any(CUES))
}

/// Whether a number counts, costs or dates something, so that it is no document number.
fn counts(number: Cursor, end: Cursor, reading: &Reading) -> bool {
    let grouped = end.eat_glued(",").is_some_and(|next| next.glued() && next.digits().is_some());
    let decimal = end.eat_glued(".").is_some_and(|next| next.glued() && next.digits().is_some());
    let behind = number.next();
    let suffixed = behind.glued() && (lists("st nd rd th am pm k", behind.peek()) || behind.meaning().is_some());
    let measured =
        || quantity::unit(number.next()).is_some() || quantity::unit(end).is_some_and(|_| end.peek() != "no");
    let scaled = || number::numeral(number).is_some_and(|(_, next)| next.at() > number.at() + 1);
    let priced = || amount::currency(end, reading).is_some() || end.peek() == "%";
    let is_time = || time(number, reading, BareNumbers::Refused).is_some_and(|(_, next)| next.at() >= end.at());
    let names_time = number.letters().is_some() && (number.meaning().is_some() || is_time());
    grouped || decimal || suffixed || names_time || number.digits().is_some() && (measured() || scaled() || priced())
}

/// Whether a number may begin here and not inside another one.
pub(super) fn starts_freely(cursor: Cursor) -> bool {
    let inside = |token: &Token| token.kind != TokenKind::Mark || matches!(&*token.lower, "-" | "/" | "_" | "." | "@");
    !cursor.glued() || !cursor.back().and_then(Cursor::token).is_some_and(inside)
}

/// Where a document number ends that begins here: letters and digits joined by `-`, `/` or `_`, with a digit.
pub(super) fn shape(cursor: Cursor) -> Option<Cursor> {
    let mut end = part(cursor)?;
    for _ in 0..LONGEST_SHAPE {
        let glued = |at: Cursor<'_>| at.glued();
        let separator = end.eat_any("- / _").filter(|_| end.glued()).unwrap_or(end);
        let Some(next) = part(separator).filter(|_| glued(separator)) else {
            break;
        };
        end = next;
    }
    let has_digit = std::iter::successors(Some(cursor), |at| Some(at.next()))
        .take(end.at() - cursor.at())
        .any(|at| at.digits().is_some());
    has_digit.then_some(end)
}

/// Letters or digits, not longer than a document number has them.
fn part(cursor: Cursor) -> Option<Cursor> {
    const LONGEST: usize = 20;
    let (text, next) = cursor.digits().or_else(|| cursor.letters())?;
    (text.len() <= LONGEST).then_some(next)
}
