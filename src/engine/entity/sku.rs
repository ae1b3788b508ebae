//! Stock-keeping units: letters and digits joined by a dash, or any number after the word "SKU".
//!
//! As for documents, the kind word belongs to the value only when it is joined: `SKU-118`, but `SKU 118` is `118`.

use super::document::{shape, starts_freely};
use super::found::Found;
use super::token::{Cursor, Token, lists};
use erp_chat_protocol::{SlotType, SlotValue};

/// Joined words that look like a code and are none.
const NOT_CODES: &str = "covid form section week day phase top part unit gstr mid pre";

/// All SKU codes of a text, in order.
pub(super) fn skus(text: &str, tokens: &[Token]) -> Vec<Found> {
    let mut skus = Vec::new();
    let mut cursor = Cursor::new(tokens, 0);
    while !cursor.is_end() {
        let Some((from, code, end)) = sku(cursor) else {
            cursor = cursor.next();
            continue;
        };
        cursor = end;
        let value = SlotValue::Text(code.span_to(end).of(text).to_uppercase());
        let found = Found { from: from.at(), ..Found::new(SlotType::Sku, code.at()..end.at(), Ok(value)) };
        skus.push(found);
    }
    skus
}

fn sku(cursor: Cursor) -> Option<(Cursor, Cursor, Cursor)> {
    named(cursor).or_else(|| code(cursor).map(|end| (cursor, cursor, end)))
}

/// `SKU 118`, `item code 77-120`
fn named(cursor: Cursor) -> Option<(Cursor, Cursor, Cursor)> {
    let sku = cursor.eat("sku").map(|next| next.skip_any("no number code"));
    let coded = || cursor.eat_any("item part article material product")?.eat_any("no number code");
    let code = sku.or_else(coded)?.skip(".").skip_any("# :");
    (!code.glued() || code.before() == "#").then_some((cursor, code, shape(code)?))
}

/// `BRG-6204`
fn code(cursor: Cursor) -> Option<Cursor> {
    let (first, next) = cursor.letters().filter(|_| starts_freely(cursor))?;
    let next = if next.glued() && next.digits().is_some() { next.next() } else { next };
    next.eat_glued("-").filter(|next| next.glued())?;
    let end = shape(cursor)?;
    let counted = |at: Cursor<'_>| lists("st nd rd th", at.peek());
    let is_code = first.is_ascii() && !lists(NOT_CODES, first) && !end.back().is_some_and(counted);
    is_code.then_some(end)
}
