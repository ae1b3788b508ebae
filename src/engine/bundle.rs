//! The model file: a magic number, a version, named sections and a checksum.
//!
//! Everything read here is hostile until checked: a truncated, altered or foreign file is a [`BundleError`],
//! never a panic and never an allocation larger than the file.

/// First bytes of every bundle.
const MAGIC: [u8; 8] = *b"ERPCHAT\0";
/// Version of the container and of all its sections; raised by any change to them.
const FORMAT: u16 = 2;
/// No bundle is larger; a 150-intent model with its texts is under a megabyte.
const MAX_BYTES: usize = 32 << 20;
const MAX_SECTIONS: usize = 16;

/// Why a bundle was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// The file does not begin with the magic number.
    Foreign,
    /// The file was made by another version.
    Version(u16),
    /// The file is larger than any bundle.
    TooLarge,
    /// The file ends early.
    Truncated,
    /// The checksum does not match.
    Altered,
    /// A section is missing.
    Missing(&'static str),
    /// A section contradicts itself.
    Malformed(&'static str),
}

impl std::fmt::Display for BundleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign => write!(f, "not an erp-chat model file"),
            Self::Version(found) => {
                write!(f, "model format {found}, but this build reads format {FORMAT}; train it again")
            }
            Self::TooLarge => write!(f, "model file is larger than {MAX_BYTES} bytes"),
            Self::Truncated => write!(f, "model file is truncated"),
            Self::Altered => write!(f, "model file is damaged: its checksum does not match"),
            Self::Missing(section) => write!(f, "model file has no `{section}` section"),
            Self::Malformed(section) => write!(f, "`{section}` section of the model file is malformed"),
        }
    }
}

impl std::error::Error for BundleError {}

/// The sections of a bundle, by four-letter name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections(Vec<([u8; 4], Vec<u8>)>);

impl Sections {
    /// Adds a section; a later one of the same name is ignored by [`Sections::get`].
    pub fn push(&mut self, name: [u8; 4], bytes: Vec<u8>) {
        self.0.push((name, bytes));
    }

    /// The bytes of a section.
    pub fn get(&self, name: [u8; 4]) -> Option<&[u8]> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// Lays the sections out as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(u16::try_from(self.0.len()).unwrap_or(u16::MAX).to_le_bytes());
        for (name, section) in &self.0 {
            bytes.extend(name);
            bytes.extend(u32::try_from(section.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend(section);
        }
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// Reads a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() > MAX_BYTES {
            return Err(BundleError::TooLarge);
        }
        let (body, stored) = bytes.split_last_chunk::<8>().ok_or(BundleError::Foreign)?;
        let mut reader = Reader::new(body);
        if reader.array::<8>() != Some(MAGIC) {
            return Err(BundleError::Foreign);
        }
        let format = reader.u16().ok_or(BundleError::Truncated)?;
        if format != FORMAT {
            return Err(BundleError::Version(format));
        }
        let sections = read_sections(&mut reader)?;
        if checksum(body) != u64::from_le_bytes(*stored) {
            return Err(BundleError::Altered);
        }
        Ok(sections)
    }
}

fn read_sections(reader: &mut Reader<'_>) -> Result<Sections, BundleError> {
    let count = usize::from(reader.u16().ok_or(BundleError::Truncated)?);
    if count > MAX_SECTIONS {
        return Err(BundleError::Altered);
    }
    let mut sections = Sections::default();
    for _ in 0..count {
        let name = reader.array::<4>().ok_or(BundleError::Truncated)?;
        let length = reader.u32().ok_or(BundleError::Truncated)?;
        let bytes = reader.take(length as usize).ok_or(BundleError::Truncated)?;
        sections.push(name, bytes.to_vec());
    }
    if reader.is_empty() { Ok(sections) } else { Err(BundleError::Altered) }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): against accidents, not against an attacker.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Reads little-endian fields off a slice; every method is `None` past the end.
pub struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    /// Starts at the first byte.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(u8::from_le_bytes)
    }

    /// The next two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next four bytes, when they are a finite number.
    pub fn f32(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes).filter(|number| number.is_finite())
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_survives_the_round_trip_and_no_damage() {
        let mut sections = Sections::default();
        sections.push(*b"abcd", vec![1, 2, 3]);
        sections.push(*b"none", Vec::new());
        let bytes = sections.to_bytes();
        assert_eq!(Sections::from_bytes(&bytes), Ok(sections));
        for length in 0..bytes.len() {
            assert!(Sections::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 0x40;
            assert!(Sections::from_bytes(&altered).is_err(), "byte {at}");
        }
    }
}
