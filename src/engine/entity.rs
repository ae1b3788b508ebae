//! Typed values in a text: dates, periods, amounts, quantities, documents and SKU codes.
//!
//! Hand-written recognisers over one scan of the text, each with a bounded look-ahead, so the time is linear.
//! Only what is asserted counts: "8812 not 8821" is 8812.

mod amount;
mod calendar;
mod choice;
mod day;
mod document;
mod found;
mod meaning;
mod month;
mod name;
mod names;
mod number;
mod period;
mod quantity;
mod range;
mod read;
mod sku;
mod tally;
mod time;
mod token;
mod written;

#[cfg(test)]
mod tests;

use crate::definition::Direction;
use crate::locale::Locale;
use crate::text::Span;
use erp_chat_protocol::{SlotType, SlotValue};
use found::Found;
use jiff::civil::Date;
use token::Token;

pub(crate) use meaning::is_day_or_month;
pub use read::read;

/// How values are read: from where and when.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The user's calendar day.
    pub today: Date,
    /// Day order, week start, fiscal year and currency.
    pub locale: &'a Locale,
    /// Which way a day without a year is read.
    pub looks: Direction,
}

/// A typed value where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Bytes of the text; a separate kind word ("invoice") is not among them.
    pub span: Span,
    /// Type of the value.
    pub slot_type: SlotType,
    /// The value, or why it cannot be one.
    pub value: Result<SlotValue, InvalidValue>,
}

/// Why something that is written like a value is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum InvalidValue {
    /// The 30th of February, the month 13.
    NoSuchDate,
    /// A period whose last day is before its first.
    EndsBeforeItBegins,
    /// An amount or quantity of zero or less.
    NotPositive,
    /// Not one of the values that the slot offers.
    NotAChoice,
}

/// All typed values of a text, sorted by start, the longest first.
///
/// ```
/// use erp_chat_engine::{definition::Direction, entity::{find, Reading}, locale::Locale};
/// let locale = Locale::new("en-GB");
/// let reading = Reading { today: jiff::civil::date(2026, 11, 23), locale: &locale, looks: Direction::Forward };
/// let plain: Vec<_> = find("invoice 8812 not 8821, due next Friday", &reading)
///     .into_iter()
///     .map(|entity| entity.value.unwrap().plain())
///     .collect();
/// assert_eq!(plain, ["8812", "2026-12-04"]);
/// ```
pub fn find(text: &str, reading: &Reading) -> Vec<Entity> {
    let tokens = token::tokens(text);
    let mut found = settled(text, &tokens, reading);
    found::drop_denied(&mut found, &tokens);
    let entity = |found: Found| Entity { span: found.span(&tokens), slot_type: found.slot_type, value: found.value };
    found.into_iter().map(entity).collect()
}

/// The values of every recogniser, without those that another one explains better.
fn settled(text: &str, tokens: &[Token], reading: &Reading) -> Vec<Found> {
    let (documents, times) = contest(document::documents(text, tokens, reading), time::times(tokens, reading));
    let mut found = merge(documents, times);
    found = merge(without(sku::skus(text, tokens), &found), found);
    merge(tally::tallies(tokens, &found, reading), found)
}

/// A time that is longer than a document number it covers wins ("leave request 12 to 14 December"); else the document.
fn contest(documents: Vec<Found>, times: Vec<Found>) -> (Vec<Found>, Vec<Found>) {
    let longer = |document: &Found, time: &Found| {
        time.tokens.len() > document.tokens.len() && document.from < document.tokens.start
    };
    let documents = keep(documents, &times, |document, time| !longer(document, time));
    let times = keep(times, &documents, |_, _| false);
    (documents, times)
}

fn without(found: Vec<Found>, others: &[Found]) -> Vec<Found> {
    keep(found, others, |_, _| false)
}

/// Keeps what overlaps none of `others`, or survives those it overlaps. Both are in order.
fn keep(mut found: Vec<Found>, others: &[Found], survives: impl Fn(&Found, &Found) -> bool) -> Vec<Found> {
    let mut rest = others;
    found.retain(|value| {
        let passed = rest.iter().take_while(|other| other.tokens.end <= value.tokens.start);
        rest = rest.get(passed.count()..).unwrap_or_default();
        let meets = rest.iter().take_while(|other| other.tokens.start < value.tokens.end);
        meets.filter(|other| value.overlaps(other)).all(|other| survives(value, other))
    });
    found
}

fn merge(mut found: Vec<Found>, more: Vec<Found>) -> Vec<Found> {
    found.extend(more);
    found.sort_by_key(|value| (value.tokens.start, usize::MAX - value.tokens.end));
    found
}
