//! Values as a person reads them, by locale.

use crate::entity::InvalidValue;
use crate::locale::Locale;
use erp_chat_protocol::{Number, SlotValue};
use jiff::civil::Date;

/// Month names, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A slot value as a person reads it.
pub(crate) fn value(value: &SlotValue, locale: &Locale) -> String {
    match value {
        SlotValue::Amount { value, currency } => money(*value, currency),
        SlotValue::Quantity { value, unit } => quantity(*value, unit.as_deref()),
        SlotValue::Document { value, .. } => value.clone(),
        SlotValue::Text(text) => dates(text, locale),
    }
}

/// ISO days and periods in words; any other text as it is.
fn dates(text: &str, locale: &Locale) -> String {
    let parsed = |part: &str| part.parse::<Date>().ok().filter(|_| part.len() == 10);
    match text.split_once('/') {
        Some((from, to)) => match (parsed(from), parsed(to)) {
            (Some(from), Some(to)) if from == to => day(from, locale),
            (Some(from), Some(to)) if is_month(from, to) => format!("{} {}", month(from), from.year()),
            (Some(from), Some(to)) if is_year(from, to) => from.year().to_string(),
            (Some(from), Some(to)) => format!("{} to {}", day(from, locale), day(to, locale)),
            _ => text.to_owned(),
        },
        None => parsed(text).map_or_else(|| text.to_owned(), |date| day(date, locale)),
    }
}

fn is_month(from: Date, to: Date) -> bool {
    from.day() == 1 && to == from.last_of_month()
}

fn is_year(from: Date, to: Date) -> bool {
    from == from.first_of_year() && to == from.last_of_year()
}

fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

fn day(date: Date, locale: &Locale) -> String {
    let month = month(date);
    if locale.day_first() {
        format!("{} {month} {}", date.day(), date.year())
    } else {
        format!("{month} {}, {}", date.day(), date.year())
    }
}

fn quantity(value: Number, unit: Option<&str>) -> String {
    let Some(unit) = unit else {
        return value.to_string();
    };
    let one = value.whole() == Some(1);
    let measure = matches!(unit, "kg" | "g" | "l" | "ml" | "m" | "cm" | "mm" | "km" | "dozen");
    match unit {
        _ if one || measure => format!("{value} {unit}"),
        _ if unit.ends_with(['s', 'x']) || unit.ends_with("ch") || unit.ends_with("sh") => format!("{value} {unit}es"),
        _ => format!("{value} {unit}s"),
    }
}

/// Money with its symbol and digit groups: lakh groups for rupees, thousands otherwise.
fn money(value: Number, currency: &str) -> String {
    let symbol = match currency {
        "INR" => "\u{20b9}",
        "GBP" => "\u{a3}",
        "USD" => "$",
        "EUR" => "\u{20ac}",
        _ => "",
    };
    let cents = format!("{:.2}", value.0.abs());
    let (units, fraction) = cents.split_once('.').unwrap_or((&cents, "00"));
    let grouped = group(units, currency == "INR");
    let tail = if fraction == "00" { String::new() } else { format!(".{fraction}") };
    let sign = if value.0 < 0.0 { "-" } else { "" };
    if symbol.is_empty() {
        format!("{sign}{grouped}{tail} {currency}")
    } else {
        format!("{sign}{symbol}{grouped}{tail}")
    }
}

fn group(digits: &str, lakh: bool) -> String {
    let mut grouped = Vec::new();
    for (place, digit) in digits.chars().rev().enumerate() {
        let boundary = if lakh { place == 3 || (place > 3 && place % 2 == 1) } else { place > 0 && place % 3 == 0 };
        if boundary {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped.into_iter().rev().collect()
}

/// "A, B, or C".
pub(crate) fn alternatives(items: &[String], joiner: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} {joiner} {second}"),
        [head @ .., last] => format!("{}, {joiner} {last}", head.join(", ")),
    }
}

/// The situation in the category `invalid_reason` for a value that does not work.
pub(crate) fn invalid_situation(reason: Option<InvalidValue>) -> &'static str {
    match reason {
        Some(InvalidValue::NoSuchDate) => "no_such_date",
        Some(InvalidValue::EndsBeforeItBegins) => "ends_before_start",
        Some(InvalidValue::NotPositive) => "not_positive",
        Some(InvalidValue::NotAChoice) => "no_such_choice",
        None => "not_understood",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_the_locale_writes_them() {
        let check = |slot_value: SlotValue, tag: &str, expected: &str| {
            assert_eq!(value(&slot_value, &Locale::new(tag)), expected);
        };
        let amount = |value, currency: &str| SlotValue::Amount { value: Number(value), currency: currency.to_owned() };
        check(amount(1_250_000.0, "INR"), "en-IN", "\u{20b9}12,50,000");
        check(amount(1_250_000.5, "GBP"), "en-GB", "\u{a3}1,250,000.50");
        check(amount(999.0, "AED"), "en-GB", "999 AED");
        check(SlotValue::Text("2026-03-04/2026-03-04".into()), "en-GB", "4 March 2026");
        check(SlotValue::Text("2026-03-04".into()), "en-US", "March 4, 2026");
        check(SlotValue::Text("and/or".into()), "en-GB", "and/or");
        check(SlotValue::Quantity { value: Number(3.0), unit: Some("box".into()) }, "en-GB", "3 boxes");
    }
}
