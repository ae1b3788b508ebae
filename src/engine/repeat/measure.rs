//! Measures repeat detection on the sessions of `tests/repeat`, kind by kind, and holds it to its goals.

use super::{Lexicon, Repetition, detect_in_history};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The least share of right answers, kind by kind.
const GOALS: [(&str, f64); 8] = [
    ("others", 0.95),
    ("repeats", 0.8),
    ("exact", 1.0),
    ("case", 1.0),
    ("order", 1.0),
    ("typo", 0.9),
    ("paraphrase", 0.65),
    ("complaint", 0.9),
];

#[derive(Deserialize)]
struct Case {
    history: Vec<String>,
    message: String,
    repeat_of: Option<usize>,
    level: u8,
    kind: String,
}

/// Cases of one kind: all, with the right earlier message or none, and with the right level too.
#[derive(Clone, Copy, Default)]
struct Tally {
    cases: u32,
    right: u32,
    level_right: u32,
}

impl Tally {
    fn share(self) -> f64 {
        f64::from(self.right) / f64::from(self.cases.max(1))
    }

    fn add(&mut self, right: bool, level_right: bool) {
        self.cases += 1;
        self.right += u32::from(right);
        self.level_right += u32::from(right && level_right);
    }
}

pub(super) fn starter_lexicon() -> Lexicon {
    toml::from_str(include_str!("../language/en/lexicon.toml")).expect("the lexicon is well formed")
}

/// Runs all cases; "repeats" and "others" sum up the kinds.
fn measure(lines: &str) -> BTreeMap<String, Tally> {
    let lexicon = starter_lexicon();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let history: Vec<_> = case.history.iter().map(String::as_str).collect();
        let found = detect_in_history(&lexicon, &history, &case.message);
        let (right, level_right) = (found.of == case.repeat_of, found.level == case.level);
        report(&case, &found, right && level_right);
        let sum = if case.repeat_of.is_some() { "repeats" } else { "others" };
        for name in [case.kind.as_str(), sum] {
            tallies.entry(name.to_owned()).or_default().add(right, level_right);
        }
    }
    print_table(&tallies);
    tallies
}

fn report(case: &Case, found: &Repetition, right: bool) {
    if !right {
        let (of, level) = (case.repeat_of, case.level);
        println!("{}: {:?} | {} | wanted {of:?} {level}, {found:?}", case.kind, case.history, case.message);
    }
}

fn print_table(tallies: &BTreeMap<String, Tally>) {
    println!("{:<14}{:>6}{:>8}{:>14}", "kind", "cases", "right", "level right");
    for (kind, tally) in tallies {
        println!("{kind:<14}{:>6}{:>8}{:>14}", tally.cases, tally.right, tally.level_right);
    }
}

fn check(lines: &str) {
    let tallies = measure(lines);
    for (kind, goal) in GOALS {
        let share = tallies.get(kind).copied().unwrap_or_default().share();
        assert!(share >= goal, "{kind}: {share:.3} of {goal}");
    }
}

#[test]
fn sessions_meet_the_goals() {
    check(include_str!("../../../tests/repeat/sessions.jsonl"));
}

/// Sessions written before tuning: the figures that count are these, shown with `--nocapture`.
#[test]
fn held_out_sessions_meet_the_goals() {
    check(include_str!("../../../tests/repeat/held_out.jsonl"));
}
