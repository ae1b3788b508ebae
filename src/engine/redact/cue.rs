//! Cues: phrases that tell what the number or word nearby is, for or against a hit.
//!
//! The phrases are in `cues.txt`. Each word of a page gets at most one cue, that of the longest phrase ending with it.

use super::page::{Make, PLACEHOLDER, Page};
use super::pii_type::PiiType;
use super::signs::Signs;
use super::vocabulary::Phrase;
use super::word_set::WordSet;

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Phone,
    /// "New number": a telephone only when it looks like a mobile.
    Number,
    Card,
    Cvv,
    Account,
    Routing,
    Iban,
    Ssn,
    TaxId,
    Aadhaar,
    Pan,
    Gstin,
    VoterId,
    Nino,
    Nhs,
    Passport,
    Licence,
    Password,
    Pin,
    OneTimeCode,
    /// A user name and a password follow.
    Login,
    ApiKey,
    Birth,
    Address,
    /// "My name is": a name follows.
    Introduction,
    /// "This is": a name follows when "speaking" comes after it.
    Speaker,
    /// "Regards": a name follows on its own line.
    SignOff,
    /// "Employee name": a name follows behind a colon.
    NameField,
    Upi,
    Wallet,
    NetworkAddress,
    Hardware,
    /// A version or a clause number, not a network address.
    Version,
    /// A business number: invoice, order, part and so on. Speaks against a hit.
    Document,
    /// An amount or a quantity. Speaks against a hit, but not against a card.
    Amount,
    /// Vendor, customer and so on: its number follows at once, or there is none.
    Party,
    /// "Account" alone: a ledger's, unless the code of a bank follows.
    Ledger,
    /// The code of a bank, which is no secret.
    BankCode,
}

impl Cue {
    /// Whether it speaks against a hit.
    pub(super) fn is_business(self) -> bool {
        matches!(self, Self::Document | Self::Amount | Self::Party | Self::Ledger | Self::BankCode)
    }

    /// Whether it tells that a bank's account stands nearby.
    pub(super) fn is_banking(self) -> bool {
        matches!(self, Self::BankCode | Self::Routing)
    }

    /// The cue of a heading in `cues.txt`.
    pub(super) fn named(heading: &str) -> Option<Self> {
        let cue = match heading {
            "phone" => Self::Phone,
            "number" => Self::Number,
            "card" => Self::Card,
            "cvv" => Self::Cvv,
            "account" => Self::Account,
            "routing" => Self::Routing,
            "iban" => Self::Iban,
            "ssn" => Self::Ssn,
            "tax id" => Self::TaxId,
            "aadhaar" => Self::Aadhaar,
            "pan" => Self::Pan,
            "gstin" => Self::Gstin,
            "voter id" => Self::VoterId,
            "nino" => Self::Nino,
            "nhs" => Self::Nhs,
            "passport" => Self::Passport,
            "driver licence" => Self::Licence,
            "password" => Self::Password,
            "pin" => Self::Pin,
            "one-time code" => Self::OneTimeCode,
            "login" => Self::Login,
            "api key" => Self::ApiKey,
            "birth" => Self::Birth,
            "address" => Self::Address,
            "introduction" => Self::Introduction,
            "speaker" => Self::Speaker,
            "sign-off" => Self::SignOff,
            "name field" => Self::NameField,
            "upi" => Self::Upi,
            "wallet" => Self::Wallet,
            "network address" => Self::NetworkAddress,
            "hardware" => Self::Hardware,
            "version" => Self::Version,
            "document" => Self::Document,
            "amount" => Self::Amount,
            "party" => Self::Party,
            "ledger" => Self::Ledger,
            "bank code" => Self::BankCode,
            _ => return None,
        };
        Some(cue)
    }

    /// The type of the value that it announces; none when that value is no personal data.
    pub(super) fn announces(self) -> Option<PiiType> {
        let pii = match self {
            Self::Phone | Self::Number => PiiType::Phone,
            Self::Card => PiiType::Card,
            Self::Cvv => PiiType::Cvv,
            Self::Account => PiiType::BankAccount,
            Self::Routing => PiiType::Aba,
            Self::Iban => PiiType::Iban,
            Self::Ssn => PiiType::Ssn,
            Self::TaxId => PiiType::TaxId,
            Self::Aadhaar => PiiType::Aadhaar,
            Self::Pan => PiiType::Pan,
            Self::Gstin => PiiType::Gstin,
            Self::VoterId => PiiType::VoterId,
            Self::Nino => PiiType::Nino,
            Self::Nhs => PiiType::Nhs,
            Self::Passport => PiiType::Passport,
            Self::Licence => PiiType::DriverLicence,
            Self::Password | Self::Pin | Self::OneTimeCode | Self::Login => PiiType::Password,
            Self::ApiKey => PiiType::ApiKey,
            Self::Birth => PiiType::Dob,
            Self::Address => PiiType::Address,
            Self::Introduction | Self::NameField => PiiType::Name,
            Self::Upi => PiiType::Upi,
            Self::Wallet => PiiType::Crypto,
            Self::NetworkAddress => PiiType::Ip,
            Self::Hardware => PiiType::Mac,
            Self::Speaker | Self::SignOff | Self::Version => return None,
            Self::Document | Self::Amount | Self::Party | Self::Ledger | Self::BankCode => return None,
        };
        Some(pii)
    }

    /// Whether it announces a password, a code or a key.
    pub(super) fn is_secret(self) -> bool {
        matches!(self, Self::Password | Self::Pin | Self::OneTimeCode | Self::Login | Self::ApiKey)
    }

    /// Whether what it announces may be without a digit.
    fn is_about_text(self) -> bool {
        self.is_secret() || !self.is_about_numbers() || matches!(self, Self::Birth | Self::Address)
    }

    fn is_about_numbers(self) -> bool {
        !matches!(self, Self::Introduction | Self::Speaker | Self::SignOff | Self::NameField | Self::Version)
    }
}

/// Marks the last word of every phrase found in the page, left to right, longest first.
pub(super) fn mark(page: &mut Page) {
    let mut index = 0;
    while index < page.words.len() {
        let found = phrase_at(page, index).map(|phrase| (phrase.words.len(), phrase.cue));
        let found = found.or_else(|| is_like_password(page, index).then_some((1, Cue::Password)));
        let (length, cue) = found.map_or((1, None), |(length, cue)| (length, Some(cue)));
        index += length;
        if let Some(last) = page.words.get_mut(index - 1) {
            last.cue = cue;
            last.cue_words = length;
        }
    }
}

/// Whether an unknown word is the name of a field for a password, as in `userPassword`, or "password" with a typing error.
fn is_like_password(page: &Page, index: usize) -> bool {
    const PASSWORD: &str = "password";
    let word = page.word(index).filter(|word| word.entry.is_none() && word.make == Make::Letters);
    let length = PASSWORD.len();
    let Some(bytes) = word.map(|word| page.slice(word.span)).filter(|bytes| bytes.len() + 1 >= length) else {
        return false;
    };
    let ending = bytes.get(bytes.len().saturating_sub(length)..).unwrap_or_default();
    let may_be_mistyped = bytes.len() <= length + 1 && matches!(bytes, [b'p' | b'P', ..]);
    let is_near = |small: String| strsim::osa_distance(&small, PASSWORD) == 1;
    ending.eq_ignore_ascii_case(PASSWORD.as_bytes())
        || (may_be_mistyped && String::from_utf8(bytes.to_ascii_lowercase()).is_ok_and(is_near))
}

fn phrase_at<'v>(page: &Page<'v>, index: usize) -> Option<&'v Phrase> {
    phrases_at(page, index).find(|phrase| stands_at(page, index, &phrase.words))
}

/// The phrases whose first two words stand at a word, by the hash of the second.
fn phrases_at<'v>(page: &Page<'v>, index: usize) -> impl Iterator<Item = &'v Phrase> {
    let entry = page.word(index).and_then(|word| word.entry);
    let phrases = entry.map_or(&[][..], |entry| &entry.phrases);
    let next = page.word(index + 1).map(|next| next.hash);
    phrases.iter().filter(move |phrase| phrase.second.is_none() || phrase.second == next)
}

/// Whether a phrase stands at a word that announces something other than a number.
pub(super) fn begins_text_phrase(page: &Page, index: usize) -> bool {
    let mut phrases = phrases_at(page, index).filter(|phrase| phrase.cue.is_about_text());
    phrases.any(|phrase| stands_at(page, index, &phrase.words))
}

fn stands_at(page: &Page, index: usize, words: &[&str]) -> bool {
    let close = |at: usize| {
        let gap = page.gap_after(at);
        (1..=2).contains(&gap.len())
            && gap.iter().all(|byte| matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_' | b'\'' | b'@' | b'$'))
    };
    words.iter().enumerate().all(|(nth, word)| {
        (nth == 0 || page.is_word(index + nth, word)) && (nth + 1 == words.len() || close(index + nth))
    })
}

/// Letter words that may stand between a cue and the value it announces.
const REACH_BACK: usize = 7;
/// Letter words that may stand between a value and a cue behind it: "987... is my mobile number".
const REACH_AHEAD: usize = 6;
/// Words of any kind looked at, which bounds the work for a long list of numbers.
const MOST_WORDS: usize = 24;
/// A word this long before a full stop ends a sentence; a shorter one is an abbreviation, as in "no. 12".
const SENTENCE_WORD: usize = 5;

/// A cue and the number of letter words between it and the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nearby {
    pub(super) cue: Cue,
    pub(super) distance: usize,
}

/// The nearest cue in front of a word, in the same sentence, that tells what a number is.
pub(super) fn before(page: &Page, first: usize) -> Option<Nearby> {
    before_where(page, first, Cue::is_about_numbers)
}

/// The nearest cue of some kind in front of a word, in the same sentence; beyond a hidden value only what speaks
/// against a hit, because what announced that value has done so.
pub(super) fn before_where(page: &Page, first: usize, counts: fn(Cue) -> bool) -> Option<Nearby> {
    if let Some(column) = page.word(first).and_then(|word| word.column) {
        return column.cue.filter(|cue| counts(*cue)).map(|cue| Nearby { cue, distance: 0 });
    }
    let (mut distance, mut is_list, mut is_spent) = (0, true, false);
    for index in (0..first).rev().take(MOST_WORDS) {
        let word = page.word(index)?;
        if ends_sentence(page, index) || distance > REACH_BACK {
            return None;
        }
        is_spent |= word.signs.may_have(PLACEHOLDER) && page.gap_after(index).contains(&PLACEHOLDER);
        let missed = |cue: Cue| cue == Cue::Party && distance > 0;
        let is_over = |cue: Cue| is_spent && !cue.is_business();
        let speaks =
            |cue: &Cue| counts(*cue) && !is_over(*cue) && !missed(*cue) && (is_list || !is_taken(page, index, *cue));
        if let Some(cue) = word.cue.filter(speaks) {
            return Some(Nearby { cue, distance });
        }
        if word.make == Make::Letters {
            distance += 1;
            is_list &= page.is_in(index, WordSet::List);
        }
    }
    None
}

/// Whether a business cue already has its number, as in "my card for order 4471 is ...".
fn is_taken(page: &Page, index: usize, cue: Cue) -> bool {
    cue.is_business() && page.word(index + 1).is_some_and(|next| next.make != Make::Letters)
}

/// Whether a cue of some kind stands in the few words before a word, in the same sentence, whatever else is nearer.
pub(super) fn is_near(page: &Page, first: usize, counts: fn(Cue) -> bool) -> bool {
    let near = (0..first).rev().take(REACH_BACK).take_while(|at| !ends_sentence(page, *at));
    near.into_iter().any(|at| page.word(at).is_some_and(|word| word.cue.is_some_and(counts)))
}

/// The nearest cue behind a word: "98765 43210 is my mobile number".
pub(super) fn behind(page: &Page, last: usize) -> Option<Nearby> {
    if page.word(last).is_some_and(|word| word.column.is_some()) {
        return None;
    }
    for (distance, index) in (last..page.words.len()).take(REACH_AHEAD).enumerate() {
        // Numbers of one list share the cue behind it; a cue behind a hidden value belongs to that value.
        let is_listed = page.is_in(index, WordSet::List) || (index > last && page.word(index)?.make != Make::Letters);
        let next = page.word(index + 1).filter(|next| next.make == Make::Letters || is_listed)?;
        let ends = |byte: &u8| matches!(*byte, b',' | PLACEHOLDER);
        if ends_sentence(page, index) || page.gap_after(index).iter().any(ends) {
            return None;
        }
        if let Some(cue) = next.cue.filter(|cue| {
            !matches!(cue, Cue::Document | Cue::Amount | Cue::Party | Cue::Ledger) && cue.is_about_numbers()
        }) {
            let reaches = cue != Cue::Cvv || is_owned(page, last, index + 1);
            return reaches.then_some(Nearby { cue, distance });
        }
    }
    None
}

/// "582 is the cvv": only such words stand between a short number and the cue behind it, and the cue has no number of
/// its own.
fn is_owned(page: &Page, last: usize, cue: usize) -> bool {
    const LINKS: u64 = WordSet::ValueLink.bit() | WordSet::SecretOwner.bit() | WordSet::Announcing.bit();
    let first = page.word(cue).map_or(cue, |word| cue + 1 - word.cue_words);
    let is_link = |at: usize| page.word(at).is_some_and(|word| word.sets & LINKS != 0);
    let is_close = !(last..first).any(|at| page.gap_after(at).iter().any(|byte| b".:\n".contains(byte)));
    let goes_on = !page.gap_after(cue).iter().any(|byte| b"?!;".contains(byte));
    let value = (cue + 1..).find(|at| !is_link(*at)).and_then(|at| page.word(at)).filter(|_| goes_on);
    is_close && (last + 1..first).all(is_link) && value.is_none_or(|word| word.make == Make::Letters)
}

/// The last word of "of Ravi Kumar", or of "I was given", behind a cue, when "is" or a colon follows; else the cue itself.
pub(super) fn skip_owner(page: &Page, index: usize) -> usize {
    const MOST_OWNER_WORDS: usize = 3;
    if !page.is_in(index + 1, WordSet::Owner) || ends_sentence(page, index) {
        return index;
    }
    let ends = |last: &usize| {
        let gap = page.gap_after(*last);
        gap.starts_with(b":") || gap.starts_with(b" =") || page.is_in(last + 1, WordSet::Announcing)
    };
    (index + 2..=index + 1 + MOST_OWNER_WORDS).find(ends).unwrap_or(index)
}

#[inline]
fn ends_sentence(page: &Page, index: usize) -> bool {
    const ENDS: Signs = Signs::of(b"?!;.");
    if !page.word(index).is_some_and(|word| word.signs.may_have_one(ENDS)) {
        return false;
    }
    let gap = page.gap_after(index);
    let long = page.word_bytes(index).len() >= SENTENCE_WORD;
    let full_stop = gap.first() == Some(&b'.') && gap.get(1).is_some_and(u8::is_ascii_whitespace);
    gap.iter().any(|byte| matches!(byte, b'?' | b'!' | b';')) || (full_stop && long)
}
