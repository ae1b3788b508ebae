//! Amounts and quantities of a text: the numbers that no date, document or code has explained.
//!
//! A bare number is offered as a quantity and as an amount, unless the text has a marked one of that type.

use super::amount::{self, Marking};
use super::found::Found;
use super::token::{Cursor, Token, TokenKind, lists};
use super::{Reading, quantity};
use erp_chat_protocol::SlotType;

/// A number, before it is known whether the text has better ones of its type.
struct Tally {
    found: Found,
    marked: bool,
}

/// All amounts and quantities outside `claimed`, in order.
pub(super) fn tallies(tokens: &[Token], claimed: &[Found], reading: &Reading) -> Vec<Found> {
    let mut tallies = Vec::new();
    let mut claimed = claimed.iter().peekable();
    let mut cursor = Cursor::new(tokens, 0);
    while !cursor.is_end() {
        while claimed.next_if(|found| found.tokens.end <= cursor.at()).is_some() {}
        let free_until = claimed.peek().map_or(tokens.len(), |found| found.from);
        cursor = match claimed.peek() {
            Some(found) if found.from <= cursor.at() => Cursor::new(tokens, found.tokens.end),
            _ => step(cursor, free_until, reading, &mut tallies),
        };
    }
    without_bare_rivals(tallies)
}

/// Reads what begins here, if it ends before the next claimed token.
fn step<'t>(cursor: Cursor<'t>, free_until: usize, reading: &Reading, tallies: &mut Vec<Tally>) -> Cursor<'t> {
    if !starts_freely(cursor) || (cursor.is_mark() && amount::currency(cursor, reading).is_none()) {
        return cursor.next();
    }
    let before = tallies.len();
    let sum = amount(cursor, reading).filter(|(_, next)| next.at() <= free_until);
    let is_money = sum.as_ref().is_some_and(|(tally, _)| tally.marked);
    let measure = quantity(cursor).filter(|(tally, next)| next.at() <= free_until && (!is_money || tally.has_unit));
    let end = [sum.as_ref().map(|(_, next)| *next), measure.as_ref().map(|(_, next)| *next)];
    let sum = sum.filter(|_| !measure.as_ref().is_some_and(|(measure, _)| measure.has_unit));
    tallies.extend(sum.map(|(tally, _)| tally));
    tallies.extend(measure.map(|(measure, _)| measure.tally));
    let end = end.into_iter().flatten().max_by_key(|next| next.at()).filter(|_| tallies.len() > before);
    end.unwrap_or_else(|| cursor.next())
}

fn amount<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Tally, Cursor<'t>)> {
    let (sum, next) = amount::sum(cursor, reading)?;
    let marked = sum.marking == Marking::Money;
    if !ends_freely(next) || (!marked && (sum.is_dozens || !is_plain_number(cursor, next))) {
        return None;
    }
    let value = sum.value(is_negative(cursor));
    let found = Found::new(SlotType::Amount, cursor.at()..next.at(), value);
    Some((Tally { found, marked }, next))
}

/// A quantity and whether it has a unit.
struct Measured {
    tally: Tally,
    has_unit: bool,
}

fn quantity(cursor: Cursor) -> Option<(Measured, Cursor)> {
    let (measure, next) = quantity::measure(cursor)?;
    let has_unit = measure.unit.is_some();
    let marked = has_unit || measure.numeral.scale == super::number::Scale::Dozen;
    if !ends_freely(next) || (!has_unit && !is_plain_number(cursor, next)) {
        return None;
    }
    let value = measure.value(is_negative(cursor));
    let found = Found::new(SlotType::Quantity, cursor.at()..next.at(), value);
    Some((Measured { tally: Tally { found, marked }, has_unit }, next))
}

/// Whether a number may begin here: not inside a word, a code, a time or a version.
fn starts_freely(cursor: Cursor) -> bool {
    let Some(before) = cursor.back().filter(|_| cursor.glued()) else {
        return true;
    };
    match before.peek() {
        "-" => !before.glued() || cursor.is_mark(),
        "/" | "_" | "." | ":" | "@" | "#" | "," => false,
        _ => before.token().is_some_and(|token| token.kind == TokenKind::Mark),
    }
}

fn ends_freely(cursor: Cursor) -> bool {
    let touching = |mark: &str| cursor.eat_glued(mark).is_some_and(Cursor::glued);
    let letters = cursor.glued() && (cursor.letters().is_some() || cursor.digits().is_some());
    !letters && ![":", "/", "_", "@"].into_iter().any(touching)
}

/// Whether a bare number counts something: not `Plant 3`, `9 am`, `18 %`, "this one".
fn is_plain_number(cursor: Cursor, next: Cursor) -> bool {
    const LABELS: &str = "\
        plant bay warehouse ward unit silo rack line van block store yard size floor level part gate room shelf bin \
        week term step page version task grade type site office building zone aisle dock class model form section \
        phase shop option sector depot branch";
    const AFTER: &str = "am pm % percent per o baje";
    let lone_one = cursor.peek() == "one" && next.at() == cursor.at() + 1;
    let is_hour = cursor.before() == "at" && cursor.peek().len() <= 2;
    !lone_one && !is_hour && !lists(LABELS, cursor.before()) && !lists(AFTER, next.peek())
}

/// Whether a minus sign touches the number and nothing touches the sign.
fn is_negative(cursor: Cursor) -> bool {
    let sign = cursor.back().filter(|sign| sign.peek() == "-" && cursor.glued() && !sign.glued());
    sign.is_some() || cursor.before() == "minus"
}

/// Without the bare numbers of a type that the text has marked values of.
fn without_bare_rivals(tallies: Vec<Tally>) -> Vec<Found> {
    let marked = |slot_type| tallies.iter().any(|tally| tally.marked && tally.found.slot_type == slot_type);
    let (money, measured) = (marked(SlotType::Amount), marked(SlotType::Quantity));
    let has_rival =
        |tally: &Tally| !tally.marked && if tally.found.slot_type == SlotType::Amount { money } else { measured };
    tallies.into_iter().filter(|tally| !has_rival(tally)).map(|tally| tally.found).collect()
}
