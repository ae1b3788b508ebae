//! What a new classifier makes worse than the one that it replaces, on the same rows.
//!
//! Both are measured on rows that both may have seen, so that what is named is lost for certain: an utterance that was
//! understood, and is now taken for something else.

use crate::examples::{Example, OUT_OF_SCOPE};
use crate::metrics::EXECUTE;
use erp_chat_engine::classifier::Classifier;
use std::collections::BTreeMap;

/// Utterances that are listed of an intent.
const MOST_UTTERANCES: usize = 5;

/// Two classifiers on the same rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Rows whose intents the old one knows.
    pub rows: usize,
    /// What the old one made of them.
    pub before: Tally,
    /// What the new one makes of them.
    pub now: Tally,
    /// Intents that lost rows, the worst first.
    pub worse: Vec<Worse>,
}

/// What a classifier makes of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many are understood.
    pub right: usize,
    /// How many of them are so clear that they are carried out.
    pub executed: usize,
}

/// An intent that lost rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worse {
    /// Intent name, or `oos`.
    pub intent: String,
    /// Rows that were understood.
    pub before: usize,
    /// Rows that are.
    pub now: usize,
    /// The utterances that were lost, and what they are taken for.
    pub lost: Vec<(String, String)>,
}

/// Compares two classifiers on the rows whose intents the old one knows.
pub fn compare(old: &Classifier, new: &Classifier, rows: &[Example]) -> Comparison {
    let mut found = Comparison::default();
    let mut intents: BTreeMap<&str, Worse> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.intent == OUT_OF_SCOPE || old.labels().contains(&row.intent)) {
        let (before, now) = (found.before.take(old, row), found.now.take(new, row));
        let intent = intents.entry(&row.intent).or_default();
        found.rows += 1;
        intent.before += usize::from(before.is_ok());
        intent.now += usize::from(now.is_ok());
        if let (Ok(()), Err(taken_for)) = (before, now) {
            intent.lost.push((row.text.clone(), taken_for));
        }
    }
    let lost = intents.into_iter().filter(|(_, worse)| worse.now < worse.before);
    found.worse = lost.map(|(intent, worse)| Worse { intent: intent.to_owned(), ..worse }).collect();
    found.worse.sort_by_key(|worse| std::cmp::Reverse(worse.before - worse.now));
    found
}

impl Tally {
    /// Counts a row; gives what it is taken for when it is not understood.
    fn take(&mut self, classifier: &Classifier, row: &Example) -> Result<(), String> {
        let ranking = classifier.rank(&row.text);
        let best = ranking.candidates.into_iter().next().filter(|_| !ranking.out_of_scope);
        let taken_for = best.as_ref().map_or(OUT_OF_SCOPE, |best| &best.intent);
        if taken_for != row.intent {
            return Err(taken_for.to_owned());
        }
        self.right += 1;
        self.executed += usize::from(best.is_some_and(|best| best.confidence >= EXECUTE));
        Ok(())
    }
}

impl std::fmt::Display for Comparison {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rows, before, now, .. } = self;
        writeln!(f, "\ncompared with the model that it replaces, on {rows} rows")?;
        writeln!(f, "understood          {} (before: {})", now.right, before.right)?;
        writeln!(f, "clear               {} (before: {})", now.executed, before.executed)?;
        if self.worse.is_empty() {
            return writeln!(f, "no intent got worse");
        }
        self.worse.iter().try_for_each(|worse| write!(f, "{worse}"))
    }
}

impl std::fmt::Display for Worse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { intent, before, now, lost } = self;
        writeln!(f, "worse: {intent}, {now} rows instead of {before}")?;
        for (text, taken_for) in lost.iter().take(MOST_UTTERANCES) {
            writeln!(f, "    {text}  ({taken_for})")?;
        }
        match lost.len().saturating_sub(MOST_UTTERANCES) {
            0 => Ok(()),
            more => writeln!(f, "    and {more} more"),
        }
    }
}
