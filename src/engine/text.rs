//! Words and spans: the one tokenizer that features, slots and repeat detection share.
//!
//! All offsets in the engine are byte offsets on character borders; the command line turns them into code points.

/// A half-open byte range of a text, on character borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The text it covers; empty when it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether both cover a common byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// A word of a text: letters and digits with inner apostrophes, lower-cased, accents kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Lower-cased, apostrophes straightened.
    pub lower: String,
}

/// The words of `text`, in order. Placeholders such as `[EMAIL]` are one word, brackets included.
///
/// ```
/// use erp_chat_engine::text::words;
/// let lower: Vec<_> = words("Don't mail [EMAIL] re PO-77!").into_iter().map(|word| word.lower).collect();
/// assert_eq!(lower, ["don't", "mail", "[email]", "re", "po", "77"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first == '['
            && let Some(end) = placeholder_end(text, start)
        {
            while chars.next_if(|(at, _)| *at < end).is_some() {}
            words.push(word(text, start, end));
        } else if first.is_alphanumeric() {
            let mut end = start + first.len_utf8();
            while let Some((at, next)) = chars.next_if(|(at, next)| continues_word(text, *at, *next)) {
                end = at + next.len_utf8();
            }
            words.push(word(text, start, end));
        }
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Word {
    let span = Span { start, end };
    Word { span, lower: span.of(text).replace('\u{2019}', "'").to_lowercase() }
}

fn continues_word(text: &str, at: usize, next: char) -> bool {
    let inner_apostrophe = matches!(next, '\'' | '\u{2019}')
        && text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
    next.is_alphanumeric() || inner_apostrophe
}

/// Where the placeholder that begins at `start` ends, if one does: `[`, upper-case letters, `_` or digits, `]`.
pub fn placeholder_end(text: &str, start: usize) -> Option<usize> {
    let inner = text.get(start..)?.strip_prefix('[')?;
    let length = inner.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))?;
    let closed = inner.get(length..)?.starts_with(']');
    let named = inner.starts_with(|c: char| c.is_ascii_uppercase());
    (closed && named).then_some(start + length + 2)
}

/// The number of code points before byte `offset`.
pub fn code_points_before(text: &str, offset: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < offset).count()
}

/// Counts the code points before ever greater byte offsets, walking over the text once.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    offset: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    /// Begins at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, offset: 0, count: 0 }
    }

    /// The number of code points before byte `offset`, which is no less than the one before; past the end, of all.
    pub fn before(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        self.count += self.text.get(self.offset..offset).map_or(0, |passed| passed.chars().count());
        self.offset = self.offset.max(offset);
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_in_one_walk() {
        let text = "naïve ✓ text";
        let mut points = CodePoints::new(text);
        for (offset, expected) in [(0, 0), (2, 2), (4, 3), (4, 3), (7, 6), (10, 7), (text.len(), 12)] {
            assert_eq!(code_points_before(text, offset), expected, "{offset}");
            assert_eq!(points.before(offset), expected, "{offset}");
        }
        assert_eq!(points.before(usize::MAX), 12);
    }

    #[test]
    fn words_cover_scripts_apostrophes_and_placeholders() {
        let check = |text: &str, expected: &[&str]| {
            let lower: Vec<_> = words(text).into_iter().map(|word| word.lower).collect();
            assert_eq!(lower, expected, "{text}");
        };
        check("", &[]);
        check("Ravi's leave", &["ravi's", "leave"]);
        check("'quoted' it\u{2019}s", &["quoted", "it's"]);
        check("[EMAIL][PHONE_2] [not]", &["[email]", "[phone_2]", "not"]);
        check("छुट्टी ÄRGER", &["छुट", "टी", "ärger"]);
    }

    #[test]
    fn spans_count_code_points() {
        assert_eq!(code_points_before("aé😀b", 7), 3);
    }
}
