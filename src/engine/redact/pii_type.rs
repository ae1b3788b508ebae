//! The closed list of what is hidden, and the word that stands for each in a redacted text.

use serde::{Deserialize, Serialize};

/// A type of personal data or secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PiiType {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address given as someone's own.
    Address,
    /// A name with which someone introduces themselves.
    Name,
    /// A payment card number.
    Card,
    /// The security code of a card.
    Cvv,
    /// An international bank account number.
    Iban,
    /// A domestic bank account number.
    BankAccount,
    /// A routing number of a bank in the United States.
    Aba,
    /// An Indian payment address, `name@bank`.
    Upi,
    /// A wallet address.
    Crypto,
    /// A social security number of the United States.
    Ssn,
    /// A taxpayer number.
    TaxId,
    /// An Indian resident number.
    Aadhaar,
    /// An Indian permanent account number.
    Pan,
    /// An Indian goods and services tax number.
    Gstin,
    /// An Indian voter card number.
    VoterId,
    /// A British national insurance number.
    Nino,
    /// A number of the British health service.
    Nhs,
    /// A passport number.
    Passport,
    /// A driving licence number.
    DriverLicence,
    /// A password, a PIN or a one-time code.
    Password,
    /// A key or token for a service.
    ApiKey,
    /// A signed web token.
    Jwt,
    /// A private key in PEM form.
    PrivateKey,
    /// The user and password inside a URL.
    UrlCred,
    /// An address in a computer network.
    Ip,
    /// A hardware address.
    Mac,
    /// A date of birth.
    Dob,
    /// Whatever else a pattern of the host finds.
    Custom,
}

impl PiiType {
    /// Every type, in the order of the enum.
    pub const ALL: [Self; 30] = [
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::Name,
        Self::Card,
        Self::Cvv,
        Self::Iban,
        Self::BankAccount,
        Self::Aba,
        Self::Upi,
        Self::Crypto,
        Self::Ssn,
        Self::TaxId,
        Self::Aadhaar,
        Self::Pan,
        Self::Gstin,
        Self::VoterId,
        Self::Nino,
        Self::Nhs,
        Self::Passport,
        Self::DriverLicence,
        Self::Password,
        Self::ApiKey,
        Self::Jwt,
        Self::PrivateKey,
        Self::UrlCred,
        Self::Ip,
        Self::Mac,
        Self::Dob,
        Self::Custom,
    ];

    /// The word inside the placeholder: `EMAIL` of `[EMAIL]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Phone => "PHONE",
            Self::Address => "ADDRESS",
            Self::Name => "NAME",
            Self::Card => "CARD",
            Self::Cvv => "CVV",
            Self::Iban => "IBAN",
            Self::BankAccount => "BANK_ACCOUNT",
            Self::Aba => "ABA",
            Self::Upi => "UPI",
            Self::Crypto => "CRYPTO",
            Self::Ssn => "SSN",
            Self::TaxId => "TAX_ID",
            Self::Aadhaar => "AADHAAR",
            Self::Pan => "PAN",
            Self::Gstin => "GSTIN",
            Self::VoterId => "VOTER_ID",
            Self::Nino => "NINO",
            Self::Nhs => "NHS",
            Self::Passport => "PASSPORT",
            Self::DriverLicence => "DRIVER_LICENCE",
            Self::Password => "PASSWORD",
            Self::ApiKey => "API_KEY",
            Self::Jwt => "JWT",
            Self::PrivateKey => "PRIVATE_KEY",
            Self::UrlCred => "URL_CRED",
            Self::Ip => "IP",
            Self::Mac => "MAC",
            Self::Dob => "DOB",
            Self::Custom => "CUSTOM",
        }
    }

    /// The type that a placeholder names: `PHONE` and `PHONE_2` are both a phone.
    pub fn of_placeholder(inner: &str) -> Option<Self> {
        let name = inner.trim_end_matches(|c: char| c.is_ascii_digit());
        let name = if name.len() < inner.len() { name.strip_suffix('_')? } else { inner };
        Self::ALL.into_iter().find(|pii| pii.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_one_word_everywhere() {
        for pii in PiiType::ALL {
            assert_eq!(serde_json::to_value(pii).unwrap(), pii.as_str());
            assert_eq!(PiiType::of_placeholder(&format!("{}_2", pii.as_str())), Some(pii));
        }
    }
}
