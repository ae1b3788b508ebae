//! Where one request of a message may end and the next begin.

use super::super::context::Context;
use crate::text::{Span, Word};

/// A stretch of the message that may be a request of its own.
pub(super) struct Piece {
    pub(super) span: Span,
    /// A joining word or a sentence end stands before it; otherwise only a comma does.
    pub(super) joined: bool,
}

/// Pieces between joining words, commas and sentence ends.
pub(super) fn split(context: &Context<'_>) -> Vec<Piece> {
    let spoken = context.words();
    let (mut pieces, mut from, mut joined, mut at) = (Vec::new(), 0, true, 1);
    while at < spoken.len() {
        if let Some(join) = join_at(context, at).filter(|_| at > from) {
            pieces.extend(piece(spoken, (from, at), joined));
            from = at + join.words;
            joined = join.strong;
            at = from.max(at + 1);
        } else {
            at += 1;
        }
    }
    pieces.extend(piece(spoken, (from, spoken.len()), joined));
    pieces
}

fn piece(spoken: &[Word], (from, to): (usize, usize), joined: bool) -> Option<Piece> {
    let first = spoken.get(from).filter(|_| from < to)?;
    let last = spoken.get(to.checked_sub(1)?)?;
    Some(Piece { span: Span { start: first.span.start, end: last.span.end }, joined })
}

/// What joins two pieces.
struct Join {
    /// Joining words to skip.
    words: usize,
    /// More than a comma.
    strong: bool,
}

/// Whether a piece may end before the word at `at`.
fn join_at(context: &Context<'_>, at: usize) -> Option<Join> {
    let spoken = context.words();
    let before = spoken.get(at.checked_sub(1)?)?;
    let gap = context.heard.text().get(before.span.end..spoken.get(at)?.span.start)?;
    if let Some(words) = context.assistant.cues.joins.open(spoken.get(at..)?) {
        return Some(Join { words, strong: true });
    }
    let ends = gap.ends_with(char::is_whitespace);
    let strong = gap.contains(['.', '!', '?', ';', '\n', '&']);
    (ends && (strong || gap.contains(','))).then_some(Join { words: 0, strong })
}
