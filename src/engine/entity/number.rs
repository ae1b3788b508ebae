//! Numbers in digits and in words: `1,00,000`, `2.5 lakh`, `5k`, `twenty five`, `half a dozen`.
//!
//! A value is put together from decimal text, so that `9.8 lakh` is 980000 and not a float near it.

use super::meaning::Meaning;
use super::token::{Cursor, lists};

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    pub(super) style: Style,
    /// Written with a multiplier that people use for money: `k`, `lakh`, `crore`, `hazaar`, `million`.
    pub(super) scale: Scale,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `500`
    Whole,
    /// `1,200` or `12.50`
    Marked,
    /// `twelve`
    Words,
}

/// Which kind of multiplier a number was written with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scale {
    #[default]
    One,
    Western,
    Indian,
    Dozen,
}

/// More digits than this are an identifier, not a number; `f64` is exact up to here.
const MOST_DIGITS: usize = 15;

/// Groups in the longest number written with commas, `1,00,00,00,00,000`.
const MOST_GROUPS: usize = 6;

/// The longest number in words, in words.
const MOST_WORDS: usize = 10;

/// Reads a number with its multipliers.
pub(super) fn numeral(cursor: Cursor) -> Option<(Numeral, Cursor)> {
    half(cursor).or_else(|| decimal(cursor)).or_else(|| words(cursor))
}

/// A whole number from 1 to 999 in digits or words, as in `3 days`.
pub(super) fn count(cursor: Cursor) -> Option<(i32, Cursor)> {
    if let Some((digits, next)) = cursor.integer(3) {
        return Some((digits, next)).filter(|(digits, _)| *digits > 0);
    }
    if let Some(next) = cursor.eat("a").and_then(|next| next.eat_all("couple of")) {
        return Some((2, next));
    }
    if let Some(next) = cursor.eat_all("couple of") {
        return Some((2, next));
    }
    let (sum, next) = word_sum(cursor, 0)?;
    let value = i32::try_from(sum.value()).ok()?;
    Some((value, next)).filter(|(value, _)| (1..1000).contains(value))
}

fn half(cursor: Cursor) -> Option<(Numeral, Cursor)> {
    let next = cursor.eat_all("half a").or_else(|| cursor.eat_all("half an"))?;
    let numeral = |value, scale| Numeral { value, style: Style::Words, scale };
    Some(match next.eat("dozen") {
        Some(after) => (numeral(6.0, Scale::Dozen), after),
        None => (numeral(0.5, Scale::One), next),
    })
}

fn decimal(cursor: Cursor) -> Option<(Numeral, Cursor)> {
    let (whole, next) = grouped(cursor)?;
    let style = if next.at() > cursor.at() + 1 { Style::Marked } else { Style::Whole };
    match fraction(next) {
        Some((places, after)) if !is_dotted_list(after) => scaled(&format!("{whole}.{places}"), Style::Marked, after),
        Some(_) => None,
        None => scaled(&whole, style, next),
    }
}

/// Whether another `.7` follows: a version or an address, not a number.
fn is_dotted_list(cursor: Cursor) -> bool {
    fraction(cursor).is_some()
}

fn fraction(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let next = cursor.eat_glued(".")?;
    next.digits().filter(|(digits, _)| next.glued() && digits.len() <= MOST_DIGITS)
}

/// Digits with or without thousands commas, western or Indian; the last group has three digits.
fn grouped(cursor: Cursor) -> Option<(String, Cursor)> {
    let (first, mut next) = cursor.digits().filter(|(digits, _)| digits.len() <= MOST_DIGITS)?;
    let mut best = (first.to_owned(), next);
    if first.len() > 3 {
        return Some(best);
    }
    let mut digits = first.to_owned();
    for _ in 0..MOST_GROUPS {
        let Some((group, after)) = group(next) else { break };
        digits.push_str(group);
        next = after;
        if group.len() == 3 {
            best = (digits.clone(), next);
        }
    }
    Some(best)
}

fn group(cursor: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let next = cursor.eat_glued(",")?;
    next.digits().filter(|(digits, _)| next.glued() && matches!(digits.len(), 2 | 3))
}

/// Takes the multipliers that follow decimal text and makes the number.
fn scaled<'t>(decimal: &str, style: Style, cursor: Cursor<'t>) -> Option<(Numeral, Cursor<'t>)> {
    let mut scale = Scale::One;
    let (mut exponent, mut dozens, mut next) = (0, 1.0, cursor);
    while let Some((power, kind, after)) = multiplier(next).filter(|_| exponent < 12) {
        (exponent, scale, next) = (exponent + power, kind, after);
    }
    if let Some(after) = next.eat("dozen") {
        (dozens, scale, next) = (12.0, Scale::Dozen, after);
    }
    let value = format!("{decimal}e{exponent}").parse::<f64>().ok()? * dozens;
    Some((Numeral { value, style, scale }, next))
}

/// A power of ten after digits: `5k`, `2.5 lakh`, `3cr`.
fn multiplier(cursor: Cursor) -> Option<(u32, Scale, Cursor)> {
    let (power, scale) = match cursor.peek() {
        "k" | "cr" | "m" | "mn" | "bn" if !cursor.glued() => return None,
        "k" => (3, Scale::Western),
        "cr" => (7, Scale::Indian),
        "mn" | "million" | "mio" => (6, Scale::Western),
        "bn" | "billion" => (9, Scale::Western),
        word => named_multiplier(word)?,
    };
    Some((power, scale, cursor.next()))
}

fn named_multiplier(word: &str) -> Option<(u32, Scale)> {
    Some(match word {
        "hundred" | "sau" => (2, Scale::One),
        "thousand" => (3, Scale::One),
        "hazaar" | "hazar" | "hajar" => (3, Scale::Indian),
        "lakh" | "lakhs" | "lac" | "lacs" => (5, Scale::Indian),
        "million" => (6, Scale::Western),
        "crore" | "crores" | "karod" => (7, Scale::Indian),
        _ => return None,
    })
}

/// A number in words, with multipliers: `two hundred and fifty`, `a dozen`, `a couple`.
fn words(cursor: Cursor) -> Option<(Numeral, Cursor)> {
    let article = cursor.eat_any("a an").filter(|next| starts_scale(next.peek()));
    let words = |value: f64, scale, next| {
        let style = Style::Words;
        Some((Numeral { value, style, scale }, next))
    };
    if let Some(next) = cursor.skip("a").eat("couple") {
        return words(2.0, Scale::One, next.skip("of"));
    }
    if let Some(next) = article.unwrap_or(cursor).eat("dozen") {
        return words(12.0, Scale::Dozen, next);
    }
    let (sum, next) = word_sum(article.unwrap_or(cursor), article.map_or(0, |_| 1))?;
    let (numeral, next) = scaled(&sum.value().to_string(), Style::Words, next)?;
    let scale = if numeral.scale == Scale::One { sum.scale } else { numeral.scale };
    Some((Numeral { scale, ..numeral }, next))
}

fn starts_scale(word: &str) -> bool {
    word == "dozen" || named_multiplier(word).is_some()
}

/// A whole number in words; `current` is the one of "a hundred".
fn word_sum(cursor: Cursor, current: u64) -> Option<(WordSum, Cursor)> {
    let mut sum = WordSum { current, ..WordSum::default() };
    let mut next = cursor;
    for _ in 0..MOST_WORDS {
        let joined = if sum.takes_and { next.skip("and") } else { next.eat_glued("-").unwrap_or(next) };
        let Some(after) = sum.add(joined) else { break };
        next = after;
    }
    (next.at() > cursor.at()).then_some((sum, next))
}

/// The running value of a number in words.
#[derive(Default)]
struct WordSum {
    total: u64,
    current: u64,
    /// After `hundred` and `thousand`, "and" may stand before the rest.
    takes_and: bool,
    scale: Scale,
}

impl WordSum {
    fn value(&self) -> u64 {
        self.total.saturating_add(self.current)
    }

    /// Adds the next word, or refuses it.
    fn add<'t>(&mut self, cursor: Cursor<'t>) -> Option<Cursor<'t>> {
        let word = cursor.peek();
        if let Some(value) = unit_word(cursor) {
            let fits = if value < 10 {
                self.current.is_multiple_of(10) && self.current % 100 != 10
            } else {
                self.current.is_multiple_of(100)
            };
            self.current += fits.then_some(value)?;
            self.takes_and = false;
            return Some(cursor.next());
        }
        let (power, scale) = named_multiplier(word).filter(|(power, _)| *power == 2 || self.value() > 0)?;
        if scale != Scale::One {
            self.scale = scale;
        }
        self.multiply(10_u64.pow(power));
        Some(cursor.next())
    }

    fn multiply(&mut self, factor: u64) {
        let product = self.current.max(1).saturating_mul(factor);
        self.takes_and = true;
        if factor == 100 {
            self.current = product;
        } else {
            self.total = self.total.saturating_add(product);
            self.current = 0;
        }
    }
}

/// English and Hindi number words; `do` is two only before a Hindi noun, since it is a verb in English.
fn unit_word(cursor: Cursor) -> Option<u64> {
    match cursor.meaning() {
        Some(Meaning::Number(value)) => Some(value),
        _ => hindi_word(cursor.peek(), cursor.next().peek()),
    }
}

fn hindi_word(word: &str, after: &str) -> Option<u64> {
    let before_hindi = || lists("din hafte mahine saal", after) || named_multiplier(after).is_some();
    Some(match word {
        "ek" if before_hindi() => 1,
        "do" if before_hindi() => 2,
        "teen" if before_hindi() => 3,
        "char" | "chaar" => 4,
        "paanch" | "panch" => 5,
        "chhe" => 6,
        "saat" => 7,
        "aath" => 8,
        "das" => 10,
        "bees" => 20,
        "pachas" | "pachaas" => 50,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn numbers_are_read_whole() {
        let check = |text: &str, expected: Option<(f64, usize)>| {
            let tokens = tokens(text);
            let found = numeral(Cursor::new(&tokens, 0)).map(|(numeral, next)| (numeral.value, next.at()));
            assert_eq!(found, expected, "{text}");
        };
        check("500", Some((500.0, 1)));
        check("1,200.50", Some((1200.5, 5)));
        check("1,00,000", Some((100_000.0, 5)));
        check("2041, 2042", Some((2041.0, 1)));
        check("12,13", Some((12.0, 1)));
        check("9.8 lakh", Some((980_000.0, 4)));
        check("5k", Some((5000.0, 2)));
        check("3 cr", Some((3.0, 1)));
        check("3cr", Some((30_000_000.0, 2)));
        check("6 dozen", Some((72.0, 2)));
        check("1.2.3", None);
        check("123456789012345678", None);
        check("a dozen", Some((12.0, 2)));
        check("half a dozen", Some((6.0, 3)));
        check("half a tonne", Some((0.5, 2)));
        check("a couple of", Some((2.0, 3)));
        check("a hundred", Some((100.0, 2)));
        check("two hundred and fifty five", Some((255.0, 5)));
        check("twenty-five", Some((25.0, 3)));
        check("two thousand", Some((2000.0, 2)));
        check("one two", Some((1.0, 1)));
        check("do sau", Some((200.0, 2)));
        check("do it", None);
        check("ek reminder", None);
        check("a box", None);
    }
}
