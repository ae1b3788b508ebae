//! Words typed letter by letter: "t o m @ g m a i l . c o m" is read as if it had no spaces.
//!
//! Runs of digits alone stay as they are, because a list of small numbers looks the same.

use super::page::{PLACEHOLDER, is_word_byte};

/// Fewer characters in a row are initials, options or a formula.
const LEAST_CHARACTERS: usize = 6;
const LEAST_LETTERS: usize = 2;

/// Takes the single spaces out of runs of single characters and says where they stood.
pub(super) fn join(bytes: &mut Vec<u8>) -> Vec<usize> {
    let mut dropped = Vec::new();
    let mut at = 0;
    while let Some(step) = bytes.get(at..).and_then(next_start) {
        at += step;
        let characters = run_at(bytes, at);
        if is_spelled_out(bytes, at, characters) {
            dropped.extend((at + 1..).step_by(2).take(characters - 1));
        }
        at += (2 * characters).max(1);
    }
    if !dropped.is_empty() {
        drop_all(bytes, &dropped);
    }
    dropped
}

/// How far it is to the next place where every other byte is a space for a while.
fn next_start(bytes: &[u8]) -> Option<usize> {
    bytes.windows(6).position(|window| matches!(window, [_, b' ', _, b' ', _, b' ']))
}

/// How many single characters with one space between stand from an offset on.
fn run_at(bytes: &[u8], at: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let begins = at.checked_sub(1).is_none_or(|before| byte(before).is_ascii_whitespace());
    let stands = |at: &usize| {
        let character = byte(*at);
        !character.is_ascii_whitespace() && character != PLACEHOLDER && byte(at + 1).is_ascii_whitespace()
    };
    if !begins || !stands(&at) {
        return 0;
    }
    1 + (at + 2..bytes.len()).step_by(2).take_while(|next| byte(next - 1) == b' ' && stands(next)).count()
}

fn is_spelled_out(bytes: &[u8], at: usize, characters: usize) -> bool {
    let run = || bytes.iter().skip(at).step_by(2).take(characters);
    let letters = run().filter(|byte| is_word_byte(**byte) && !byte.is_ascii_digit()).count();
    characters >= LEAST_CHARACTERS && letters >= LEAST_LETTERS
}

/// Drops the items at these places, which are in order.
pub(super) fn drop_all<T>(items: &mut Vec<T>, places: &[usize]) {
    let mut places = places.iter().copied().peekable();
    let mut at = 0;
    items.retain(|_| {
        at += 1;
        places.next_if(|place| place + 1 == at).is_none()
    });
}
