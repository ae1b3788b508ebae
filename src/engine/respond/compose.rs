//! Chooses among the variants of each line so that the reply is unlike the last ones.
//!
//! Likeness is the Dice coefficient of character trigrams, with the values of user and host masked.

use super::lines::Line;
use crate::identity::mix;
use crate::policy::Policy;
use crate::session::Session;
use crate::templates::fill;

/// Combinations tried before the least similar one is taken.
const TRIES: u64 = 24;

/// A reply as it was put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Composed {
    /// As shown: it holds the user's own values.
    pub(crate) shown: String,
    /// With values masked, for comparison with later replies.
    pub(crate) masked: String,
    /// Ids of the templates used.
    pub(crate) template_ids: Vec<String>,
    /// The opener used, if any.
    pub(crate) opener: Option<String>,
}

/// Puts lines together; nothing is said when there are none.
pub(crate) fn compose(session: &Session, policy: &Policy, seed: u64, lines: &[Line<'_>]) -> Composed {
    let recent: Vec<Vec<u64>> = session.replies.iter().map(|reply| trigrams(reply)).collect();
    let start = mix(seed ^ session.seq);
    let mut best = (f32::INFINITY, Composed::default());
    for attempt in 0..TRIES {
        let composed = combine(session, lines, start, attempt);
        let own = trigrams(&composed.masked);
        let likeness = recent.iter().map(|earlier| dice(earlier, &own)).fold(0.0, f32::max);
        if likeness <= policy.near_repeat {
            return composed;
        }
        if likeness < best.0 {
            best = (likeness, composed);
        }
    }
    best.1
}

fn combine(session: &Session, lines: &[Line<'_>], start: u64, attempt: u64) -> Composed {
    let mut composed = Composed::default();
    for (at, line) in lines.iter().enumerate() {
        let turn = start.wrapping_add(attempt * (1 + at as u64)).wrapping_add(at as u64 * 7);
        let Some((id, shown, masked)) = pick(session, line, turn) else {
            continue;
        };
        join(&mut composed.shown, &shown);
        join(&mut composed.masked, &masked);
        if line.opens {
            composed.opener = Some(id.clone());
        }
        composed.template_ids.push(id);
    }
    composed
}

/// The variant of a line whose turn it is, or the next one that can be filled; an opener never comes twice running.
fn pick(session: &Session, line: &Line<'_>, turn: u64) -> Option<(String, String, String)> {
    let count = line.variants.len();
    let first = usize::try_from(turn % (count.max(1) as u64)).unwrap_or_default();
    let order = (first..count).chain(0..first);
    let id = |at: usize| format!("{}/{}", line.id, at + 1);
    order.filter(|at| !line.opens || id(*at) != session.opener).find_map(|at| {
        let (shown, masked) = fill(line.variants.get(at)?, &line.vars)?;
        Some((id(at), shown, masked))
    })
}

fn join(text: &mut String, more: &str) {
    let more = more.trim();
    if !text.is_empty() && !more.is_empty() {
        text.push(if text.ends_with('\n') { '\n' } else { ' ' });
    }
    text.push_str(more);
}

/// The sorted character trigrams of a text, white space and case folded.
fn trigrams(text: &str) -> Vec<u64> {
    let folded: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().chars().collect();
    let code = |c: char| u64::from(u32::from(c));
    let mut grams: Vec<u64> =
        folded.windows(3).map(|window| window.iter().fold(0, |gram, c| (gram << 21) | code(*c))).collect();
    grams.sort_unstable();
    grams
}

/// Twice the common trigrams, by the sum of both (Dice 1945).
fn dice(a: &[u64], b: &[u64]) -> f32 {
    let (mut common, mut rest) = (0_usize, b);
    for gram in a {
        let skip = rest.partition_point(|other| other < gram);
        rest = rest.get(skip..).unwrap_or_default();
        if rest.first() == Some(gram) {
            common += 1;
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    let total = a.len() + b.len();
    if total == 0 { 1.0 } else { 2.0 * common as f32 / total as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_is_one_for_the_same_and_zero_for_nothing_in_common() {
        let check = |a: &str, b: &str, expected: f32| {
            assert!((dice(&trigrams(a), &trigrams(b)) - expected).abs() < 0.01, "{a} / {b}");
        };
        check("hello there", "Hello   there", 1.0);
        check("abcdef", "uvwxyz", 0.0);
        check("", "", 1.0);
        check("aaaa", "aaaaaaaa", 0.5);
    }
}
