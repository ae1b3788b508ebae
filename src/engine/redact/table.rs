//! Columns of pasted tables: what the head of a column announces holds for its cells.
//!
//! A table is a run of lines with the same separator and the same number of cells, under a line that has cues.

use super::cue::Cue;
use super::page::{PLACEHOLDER, Page, Word};
use crate::text::Span;

/// The separators of cells, the surest first.
const SEPARATORS: [u8; 4] = [b'\t', b'|', b';', b','];
const MOST_COLUMNS: usize = 40;
/// The head of a column is short; anything longer is a sentence with commas.
const MOST_HEAD_WORDS: usize = 4;

/// Digits in a head: "phone 2", "a1".
const MOST_HEAD_DIGITS: usize = 2;

/// What the head of a table says about each column.
struct Head {
    separator: u8,
    cues: Vec<Option<Cue>>,
}

/// Marks the words in the cells of tables with the cue of their column; returns whether there is any table.
pub(super) fn mark(page: &mut Page) -> bool {
    if !page.signs.may_have(b'\n') {
        return false;
    }
    let mut has_table = false;
    let mut head: Option<Head> = None;
    let mut start = 0;
    while start < page.bytes.len() {
        let rest = page.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| **byte != b'\n').count();
        let line = Span { start, end: start + length };
        start = line.end + 1;
        let kept = head.take().filter(|head| head.holds(page, line));
        match &kept {
            Some(head) => head.mark(page, line),
            None => head = Head::of(page, line),
        }
        head = kept.or(head);
        has_table |= head.is_some();
    }
    has_table
}

impl Head {
    /// The head of a table, when the line is one: cells of which at least one has a cue, and none a number.
    fn of(page: &Page, line: Span) -> Option<Self> {
        let bytes = page.slice(line);
        if has_numbers(bytes) {
            return None;
        }
        let separator = SEPARATORS.into_iter().find(|separator| bytes.contains(separator))?;
        let cells: Vec<_> = cells(page, line, separator).take(MOST_COLUMNS + 1).collect();
        let cues: Vec<_> = cells.iter().map(|cell| cue_of(page, *cell)).collect();
        let short = cells.iter().all(|cell| words_in(page, *cell).count() <= MOST_HEAD_WORDS);
        let is_head = short && (2..=MOST_COLUMNS).contains(&cells.len()) && cues.iter().any(Option::is_some);
        is_head.then_some(Self { separator, cues })
    }

    /// Whether the line is a row of the table: as many cells, and no cue of its own.
    fn holds(&self, page: &Page, line: Span) -> bool {
        let cells = page.slice(line).split(|byte| *byte == self.separator).count();
        cells == self.cues.len() && cue_of(page, line).is_none()
    }

    fn mark(&self, page: &mut Page, line: Span) {
        let cells: Vec<_> = cells(page, line, self.separator).collect();
        for (cell, cue) in cells.into_iter().zip(&self.cues) {
            let first = page.word_at(cell.start);
            let inside = page.words.iter_mut().skip(first).take_while(|word| word.span.start < cell.end);
            inside.for_each(|word| word.column = Some(Column { cue: *cue, cell }));
        }
    }
}

/// The cell of a table that a word stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// What the head of the column announces.
    pub(super) cue: Option<Cue>,
    /// Where the cell is.
    pub(super) cell: Span,
}

fn has_numbers(line: &[u8]) -> bool {
    let numeric = |byte: &&u8| byte.is_ascii_digit() || **byte == PLACEHOLDER;
    line.iter().filter(numeric).nth(MOST_HEAD_DIGITS).is_some() || line.contains(&PLACEHOLDER)
}

fn cells(page: &Page, line: Span, separator: u8) -> impl Iterator<Item = Span> {
    let mut start = line.start;
    page.slice(line).split(move |byte| *byte == separator).map(move |cell| {
        let span = Span { start, end: start + cell.len() };
        start = span.end + 1;
        span
    })
}

/// The last cue of a cell or a line.
fn cue_of(page: &Page, cell: Span) -> Option<Cue> {
    words_in(page, cell).filter_map(|word| word.cue).last()
}

fn words_in<'p, 'v>(page: &'p Page<'v>, cell: Span) -> impl Iterator<Item = &'p Word<'v>> {
    let first = page.word_at(cell.start);
    page.words.iter().skip(first).take_while(move |word| word.span.start < cell.end)
}
