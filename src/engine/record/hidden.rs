//! Takes out of a text of the assistant or the host what redaction took out of the user's message.

use crate::message::User;
use crate::request::Held;
use erp_chat_protocol::SlotValue;
use std::ops::Range;

/// A value with fewer letters and digits is found only as it is written: otherwise it would be found everywhere.
const LOOSE: usize = 5;
/// Stands for the user's own name.
const NAME: &str = "[NAME]";

/// A letter or digit of a text, in lower case, with its place.
struct Sign {
    letter: char,
    at: Range<usize>,
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
        SlotValue::Text(exact) => replace(&text, &exact, &held.redacted.plain(), |_, _| true),
        _ => text,
    })
}

fn signs(text: &str) -> impl Iterator<Item = Sign> {
    let places = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    places.map(|(at, c)| Sign { letter: c.to_lowercase().next().unwrap_or(c), at: at..at + c.len_utf8() })
}

/// Replaces every place that has the letters and digits of the value in their order.
fn replace(text: &str, value: &str, placeholder: &str, fits: fn(&str, &Range<usize>) -> bool) -> String {
    let wanted: Vec<char> = signs(value).map(|sign| sign.letter).collect();
    let signs: Vec<Sign> = signs(text).collect();
    let (mut replaced, mut done) = (String::new(), 0);
    for window in signs.windows(wanted.len().max(1)) {
        let equal = window.iter().map(|sign| sign.letter).eq(wanted.iter().copied());
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        let place = first.at.start..last.at.end;
        if equal && place.start >= done && fits(text, &place) {
            replaced.push_str(text.get(done..place.start).unwrap_or_default());
            replaced.push_str(placeholder);
            done = place.end;
        }
    }
    replaced + text.get(done..).unwrap_or_default()
}

/// Whether a place stands alone, so that a short name is not found inside other words.
fn is_word(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start).and_then(|text| text.chars().next_back());
    let after = text.get(place.end..).and_then(|text| text.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str, fits: fn(&str, &Range<usize>) -> bool, expected: &str) {
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
