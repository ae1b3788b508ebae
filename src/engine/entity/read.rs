//! An answer to a question, or the span that slot filling chose, read as the type that is asked for.
//!
//! Knowing the type allows more than in running text: "2041" is an invoice, "20" a quantity, "12 to 14" two days.

use super::day::Day;
use super::document::shape;
use super::found::{Found, drop_denied};
use super::range::BareNumbers;
use super::tally::tallies;
use super::time::{Time, time, times};
use super::token::{Cursor, Token, lists, tokens};
use super::{Entity, InvalidValue, Reading, choice, find, name};
use crate::definition::Slot;
use crate::text::Span;
use erp_chat_protocol::{DocumentKind, SlotType, SlotValue};

/// A value as read, or why it cannot be one.
type Value = Result<SlotValue, InvalidValue>;

/// Reads `text` as a value of the slot; nothing when it is not of that type at all.
///
/// ```
/// use erp_chat_engine::{definition::{Direction, Slot}, entity::{read, Reading}, locale::Locale};
/// let locale = Locale::new("en-GB");
/// let reading = Reading { today: jiff::civil::date(2026, 11, 23), locale: &locale, looks: Direction::Forward };
/// let slot: Slot = serde_json::from_str(r#"{"name": "due", "type": "date"}"#).unwrap();
/// assert_eq!(read(&slot, "friday please", &reading).unwrap().unwrap().plain(), "2026-11-27");
/// ```
pub fn read(slot: &Slot, text: &str, reading: &Reading) -> Option<Value> {
    match slot.slot_type {
        SlotType::Date | SlotType::Period => moment(slot.slot_type, text, reading),
        SlotType::Amount | SlotType::Quantity => tally(slot.slot_type, text, reading),
        SlotType::Document => document(slot, text, reading),
        SlotType::Sku => sku(text, reading),
        SlotType::Choice => named(text, name::text).map(|_| choice::choice(slot, text)),
        SlotType::Person => named(text, name::person),
        SlotType::Vendor | SlotType::Customer | SlotType::Site => named(text, name::party),
        SlotType::Text => named(text, name::text),
    }
}

/// The first asserted value that is wanted.
fn first_of(text: &str, reading: &Reading, wanted: impl Fn(&Entity) -> bool) -> Option<Value> {
    let entity = find(text, reading).into_iter().find(wanted)?;
    Some(entity.value)
}

fn moment(slot_type: SlotType, text: &str, reading: &Reading) -> Option<Value> {
    let tokens = tokens(text);
    let time = first_time(&tokens, reading)?;
    Some(match slot_type {
        SlotType::Period => time.as_period(),
        _ => time.as_day(reading.looks),
    })
}

/// The first asserted date or period; without one, bare numbers are days of the month.
fn first_time(tokens: &[Token], reading: &Reading) -> Option<Time> {
    let mut found = times(tokens, reading);
    drop_denied(&mut found, tokens);
    let read_at = |at| time(Cursor::new(tokens, at), reading, BareNumbers::Allowed).map(|(time, _)| time);
    if let Some(first) = found.first() {
        return read_at(first.from);
    }
    (0..tokens.len()).find_map(|at| read_at(at).or_else(|| bare_day(Cursor::new(tokens, at), reading)))
}

/// A number that counts nothing, as a day of the month.
fn bare_day(cursor: Cursor, reading: &Reading) -> Option<Time> {
    let (day, next) = cursor.integer(2)?;
    let counts = next.letters().is_some_and(|(word, _)| !lists("please pls ko tak or and to", word));
    if counts {
        return None;
    }
    Some(Time::Day(Day::Bare(day).place(reading)))
}

fn tally(slot_type: SlotType, text: &str, reading: &Reading) -> Option<Value> {
    if let Some(value) = first_of(text, reading, |entity| entity.slot_type == slot_type) {
        return Some(value);
    }
    let mut found = tallies(&tokens(text), &[], reading);
    found.retain(|found| found.slot_type == slot_type);
    found.into_iter().next().map(|found| found.value)
}

/// A document of the slot's kind; else the first asserted number that nothing else explains.
fn document(slot: &Slot, text: &str, reading: &Reading) -> Option<Value> {
    let kind = slot.document.unwrap_or(DocumentKind::Invoice);
    let entities = find(text, reading);
    let of_kind =
        |entity: &&Entity| matches!(&entity.value, Ok(SlotValue::Document { kind: found, .. }) if *found == kind);
    if let Some(entity) = entities.iter().find(of_kind) {
        return Some(entity.value.clone());
    }
    let tokens = tokens(text);
    let mut numbers = bare_documents(kind, text, &tokens);
    drop_denied(&mut numbers, &tokens);
    let mut rest = entities.as_slice();
    let alone = numbers.into_iter().find(|number| {
        let span = number.span(&tokens);
        let passed = rest.iter().take_while(|entity| entity.span.end <= span.start);
        rest = rest.get(passed.count()..).unwrap_or_default();
        !is_explained(span, rest, text)
    })?;
    Some(alone.value)
}

/// Whether one of the entities, which are in order, explains the number at `span`.
fn is_explained(span: Span, entities: &[Entity], text: &str) -> bool {
    let near = entities.iter().take_while(|entity| entity.span.start < span.end);
    near.filter(|entity| entity.span.overlaps(span)).any(|entity| explains(entity, text))
}

/// Whether a value cannot be a document number as well: all but codes and plain digits, which may look like years.
fn explains(entity: &Entity, text: &str) -> bool {
    let plain = entity.span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    match entity.slot_type {
        SlotType::Document => true,
        SlotType::Sku => false,
        _ => !plain,
    }
}

/// Every number of any shape, as a document.
fn bare_documents(kind: DocumentKind, text: &str, tokens: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(tokens, 0);
    while !cursor.is_end() {
        let Some(end) = shape(cursor) else {
            cursor = cursor.next();
            continue;
        };
        let value = cursor.span_to(end).of(text).to_uppercase();
        let value = Ok(SlotValue::Document { kind, value });
        found.push(Found::new(SlotType::Document, cursor.at()..end.at(), value));
        cursor = end;
    }
    found
}

fn sku(text: &str, reading: &Reading) -> Option<Value> {
    if let Some(value) = first_of(text, reading, |entity| entity.slot_type == SlotType::Sku) {
        return Some(value);
    }
    let item = name::party(text);
    (!item.is_empty()).then(|| Ok(SlotValue::Text(item.to_uppercase())))
}

fn named(text: &str, strip: fn(&str) -> &str) -> Option<Value> {
    let name = strip(text);
    (!name.is_empty()).then(|| Ok(SlotValue::Text(name.to_owned())))
}
