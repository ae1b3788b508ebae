//! Numbers that a state or a bank gives to a person: shape, valid ranges and check digits.

use super::card::number;
use super::checksum;
use super::joined::Joined;

/// Letters with which no British national insurance number begins (HMRC, NIM39110).
const NINO_NEVER: [&[u8]; 7] = [b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"];
/// Length of an IBAN by country, in alphabetical order (the SWIFT registry).
const IBAN_LENGTHS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18\
FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27\
MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";
/// The greatest state code of a GSTIN; 97 is other territory.
const GST_STATES: std::ops::RangeInclusive<u32> = 1..=38;
const GST_OTHER_TERRITORY: u32 = 97;

/// Whether the characters follow a pattern: `A` letter, `9` digit, `X` either.
fn fits(code: &[u8], pattern: &str) -> bool {
    code.len() == pattern.len()
        && code.iter().zip(pattern.bytes()).all(|(byte, kind)| match kind {
            b'A' => byte.is_ascii_uppercase(),
            b'9' => byte.is_ascii_digit(),
            _ => byte.is_ascii_alphanumeric(),
        })
}

/// Nine digits that the social security office may have given out.
pub(super) fn is_ssn(joined: &Joined) -> bool {
    let digits = joined.characters();
    let part = |from: usize, to: usize| number(digits.get(from..to).unwrap_or_default());
    let (area, group, serial) = (part(0, 3), part(3, 5), part(5, 9));
    fits(digits, "999999999") && (1..900).contains(&area) && area != 666 && group > 0 && serial > 0
}

/// A social security number with its dashes.
pub(super) fn is_dashed_ssn(joined: &Joined) -> bool {
    joined.groups() == [3, 2, 4] && joined.separator == b'-' && is_ssn(joined)
}

/// A taxpayer number of a foreigner: 9xx with a middle of 50 to 99, dashed.
pub(super) fn is_dashed_itin(joined: &Joined) -> bool {
    let digits = joined.characters();
    let middle = number(digits.get(3..5).unwrap_or_default());
    let grouped = joined.groups() == [3, 2, 4] && joined.separator == b'-';
    grouped && fits(digits, "999999999") && digits.starts_with(b"9") && middle >= 50
}

/// A taxpayer number of any country we know: digits, or two letters of a country and digits.
pub(super) fn is_tax_number(joined: &Joined) -> bool {
    let digits = joined.characters().iter().filter(|byte| byte.is_ascii_digit()).count();
    let ends_well = joined.is_solid() || joined.characters().last().is_some_and(u8::is_ascii_digit);
    ends_well
        && !is_dashed_ssn(joined)
        && (7..=11).contains(&digits)
        && joined.characters().len() - digits <= 6
        && joined.characters().len() <= 14
}

/// Twelve digits that begin with 2 to 9, with Verhoeff's check digit.
pub(super) fn is_aadhaar(joined: &Joined) -> bool {
    let digits = joined.characters();
    let first = digits.first().is_some_and(|digit| (b'2'..=b'9').contains(digit));
    fits(digits, "999999999999") && first && checksum::verhoeff(digits)
}

/// An Aadhaar number in its usual groups.
pub(super) fn is_grouped_aadhaar(joined: &Joined) -> bool {
    joined.groups() == [4, 4, 4] && !joined.is_part && is_aadhaar(joined)
}

/// Five letters, four digits, a letter; the fourth letter says who holds it.
pub(super) fn is_pan(joined: &Joined) -> bool {
    let code = joined.characters();
    fits(code, "AAAAA9999A") && code.get(3).is_some_and(|holder| b"PCHFATBLJG".contains(holder))
}

/// A PAN in one piece.
pub(super) fn is_solid_pan(joined: &Joined) -> bool {
    joined.is_solid() && is_pan(joined)
}

/// State, PAN, entity, `Z`, check character.
pub(super) fn is_gstin(joined: &Joined) -> bool {
    let code = joined.characters();
    let state = number(code.get(..2).unwrap_or_default());
    fits(code, "99AAAAA9999AXXX")
        && (GST_STATES.contains(&state) || state == GST_OTHER_TERRITORY)
        && checksum::gstin(code)
}

/// The shape of a GSTIN, though a character may be mistyped.
pub(super) fn is_like_gstin(joined: &Joined) -> bool {
    fits(joined.characters(), "99AAAAA9999AXXX")
}

/// Six letters, then the birth date and the place with a check letter.
pub(super) fn is_codice_fiscale(joined: &Joined) -> bool {
    fits(joined.characters(), "AAAAAA99A99A999A")
}

/// A British licence (five of the surname, six digits, initials), or an Indian one (state, office, year, seven digits).
pub(super) fn is_telling_licence(joined: &Joined) -> bool {
    let code = joined.characters();
    let name = code.iter().take(5).skip_while(|byte| byte.is_ascii_uppercase()).all(|byte| *byte == b'9');
    let british = fits(code, "AXXXX999999XX9AA") && name;
    let year = code.get(4..6);
    british || (fits(code, "AA9999999999999") && matches!(year, Some(b"19" | b"20")))
}

/// Three letters and seven digits.
pub(super) fn is_voter_id(joined: &Joined) -> bool {
    fits(joined.characters(), "AAA9999999")
}

/// Two letters, six digits, a letter from A to D.
pub(super) fn is_nino(joined: &Joined) -> bool {
    let code = joined.characters();
    let prefix = code.get(..2).unwrap_or_default();
    let first = prefix.first().is_some_and(|letter| !b"DFIQUV".contains(letter));
    let second = prefix.last().is_some_and(|letter| !b"DFIQUVO".contains(letter));
    let suffix = code.last().is_some_and(|letter| (b'A'..=b'D').contains(letter));
    fits(code, "AA999999A") && first && second && suffix && !NINO_NEVER.contains(&prefix)
}

/// Any two letters, six digits and a letter, as in the numbers of examples.
pub(super) fn is_like_nino(joined: &Joined) -> bool {
    fits(joined.characters(), "AA999999A")
}

/// Ten digits with a check digit modulo eleven.
pub(super) fn is_nhs(joined: &Joined) -> bool {
    fits(joined.characters(), "9999999999") && checksum::nhs(joined.characters())
}

/// Up to two letters and digits, though not the year and number of an application, or a solid mixture with at least as many digits as Germany's have.
pub(super) fn is_passport(joined: &Joined) -> bool {
    const LEAST_DIGITS: usize = 4;
    let code = joined.characters();
    let letters = leading_letters(joined);
    let is_filed = letters == 0 && joined.separator == b'-';
    let plain = letters <= 2 && !is_filed && code.iter().skip(letters).all(u8::is_ascii_digit);
    let digits = code.iter().filter(|byte| byte.is_ascii_digit()).count();
    plain || (joined.is_solid() && digits >= LEAST_DIGITS)
}

/// A licence: at least five digits, and in groups at most the two letters of a state first.
pub(super) fn is_licence(joined: &Joined) -> bool {
    let digits = joined.characters().iter().filter(|byte| byte.is_ascii_digit()).count();
    digits >= 5 && (joined.is_solid() || leading_letters(joined) <= 2 || is_telling_licence(joined))
}

fn leading_letters(joined: &Joined) -> usize {
    joined.characters().iter().take_while(|byte| byte.is_ascii_uppercase()).count()
}

/// Country, length and the check of ISO 13616.
pub(super) fn is_iban(joined: &Joined) -> bool {
    let code = joined.characters();
    !joined.is_digits && iban_length(code.get(..2).unwrap_or_default()) == Some(code.len()) && checksum::mod_97(code)
}

/// The length of a country's IBANs.
pub(super) fn iban_length(country: &[u8]) -> Option<usize> {
    let (known, _) = IBAN_LENGTHS.as_bytes().as_chunks::<4>();
    let at = known.binary_search_by(|[first, second, ..]| [*first, *second].as_slice().cmp(country)).ok()?;
    known.get(at).map(|[.., tens, ones]| number(&[*tens, *ones]) as usize)
}

/// An account number: digits only.
pub(super) fn is_account(joined: &Joined) -> bool {
    joined.is_digits
}

/// Nine digits with the check of the bankers' association.
pub(super) fn is_routing(joined: &Joined) -> bool {
    fits(joined.characters(), "999999999") && checksum::aba(joined.characters())
}

/// Twelve hexadecimal digits.
pub(super) fn is_hardware_address(joined: &Joined) -> bool {
    joined.characters().iter().all(u8::is_ascii_hexdigit)
}

/// The code on a card, in one piece.
pub(super) fn is_security_code(joined: &Joined) -> bool {
    joined.is_digits && joined.is_solid()
}
