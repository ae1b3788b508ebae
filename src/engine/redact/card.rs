//! Payment cards: issuer prefix, length and Luhn together.

use super::checksum;
use super::joined::Joined;

/// First digits, as a range of numbers of that many digits, and the lengths issued under them (ISO/IEC 7812).
const ISSUERS: &[(u32, u32, &[usize])] = &[
    (4, 4, &[13, 16, 19]),
    (51, 55, &[16]),
    (2221, 2720, &[16]),
    (34, 34, &[15]),
    (37, 37, &[15]),
    (300, 305, &[14]),
    (36, 36, &[14]),
    (38, 39, &[14]),
    (6011, 6011, &[16, 19]),
    (644, 659, &[16, 19]),
    (60, 60, &[16]),
    (81, 82, &[16]),
    (508, 508, &[16]),
    (353, 356, &[16]),
    (3528, 3589, &[16]),
    (62, 62, &[16, 17, 18, 19]),
    (50, 50, &[12, 13, 14, 15, 16, 17, 18, 19]),
    (56, 58, &[12, 13, 14, 15, 16, 17, 18, 19]),
    (63, 63, &[12, 13, 14, 15, 16, 17, 18, 19]),
    (67, 67, &[12, 13, 14, 15, 16, 17, 18, 19]),
];

/// A card number by itself.
pub(super) fn is_card(joined: &Joined) -> bool {
    joined.is_digits && checksum::luhn(joined.characters()) && is_issued(joined.characters())
}

/// A card number in one piece that needs no cue.
pub(super) fn is_solid_card(joined: &Joined) -> bool {
    joined.is_solid() && is_card(joined)
}

/// A card number in the groups printed on cards, or in any others.
pub(super) fn is_grouped_card(joined: &Joined) -> bool {
    let usual = joined.characters().len() >= 15 || joined.groups() == [4, 6, 4];
    usual && !joined.is_solid() && is_card(joined)
}

fn is_issued(digits: &[u8]) -> bool {
    ISSUERS.iter().any(|(from, to, lengths)| {
        let width = from.checked_ilog10().map_or(1, |log| log as usize + 1);
        lengths.contains(&digits.len()) && (*from..=*to).contains(&number(digits.get(..width).unwrap_or_default()))
    })
}

/// The number that a few digits make.
pub(super) fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit.wrapping_sub(b'0')))
}
