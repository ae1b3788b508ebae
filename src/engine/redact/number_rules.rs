//! The tables of numbers and codes: for each the lengths, the check and what its surroundings must say.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue, Nearby};
use super::joined::{self, Joined, Joints};
use super::page::Page;
use super::pii_type::PiiType;
use super::{card, card_code, national, phone};

struct NumberRule {
    pii: PiiType,
    rule: &'static str,
    reason: &'static str,
    /// Least and greatest number of letters and digits.
    lengths: (usize, usize),
    accepts: fn(&Joined) -> bool,
    strength: Strength,
}

/// A card is one whatever it is about, unless a business cue says at once what it is: "order number is ...".
const DIRECT: usize = 1;
/// Words between a business cue and a number whose shape alone speaks strongly.
const NEAR: usize = 2;

const fn rule(
    (pii, rule, reason): (PiiType, &'static str, &'static str),
    lengths: (usize, usize),
    accepts: fn(&Joined) -> bool,
    strength: Strength,
) -> NumberRule {
    NumberRule { pii, rule, reason, lengths, accepts, strength }
}

/// The shortest number that tells by itself what it is: a telephone with its calling code.
pub(super) const LEAST_SHAPE: usize = 7;

/// Shorter parts of lines are put together by chance too often.
const LEAST_BROKEN: usize = 9;

/// Numbers that tell by themselves what they are, and within how many words a business cue speaks against them.
const SHAPES: &[(NumberRule, Option<usize>)] = &[
    (
        rule((PiiType::Card, "card", "issuer prefix and Luhn"), (15, 16), card::is_solid_card, Strength::Checksum),
        Some(DIRECT),
    ),
    (
        rule(
            (PiiType::Card, "card-grouped", "grouped, issuer prefix and Luhn"),
            (14, 19),
            card::is_grouped_card,
            Strength::Checksum,
        ),
        Some(NEAR),
    ),
    (
        rule((PiiType::Iban, "iban", "country, length and mod 97"), (15, 34), national::is_iban, Strength::Checksum),
        None,
    ),
    (
        rule(
            (PiiType::Phone, "phone-international", "calling code and national length"),
            (7, 15),
            phone::is_international,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::Phone, "phone-national", "grouped like a telephone"),
            (10, 12),
            phone::is_national,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
    (
        rule((PiiType::Ssn, "ssn", "dashed, in a range given out"), (9, 9), national::is_dashed_ssn, Strength::Shape),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::TaxId, "itin", "dashed, in the range of foreign taxpayers"),
            (9, 9),
            national::is_dashed_itin,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::Aadhaar, "aadhaar", "grouped, Verhoeff"),
            (12, 12),
            national::is_grouped_aadhaar,
            Strength::Checksum,
        ),
        Some(NEAR),
    ),
    (
        rule((PiiType::Pan, "pan", "letters, digits and holder"), (10, 10), national::is_solid_pan, Strength::Shape),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::Gstin, "gstin", "state, PAN and check character"),
            (15, 15),
            national::is_gstin,
            Strength::Checksum,
        ),
        None,
    ),
    (
        rule(
            (PiiType::Nino, "nino", "prefix given out, six digits, suffix"),
            (9, 9),
            national::is_nino,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::DriverLicence, "licence", "surname, birth date and initials, or state, year and number"),
            (15, 16),
            national::is_telling_licence,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
    (
        rule(
            (PiiType::TaxId, "codice-fiscale", "letters and digits of an Italian taxpayer"),
            (16, 16),
            national::is_codice_fiscale,
            Strength::Shape,
        ),
        Some(NEAR),
    ),
];

/// The number that a cue announces.
fn announced_by(cue: Cue) -> Option<&'static NumberRule> {
    ANNOUNCED.iter().find(|(announcing, _)| *announcing == cue).map(|(_, rule)| rule)
}

/// Numbers that need a cue: the nearest one must be theirs.
const ANNOUNCED: &[(Cue, NumberRule)] = &[
    (
        Cue::Iban,
        rule(
            (PiiType::Iban, "iban-cue", "IBAN cue, country, length and mod 97"),
            (15, 34),
            national::is_iban,
            Strength::Checksum,
        ),
    ),
    (
        Cue::Nino,
        rule(
            (PiiType::Nino, "nino-cue", "national insurance cue and shape"),
            (9, 9),
            national::is_like_nino,
            Strength::Cue,
        ),
    ),
    (
        Cue::Gstin,
        rule(
            (PiiType::Gstin, "gstin-cue", "tax number cue and shape"),
            (15, 15),
            national::is_like_gstin,
            Strength::Cue,
        ),
    ),
    (
        Cue::Card,
        rule((PiiType::Card, "card-cue", "card cue, issuer prefix and Luhn"), (12, 19), card::is_card, Strength::Cue),
    ),
    // A telephone by its length only, so that a telling shape inside it wins.
    (Cue::Phone, rule((PiiType::Phone, "phone-cue", "telephone cue"), (7, 15), phone::is_dialable, Strength::Length)),
    (
        Cue::Number,
        rule((PiiType::Phone, "phone-mobile", "like a mobile number"), (10, 11), phone::is_mobile, Strength::Length),
    ),
    (
        Cue::Ssn,
        rule(
            (PiiType::Ssn, "ssn-cue", "social security cue, in a range given out"),
            (9, 9),
            national::is_ssn,
            Strength::Cue,
        ),
    ),
    (Cue::TaxId, rule((PiiType::TaxId, "tax-cue", "taxpayer cue"), (8, 14), national::is_tax_number, Strength::Cue)),
    (
        Cue::Aadhaar,
        rule((PiiType::Aadhaar, "aadhaar-cue", "Aadhaar cue, Verhoeff"), (12, 12), national::is_aadhaar, Strength::Cue),
    ),
    (Cue::Pan, rule((PiiType::Pan, "pan-cue", "PAN cue and shape"), (10, 10), national::is_pan, Strength::Cue)),
    (
        Cue::VoterId,
        rule(
            (PiiType::VoterId, "voter-cue", "voter card cue and shape"),
            (10, 10),
            national::is_voter_id,
            Strength::Cue,
        ),
    ),
    (
        Cue::Nhs,
        rule((PiiType::Nhs, "nhs-cue", "health service cue, mod 11"), (10, 10), national::is_nhs, Strength::Cue),
    ),
    (
        Cue::Passport,
        rule(
            (PiiType::Passport, "passport-cue", "passport cue and shape"),
            (7, 9),
            national::is_passport,
            Strength::Cue,
        ),
    ),
    (
        Cue::Licence,
        rule(
            (PiiType::DriverLicence, "licence-cue", "driving licence cue"),
            (7, 18),
            national::is_licence,
            Strength::Cue,
        ),
    ),
    (
        Cue::Account,
        rule((PiiType::BankAccount, "account-cue", "account cue"), (7, 18), national::is_account, Strength::Cue),
    ),
    (
        Cue::Routing,
        rule((PiiType::Aba, "aba-cue", "routing cue and check digit"), (9, 9), national::is_routing, Strength::Cue),
    ),
    (Cue::Cvv, rule((PiiType::Cvv, "cvv-cue", "security code cue"), (3, 4), national::is_security_code, Strength::Cue)),
    (
        Cue::Hardware,
        rule(
            (PiiType::Mac, "mac-cue", "hardware cue, twelve hexadecimal digits"),
            (12, 12),
            national::is_hardware_address,
            Strength::Cue,
        ),
    ),
];

/// Adds the numbers and codes that begin with a word.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    if !joined::may_begin(page, index) || joined::is_alone(page, index) {
        return;
    }
    let before = cue::before(page, index).map(|nearby| banked(page, index, nearby));
    let announced = before.is_some_and(|before| announced_by(before.cue).is_some());
    let joints = if announced { Joints::Any } else { Joints::Usual };
    joined::each_from(page, index, joints, |joined| {
        if joined.is_broken {
            return found.extend(before.and_then(|before| broken(joined, before)));
        }
        let nearest = nearest(page, joined, before);
        let shapes = if joined.characters().len() < LEAST_SHAPE { &[] } else { SHAPES };
        let shaped = shapes.iter().filter(|(rule, reach)| rule.fits(joined) && !rule.is_barred(nearest, *reach));
        let before_shapes = found.len();
        found.extend(shaped.map(|(rule, _)| rule.candidate(joined)));
        if found.iter().skip(before_shapes).any(|shape| shape.pii == PiiType::Card) {
            card_code::find(page, joined.last_word, found);
        }
        let announced = nearest.and_then(|nearby| announced_by(nearby.cue)).filter(|rule| rule.fits(joined));
        found.extend(announced.map(|rule| rule.candidate(joined)));
    });
}

/// A number over several lines or with odd signs, right behind its cue.
fn broken(joined: &Joined, before: Nearby) -> Option<Candidate> {
    const MOST_WORDS_BETWEEN: usize = 2;
    let long = joined.characters().len() >= LEAST_BROKEN;
    let rule = announced_by(before.cue).filter(|rule| rule.fits(joined))?;
    let close =
        before.distance <= MOST_WORDS_BETWEEN && long && (rule.pii != PiiType::Phone || phone::is_whole(joined));
    close.then(|| Candidate { strength: Strength::Broken, ..rule.candidate(joined) })
}

/// "Account" alone behind a bank's code or routing number is a bank account.
fn banked(page: &Page, index: usize, before: Nearby) -> Nearby {
    let banking = || cue::is_near(page, index, Cue::is_banking);
    let cue = if before.cue == Cue::Ledger && banking() { Cue::Account } else { before.cue };
    Nearby { cue, ..before }
}

/// The cue that a number goes by: the one before it, else the one behind it.
fn nearest(page: &Page, joined: &Joined, before: Option<Nearby>) -> Option<Nearby> {
    let behind = || cue::behind(page, joined.last_word);
    match before {
        Some(before) if before.cue == Cue::Ledger => Some(settled(before, behind())),
        Some(before) => Some(before),
        None => behind(),
    }
}

/// An account followed by the code of a bank is a bank account.
fn settled(before: Nearby, behind: Option<Nearby>) -> Nearby {
    let is_bank = before.cue == Cue::Ledger && behind.is_some_and(|nearby| nearby.cue.is_banking());
    let cue = if is_bank { Cue::Account } else { before.cue };
    Nearby { cue, ..before }
}

impl NumberRule {
    /// Whether a business cue within reach speaks against the number; an amount never has the digits of a card.
    fn is_barred(&self, nearest: Option<Nearby>, reach: Option<usize>) -> bool {
        let counts = |cue: Cue| cue.is_business() && !(cue == Cue::Amount && self.pii == PiiType::Card);
        let barred = |nearby: Nearby| counts(nearby.cue) && reach.is_some_and(|reach| nearby.distance <= reach);
        nearest.is_some_and(barred)
    }

    fn fits(&self, joined: &Joined) -> bool {
        (self.lengths.0..=self.lengths.1).contains(&joined.characters().len()) && (self.accepts)(joined)
    }

    fn candidate(&self, joined: &Joined) -> Candidate {
        Candidate { span: joined.span, pii: self.pii, rule: self.rule, reason: self.reason, strength: self.strength }
    }
}
