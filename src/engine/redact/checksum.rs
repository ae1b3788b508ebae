//! Check digits: Luhn, Verhoeff, mod 97, mod 11 and their like.
//!
//! Pure arithmetic on ASCII digits and capitals; a wrong length is the caller's business.

/// Luhn (ISO/IEC 7812-1): payment cards.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits.iter().rev().enumerate().map(|(nth, digit)| luhn_weight(nth, value(*digit), 10)).sum();
    sum.is_multiple_of(10)
}

fn luhn_weight(nth: usize, value: u32, base: u32) -> u32 {
    let weighted = if nth % 2 == 1 { value * 2 } else { value };
    weighted / base + weighted % base
}

/// Mod 97 of ISO 13616: an IBAN with its first four characters moved to the end leaves 1.
pub(super) fn mod_97(code: &[u8]) -> bool {
    let Some((head, tail)) = code.split_at_checked(4) else {
        return false;
    };
    let rest = tail.iter().chain(head).fold(0, |rest, byte| {
        let value = value(*byte);
        (if value < 10 { rest * 10 + value } else { rest * 100 + value }) % 97
    });
    rest == 1
}

/// Verhoeff: the dihedral group of order ten, as used by Aadhaar.
pub(super) fn verhoeff(digits: &[u8]) -> bool {
    let check =
        digits.iter().rev().enumerate().fold(0, |check, (nth, digit)| product(check, permuted(nth, value(*digit))));
    check == 0
}

/// The product in the dihedral group: 0 to 4 are turns, 5 to 9 are turned reflections.
fn product(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => 5 + (left + right) % 5,
        (false, true) => 5 + (left + 10 - right) % 5,
        (false, false) => (left + 5 - right % 5) % 5,
    }
}

fn permuted(times: usize, value: u32) -> u32 {
    const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let step = |value: u32| PERMUTATION.get(value as usize).copied().unwrap_or(value);
    (0..times % 8).fold(value, |value, _| step(value))
}

/// Routing numbers of the American Bankers Association: weights 3, 7, 1.
pub(super) fn aba(digits: &[u8]) -> bool {
    weighted(digits, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// British health numbers: weights 10 down to 2, the tenth digit makes the sum a multiple of eleven.
pub(super) fn nhs(digits: &[u8]) -> bool {
    weighted(digits, &[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// The last character of a GSTIN: Luhn in base 36 over the first fourteen.
pub(super) fn gstin(code: &[u8]) -> bool {
    let sum: u32 = code.iter().rev().enumerate().map(|(nth, byte)| luhn_weight(nth, value(*byte), 36)).sum();
    sum.is_multiple_of(36)
}

fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| value(*digit) * weight).sum()
}

/// The value of a digit or capital in base 36.
fn value(byte: u8) -> u32 {
    char::from(byte).to_digit(36).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_catch_a_changed_digit() {
        let check = |name: &str, test: fn(&[u8]) -> bool, good: &str, bad: &str| {
            assert!(test(good.as_bytes()), "{name} {good}");
            assert!(!test(bad.as_bytes()), "{name} {bad}");
        };
        check("luhn", luhn, "4111111111111111", "4111111111111112");
        check("mod 97", mod_97, "GB82WEST12345698765432", "GB82WEST12345698765433");
        check("verhoeff", verhoeff, "2363", "2364");
        check("verhoeff", verhoeff, "999941057058", "999941057085");
        check("aba", aba, "021000021", "021000022");
        check("nhs", nhs, "9434765919", "9434765918");
        check("gstin", gstin, "27AAPFU0939F1ZV", "27AAPFU0939F1ZW");
    }
}
