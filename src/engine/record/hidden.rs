//! Takes out of a text of the assistant or the host what redaction took out of the user's message.

use crate::message::User;
use crate::request::Held;
use crate::text::Span;
use erp_chat_protocol::SlotValue;

/// A value with fewer letters and digits is found only as it is written: otherwise it would be found everywhere.
const LOOSE: usize = 5;
/// Stands for the user's own name.
const NAME: &str = "[NAME]";

/// A letter or digit of a text, in lower case, with its place.
struct Sign {
    letter: char,
    at: Span,
}

/// Where a value stands in a text, however it is spaced and punctuated.
pub(crate) fn places(text: &str, value: &str) -> Vec<Span> {
    find(text, value, is_word)
}

/// Where the user's own name, or a part of it, stands in a text.
pub(crate) fn places_of_name(text: &str, user: &User) -> Vec<Span> {
    let parts = user.name.as_deref().unwrap_or_default().split_whitespace();
    parts.filter(|part| part.chars().count() > 1).flat_map(|part| places(text, part)).collect()
}

/// A text in which the user's own name is replaced by its placeholder.
pub(crate) fn without_name(text: &str, user: &User) -> String {
    let parts = user.name.as_deref().unwrap_or_default().split_whitespace();
    parts.fold(text.to_owned(), |text, part| replace(&text, part, NAME, is_word))
}

/// A text in which hidden values are replaced by their placeholders, however they are spaced and punctuated.
pub(crate) fn without_hidden<'h>(text: &str, held: impl Iterator<Item = &'h Held>) -> String {
    held.filter(|held| held.is_hidden()).fold(text.to_owned(), |text, held| match held.value() {
        SlotValue::Text(exact) if signs(&exact).count() < LOOSE && !exact.is_empty() => {
            text.replace(&exact, &held.redacted.plain())
        }
        SlotValue::Text(exact) => {
            without_parts(replace(&text, &exact, &held.redacted.plain(), |_, _| true), held, &exact)
        }
        _ => text,
    })
}

/// A text without the longer words of a hidden value: a host may name only the street of an address.
fn without_parts(text: String, held: &Held, exact: &str) -> String {
    let placeholder = held.redacted.plain();
    let parts = exact.split_whitespace().filter(|part| *part != exact && signs(part).count() >= LOOSE);
    parts.fold(text, |text, part| replace(&text, part, &placeholder, is_word))
}

fn signs(text: &str) -> impl Iterator<Item = Sign> {
    let places = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    places.map(|(at, c)| Sign {
        letter: c.to_lowercase().next().unwrap_or(c),
        at: Span { start: at, end: at + c.len_utf8() },
    })
}

/// Replaces every place that has the letters and digits of the value in their order.
fn replace(text: &str, value: &str, placeholder: &str, fits: fn(&str, Span) -> bool) -> String {
    let (mut replaced, mut done) = (String::new(), 0);
    for place in find(text, value, fits) {
        replaced.push_str(text.get(done..place.start).unwrap_or_default());
        replaced.push_str(placeholder);
        done = place.end;
    }
    replaced + text.get(done..).unwrap_or_default()
}

/// Every place that has the letters and digits of the value in their order; no two overlap.
fn find(text: &str, value: &str, fits: fn(&str, Span) -> bool) -> Vec<Span> {
    let wanted: Vec<char> = signs(value).map(|sign| sign.letter).collect();
    let signs: Vec<Sign> = signs(text).collect();
    let mut found: Vec<Span> = Vec::new();
    for window in signs.windows(wanted.len().max(1)) {
        let equal = window.iter().map(|sign| sign.letter).eq(wanted.iter().copied());
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        let place = Span { start: first.at.start, end: last.at.end };
        let done = found.last().map_or(0, |last| last.end);
        if equal && place.start >= done && fits(text, place) {
            found.push(place);
        }
    }
    found
}

/// Whether a place stands alone, so that a short name is not found inside other words.
fn is_word(text: &str, place: Span) -> bool {
    let before = text.get(..place.start).and_then(|text| text.chars().next_back());
    let after = text.get(place.end..).and_then(|text| text.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str, fits: fn(&str, Span) -> bool, expected: &str) {
        assert_eq!(replace(text, value, "[X]", fits), expected);
    }

    #[test]
    fn values_are_found_however_they_are_written() {
        check("call 98450-13276 now", "9845013276", |_, _| true, "call [X] now");
        check("9845013276, 98450 13276", "98450 13276", |_, _| true, "[X], [X]");
        check("HDFC50100234567891", "5010 0234 567891", |_, _| true, "HDFC[X]");
        check("nothing of it", "9845013276", |_, _| true, "nothing of it");
        check("", "9845013276", |_, _| true, "");
        check("any text", "", |_, _| true, "any text");
    }

    #[test]
    fn names_are_whole_words() {
        check("Good morning, ANN!", "Ann", is_word, "Good morning, [X]!");
        check("the annual plan", "Ann", is_word, "the annual plan");
    }
}
