//! Where one request of a message may end and the next begin.

use super::super::context::Context;
use crate::text::{Span, Word};

/// What ends a sentence.
const SENTENCE_ENDS: [char; 5] = ['.', '!', '?', ';', '\n'];

/// A stretch of the message that may be a request of its own.
pub(super) struct Piece {
    pub(super) span: Span,
    /// A joining word or a sentence end stands before it; otherwise only a comma does.
    pub(super) joined: bool,
    /// It is a sentence of its own.
    pub(super) sentence: bool,
}

/// Pieces between joining words, commas and sentence ends.
pub(super) fn split(context: &Context<'_>) -> Vec<Piece> {
    let spoken = context.words();
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 1);
    let mut before = Join { words: 0, strong: true, sentence: true };
    while at < spoken.len() {
        if let Some(join) = join_at(context, at).filter(|_| at > from) {
            pieces.extend(piece(spoken, (from, at), (&before, join.sentence)));
            from = at + join.words;
            at = from.max(at + 1);
            before = join;
        } else {
            at += 1;
        }
    }
    pieces.extend(piece(spoken, (from, spoken.len()), (&before, true)));
    pieces
}

fn piece(spoken: &[Word], (from, to): (usize, usize), (before, ends): (&Join, bool)) -> Option<Piece> {
    let first = spoken.get(from).filter(|_| from < to)?;
    let last = spoken.get(to.checked_sub(1)?)?;
    let span = Span { start: first.span.start, end: last.span.end };
    Some(Piece { span, joined: before.strong, sentence: before.sentence && ends })
}

/// What joins two pieces.
struct Join {
    /// Joining words to skip.
    words: usize,
    /// More than a comma.
    strong: bool,
    /// The end of a sentence.
    sentence: bool,
}

/// Whether a piece may end before the word at `at`.
fn join_at(context: &Context<'_>, at: usize) -> Option<Join> {
    let spoken = context.words();
    let before = spoken.get(at.checked_sub(1)?)?;
    let gap = context.heard.text().get(before.span.end..spoken.get(at)?.span.start)?;
    if let Some(words) = context.assistant.cues.joins.open(spoken.get(at..)?) {
        return Some(Join { words, strong: true, sentence: gap.contains(SENTENCE_ENDS) });
    }
    let ends = gap.ends_with(char::is_whitespace);
    let sentence = gap.contains(SENTENCE_ENDS);
    let strong = sentence || gap.contains('&');
    (ends && (strong || gap.contains(','))).then_some(Join { words: 0, strong, sentence })
}
