//! The payload of the `tagg` section: names, the slots of each intent, then the rows with their keys as differences.
//!
//! Everything read here is hostile until checked, like the bundle around it.

use super::{Row, Tagger};
use crate::bundle::{BundleError, Reader};
use std::collections::BTreeMap;

/// Name of the section in error messages.
pub(super) const NAME: &str = "tagg";
/// Tags are 16-bit numbers, two to a slot.
pub(super) const MAX_SLOTS: usize = 30_000;

/// Lays a tagger out.
pub(super) fn write(tagger: &Tagger) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_number(&mut bytes, tagger.slots.len());
    for slot in &tagger.slots {
        write_text(&mut bytes, slot);
    }
    write_number(&mut bytes, tagger.intents.len());
    for (intent, slots) in &tagger.intents {
        write_text(&mut bytes, intent);
        write_number(&mut bytes, slots.len());
        slots.iter().for_each(|slot| write_number(&mut bytes, usize::from(*slot)));
    }
    write_rows(&mut bytes, &tagger.rows);
    bytes
}

/// Keys, counts, tags and weights stand in four runs, because like compresses well beside like.
fn write_rows(bytes: &mut Vec<u8>, rows: &[Row]) {
    write_number(bytes, rows.len());
    let mut previous = 0;
    for row in rows {
        write_number(bytes, row.key.wrapping_sub(previous) as usize);
        previous = row.key;
    }
    rows.iter().for_each(|row| write_number(bytes, row.cells.len()));
    let cells = || rows.iter().flat_map(|row| &row.cells);
    cells().for_each(|(tag, _)| write_number(bytes, usize::from(*tag)));
    cells().for_each(|(_, weight)| bytes.extend(weight.to_le_bytes()));
}

/// Seven bits a byte, low first, the top bit set on all but the last.
fn write_number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap_or_default());
}

fn write_text(bytes: &mut Vec<u8>, text: &str) {
    write_number(bytes, text.len());
    bytes.extend(text.as_bytes());
}

/// Reads a tagger.
pub(super) fn read(bytes: &[u8]) -> Result<Tagger, BundleError> {
    let parts = read_parts(&mut Reader::new(bytes), bytes.len());
    let (slots, intents, rows) = parts.ok_or(BundleError::Malformed(NAME))?;
    Tagger::new(slots, intents, rows)
}

type Parts = (Vec<String>, BTreeMap<String, Vec<u16>>, Vec<Row>);

/// `limit` bounds every count: nothing that is counted takes less than a byte.
fn read_parts(reader: &mut Reader<'_>, limit: usize) -> Option<Parts> {
    let slots = read_list(reader, limit, read_text)?;
    let intents = read_list(reader, limit, |reader| {
        let intent = read_text(reader)?;
        Some((intent, read_list(reader, limit, |reader| u16::try_from(read_number(reader)?).ok())?))
    })?;
    let rows = read_rows(reader, limit)?;
    reader.is_empty().then(|| (slots, intents.into_iter().collect(), rows))
}

fn read_rows(reader: &mut Reader<'_>, limit: usize) -> Option<Vec<Row>> {
    let differences = read_list(reader, limit, |reader| u32::try_from(read_number(reader)?).ok())?;
    let counts: Vec<usize> = differences.iter().map(|_| read_number(reader)).collect::<Option<_>>()?;
    let total = counts.iter().try_fold(0_usize, |sum, count| sum.checked_add(*count))?;
    let tags = read_times(reader, total.min(limit), |reader| u16::try_from(read_number(reader)?).ok())?;
    let weights = reader.take(total)?.iter().map(|byte| i8::from_le_bytes([*byte]));
    let mut cells = tags.into_iter().zip(weights);
    let mut key = 0_u32;
    let mut rows = Vec::with_capacity(counts.len());
    for (difference, count) in differences.into_iter().zip(counts) {
        key = key.checked_add(difference)?;
        rows.push(Row { key, cells: cells.by_ref().take(count).collect() });
    }
    Some(rows)
}

fn read_list<T>(reader: &mut Reader<'_>, limit: usize, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    let count = read_number(reader)?;
    (count <= limit).then(|| read_times(reader, count, read))?
}

fn read_times<T>(reader: &mut Reader<'_>, count: usize, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    (0..count).map(|_| read(reader)).collect()
}

fn read_number(reader: &mut Reader<'_>) -> Option<usize> {
    // Five bytes hold 35 bits, more than any number of this file.
    let mut number = 0_u64;
    for shift in [0, 7, 14, 21, 28] {
        let byte = reader.u8()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return usize::try_from(number).ok();
        }
    }
    None
}

fn read_text(reader: &mut Reader<'_>) -> Option<String> {
    let length = read_number(reader)?;
    String::from_utf8(reader.take(length)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Tagger {
        let row = |key, cells: &[(u16, i8)]| Row { key, cells: cells.to_vec() };
        Tagger::new(
            vec!["person".to_owned(), "period".to_owned()],
            BTreeMap::from([("view".to_owned(), vec![0, 1])]),
            vec![row(7, &[(1, -3), (4, 127)]), row(1 << 23, &[]), row(1 << 24, &[(0, 1)])],
        )
        .unwrap()
    }

    #[test]
    fn a_tagger_survives_the_round_trip() {
        assert_eq!(Tagger::from_bytes(&small().to_bytes()), Ok(small()));
        assert_eq!(Tagger::from_bytes(&Tagger::default().to_bytes()), Ok(Tagger::default()));
    }

    #[test]
    fn a_damaged_tagger_is_refused_or_harmless() {
        let bytes = small().to_bytes();
        for length in 0..bytes.len() {
            assert!(Tagger::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        }
        for at in 0..bytes.len() {
            for flip in [1, 0x40, 0x80, 0xff] {
                let mut altered = bytes.clone();
                altered[at] ^= flip;
                let _ = Tagger::from_bytes(&altered).map(|tagger| tagger.tag("view", "Ravi in May"));
            }
        }
    }
}
