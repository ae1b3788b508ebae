//! Sets of words that detectors ask for, as listed in `words.txt`.

/// A set of words; what each is for is said in `words.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordSet {
    List,
    Owner,
    Announcing,
    NotFirst,
    Street,
    StreetPrefix,
    PostBox,
    AddressStart,
    AddressLink,
    AddressEnd,
    BirthLink,
    DateFiller,
    Ordinal,
    NumberWord,
    SpelledAt,
    SpelledMark,
    NotLocal,
    PaymentHandle,
    NameParticle,
    NoName,
    NotPerson,
    Speaking,
    SpeakingSmall,
    Belonging,
    Department,
    Greeting,
    Am,
    SecretLink,
    SecretOwner,
    SecretTalk,
    CommonPassword,
    ValueLink,
    TopLevelDomain,
    DigitWord,
    DigitTimes,
    Grammar,
    ClauseEnd,
    Thanks,
    Here,
}

impl WordSet {
    /// Its bit in the sets of a word.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u64
    }

    /// The set of a heading in `words.txt`.
    pub(super) fn named(heading: &str) -> Option<Self> {
        let set = match heading {
            "list" => Self::List,
            "owner" => Self::Owner,
            "announcing" => Self::Announcing,
            "not first" => Self::NotFirst,
            "street" => Self::Street,
            "street prefix" => Self::StreetPrefix,
            "post box" => Self::PostBox,
            "address start" => Self::AddressStart,
            "address link" => Self::AddressLink,
            "address end" => Self::AddressEnd,
            "birth link" => Self::BirthLink,
            "date filler" => Self::DateFiller,
            "ordinal" => Self::Ordinal,
            "number word" => Self::NumberWord,
            "spelled at" => Self::SpelledAt,
            "spelled mark" => Self::SpelledMark,
            "not local" => Self::NotLocal,
            "payment handle" => Self::PaymentHandle,
            "name particle" => Self::NameParticle,
            "no name" => Self::NoName,
            "not person" => Self::NotPerson,
            "speaking" => Self::Speaking,
            "belonging" => Self::Belonging,
            "department" => Self::Department,
            "greeting" => Self::Greeting,
            "speaking small" => Self::SpeakingSmall,
            "am" => Self::Am,
            "secret link" => Self::SecretLink,
            "secret owner" => Self::SecretOwner,
            "secret talk" => Self::SecretTalk,
            "common password" => Self::CommonPassword,
            "value link" => Self::ValueLink,
            "top-level domain" => Self::TopLevelDomain,
            "digit word" => Self::DigitWord,
            "digit times" => Self::DigitTimes,
            "grammar" => Self::Grammar,
            "clause end" => Self::ClauseEnd,
            "thanks" => Self::Thanks,
            "here" => Self::Here,
            _ => return None,
        };
        Some(set)
    }
}
