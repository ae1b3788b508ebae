//! Numbers of things: `20 boxes`, `a dozen`, `half a tonne`, `1,000 m`, `75`.
//!
//! A unit is given in the singular; a word that is no unit is left to the item.

use super::InvalidValue;
use super::number::{Numeral, Scale, Style, numeral};
use super::token::Cursor;
use erp_chat_protocol::{Number, SlotValue};

/// Units in the singular whose plural adds an `s` or `es`.
const UNITS: &str = "\
    ampoule bag bale barrel batch bottle box bucket bundle can canister carboy carton case coil container copy crate \
    cylinder day drum feet foot gallon gm gram hour inch item jar keg kg kilogram kilometre kit lb length liter \
    litre meter metre ml mm month ounce pack packet pad pail pair pallet piece plank pouch quintal ream reel roll \
    sachet sack set sheet skid spool strip tablet tin ton tonne tray tube tub unit vial week yard cm km ltr";

/// Short and irregular units with what they stand for.
const ALIASES: [(&str, &str); 19] = [
    ("pc", "piece"),
    ("pcs", "piece"),
    ("pce", "piece"),
    ("no", "unit"),
    ("nos", "unit"),
    ("ea", "each"),
    ("kilo", "kg"),
    ("kilos", "kg"),
    ("kgs", "kg"),
    ("g", "g"),
    ("gms", "gm"),
    ("m", "m"),
    ("mtr", "metre"),
    ("mtrs", "metre"),
    ("l", "l"),
    ("ltr", "litre"),
    ("ltrs", "litre"),
    ("ft", "foot"),
    ("feet", "foot"),
];

/// A number of things as read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measure {
    pub(super) numeral: Numeral,
    pub(super) unit: Option<String>,
}

impl Measure {
    /// The slot value, unless it is nothing or less.
    pub(super) fn value(self, negative: bool) -> Result<SlotValue, InvalidValue> {
        if negative || self.numeral.value <= 0.0 {
            return Err(InvalidValue::NotPositive);
        }
        Ok(SlotValue::Quantity { value: Number(self.numeral.value), unit: self.unit })
    }
}

/// Reads a number with or without a unit; "a box of" is one.
pub(super) fn measure(cursor: Cursor) -> Option<(Measure, Cursor)> {
    let Some((numeral, next)) = numeral(cursor) else {
        return single(cursor);
    };
    let next = next.eat_glued("x").filter(|next| !next.glued()).unwrap_or(next);
    let (unit, next) = unit(next).map_or((None, next), |(unit, next)| (Some(unit), next));
    Some((Measure { numeral, unit }, next))
}

/// `a box of`
fn single(cursor: Cursor) -> Option<(Measure, Cursor)> {
    const ONE: Numeral = Numeral { value: 1.0, style: Style::Words, scale: Scale::One };
    let (unit, next) = unit(cursor.eat_any("a an ek")?)?;
    next.eat("of")?;
    let measure = Measure { numeral: ONE, unit: Some(unit) };
    Some((measure, next))
}

/// The unit that the next token names, in the singular.
pub(super) fn unit(cursor: Cursor) -> Option<(String, Cursor)> {
    let (word, next) = cursor.letters().filter(|(_, next)| !(next.glued() && next.digits().is_some()))?;
    let alias = ALIASES.iter().find(|(alias, _)| *alias == word).map(|(_, unit)| *unit);
    let unit = alias.or_else(|| singular(word))?;
    Some((unit.to_owned(), next.eat_glued(".").filter(|next| alias.is_some() && !next.is_end()).unwrap_or(next)))
}

fn singular(word: &str) -> Option<&'static str> {
    let stems = [Some(word), word.strip_suffix('s'), word.strip_suffix("es")];
    let copies = (word == "copies").then_some("copy");
    stems.into_iter().flatten().chain(copies).find_map(|stem| UNITS.split(' ').find(|unit| *unit == stem))
}
