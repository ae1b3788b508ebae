//! Reply texts as data: variants of a text, placeholders, optional segments.
//!
//! `{name}` is replaced by a value; `[[ ... ]]` is dropped when a placeholder inside has no value.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Templates {
    /// Version of the pack.
    pub version: String,
    /// Texts by category and situation.
    pub general: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Texts by intent.
    pub intents: BTreeMap<String, IntentTexts>,
}

/// The texts of one intent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IntentTexts {
    /// The request in the infinitive, with its slots: "approve invoice {invoice}".
    pub request: String,
    /// The request in the infinitive, without slots.
    pub request_bare: String,
    /// Said while the host works.
    pub working: String,
    /// Said when it is done.
    pub done: Vec<String>,
    /// The request as a gerund: "approving invoice {invoice}".
    pub queued: String,
    /// Says what will happen and asks for a yes.
    pub confirm: Vec<String>,
    /// Sensible next steps.
    pub next: Vec<String>,
    /// What undoing it comes to, as a clause.
    pub undone: String,
    /// How to do it by hand.
    pub steps: Vec<String>,
    /// Questions by slot.
    pub ask: BTreeMap<String, Vec<String>>,
    /// Slots in words.
    pub label: BTreeMap<String, String>,
}

/// Values for placeholders, as shown and as masked for comparison with earlier replies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vars(BTreeMap<String, (String, String)>);

/// What a masked value looks like.
const MASK: &str = "\u{2026}";

impl Vars {
    /// Adds a value that counts as part of the wording.
    pub(crate) fn word(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        self.0.insert(name.to_owned(), (value.clone(), value));
        self
    }

    /// Adds a value that comes from the user or the host.
    pub(crate) fn value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), (value.into(), MASK.to_owned()));
        self
    }

    /// Adds a text with values inside, given both ways.
    pub(crate) fn pair(mut self, name: &str, (shown, masked): (String, String)) -> Self {
        self.0.insert(name.to_owned(), (shown, masked));
        self
    }

    fn get(&self, name: &str) -> Option<&(String, String)> {
        self.0.get(name).filter(|(shown, _)| !shown.is_empty())
    }
}

/// Fills a template, as shown and as masked; none when a placeholder outside a segment has no value.
pub(crate) fn fill(template: &str, vars: &Vars) -> Option<(String, String)> {
    let mut filled = (String::new(), String::new());
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once("[[") {
        append(&mut filled, plain(before, vars)?);
        let (segment, after) = inside.split_once("]]").unwrap_or((inside, ""));
        if let Some(text) = plain(segment, vars) {
            append(&mut filled, text);
        }
        rest = after;
    }
    append(&mut filled, plain(rest, vars)?);
    Some(filled)
}

fn append(filled: &mut (String, String), (shown, masked): (String, String)) {
    filled.0.push_str(&shown);
    filled.1.push_str(&masked);
}

/// Fills text without optional segments.
fn plain(text: &str, vars: &Vars) -> Option<(String, String)> {
    let mut filled = (String::new(), String::new());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}')?;
        append(&mut filled, (before.to_owned(), before.to_owned()));
        append(&mut filled, vars.get(name)?.clone());
        rest = after;
    }
    append(&mut filled, (rest.to_owned(), rest.to_owned()));
    Some(filled)
}

/// The placeholders of a template, each with whether it stands in an optional segment.
pub fn placeholders(template: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (at, segment) in template.split("[[").enumerate() {
        let (inside, outside) = if at == 0 { ("", segment) } else { segment.split_once("]]").unwrap_or((segment, "")) };
        found.extend(names(inside).map(|name| (name, true)));
        found.extend(names(outside).map(|name| (name, false)));
    }
    found
}

fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned())
}

impl Templates {
    /// The variants of a general text.
    pub fn variants(&self, category: &str, situation: &str) -> &[String] {
        self.general.get(category).and_then(|texts| texts.get(situation)).map_or(&[], Vec::as_slice)
    }

    /// The number of texts in the pack.
    pub fn count(&self) -> usize {
        let general: usize = self.general.values().flat_map(BTreeMap::values).map(Vec::len).sum();
        let of_intent = |texts: &IntentTexts| {
            texts.done.len() + texts.confirm.len() + texts.next.len() + texts.ask.values().map(Vec::len).sum::<usize>()
        };
        general + self.intents.values().map(of_intent).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_segments_fall_away_with_their_values() {
        let vars = Vars::default().value("a", "1").word("b", "two");
        let check = |template: &str, expected: Option<(&str, &str)>| {
            let filled = fill(template, &vars);
            let expected = expected.map(|(shown, masked)| (shown.to_owned(), masked.to_owned()));
            assert_eq!(filled, expected, "{template}");
        };
        check("plain", Some(("plain", "plain")));
        check("{a} and {b}", Some(("1 and two", "\u{2026} and two")));
        check("x[[ with {a}]][[ of {none}]].", Some(("x with 1.", "x with \u{2026}.")));
        check("{none}", None);
        check("broken {a", None);
    }

    #[test]
    fn placeholders_know_their_segments() {
        let expected = vec![("a".to_owned(), false), ("b".to_owned(), true), ("c".to_owned(), false)];
        assert_eq!(placeholders("{a}[[ x {b}]] {c}"), expected);
    }
}
