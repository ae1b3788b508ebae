//! Ids made from the clock and the seed that come in with a message: UUID version 7 (RFC 9562).

use crate::locale::Clock;

/// The id of the `number`th thing made at one moment.
pub(crate) fn uuid(clock: Clock, seed: u64, number: u64) -> String {
    let millis = u64::try_from(clock.unix_ms).unwrap_or_default();
    let mixed = [mix(seed ^ number.rotate_left(32)), mix(seed.wrapping_add(number).rotate_left(17))];
    let mut random = [0; 10];
    let bytes = mixed.iter().flat_map(|word| word.to_le_bytes());
    random.iter_mut().zip(bytes).for_each(|(slot, byte)| *slot = byte);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
}

/// SplitMix64 (Steele, Lea, Flood 2014): spreads the bits of a seed.
pub(crate) fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_differ_by_number() {
        let at = |unix_ms, number| uuid(Clock { unix_ms, offset_minutes: 0 }, 7, number);
        assert!(at(1_000, 1) < at(2_000, 1));
        assert_ne!(at(1_000, 1), at(1_000, 2));
        assert_eq!(at(1_000, 1).as_bytes()[14], b'7');
    }
}
