//! A small seeded generator for shuffling, so that training depends on its seed and on nothing else.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when there is none.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let drawn = self.next().checked_rem(limit as u64).unwrap_or_default();
        usize::try_from(drawn).unwrap_or_default()
    }

    /// One of the elements.
    pub(super) fn choose<'e, T>(&mut self, elements: &'e [T]) -> Option<&'e T> {
        elements.get(self.below(elements.len()))
    }

    /// Puts the elements in random order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, elements: &mut [T]) {
        for at in (1..elements.len()).rev() {
            elements.swap(at, self.below(at + 1));
        }
    }
}
