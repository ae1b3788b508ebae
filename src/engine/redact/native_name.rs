//! The host's names in scripts whose letters have no Latin twin, compared with the raw text letter by letter.
//!
//! The folded text has one byte for all such letters, so it cannot tell one name from another.

use super::lookalike::{is_invisible, is_mark};
use crate::text::Span;
use std::collections::BTreeMap;

/// Scripts that write words without spaces between them, or endings right behind a name.
const SPACELESS: [std::ops::RangeInclusive<u32>; 7] = [
    0x0E00..=0x0EFF,
    0x1000..=0x109F,
    0x1780..=0x17FF,
    0x2E80..=0x9FFF,
    0xAC00..=0xD7AF,
    0xF900..=0xFAFF,
    0x20000..=0x3FFFF,
];

/// Names by their first letter, the longest first.
#[derive(Default)]
pub(super) struct NativeNames(BTreeMap<char, Vec<Vec<char>>>);

impl NativeNames {
    /// Adds a name.
    pub(super) fn add(&mut self, name: &str) {
        let letters: Vec<_> = name.trim().chars().filter(|c| !is_invisible(*c)).map(folded).collect();
        if let Some(first) = letters.first() {
            let alike = self.0.entry(*first).or_default();
            alike.push(letters);
            alike.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the names stand in a text.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for (start, c) in text.char_indices() {
            let alike = self.0.get(&folded(c)).filter(|_| found.last().is_none_or(|last| last.end <= start));
            if let Some(end) = alike.and_then(|alike| end_at(alike, text, start)) {
                found.push(Span { start, end });
            }
        }
        found
    }
}

/// Where the longest of some names ends that stands at an offset.
fn end_at(alike: &[Vec<char>], text: &str, start: usize) -> Option<usize> {
    let (past, rest) = text.split_at_checked(start)?;
    let is_spaceless = rest.chars().next().is_some_and(is_spaceless);
    let is_free = is_spaceless || !past.chars().next_back().is_some_and(is_letter);
    alike.iter().filter(|_| is_free).find_map(|name| match_length(rest, name)).map(|length| start + length)
}

/// The length of a name at the beginning of a text, in any case, with any space or dash between its words.
fn match_length(text: &str, name: &[char]) -> Option<usize> {
    let mut shown = text.char_indices().filter(|(_, c)| !is_invisible(*c));
    let mut end = 0;
    for expected in name {
        let (at, c) = shown.next().filter(|(_, c)| folded(*c) == *expected)?;
        end = at + c.len_utf8();
    }
    let last = name.last().copied().unwrap_or_default();
    let is_free = |c: char| !is_mark(c) && (is_spaceless(last) || !is_letter(c));
    shown.next().is_none_or(|(_, c)| is_free(c)).then_some(end)
}

fn folded(c: char) -> char {
    match c {
        _ if c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}') => ' ',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_spaceless(c: char) -> bool {
    SPACELESS.iter().any(|range| range.contains(&u32::from(c)))
}

#[cfg(test)]
mod tests {
    use crate::redact::{Redactor, RedactorOptions};

    #[test]
    fn names_in_any_script_are_hidden() {
        let names = ["सुनीता वर्मा", "王小明", "Игорь Павлов", "김민준"].map(str::to_owned).to_vec();
        let redactor = Redactor::new(&RedactorOptions { names, ..RedactorOptions::default() }).unwrap();
        let check = |text: &str, expected: &str| assert_eq!(redactor.clean(text).as_str(), expected);
        check("सुनीता वर्मा ko bhejo", "[NAME] ko bhejo");
        check("सुनीत वर्म और सुनीता वर्मन", "सुनीत वर्म और सुनीता वर्मन");
        check("请王小明审批", "请[NAME]审批");
        check("请王小红审批", "请王小红审批");
        check("спроси ИГОРЬ ПАВЛОВ", "спроси [NAME]");
        check("спроси Игоря Павлова", "спроси Игоря Павлова");
        check("김민준이 승인", "[NAME]이 승인");
    }
}
