//! Scores the redactor on the labelled messages of `tests/redaction`.
//!
//! A span counts when its type is right and it shares half of its extent with the label.

use super::Redactor;
use crate::text::code_points_before;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    spans: Vec<Label>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Label {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    pii: String,
}

impl Label {
    fn matches(&self, other: &Self) -> bool {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        let extent = self.end.max(other.end) - self.start.min(other.start);
        self.pii == other.pii && 2 * shared >= extent
    }
}

#[derive(Default)]
struct Score {
    found: usize,
    labelled: usize,
    right: usize,
    negatives: usize,
    false_alarms: usize,
    mistakes: Vec<String>,
}

impl Score {
    fn add(&mut self, case: &Case, hits: &[Label]) {
        let right = case.spans.iter().filter(|label| hits.iter().any(|hit| label.matches(hit))).count();
        self.found += hits.len();
        self.labelled += case.spans.len();
        self.right += right;
        self.negatives += usize::from(case.spans.is_empty());
        self.false_alarms += usize::from(case.spans.is_empty() && !hits.is_empty());
        if right < case.spans.len() || right < hits.len() {
            self.mistakes.push(format!("{:?}\n  expected {:?}\n  found    {hits:?}", case.text, case.spans));
        }
    }

    /// Right spans per mille of those found, and of those labelled.
    fn per_mille(&self) -> (usize, usize) {
        let of = |whole: usize| 1000 * self.right / whole.max(1);
        (of(self.found), of(self.labelled))
    }
}

fn score(lines: &str) -> Score {
    let redactor = Redactor::default();
    let mut score = Score::default();
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        score.add(&case, &labels(&redactor, &case.text));
    }
    score
}

fn labels(redactor: &Redactor, text: &str) -> Vec<Label> {
    let label = |hit: super::Hit| Label {
        start: code_points_before(text, hit.span.start),
        end: code_points_before(text, hit.span.end),
        pii: hit.pii.as_str().to_owned(),
    };
    redactor.hits(text).into_iter().map(label).collect()
}

fn check(lines: &str, least: (usize, usize), most_false_alarms: usize) {
    let score = score(lines);
    let (precision, recall) = score.per_mille();
    assert!(
        precision >= least.0 && recall >= least.1 && score.false_alarms <= most_false_alarms,
        "precision {precision} and recall {recall} per mille, {} false alarms in {} negatives\n{}",
        score.false_alarms,
        score.negatives,
        score.mistakes.join("\n"),
    );
}

#[test]
fn the_development_cases_are_found() {
    check(include_str!("../../../tests/redaction/cases.jsonl"), (1000, 1000), 0);
}

#[test]
fn the_held_out_cases_are_mostly_found() {
    check(include_str!("../../../tests/redaction/held_out.jsonl"), (970, 970), 1);
}
