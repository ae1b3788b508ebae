//! The table of numbers and codes: for each the lengths, the check and the cue it needs.

use super::candidate::{Candidate, Strength};
use super::cue::{self, Cue, Nearby};
use super::joined::{self, Joined};
use super::page::Page;
use super::pii_type::PiiType;
use super::{card, national, phone};
use std::cell::OnceCell;

struct NumberRule {
    pii: PiiType,
    rule: &'static str,
    reason: &'static str,
    lengths: (usize, usize),
    demand: Demand,
    accepts: fn(&Joined) -> bool,
    strength: Strength,
}

/// What the surroundings of a number must say.
#[derive(Clone, Copy)]
enum Demand {
    /// The nearest cue is this one.
    Cue(Cue),
    /// The nearest cue is not that of a business number with at most so many letter words between.
    NoDocument(usize),
    /// The check is proof enough.
    Nothing,
}

/// Words between a business cue and a number whose shape alone speaks strongly.
const NEAR: usize = 2;
/// The same for a number without a telling shape.
const FAR: usize = 5;

const fn plain(
    (pii, rule, reason): (PiiType, &'static str, &'static str),
    lengths: (usize, usize),
    accepts: fn(&Joined) -> bool,
    (strength, demand): (Strength, Demand),
) -> NumberRule {
    NumberRule { pii, rule, reason, lengths, demand, accepts, strength }
}

const fn cued(
    (pii, rule, reason): (PiiType, &'static str, &'static str),
    lengths: (usize, usize),
    accepts: fn(&Joined) -> bool,
    cue: Cue,
) -> NumberRule {
    NumberRule { pii, rule, reason, lengths, demand: Demand::Cue(cue), accepts, strength: Strength::Cue }
}

/// A telephone by its length only, so that a telling shape inside it wins.
const DIALLED: NumberRule = NumberRule {
    strength: Strength::Length,
    ..cued((PiiType::Phone, "phone-cue", "telephone cue"), (7, 15), phone::is_dialable, Cue::Phone)
};

const RULES: &[NumberRule] = &[
    plain(
        (PiiType::Card, "card", "issuer prefix and Luhn"),
        (15, 16),
        card::is_solid_card,
        (Strength::Checksum, Demand::NoDocument(FAR)),
    ),
    plain(
        (PiiType::Card, "card-grouped", "grouped, issuer prefix and Luhn"),
        (14, 19),
        card::is_grouped_card,
        (Strength::Checksum, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::Card, "card-cue", "card cue, issuer prefix and Luhn"), (12, 19), card::is_card, Cue::Card),
    plain(
        (PiiType::Iban, "iban", "country, length and mod 97"),
        (15, 34),
        national::is_iban,
        (Strength::Checksum, Demand::Nothing),
    ),
    plain(
        (PiiType::Phone, "phone-international", "calling code and national length"),
        (7, 15),
        phone::is_international,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    plain(
        (PiiType::Phone, "phone-national", "grouped like a telephone"),
        (10, 12),
        phone::is_national,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    DIALLED,
    plain(
        (PiiType::Ssn, "ssn", "dashed, in a range given out"),
        (9, 9),
        national::is_dashed_ssn,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::Ssn, "ssn-cue", "social security cue, in a range given out"), (9, 9), national::is_ssn, Cue::Ssn),
    plain(
        (PiiType::TaxId, "itin", "dashed, in the range of foreign taxpayers"),
        (9, 9),
        national::is_dashed_itin,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::TaxId, "tax-cue", "taxpayer cue"), (8, 14), national::is_tax_number, Cue::TaxId),
    plain(
        (PiiType::Aadhaar, "aadhaar", "grouped, Verhoeff"),
        (12, 12),
        national::is_grouped_aadhaar,
        (Strength::Checksum, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::Aadhaar, "aadhaar-cue", "Aadhaar cue, Verhoeff"), (12, 12), national::is_aadhaar, Cue::Aadhaar),
    plain(
        (PiiType::Pan, "pan", "letters, digits and holder"),
        (10, 10),
        national::is_solid_pan,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::Pan, "pan-cue", "PAN cue and shape"), (10, 10), national::is_pan, Cue::Pan),
    plain(
        (PiiType::Gstin, "gstin", "state, PAN and check character"),
        (15, 15),
        national::is_gstin,
        (Strength::Checksum, Demand::Nothing),
    ),
    cued((PiiType::VoterId, "voter-cue", "voter card cue and shape"), (10, 10), national::is_voter_id, Cue::VoterId),
    plain(
        (PiiType::Nino, "nino", "prefix given out, six digits, suffix"),
        (9, 9),
        national::is_nino,
        (Strength::Shape, Demand::NoDocument(NEAR)),
    ),
    cued((PiiType::Nhs, "nhs-cue", "health service cue, mod 11"), (10, 10), national::is_nhs, Cue::Nhs),
    cued((PiiType::Passport, "passport-cue", "passport cue and shape"), (7, 9), national::is_passport, Cue::Passport),
    cued((PiiType::DriverLicence, "licence-cue", "driving licence cue"), (7, 18), national::is_licence, Cue::Licence),
    cued((PiiType::BankAccount, "account-cue", "account cue"), (7, 18), national::is_account, Cue::Account),
    cued((PiiType::Aba, "aba-cue", "routing cue and check digit"), (9, 9), national::is_routing, Cue::Routing),
    cued((PiiType::Cvv, "cvv-cue", "security code cue"), (3, 4), national::is_security_code, Cue::Cvv),
    cued(
        (PiiType::Mac, "mac-cue", "hardware cue, twelve hexadecimal digits"),
        (12, 12),
        national::is_hardware_address,
        Cue::Hardware,
    ),
];

/// Adds the numbers and codes that begin with a word.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let before = OnceCell::new();
    joined::each_from(page, index, |joined| {
        let nearest = || {
            let behind = cue::behind(page, joined.last_word);
            let before: Option<Nearby> = *before.get_or_init(|| cue::before(page, index));
            before.map_or(behind, |before| Some(settled(before, behind)))
        };
        let length = joined.characters().len();
        let fitting = RULES.iter().filter(|rule| (rule.lengths.0..=rule.lengths.1).contains(&length));
        let accepted = fitting.filter(|rule| (rule.accepts)(joined) && rule.demand.is_met(nearest()));
        found.extend(accepted.map(|rule| rule.candidate(joined)));
    });
}

/// An account followed by the code of a bank is a bank account.
fn settled(before: Nearby, behind: Option<Nearby>) -> Nearby {
    let is_bank = before.cue == Cue::Ledger && behind.is_some_and(|nearby| nearby.cue.is_banking());
    let cue = if is_bank { Cue::Account } else { before.cue };
    Nearby { cue, ..before }
}

impl Demand {
    fn is_met(self, nearest: Option<Nearby>) -> bool {
        let is_document = |nearby: Nearby, reach| nearby.cue.is_business() && nearby.distance <= reach;
        match self {
            Self::Cue(cue) => nearest.is_some_and(|nearby| nearby.cue == cue),
            Self::NoDocument(reach) => nearest.is_none_or(|nearby| !is_document(nearby, reach)),
            Self::Nothing => true,
        }
    }
}

impl NumberRule {
    fn candidate(&self, joined: &Joined) -> Candidate {
        Candidate { span: joined.span, pii: self.pii, rule: self.rule, reason: self.reason, strength: self.strength }
    }
}
