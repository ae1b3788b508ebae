//! Characters that look like ASCII, and characters that do not show at all.
//!
//! A small table of what people use to slip a number past a filter, not a Unicode library.

/// The zeros of the decimal digit blocks of Unicode that keyboards in our markets produce.
const ZEROS: [u32; 20] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50,
    0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];
/// Mathematical digits: five runs of ten, one after the other.
const MATHEMATICAL_DIGITS: std::ops::Range<u32> = 0x1D7CE..0x1D800;
/// Mathematical letters: runs of 26 capitals and 26 small letters.
const MATHEMATICAL_LETTERS: std::ops::Range<u32> = 0x1D400..0x1D6A4;
/// Full-width ASCII, and how far it lies from ASCII.
const FULL_WIDTH: std::ops::RangeInclusive<u32> = 0xFF01..=0xFF5E;
const FULL_WIDTH_OFFSET: u32 = 0xFEE0;

/// The letters of Latin-1 and Latin Extended-A without their accents, from U+00C0 and U+0100 on; `?` is no letter.
const LATIN_1: &[u8; 64] = b"AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty";
const LATIN_EXTENDED: &[u8; 128] =
    b"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOo\
RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// Cyrillic and Greek letters that look like a Latin one.
const LETTERS: &[(&str, &str)] = &[
    ("аеорсухіјѕԁһӏԛԝ", "aeopcyxijsdhlqw"),
    ("АВЕКМНОРСТХІЈЅУ", "ABEKMHOPCTXIJSY"),
    ("οανρυικχτ", "oavpuikxt"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
];

/// Whether the character takes no room, so that a number with it inside reads like one without.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x3164 | 0xFEFF | 0xFFA0 | 0x20E3
        | 0x0300..=0x036F | 0x180B..=0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xE0000..=0xE01EF)
}

/// Whether the character is a sign of a vowel, or another mark that is part of the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    let is_other = matches!(c, '\u{964}' | '\u{965}' | '\u{970}' | '\u{E3F}' | '\u{E4F}');
    !is_other
        && !c.is_alphanumeric()
        && matches!(u32::from(c),
            0x0591..=0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x06D6..=0x06ED | 0x0900..=0x0DF3 | 0x0E31..=0x0E4E
            | 0x0EB1..=0x0ECD | 0x0F71..=0x0F84 | 0x102B..=0x103E | 0x17B6..=0x17D3 | 0x1DC0..=0x1DFF)
}

/// The ASCII byte that the character looks like.
pub(super) fn ascii_twin(c: char) -> Option<u8> {
    digit_twin(c).or_else(|| mark_twin(c)).or_else(|| letter_twin(c))
}

fn digit_twin(c: char) -> Option<u8> {
    let code = u32::from(c);
    let native = ZEROS.iter().map(|zero| code.wrapping_sub(*zero)).find(|digit| *digit < 10);
    let digit = match code {
        0x2460..=0x2468 => Some(code - 0x245F),
        0x24EA => Some(0),
        _ if MATHEMATICAL_DIGITS.contains(&code) => Some((code - MATHEMATICAL_DIGITS.start) % 10),
        _ => native,
    };
    digit.and_then(|digit| u8::try_from(digit).ok()).map(|digit| b'0' + digit)
}

fn mark_twin(c: char) -> Option<u8> {
    match c {
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some(b'\n'),
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' => Some(b'-'),
        '\u{B7}' | '\u{2022}' | '\u{2027}' | '\u{3002}' | '\u{FF61}' | '\u{2024}' | '\u{FE52}' => Some(b'.'),
        '\u{FE6B}' => Some(b'@'),
        '\u{2018}' | '\u{2019}' | '\u{02BC}' => Some(b'\''),
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}' => Some(b'"'),
        '£' | '€' | '₹' | '¥' | '₩' | '₽' => Some(b'$'),
        _ if c.is_whitespace() => Some(b' '),
        _ => None,
    }
}

fn letter_twin(c: char) -> Option<u8> {
    let code = u32::from(c);
    if FULL_WIDTH.contains(&code) {
        return u8::try_from(code - FULL_WIDTH_OFFSET).ok();
    }
    if MATHEMATICAL_LETTERS.contains(&code) {
        let nth = u8::try_from((code - MATHEMATICAL_LETTERS.start) % 52).ok()?;
        return Some(if nth < 26 { b'A' + nth } else { b'a' + nth - 26 });
    }
    match code {
        0x00C0..=0x00FF => return letter_of(LATIN_1, code - 0x00C0),
        0x0100..=0x017F => return letter_of(LATIN_EXTENDED, code - 0x0100),
        0x0370..=0x052F => {}
        _ => return None,
    }
    let twin = |(from, to): &(&str, &str)| {
        from.chars().position(|known| known == c).and_then(|at| to.as_bytes().get(at).copied())
    };
    LETTERS.iter().find_map(twin)
}

fn letter_of(letters: &[u8], nth: u32) -> Option<u8> {
    letters.get(nth as usize).copied().filter(u8::is_ascii_alphabetic)
}
