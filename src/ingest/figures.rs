//! Numbers as clients read them: shares and averages with a few decimals, never a division by zero.

/// Decimals of what is told.
const UNITS: f64 = 10_000.0;

/// Rounded to four decimals.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * UNITS).round() / UNITS
}

/// The share of `part` in `whole`, rounded; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn share(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { rounded(part as f64 / whole as f64) }
}

/// A confidence as it is stored and told: 0.93, not 0.930000007.
pub(crate) fn wide(confidence: f32) -> f64 {
    rounded(f64::from(confidence))
}

/// Microseconds in milliseconds.
#[expect(clippy::cast_precision_loss, reason = "latencies stay far below 2^53")]
pub(crate) fn milliseconds(micros: i64) -> f64 {
    micros as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded() {
        let check = |found: f64, expected: &str| assert_eq!(found.to_string(), expected);
        check(share(0, 0), "0");
        check(share(1, 3), "0.3333");
        check(share(2, 3), "0.6667");
        check(wide(0.93), "0.93");
        check(milliseconds(1_234), "1.234");
    }
}
