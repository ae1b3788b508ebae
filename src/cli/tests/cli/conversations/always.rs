//! What holds in every turn of every conversation, whatever its file says.

use super::Held;
use super::likeness::Trigrams;
use crate::command::repository;
use erp_chat_engine::definition::Definition;
use erp_chat_engine::redact::Redactor;
use erp_chat_protocol::RawText;
use serde_json::Value;
use std::collections::BTreeSet;

/// A reply is never just a word or two.
const FEWEST_WORDS: usize = 4;
/// Signs that a template was not filled in.
const UNFILLED: [&str; 4] = ["{", "}", "[[", "]]"];

/// The starter's intents and roles, read from its source and not from the bundle.
pub(super) fn definition() -> Definition {
    let text = std::fs::read_to_string(repository("src/starter/assistant.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

/// Every turn where something that holds always does not.
pub(super) fn faults(definition: &Definition, held: &Held) -> Vec<String> {
    let Held { conversation, answers } = held;
    let mut role = "employee";
    let mut found = repetitions(&conversation.file, answers);
    for (at, (turn, answer)) in conversation.turns.iter().zip(answers).enumerate() {
        role = turn.role.as_deref().unwrap_or(role);
        let mut faults = reply_faults(answer);
        faults.extend(clarify_faults(answer));
        faults.extend(forbidden(definition, role, answer));
        faults.extend(leaks(&turn.user, conversation.user_name(), answer));
        let place = format!("{}, turn {} ({role}): {}", conversation.file, at + 1, turn.user);
        found.extend(faults.into_iter().map(|fault| format!("{place}\n  ! {fault}\n  -> {}", answer["reply"])));
    }
    found
}

fn reply(answer: &Value) -> &str {
    answer["reply"].as_str().unwrap_or_default()
}

fn repetitions(file: &str, answers: &[Value]) -> Vec<String> {
    let trigrams: Vec<Trigrams> = answers.iter().map(|answer| Trigrams::of(reply(answer))).collect();
    let pairs = (0..answers.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
    pairs
        .filter(|(earlier, later)| trigrams[*earlier].nearly_repeats(&trigrams[*later]))
        .map(|(earlier, later)| {
            let likeness = trigrams[earlier].dice(&trigrams[later]);
            let (first, second) = (reply(&answers[earlier]), reply(&answers[later]));
            let turns = format!("turns {} and {}", earlier + 1, later + 1);
            format!("{file}, {turns} nearly repeat ({likeness:.2})\n  -> {first}\n  -> {second}")
        })
        .collect()
}

fn reply_faults(answer: &Value) -> Vec<String> {
    let reply = reply(answer);
    let mut found = Vec::new();
    if reply.split_whitespace().count() < FEWEST_WORDS {
        found.push(format!("fewer than {FEWEST_WORDS} words"));
    }
    let unfilled = UNFILLED.iter().filter(|sign| reply.contains(**sign));
    found.extend(unfilled.map(|sign| format!("`{sign}` in the reply")));
    found
}

/// A question that can be answered with a tap.
fn clarify_faults(answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if answer["route"] != "clarify" {
        return found;
    }
    if !reply(answer).contains('?') {
        found.push("clarifies without a question".to_owned());
    }
    if answer["options"].as_array().map_or(0, Vec::len) < 2 {
        found.push("clarifies with fewer than two options".to_owned());
    }
    found
}

/// Actions that the role may not carry out. Undoing is left to the engine's own tests, which know what is undone.
fn forbidden(definition: &Definition, role: &str, answer: &Value) -> Vec<String> {
    let held = permissions(definition, role);
    let actions = answer["actions"].as_array().into_iter().flatten();
    let names = actions.filter_map(|action| action["name"].as_str());
    names
        .filter(|name| {
            let intent = definition.intent(name);
            let needed = intent.and_then(|intent| intent.permission.as_deref());
            let closed =
                intent.is_some_and(|intent| !intent.only.is_empty() && !intent.only.iter().any(|only| only == role));
            closed || needed.is_some_and(|needed| !held.contains(needed))
        })
        .map(|name| format!("`{name}` is not for this role"))
        .collect()
}

fn permissions<'a>(definition: &'a Definition, role: &str) -> BTreeSet<&'a str> {
    let Some(role) = definition.roles.get(role).or(definition.roles.get("employee")) else {
        return BTreeSet::new();
    };
    let included = role.includes.iter().flat_map(|role| permissions(definition, role));
    role.permissions.iter().map(String::as_str).chain(included).collect()
}

/// Personal data in the record: what a redactor still finds there, what it found in the message, and the user's name.
fn leaks(user: &str, user_name: Option<&str>, answer: &Value) -> Vec<String> {
    let redactor = Redactor::default();
    let mut texts = Vec::new();
    collect_texts(&answer["record"], &mut texts);
    collect_texts(&answer["handoff"], &mut texts);
    let hits = redactor.redact(&RawText::new(user)).hits;
    let given = hits.iter().map(|hit| hit.span.of(user)).chain(user_name);
    let carried = given.filter(|given| texts.iter().any(|text| holds(text, given)));
    let mut found: Vec<String> = carried.map(|given| format!("the record holds `{given}`")).collect();
    let dirty = texts.iter().filter(|text| redactor.clean(text).as_str() != **text);
    found.extend(dirty.map(|text| format!("the record holds personal data: {text}")));
    found
}

fn holds(text: &str, given: &str) -> bool {
    text.to_lowercase().contains(&given.to_lowercase())
}

/// All strings of a JSON value.
fn collect_texts<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect_texts(field, texts)),
        _ => {}
    }
}
