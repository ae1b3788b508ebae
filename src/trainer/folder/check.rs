//! What a folder may get wrong although each of its files is well formed.

use super::{Problem, Source};
use crate::examples::{Example, OUT_OF_SCOPE};
use crate::intent::Report;
use crate::metrics::{Confusion, Mistake};
use erp_chat_engine::definition::{Definition, Intent, IntentKind, Slot};
use erp_chat_engine::templates::{IntentTexts, Templates, placeholders};
use erp_chat_protocol::SlotType;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Fewer examples of an intent teach nothing.
const LEAST_EXAMPLES: usize = 5;

/// Facts that a host may give for the wording of an outcome.
const FACTS: [&str; 6] = ["count", "balance", "status", "total", "date", "link"];

/// Checks roles, permissions and slots.
pub(super) fn definition(source: &Source, definition: &Definition, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for intent in &definition.intents {
        let at = format!("name = \"{}\"", intent.name);
        let mut report = |needle: &str, message: String| problems.push(source.problem(&at, needle, message));
        if !seen.insert(&intent.name) {
            report(&at, format!("intent `{}` is defined twice", intent.name));
        }
        for name in intent.changes.iter().filter(|name| definition.intent(name).is_none()) {
            report("changes", format!("`changes` names the unknown intent `{name}`"));
        }
        if let Some(permission) = intent.permission.as_ref().filter(|permission| !is_given(definition, permission)) {
            report("permission", format!("no role has the permission `{permission}`"));
        }
        for (slot, message) in intent.slots.iter().filter_map(|slot| Some((slot, slot_mistake(intent, slot)?))) {
            report(&format!("name = \"{}\"", slot.name), message);
        }
    }
    for (name, role) in &definition.roles {
        for unknown in role.includes.iter().filter(|included| !definition.roles.contains_key(*included)) {
            let message = format!("role `{name}` includes the unknown role `{unknown}`");
            problems.push(source.problem(&format!("[roles.{name}]"), "includes", message));
        }
    }
}

fn is_given(definition: &Definition, permission: &String) -> bool {
    definition.roles.values().any(|role| role.permissions.contains(permission))
}

fn slot_mistake(intent: &Intent, slot: &Slot) -> Option<String> {
    let name = &slot.name;
    if let Some(other) = slot.personal_by.as_ref().filter(|other| intent.slot(other).is_none()) {
        return Some(format!("slot `{name}` is `personal_by` the unknown slot `{other}`"));
    }
    match (slot.slot_type, &slot.document) {
        (SlotType::Document, None) => Some(format!("slot `{name}` is a document and needs `document = \"...\"`")),
        (SlotType::Choice, _) if slot.choices.is_empty() => {
            Some(format!("slot `{name}` is a choice and needs `choices`"))
        }
        (SlotType::Document, Some(_)) => None,
        (_, Some(_)) => Some(format!("slot `{name}` is no document, so `document` means nothing")),
        _ => None,
    }
}

/// Checks that every intent has its texts and that every placeholder can be filled.
pub(super) fn texts(sources: &[Source], definition: &Definition, templates: &Templates, problems: &mut Vec<Problem>) {
    for (name, texts) in &templates.intents {
        let header = format!("[{name}");
        let Some(source) = sources.iter().find(|source| !source.is_general() && source.has_line(&header)) else {
            continue;
        };
        match definition.intent(name) {
            None => problems.push(source.problem(&header, &header, format!("texts for the unknown intent `{name}`"))),
            Some(intent) => {
                let found = missing_texts(intent, texts).into_iter().chain(bad_placeholders(intent, texts));
                problems.extend(found.map(|(needle, message)| source.problem(&header, &needle, message)));
            }
        }
    }
    let general = sources.iter().find(|source| source.is_general()).or(sources.first());
    let wordless = |intent: &&Intent| intent.kind != IntentKind::Talk && !templates.intents.contains_key(&intent.name);
    if let Some(source) = general {
        let without = definition.intents.iter().filter(wordless);
        problems.extend(without.map(|intent| source.problem("", "", format!("intent `{}` has no texts", intent.name))));
    }
}

fn missing_texts(intent: &Intent, texts: &IntentTexts) -> Vec<(String, String)> {
    let name = &intent.name;
    let needs_confirm = intent.kind == IntentKind::Action;
    let required = intent.slots.iter().filter(|slot| slot.required || slot.group.is_some());
    let unasked = required.filter(|slot| !texts.ask.contains_key(&slot.name));
    let parts = [
        (texts.request.is_empty() || texts.request_bare.is_empty(), "request"),
        (texts.done.is_empty(), "done"),
        (needs_confirm && texts.confirm.is_empty(), "confirm"),
        (intent.undo && texts.undone.is_empty(), "undone"),
    ];
    let lacking =
        parts.iter().filter(|(lacks, _)| *lacks).map(|(_, part)| format!("intent `{name}` has no `{part}` text"));
    let questions = unasked.map(|slot| format!("intent `{name}` has no question for its slot `{}`", slot.name));
    lacking.chain(questions).map(|message| (format!("[{name}]"), message)).collect()
}

fn bad_placeholders(intent: &Intent, texts: &IntentTexts) -> Vec<(String, String)> {
    let single = [&texts.request, &texts.working, &texts.queued, &texts.undone];
    let lists = [&texts.done, &texts.confirm, &texts.next];
    let all = single.into_iter().chain(lists.into_iter().flatten()).chain(texts.ask.values().flatten());
    let mut found = Vec::new();
    for text in all {
        let line = text.chars().take(40).collect::<String>().replace('"', "\\\"");
        for (name, optional) in placeholders(text) {
            let slot = intent.slot(&name);
            if slot.is_none() && !FACTS.contains(&name.as_str()) {
                found.push((line.clone(), format!("`{{{name}}}` is no slot of `{}`", intent.name)));
            } else if !optional && !slot.is_some_and(|slot| slot.required) {
                found.push((line.clone(), format!("`{{{name}}}` may be unknown: put it into `[[ ]]`")));
            }
        }
    }
    found
}

/// Checks that the intents and slots of a corpus file exist.
pub(super) fn examples(file: &Path, definition: &Definition, examples: &[Example], problems: &mut Vec<Problem>) {
    for (line, example) in filled_lines(file).into_iter().zip(examples) {
        let mut report = |message| problems.push(Problem { file: file.display().to_string(), line, message });
        if example.intent == OUT_OF_SCOPE {
            continue;
        }
        let Some(intent) = definition.intent(&example.intent) else {
            report(format!("unknown intent `{}`", example.intent));
            continue;
        };
        for slot in example.slots.iter().filter(|slot| intent.slot(&slot.name).is_none()) {
            report(format!("intent `{}` has no slot `{}`", intent.name, slot.name));
        }
    }
}

/// The numbers of the lines that hold an example.
fn filled_lines(file: &Path) -> Vec<usize> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, _)| at + 1).collect()
}

/// Checks that every intent has examples, and that no text has two intents.
pub(super) fn coverage(source: &Source, definition: &Definition, examples: &[Example], problems: &mut Vec<Problem>) {
    for intent in &definition.intents {
        let found = examples.iter().filter(|example| example.intent == intent.name).count();
        if found < LEAST_EXAMPLES {
            let at = format!("name = \"{}\"", intent.name);
            let message =
                format!("intent `{}` has {found} examples in corpus/; give at least {LEAST_EXAMPLES}", intent.name);
            problems.push(source.problem(&at, &at, message));
        }
    }
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for example in examples {
        let earlier = known.entry(example.text.to_lowercase()).or_insert(&example.intent);
        if *earlier != example.intent {
            let message = format!("`{}` and `{}` share an utterance word for word", earlier, example.intent);
            let at = format!("name = \"{}\"", example.intent);
            problems.push(source.problem(&at, &at, message));
        }
    }
}

/// Smallest share of an intent's examples that another intent may take before both are named.
const COLLISION_SHARE: f64 = 0.1;
/// Utterances that a collision lists.
const MOST_UTTERANCES: usize = 5;

/// Intents that take at least a tenth of another's held-out examples, worst first.
pub(super) fn collisions(report: &Report) -> Vec<String> {
    let Some(metrics) = &report.held_out else {
        return Vec::new();
    };
    let rows =
        |intent: &str| metrics.per_intent.iter().find(|found| found.intent == intent).map_or(0, |found| found.rows);
    let share = |confusion: &Confusion| confusion.rows as f64 / rows(&confusion.intent).max(1) as f64;
    let mut found: Vec<&Confusion> =
        metrics.confusions.iter().filter(|confusion| share(confusion) >= COLLISION_SHARE).collect();
    found.sort_by(|a, b| share(b).total_cmp(&share(a)));
    found.into_iter().map(|confusion| in_words(confusion, share(confusion), &metrics.mistakes)).collect()
}

/// A confusion with the utterances that are confused.
fn in_words(confusion: &Confusion, share: f64, mistakes: &[Mistake]) -> String {
    let Confusion { intent, predicted, .. } = confusion;
    let mistaken = mistakes.iter().filter(|mistake| mistake.intent == *intent && mistake.predicted == *predicted);
    let mut lines: Vec<String> = mistaken.map(|mistake| format!("\n    {}", mistake.text)).collect();
    let more = lines.len().saturating_sub(MOST_UTTERANCES);
    lines.truncate(MOST_UTTERANCES);
    if more > 0 {
        lines.push(format!("\n    and {more} more"));
    }
    let percent = (share * 100.0).round();
    format!("`{intent}` is taken for `{predicted}` in {percent} % of its utterances:{}", lines.concat())
}
