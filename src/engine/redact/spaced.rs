//! Words typed letter by letter: "t o m @ g m a i l . c o m" is read as if it had no spaces.
//!
//! Runs of digits alone stay as they are, because a list of small numbers looks the same.

use super::page::{PLACEHOLDER, is_word_byte};

/// Fewer characters in a row are initials, options or a formula.
const LEAST_CHARACTERS: usize = 6;
const LEAST_LETTERS: usize = 2;

/// Takes the single spaces out of runs of single characters; `origins` keeps pace with `bytes`.
pub(super) fn join(bytes: &mut Vec<u8>, origins: &mut Vec<usize>) {
    let mut kept = vec![true; bytes.len()];
    let mut at = 0;
    while at < bytes.len() {
        let characters = run_at(bytes, at);
        if is_spelled_out(bytes, at, characters) {
            let spaces = kept.iter_mut().skip(at + 1).step_by(2).take(characters - 1);
            spaces.for_each(|kept| *kept = false);
        }
        at += (2 * characters).max(1);
    }
    if kept.contains(&false) {
        retain(bytes, &kept);
        retain(origins, &kept);
    }
}

/// How many single characters with one space between stand from an offset on.
fn run_at(bytes: &[u8], at: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let is_apart = |at: usize| at.checked_sub(1).is_none_or(|before| byte(before).is_ascii_whitespace());
    let stands =
        |at: &usize| !byte(*at).is_ascii_whitespace() && byte(*at) != PLACEHOLDER && byte(at + 1).is_ascii_whitespace();
    let joined = |at: &usize| stands(at) && (*at == 0 || byte(at - 1) == b' ');
    if !is_apart(at) || !stands(&at) {
        return 0;
    }
    1 + (at + 2..bytes.len()).step_by(2).take_while(joined).count()
}

fn is_spelled_out(bytes: &[u8], at: usize, characters: usize) -> bool {
    let run = || bytes.iter().skip(at).step_by(2).take(characters);
    let letters = run().filter(|byte| is_word_byte(**byte) && !byte.is_ascii_digit()).count();
    characters >= LEAST_CHARACTERS && letters >= LEAST_LETTERS
}

fn retain<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    items.retain(|_| kept.next().is_none_or(|kept| *kept));
}
