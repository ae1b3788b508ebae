//! Telephone numbers by calling code and national length, or by a grouping that only telephones have.

use super::joined::Joined;

/// Calling code, least and greatest number of national digits, and the digits a national number may begin with
/// (ITU-T E.164 and the national numbering plans; a leading zero for trunk calls is dropped before).
const CALLING_CODES: &[(&str, usize, usize, &str)] = &[
    ("1", 10, 10, "23456789"),
    ("7", 10, 10, "34789"),
    ("20", 8, 10, "123456789"),
    ("27", 9, 9, "12345678"),
    ("30", 10, 10, "267"),
    ("31", 9, 9, "123456789"),
    ("32", 8, 9, "123456789"),
    ("33", 9, 9, "123456789"),
    ("34", 9, 9, "6789"),
    ("36", 8, 9, "123456789"),
    ("39", 6, 11, "0123456789"),
    ("40", 9, 9, "237"),
    ("41", 9, 9, "123456789"),
    ("43", 4, 13, "123456789"),
    ("44", 9, 10, "12356789"),
    ("45", 8, 8, "23456789"),
    ("46", 7, 10, "123456789"),
    ("47", 8, 8, "23456789"),
    ("48", 9, 9, "123456789"),
    ("49", 6, 13, "123456789"),
    ("51", 8, 9, "123456789"),
    ("52", 10, 11, "123456789"),
    ("54", 10, 11, "123456789"),
    ("55", 10, 11, "123456789"),
    ("56", 9, 9, "123456789"),
    ("57", 8, 10, "123456789"),
    ("60", 8, 10, "13456789"),
    ("61", 9, 9, "234578"),
    ("62", 8, 12, "123456789"),
    ("63", 8, 10, "2345789"),
    ("64", 8, 10, "234679"),
    ("65", 8, 8, "3689"),
    ("66", 8, 9, "23456789"),
    ("81", 9, 10, "123456789"),
    ("82", 8, 10, "123456789"),
    ("84", 9, 10, "123456789"),
    ("86", 10, 11, "123456789"),
    ("90", 10, 10, "2345"),
    ("91", 10, 10, "123456789"),
    ("92", 9, 10, "23456789"),
    ("93", 9, 9, "234567"),
    ("94", 9, 9, "123456789"),
    ("95", 7, 10, "123456789"),
    ("98", 10, 10, "123456789"),
    ("212", 9, 9, "5678"),
    ("234", 8, 10, "123456789"),
    ("254", 9, 9, "124567"),
    ("255", 9, 9, "2678"),
    ("256", 9, 9, "23457"),
    ("233", 9, 9, "2359"),
    ("351", 9, 9, "236789"),
    ("352", 6, 9, "23456789"),
    ("353", 7, 9, "12456789"),
    ("358", 6, 10, "123456789"),
    ("359", 8, 9, "23456789"),
    ("370", 8, 8, "3456789"),
    ("380", 9, 9, "3456789"),
    ("385", 8, 9, "123456789"),
    ("386", 8, 8, "1234567"),
    ("420", 9, 9, "234567"),
    ("421", 9, 9, "23459"),
    ("852", 8, 8, "235679"),
    ("880", 8, 10, "123456789"),
    ("886", 8, 9, "23456789"),
    ("960", 7, 7, "3679"),
    ("961", 7, 8, "1345678"),
    ("962", 8, 9, "23567"),
    ("965", 8, 8, "24569"),
    ("966", 8, 9, "15"),
    ("968", 8, 8, "279"),
    ("971", 8, 9, "234567"),
    ("972", 8, 9, "234578"),
    ("973", 8, 8, "1367"),
    ("974", 8, 8, "34567"),
    ("977", 8, 10, "123456789"),
];

/// `+91 98765 43210`, or `0091 ...` in groups.
pub(super) fn is_international(joined: &Joined) -> bool {
    let digits = joined.characters();
    let dialled =
        if joined.has_plus { Some(digits) } else { digits.strip_prefix(b"00").filter(|_| !joined.is_solid()) };
    joined.is_digits && dialled.is_some_and(has_calling_code)
}

fn has_calling_code(digits: &[u8]) -> bool {
    let mut near = CALLING_CODES.iter().filter(|(code, ..)| code.as_bytes().first() == digits.first());
    near.any(|(code, least, greatest, first)| {
        let national = digits.strip_prefix(code.as_bytes()).map(|rest| rest.strip_prefix(b"0").unwrap_or(rest));
        national.is_some_and(|national| {
            (*least..=*greatest).contains(&national.len())
                && national.first().is_some_and(|digit| first.bytes().any(|known| known == *digit))
        })
    })
}

/// A grouping and first digits that only telephones of a country have: needs no cue.
pub(super) fn is_national(joined: &Joined) -> bool {
    joined.is_digits && !joined.has_plus && (is_american(joined) || is_indian(joined) || is_british(joined))
}

/// `(415) 555-2671`: area and exchange begin with 2 to 9.
fn is_american(joined: &Joined) -> bool {
    let digits = joined.characters();
    let (grouped, digits) = match joined.groups() {
        [3, 3, 4] => (true, digits),
        [1, 3, 3, 4] => (digits.starts_with(b"1"), digits.get(1..).unwrap_or_default()),
        _ => (false, digits),
    };
    let starts = |at: usize| digits.get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    grouped && starts(0) && starts(3)
}

/// `98765 43210`: a mobile number begins with 6 to 9.
fn is_indian(joined: &Joined) -> bool {
    let digits = joined.characters();
    match joined.groups() {
        [5, 5] => digits.first().is_some_and(|digit| (b'6'..=b'9').contains(digit)),
        [6, 5] => digits.starts_with(b"0") && digits.get(1).is_some_and(|digit| (b'6'..=b'9').contains(digit)),
        [2, 5, 5] => digits.starts_with(b"91"),
        [2, 10] => digits.starts_with(b"91") && digits.get(2).is_some_and(|digit| (b'6'..=b'9').contains(digit)),
        _ => false,
    }
}

/// `020 7946 0958`, `07700 900123`, `0161 496 0000`.
fn is_british(joined: &Joined) -> bool {
    let digits = joined.characters();
    let grouped = matches!(joined.groups(), [3, 4, 4] | [5, 6] | [5, 3, 3] | [4, 3, 4] | [5, 5] | [4, 4, 3] | [3, 8]);
    grouped
        && digits.starts_with(b"0")
        && digits.get(1).is_some_and(|digit| matches!(digit, b'1' | b'2' | b'3' | b'7' | b'8'))
}

/// Any number of a telephone's length: needs a cue.
pub(super) fn is_dialable(joined: &Joined) -> bool {
    let year_first = joined.characters().len() < 9 && joined.is_solid() && joined.characters().starts_with(b"20");
    joined.is_digits && !year_first && !has_trailing_count(joined)
}

/// The mobile numbers of India and the United Kingdom.
pub(super) fn is_mobile(joined: &Joined) -> bool {
    let digits = joined.characters();
    joined.is_digits
        && match digits.len() {
            10 => digits.first().is_some_and(|digit| (b'6'..=b'9').contains(digit)),
            _ => digits.starts_with(b"07"),
        }
}

/// A whole number of a country that we know, with nothing left over.
pub(super) fn is_whole(joined: &Joined) -> bool {
    match joined.characters() {
        [b'2'..=b'9', rest @ ..] if rest.len() == 9 => true,
        [b'0', rest @ ..] => matches!(rest.len(), 9 | 10),
        digits => has_calling_code(digits),
    }
}

/// "9876543210 2 times": a short last group behind a whole number is not dialled.
fn has_trailing_count(joined: &Joined) -> bool {
    const WHOLE: usize = 10;
    let last = joined.groups().last().map_or(0, |length| usize::from(*length));
    let spelled = joined.groups().iter().all(|length| *length <= 2);
    last <= 2 && joined.characters().len() - last >= WHOLE && !spelled
}
