//! Sums of money: `£450`, `Rs 2.5 lakh`, `1200/-`, `450 quid`, `5k`.
//!
//! A number that nothing marks as money is an amount only where the slot asks for one.

use super::number::{Numeral, Scale, Style, numeral};
use super::token::{Cursor, lists};
use super::{InvalidValue, Reading};
use erp_chat_protocol::{Number, SlotValue};

/// How sure the text is that a number is money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    /// Currency, `/-`, lakh, `5k`.
    Money,
    /// A number and nothing else.
    Bare,
}

/// A sum as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sum {
    value: f64,
    currency: &'static str,
    pub(super) marking: Marking,
    /// Whether it counts dozens, so that it is no sum without a currency.
    pub(super) is_dozens: bool,
}

impl Sum {
    /// The slot value, unless it is nothing or less.
    pub(super) fn value(self, negative: bool) -> Result<SlotValue, InvalidValue> {
        if negative || self.value <= 0.0 {
            return Err(InvalidValue::NotPositive);
        }
        Ok(SlotValue::Amount { value: Number(self.value), currency: self.currency.to_owned() })
    }
}

/// Reads a sum of money or a bare number.
pub(super) fn sum<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(Sum, Cursor<'t>)> {
    let before = currency(cursor, reading);
    let (named, start) = before.map_or((None, cursor), |(code, next)| (Some(code), next));
    let (numeral, next) = numeral(start).map(|(numeral, next)| european(start, numeral, next))?;
    let (numeral, next) = scale_after_currency(named, numeral, next);
    let after = next.eat("/").and_then(|next| next.eat_glued("-")).map(|next| ("INR", next));
    let after = after.or_else(|| currency_behind(next, reading).filter(|_| before.is_none()));
    let next = after.map_or(next, |(_, next)| next);
    let written = named.or_else(|| after.map(|(code, _)| code));
    let currency = written.or_else(|| (numeral.scale == Scale::Indian).then_some("INR"));
    let short = numeral.scale == Scale::Western;
    let marking = if currency.is_some() || short { Marking::Money } else { Marking::Bare };
    let currency = currency.unwrap_or_else(|| reading.locale.currency());
    Some((Sum { value: numeral.value, currency, marking, is_dozens: numeral.scale == Scale::Dozen }, next))
}

/// `Rs 3 cr` and `$1.2m`: after a number alone, `cr` is the credit side of a journal and `m` a metre.
fn scale_after_currency<'t>(currency: Option<&str>, numeral: Numeral, cursor: Cursor<'t>) -> (Numeral, Cursor<'t>) {
    let (factor, scale) = match cursor.peek() {
        "cr" if currency == Some("INR") => (1e7, Scale::Indian),
        "m" if currency.is_some() && cursor.glued() => (1e6, Scale::Western),
        _ => return (numeral, cursor),
    };
    let value = numeral.value * factor;
    (Numeral { value, scale, ..numeral }, cursor.next())
}

/// Money has two decimals, so the point of `1.250` and `1.250,00` separates thousands.
fn european<'t>(start: Cursor<'t>, numeral: Numeral, next: Cursor<'t>) -> (Numeral, Cursor<'t>) {
    let places = next.back().map_or("", Cursor::peek);
    let dotted = next.at() == start.at() + 3 && start.next().peek() == ".";
    if !dotted || numeral.style != Style::Marked || places.len() != 3 {
        return (numeral, next);
    }
    let cents = next.eat_glued(",").and_then(Cursor::digits).filter(|(digits, _)| digits.len() == 2);
    let (cents, next) = cents.unwrap_or(("0", next));
    let value = format!("{}{places}.{cents}", start.peek()).parse().unwrap_or(numeral.value);
    (Numeral { value, ..numeral }, next)
}

/// A currency after its number, unless it touches another number that it belongs to: `20 £12`.
pub(super) fn currency_behind<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(&'static str, Cursor<'t>)> {
    currency(cursor, reading).filter(|(_, next)| !next.glued() || next.is_mark())
}

/// A currency by symbol, code or name.
pub(super) fn currency<'t>(cursor: Cursor<'t>, reading: &Reading) -> Option<(&'static str, Cursor<'t>)> {
    const ABBREVIATIONS: &str = "rs re";
    let word = cursor.peek();
    if word == "us" {
        return Some(("USD", cursor.next().eat_glued("$")?));
    }
    let code = match word {
        "$" => dollar(reading.locale.currency()),
        _ => currency_code(word)?,
    };
    let next = cursor.next();
    let abbreviated = lists(ABBREVIATIONS, word) && !next.next().is_end();
    let next = if abbreviated && next.next().digits().is_some() { next.skip(".") } else { next };
    Some((code, next))
}

/// A dollar is the local one where there is one.
fn dollar(local: &'static str) -> &'static str {
    if local.ends_with("D") && local != "AED" { local } else { "USD" }
}

fn currency_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "₹" | "rs" | "inr" | "rupee" | "rupees" | "rupaye" | "rupay" | "rupaiye" => "INR",
        "£" | "gbp" | "pound" | "pounds" | "quid" | "sterling" => "GBP",
        "€" | "eur" | "euro" | "euros" => "EUR",
        "usd" | "dollar" | "dollars" | "bucks" => "USD",
        "¥" | "jpy" | "yen" => "JPY",
        "₦" | "ngn" | "naira" => "NGN",
        "aed" | "dirham" | "dirhams" => "AED",
        "aud" => "AUD",
        "cad" => "CAD",
        "chf" => "CHF",
        "nzd" => "NZD",
        "pln" => "PLN",
        "sek" => "SEK",
        "sgd" => "SGD",
        "zar" => "ZAR",
        _ => return None,
    })
}
