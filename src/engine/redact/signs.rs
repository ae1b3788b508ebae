//! Which signs stand between words, as one number, so that a detector need not look for what is not there.

/// A set of bytes, in which some share a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u64);

impl Signs {
    /// The bytes of a gap.
    pub(super) const fn of(mut gap: &[u8]) -> Self {
        let mut bits = 0;
        while let [byte, rest @ ..] = gap {
            bits |= bit(*byte);
            gap = rest;
        }
        Self(bits)
    }

    /// Those of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a byte may be among them; when not, it surely is not.
    pub(super) fn may_have(self, byte: u8) -> bool {
        self.0 & bit(byte) != 0
    }

    /// Whether no others than these are among them, as far as can be told.
    pub(super) fn may_be_only(self, these: Self) -> bool {
        self.0 & !these.0 == 0
    }

    /// Whether one of these may be among them.
    pub(super) fn may_have_one(self, these: Self) -> bool {
        self.0 & these.0 != 0
    }
}

/// The low bits of a byte number its bit: signs that are asked for share theirs with letters and rare signs only.
const fn bit(byte: u8) -> u64 {
    1 << (byte & 0x3F)
}
