//! Changes to known inputs, the same ones on every machine: a generator seeded with a number decides everything.

/// Pieces that detectors look for, in any order.
const PIECES: &[&str] = &[
    "@",
    ".",
    "-",
    ":",
    "/",
    " ",
    "\n",
    "\t",
    "|",
    ",",
    "\"",
    "'",
    "[",
    "]",
    "://",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "call ",
    "ssn ",
    "card ",
    "my password is ",
    "passphrase: ",
    "invoice ",
    "[EMAIL]",
    "[CARD_2]",
    " at ",
    " dot ",
    "jo@example.com",
    "4111 1111 1111 1111",
    "dob ",
    "my name is ",
    "account no ",
    "eyJ",
    "-----BEGIN PRIVATE KEY-----",
    "-----END ",
    "upi ",
    "address: ",
    "born ",
    "token ",
    "pin ",
    "AKIA",
    "GB82 WEST 1234",
    "10.0.0.1",
    "00:1A:2B:3C:4D:5E",
    "98765 43210",
    "a b c d e f g",
    "one two three four five six seven",
    "EMP-00417",
    "Ravi Kumar",
    "name: ",
    "phone,pan,dob\n",
    "\u{ff10}\u{ff11}",
    "\u{967}\u{968}",
    "\u{430}\u{435}",
    "W3lcome!",
    "12 Park Road, Leeds LS1 4AB",
];
/// Longer inputs are cut: the time for long ones has tests of its own.
const MOST_BYTES: usize = 512;

/// A source of numbers that look random (xorshift, 64 bits).
pub(crate) struct Source(u64);

impl Source {
    /// A source that gives the same numbers for the same seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound.max(1)
    }

    fn pick<'i, T: ?Sized>(&mut self, items: &'i [&'i T]) -> Option<&'i T> {
        let at = self.below(items.len());
        items.get(at).copied()
    }
}

/// A new input made of known ones by a few cuts, insertions and exchanges.
pub(crate) fn mutated(corpus: &[Vec<u8>], source: &mut Source) -> Vec<u8> {
    let inputs: Vec<&[u8]> = corpus.iter().map(Vec::as_slice).collect();
    let mut input = source.pick(&inputs).unwrap_or_default().to_vec();
    for _ in 0..=source.below(6) {
        let at = source.below(input.len() + 1);
        match source.below(5) {
            0 => drop(input.splice(at..at, source.pick(PIECES).unwrap_or_default().bytes())),
            1 => drop(input.splice(at..at, source.pick(&inputs).unwrap_or_default().iter().copied())),
            2 => drop(input.drain(at..(at + source.below(8)).min(input.len()))),
            3 => drop(input.splice(at..at, [u8::try_from(source.below(256)).unwrap_or_default()])),
            _ => input.rotate_left(at),
        }
    }
    input.truncate(MOST_BYTES);
    input
}
