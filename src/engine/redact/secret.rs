//! Passwords, PINs, one-time codes and keys that a phrase announces.
//!
//! The value must stand where the phrase points and look like a secret, so that talk about secrets
//! ("my password expired") is left alone.

mod ahead;
mod behind;
mod far;
mod lone;
mod pair;
mod shape;

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::Page;
use super::passphrase;
use super::pii_type::PiiType;
use crate::text::Span;
use ahead::{Link, is_link_byte, value_ahead, value_start};
use shape::{is_secret, is_wild};

/// Adds the secrets that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let Some(kind) = page.word(index).and_then(|word| word.cue).and_then(kind_of) else {
        return;
    };
    let announced = match kind {
        Kind::Login => pair::value(page, index),
        _ => announced(page, index, kind),
    };
    let Some(first) = announced else { return };
    found.push(candidate(first, kind));
    found.extend(far::others(page, first, kind).into_iter().map(|span| candidate(span, kind)));
}

/// The value of a phrase: right ahead, right behind, or a few words away.
fn announced(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let ahead = value_ahead(page, index).filter(|(value, link)| is_secret(page, *value, kind, *link));
    let ahead = ahead.filter(|(value, link)| {
        link.has_word || link.has_sign || !is_bare_pass(page, index) || is_wild(page, page.slice(*value))
    });
    let words = words_ahead(page, index, kind);
    let near = words.or(ahead.map(|(value, _)| value)).or_else(|| behind::value(page, index, kind));
    let paired = || pair::value(page, index).filter(|_| kind == Kind::Password);
    near.or_else(paired).or_else(|| far::value(page, index, kind))
}

/// "Pass" alone, which may be a gate pass.
fn is_bare_pass(page: &Page, index: usize) -> bool {
    page.is_word(index, "pass") && page.word(index).is_some_and(|word| word.cue_words == 1)
}

/// The plain words of a pass phrase.
fn words_ahead(page: &Page, index: usize, kind: Kind) -> Option<Span> {
    let (start, link) = value_start(page, index).filter(|_| kind == Kind::Password)?;
    let first = page.word_at(start);
    let begins = page.word(first).is_some_and(|word| word.span.start == start);
    let linked = link.has_word || link.has_sign || link.is_dash;
    let single = || passphrase::single(page, first).filter(|_| link.has_word && !link.has_more);
    (begins && linked).then(|| passphrase::phrase(page, first).or_else(single)).flatten()
}

/// Adds the secret in a cell of a table.
pub(super) fn find_in_cell(page: &Page, cell: Span, cue: Cue, found: &mut Vec<Candidate>) {
    let Some(kind) = kind_of(cue) else { return };
    let bytes = page.slice(cell);
    let lead = bytes.iter().take_while(|byte| is_link_byte(**byte)).count();
    let tail = bytes.iter().rev().take_while(|byte| is_link_byte(**byte)).count();
    let span = Span { start: cell.start + lead, end: (cell.end - tail).max(cell.start + lead) };
    let link = Link { has_word: true, has_sign: true, ..Link::default() };
    found.extend(is_secret(page, span, kind, link).then(|| candidate(span, kind)));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Password,
    Pin,
    OneTimeCode,
    /// A user name and a password.
    Login,
    Key,
}

impl Kind {
    /// Whether it is a PIN or a one-time code.
    fn is_code(self) -> bool {
        matches!(self, Self::Pin | Self::OneTimeCode)
    }
}

fn kind_of(cue: Cue) -> Option<Kind> {
    match cue {
        Cue::Password => Some(Kind::Password),
        Cue::Pin => Some(Kind::Pin),
        Cue::OneTimeCode => Some(Kind::OneTimeCode),
        Cue::Login => Some(Kind::Login),
        Cue::ApiKey => Some(Kind::Key),
        _ => None,
    }
}

fn candidate(span: Span, kind: Kind) -> Candidate {
    let (pii, rule) = match kind {
        Kind::Password => (PiiType::Password, "password-cue"),
        Kind::Pin => (PiiType::Password, "pin-cue"),
        Kind::OneTimeCode => (PiiType::Password, "code-cue"),
        Kind::Login => (PiiType::Password, "login-cue"),
        Kind::Key => (PiiType::ApiKey, "key-cue"),
    };
    Candidate { span, pii, rule, reason: "announced, and looks like a secret", strength: Strength::Shape }
}

#[cfg(test)]
mod tests {
    use crate::redact::Redactor;

    fn cleaned(text: &str) -> String {
        Redactor::default().clean(text).into()
    }

    #[test]
    fn talk_about_secrets_is_left_alone() {
        let check = |text: &str| assert_eq!(cleaned(text), text);
        check("my password is expired");
        check("password: incorrect");
        check("the password needs 12 characters");
        check("PIN 560001 is the postal code");
        check("where do I enter the token?");
        check("password: <your password here>");
        check("password=${VAULT_PASSWORD}");
        check("password: ********");
        check("the password for the vendor portal is valid for 90days");
        check("I got an OTP for PO 4471. It is approved, see INV-2041");
        check("log in with Chrome or Edge and open PO-4471");
        check("login as accountant / storekeeper");
        check("the otp for order 4471 never came");
        check("the password policy of plant 1200 is IT-SEC-014");
    }

    #[test]
    fn a_secret_may_stand_away_from_its_phrase() {
        let check = |text: &str, expected: &str| assert_eq!(cleaned(text), expected);
        check(
            "the password of the scanner in bay 4 is Trolley-88",
            "the password of the scanner in bay 4 is [PASSWORD]",
        );
        check("got the otp on my old phone. It's 660132", "got the otp on my old phone. It's [PASSWORD]");
        check("my password is refused, I typed Harbour_17 twice", "my password is refused, I typed [PASSWORD] twice");
        check("the pin I was given, 5081, is not taken", "the pin I was given, [PASSWORD], is not taken");
        check("it takes 5081, that's the pin", "it takes [PASSWORD], that's the pin");
        check("660131 otp hai", "[PASSWORD] otp hai");
        check("log in with dock2 / barrow55", "log in with dock2 / [PASSWORD]");
        check("sign in using anita.k and Harbour#17 then", "sign in using anita.k and [PASSWORD] then");
        check("pins: 5081 and 5082", "pins: [PASSWORD] and [PASSWORD]");
        check("otp [660131]", "otp [[PASSWORD]]");
        check("| password | Harbour-17 |", "| password | [PASSWORD] |");
        check("user=ro;pwd=harb0ur;db=erp", "user=ro;pwd=[PASSWORD];db=erp");
        check("DBPASSWORD=harb0ur", "DBPASSWORD=[PASSWORD]");
    }
}
