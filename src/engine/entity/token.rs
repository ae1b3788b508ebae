//! The scanner below all recognisers: letters, digits and marks as separate tokens, and a cursor that walks them.
//!
//! Words of [`crate::text`] keep `5k` or `q3` whole; typed values need the digits apart from the letters,
//! and need to know whether two tokens touch.

use super::meaning::{Meaning, meaning};
use crate::text::{Span, placeholder_end};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Letters,
    Digits,
    Mark,
}

/// A run of letters, a run of digits, one mark, or a placeholder such as `[EMAIL]` (a mark).
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    /// Lower-cased letters, ASCII digits, or the mark with dashes folded to `-`.
    pub(super) lower: String,
    pub(super) kind: TokenKind,
    /// What it means whatever stands around it.
    pub(super) meaning: Option<Meaning>,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
}

/// Splits a text into tokens, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if is_gap(first) {
            continue;
        }
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        if let Some(placeholder) = placeholder_end(text, start) {
            end = placeholder;
            while chars.next_if(|(at, _)| *at < placeholder).is_some() {}
        }
        while let Some((at, next)) = chars.next_if(|(_, next)| kind != TokenKind::Mark && kind_of(*next) == kind) {
            end = at + next.len_utf8();
        }
        let span = Span { start, end };
        let glued = tokens.last().is_some_and(|token| token.span.end == start);
        let lower: String = span.of(text).chars().flat_map(fold).collect();
        tokens.push(Token {
            span,
            meaning: (kind == TokenKind::Letters).then(|| meaning(&lower)).flatten(),
            lower,
            kind,
            capital: first.is_uppercase(),
            glued,
        });
    }
    tokens
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

fn kind_of(c: char) -> TokenKind {
    if digit(c).is_some() {
        TokenKind::Digits
    } else if c.is_alphanumeric() {
        TokenKind::Letters
    } else {
        TokenKind::Mark
    }
}

/// Lower case, ASCII digits for full-width, Arabic and Devanagari ones, and one dash for all of them.
fn fold(c: char) -> impl Iterator<Item = char> {
    let folded = match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        _ => digit(c).unwrap_or(c),
    };
    folded.to_lowercase()
}

/// The digits that users of the product type, by the code point of their zero.
const ZEROS: [u32; 5] = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// Whether `list` names `word` among its words, which are parted by spaces.
pub(super) fn lists(list: &str, word: &str) -> bool {
    // Splitting bytes beats splitting characters by far on words as short as these.
    list.as_bytes().split(|byte| *byte == b' ').any(|listed| listed == word.as_bytes())
}

/// A place between tokens. Copies are cheap, so a recogniser that fails simply drops its copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(tokens: &'t [Token], at: usize) -> Self {
        Self { tokens, at }
    }

    pub(super) fn at(self) -> usize {
        self.at
    }

    pub(super) fn token(self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    /// The folded text of the next token; empty at the end.
    pub(super) fn peek(self) -> &'t str {
        self.token().map_or("", |token| &token.lower)
    }

    /// The folded text of the token before; empty at the start.
    pub(super) fn before(self) -> &'t str {
        self.back().map_or("", Cursor::peek)
    }

    pub(super) fn next(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    pub(super) fn back(self) -> Option<Self> {
        Some(Self { at: self.at.checked_sub(1)?, ..self })
    }

    /// The span from the next token up to `end`.
    pub(super) fn span_to(self, end: Self) -> Span {
        let start = self.token().map_or(0, |token| token.span.start);
        let last = end.back().and_then(Cursor::token);
        Span { start, end: last.map_or(start, |token| token.span.end) }
    }

    pub(super) fn is_end(self) -> bool {
        self.token().is_none()
    }

    pub(super) fn meaning(self) -> Option<Meaning> {
        self.token().and_then(|token| token.meaning)
    }

    /// Whether the next token begins with a capital letter.
    pub(super) fn is_capital(self) -> bool {
        self.token().is_some_and(|token| token.capital)
    }

    /// Whether the next token touches the one before.
    pub(super) fn glued(self) -> bool {
        self.token().is_some_and(|token| token.glued)
    }

    pub(super) fn eat(self, word: &str) -> Option<Self> {
        (self.peek() == word).then(|| self.next())
    }

    /// Eats one of the words that `list` names, parted by spaces.
    pub(super) fn eat_any(self, list: &str) -> Option<Self> {
        lists(list, self.peek()).then(|| self.next())
    }

    /// Eats `word` where it touches the token before.
    pub(super) fn eat_glued(self, word: &str) -> Option<Self> {
        self.eat(word).filter(|_| self.glued())
    }

    /// Eats words that follow each other: `eat_all("day after tomorrow")`.
    pub(super) fn eat_all(self, phrase: &str) -> Option<Self> {
        phrase.split(' ').try_fold(self, Cursor::eat)
    }

    pub(super) fn skip(self, word: &str) -> Self {
        self.eat(word).unwrap_or(self)
    }

    pub(super) fn skip_any(self, list: &str) -> Self {
        self.eat_any(list).unwrap_or(self)
    }

    pub(super) fn digits(self) -> Option<(&'t str, Self)> {
        self.of_kind(TokenKind::Digits)
    }

    pub(super) fn letters(self) -> Option<(&'t str, Self)> {
        self.of_kind(TokenKind::Letters)
    }

    /// Digits of at most `longest` places, as a number.
    pub(super) fn integer(self, longest: usize) -> Option<(i32, Self)> {
        let (digits, next) = self.digits()?;
        let number = digits.parse().ok().filter(|_| digits.len() <= longest)?;
        Some((number, next))
    }

    /// Whether the next token is a mark, where no date, number or code begins.
    pub(super) fn is_mark(self) -> bool {
        self.token().is_some_and(|token| token.kind == TokenKind::Mark)
    }

    fn of_kind(self, kind: TokenKind) -> Option<(&'t str, Self)> {
        let token = self.token().filter(|token| token.kind == kind)?;
        Some((&token.lower, self.next()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_marks_come_apart() {
        let check = |text: &str, expected: &[&str]| {
            let lower: Vec<_> = tokens(text).into_iter().map(|token| token.lower).collect();
            assert_eq!(lower, expected, "{text}");
        };
        check("", &[]);
        check("PO–77, 5k", &["po", "-", "77", ",", "5", "k"]);
        check("mail [PHONE_2]x", &["mail", "[phone_2]", "x"]);
        check("१२ दिन ２", &["12", "दिन", "2"]);
    }
}
