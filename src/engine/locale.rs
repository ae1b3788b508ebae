//! The moment and place of a message: local date, week start, fiscal year, day order, currency.
//!
//! Pure lookups on a BCP 47 tag; the clock reading itself comes in with the message.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A reading of the user's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Unix milliseconds.
    pub unix_ms: i64,
    /// Offset of the user's time zone from UTC, minutes.
    pub offset_minutes: i16,
}

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_DAY: i64 = 86_400_000;

impl Clock {
    /// The user's calendar day; times outside the years 1 to 9998 count as the nearest day inside.
    pub fn today(self) -> Date {
        let days = self.local_ms().div_euclid(MS_PER_DAY).clamp(-719_162, 2_932_531);
        let days = i32::try_from(days).unwrap_or_default();
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.checked_add(jiff::Span::new().days(days)).unwrap_or(epoch)
    }

    /// The user's hour, 0 to 23.
    pub fn hour(self) -> u8 {
        u8::try_from(self.local_ms().rem_euclid(MS_PER_DAY) / (60 * MS_PER_MINUTE)).unwrap_or_default()
    }

    fn local_ms(self) -> i64 {
        self.unix_ms.saturating_add(i64::from(self.offset_minutes) * MS_PER_MINUTE)
    }
}

/// A BCP 47 language tag, such as `en-GB`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Locale(String);

impl Default for Locale {
    fn default() -> Self {
        Self("en-GB".to_owned())
    }
}

impl From<String> for Locale {
    fn from(tag: String) -> Self {
        Self::new(tag)
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.0
    }
}

/// Letters and digits in parts of at most eight (RFC 5646), so that nothing else gets into a record.
fn is_well_formed(tag: &str) -> bool {
    const MOST_PART: usize = 8;
    let is_part = |part: &str| part.len() <= MOST_PART && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    tag.split(['-', '_']).all(is_part)
}

impl Locale {
    /// Takes any tag; an unknown one behaves as `en-GB`, and what is no tag at all becomes it.
    pub fn new(tag: impl Into<String>) -> Self {
        Some(tag.into()).filter(|tag| is_well_formed(tag)).map_or_else(Self::default, Self)
    }

    /// The tag as given.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The region subtag, upper-cased: `IN` of `en-IN`; `GB` when there is none.
    pub fn region(&self) -> String {
        let is_region = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
        self.0.split(['-', '_']).skip(1).find(is_region).unwrap_or("GB").to_ascii_uppercase()
    }

    /// The language subtag, lower-cased.
    pub fn language(&self) -> String {
        self.0.split(['-', '_']).next().unwrap_or("en").to_ascii_lowercase()
    }

    /// First month of the fiscal year, 1 to 12: April in India, else January.
    pub fn fiscal_start_month(&self) -> i8 {
        if self.region() == "IN" { 4 } else { 1 }
    }

    /// Whether weeks start on Sunday (United States) rather than on Monday.
    pub fn week_starts_on_sunday(&self) -> bool {
        self.region() == "US"
    }

    /// Whether `3/4` is the third of April (everywhere but in the United States).
    pub fn day_first(&self) -> bool {
        self.region() != "US"
    }

    /// Currency of an amount written without one, ISO 4217.
    pub fn currency(&self) -> &'static str {
        match self.region().as_str() {
            "IN" => "INR",
            "US" => "USD",
            "AT" | "BE" | "DE" | "ES" | "FI" | "FR" | "GR" | "IE" | "IT" | "NL" | "PT" => "EUR",
            "AU" => "AUD",
            "CA" => "CAD",
            "SG" => "SGD",
            "AE" => "AED",
            "ZA" => "ZAR",
            "NZ" => "NZD",
            "CH" => "CHF",
            _ => "GBP",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_gives_the_local_day_and_hour() {
        let clock = Clock { unix_ms: 1_735_669_800_000, offset_minutes: 330 };
        assert_eq!((clock.today().to_string().as_str(), clock.hour()), ("2025-01-01", 0));
        let far = Clock { unix_ms: i64::MAX, offset_minutes: i16::MAX };
        assert_eq!(far.today().year(), 9998);
    }

    #[test]
    fn regions_decide_customs() {
        assert_eq!(Locale::new("en-IN").fiscal_start_month(), 4);
        assert!(!Locale::new("en-US").day_first());
        assert_eq!(Locale::new("???").currency(), "GBP");
        assert_eq!(Locale::new("hi-Latn-IN").region(), "IN");
    }
}
