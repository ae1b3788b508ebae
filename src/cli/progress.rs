//! A bar on standard error while a training runs, for people only: where it is no terminal, nothing is written.

use erp_chat_trainer::progress::Progress;
use std::io::{IsTerminal, Write, stderr};

/// Characters of the bar.
const WIDTH: usize = 40;

/// Shows how far a training is, and is gone when it is through.
pub(crate) fn bar() -> Progress {
    Progress::new(if stderr().is_terminal() { draw } else { |_, _| {} })
}

fn draw(fitted: usize, expected: usize) {
    let text = if fitted < expected { line(fitted, expected) } else { String::new() };
    // A terminal that is gone is no reason to stop.
    let _ = write!(stderr(), "\r\x1b[K{text}");
}

fn line(fitted: usize, expected: usize) -> String {
    let full = (WIDTH * fitted).checked_div(expected).unwrap_or(0).min(WIDTH);
    format!("[{}{}] {fitted} of {expected} classifiers", "#".repeat(full), ".".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        let check = |(fitted, expected): (usize, usize), full: usize| {
            let line = line(fitted, expected);
            assert_eq!((line.matches('#').count(), line.matches('.').count()), (full, WIDTH - full), "{line}");
        };
        check((0, 14), 0);
        check((7, 14), WIDTH / 2);
        check((14, 14), WIDTH);
        check((3, 0), 0);
        check((9, 3), WIDTH);
    }
}
