//! The answer to a question for personal data: what was asked for need not be announced again.
//!
//! The message is read as if the phrase that asks for the value stood before it.

use super::pii_type::PiiType;
use super::{Hit, Redactor};
use crate::text::Span;

impl Redactor {
    /// The values in an answer to a question for a value of type `asked`, sorted and disjoint.
    ///
    /// ```
    /// use erp_chat_engine::redact::{PiiType, Redactor};
    /// let hits = Redactor::default().hits_in_answer("50100234567891", PiiType::BankAccount);
    /// assert_eq!(hits[0].pii, PiiType::BankAccount);
    /// ```
    pub fn hits_in_answer(&self, text: &str, asked: PiiType) -> Vec<Hit> {
        let lead = lead(asked);
        let hits = self.hits(&format!("{lead}{text}"));
        let behind = hits.into_iter().filter(|hit| hit.span.start >= lead.len());
        let hits: Vec<_> = behind.map(|hit| Hit { span: without(hit.span, lead.len()), ..hit }).collect();
        if hits.is_empty() { unverified(text, asked).into_iter().collect() } else { hits }
    }
}

fn without(span: Span, lead: usize) -> Span {
    Span { start: span.start - lead, end: span.end - lead }
}

/// The phrase that announces a type.
fn lead(asked: PiiType) -> &'static str {
    match asked {
        PiiType::Email => "email: ",
        PiiType::Phone => "phone number: ",
        PiiType::Address => "my address is ",
        PiiType::Name => "my name is ",
        PiiType::Card => "card number: ",
        PiiType::Cvv => "cvv: ",
        PiiType::Iban => "iban: ",
        PiiType::BankAccount => "bank account number: ",
        PiiType::Aba => "routing number: ",
        PiiType::Upi => "upi id: ",
        PiiType::Crypto => "wallet address: ",
        PiiType::Ssn => "ssn: ",
        PiiType::TaxId => "tax id: ",
        PiiType::Aadhaar => "aadhaar: ",
        PiiType::Pan => "pan: ",
        PiiType::Gstin => "gstin: ",
        PiiType::VoterId => "voter id: ",
        PiiType::Nino => "national insurance number: ",
        PiiType::Nhs => "nhs number: ",
        PiiType::Passport => "passport number: ",
        PiiType::DriverLicence => "driving licence number: ",
        PiiType::Password => "password: ",
        PiiType::ApiKey => "api key: ",
        PiiType::Ip => "ip address: ",
        PiiType::Mac => "mac address: ",
        PiiType::Dob => "date of birth: ",
        PiiType::Jwt | PiiType::PrivateKey | PiiType::UrlCred | PiiType::Custom => "",
    }
}

/// A number that fails its check is a mistyped one when it is all there is: the message is the number.
fn unverified(text: &str, asked: PiiType) -> Option<Hit> {
    const LEAST_DIGITS: usize = 4;
    let value = text.trim();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let coded = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, ' ' | '-' | '.' | '/');
    let is_number = digits >= LEAST_DIGITS && 2 * digits >= value.len() && value.chars().all(coded);
    let start = text.len() - text.trim_start().len();
    let span = Span { start, end: start + value.len() };
    let (rule, reason) = ("asked-for", "the answer to a question for it");
    (is_number && !lead(asked).is_empty()).then_some(Hit { span, pii: asked, rule, reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use erp_chat_protocol::RawText;

    #[test]
    fn a_bare_answer_is_hidden() {
        let check = |asked: PiiType, text: &str, expected: &str| {
            let redaction = Redactor::default().redact_answer(&RawText::new(text), Some(asked));
            assert_eq!(redaction.utterance.as_str(), expected, "{text}");
        };
        check(PiiType::BankAccount, "50100234567891", "[BANK_ACCOUNT]");
        check(PiiType::BankAccount, "it's 5010 0234 5678 91, thanks", "it's [BANK_ACCOUNT], thanks");
        check(PiiType::Password, "Tulip!4492x", "[PASSWORD]");
        check(PiiType::Password, "sunflower", "[PASSWORD]");
        check(PiiType::Password, "cancel", "cancel");
        check(PiiType::Password, "why do you need it?", "why do you need it?");
        check(PiiType::Name, "Priya Raman", "[NAME]");
        check(PiiType::Dob, "3 March 1988", "[DOB]");
        check(PiiType::Aadhaar, "2345 6789 0123", "[AADHAAR]");
        check(PiiType::Email, "jo@example.com", "[EMAIL]");
        check(PiiType::Email, "PO-77", "PO-77");
        check(PiiType::Card, "", "");
    }
}
