//! What a conversation file says of a turn, against what came out.

use super::Held;
use super::case::WantedTurn;
use serde_json::{Value, json};

/// Every turn that went another way, readable without the file.
pub(super) fn faults(held: &Held) -> Vec<String> {
    let Held { conversation, answers } = held;
    if answers.len() != conversation.turns.len() {
        return vec![format!("{}: {} turns answered", conversation.file, answers.len())];
    }
    let pairs = conversation.turns.iter().zip(answers).enumerate();
    pairs
        .filter_map(|(at, (turn, answer))| {
            let mismatches = mismatches(turn, answer);
            (!mismatches.is_empty()).then(|| report(&conversation.file, at, (turn, answer), &mismatches))
        })
        .collect()
}

fn report(file: &str, at: usize, (turn, answer): (&WantedTurn, &Value), mismatches: &[String]) -> String {
    let role = turn.role.as_deref().unwrap_or("same role");
    let (route, intent) = (plain(&answer["route"]), plain(&answer["intent"]));
    let heading = format!("{file}, turn {} ({role}): {}", at + 1, turn.user);
    let got = format!("  -> {route} {intent} {} {}", answer["slots"], answer["reply"]);
    let lines = mismatches.iter().map(|mismatch| format!("  ! {mismatch}"));
    [heading, got].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

fn mismatches(turn: &WantedTurn, answer: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, wanted: &Option<Value>, got: &Value| {
        if let Some(wanted) = wanted.as_ref().filter(|wanted| !accepts(wanted, got)) {
            found.push(differs(what, wanted, got));
        }
    };
    compare("route", &turn.route, &answer["route"]);
    compare("intent", &turn.intent, &answer["intent"]);
    compare("asked", &turn.asked, &answer["slot_asked"]);
    compare("corrects", &turn.corrects, &answer["corrects"]);
    compare("level", &turn.level, &answer["repeat_level"]);
    compare("status", &turn.status, &answer["action"]["status"]);
    found.extend(slots(turn, answer));
    found.extend(lists(turn, answer));
    found.extend(handoff(turn, answer));
    found.extend(texts(turn, answer));
    found
}

fn differs(what: &str, wanted: &Value, got: &Value) -> String {
    format!("{what}: wanted {wanted}, got {got}")
}

/// A list accepts each of its values.
fn accepts(wanted: &Value, got: &Value) -> bool {
    match wanted {
        Value::Array(any) => any.contains(got),
        one => one == got,
    }
}

fn slots(turn: &WantedTurn, answer: &Value) -> Vec<String> {
    let wrong = turn.slots.iter().filter(|(name, wanted)| !same_slot(wanted, &answer["slots"][name.as_str()]));
    wrong.map(|(name, wanted)| differs(&format!("slot {name}"), wanted, &answer["slots"][name.as_str()])).collect()
}

/// Amounts and quantities are compared as they are, everything else as text in any case.
fn same_slot(wanted: &Value, got: &Value) -> bool {
    match wanted {
        Value::Object(parts) => {
            parts.len() == got.as_object().map_or(0, |got| got.len())
                && parts.iter().all(|(name, part)| same_part(part, &got[name]))
        }
        _ => !got.is_object() && plain(wanted).to_lowercase() == plain(got).to_lowercase(),
    }
}

/// `50` and `50.0` are the same.
fn same_part(wanted: &Value, got: &Value) -> bool {
    match (wanted.as_f64(), got.as_f64()) {
        (Some(wanted), Some(got)) => (wanted - got).abs() < f64::EPSILON,
        _ => wanted == got,
    }
}

fn lists(turn: &WantedTurn, answer: &Value) -> Vec<String> {
    let names = |list: &Value, field: &str| -> Vec<String> {
        let items = list.as_array().into_iter().flatten();
        items.map(|item| plain(&item[field])).collect()
    };
    let pairs = [
        ("actions", &turn.actions, names(&answer["actions"], "name")),
        ("intents", &turn.intents, names(&answer["intents"], "intent")),
    ];
    let wrong = pairs.iter().filter_map(|(what, wanted, got)| {
        wanted.as_ref().filter(|wanted| *wanted != got).map(|wanted| (what, wanted, got))
    });
    let mut found: Vec<String> = wrong.map(|(what, wanted, got)| differs(what, &json!(wanted), &json!(got))).collect();
    let options = names(&answer["options"], "label");
    if let Some(least) = turn.options_min.filter(|least| options.len() < *least) {
        found.push(format!("options: wanted at least {least}, got {options:?}"));
    }
    found
}

fn handoff(turn: &WantedTurn, answer: &Value) -> Option<String> {
    let wanted = turn.handoff.as_ref()?;
    let got = &answer["handoff"];
    let right = match wanted {
        Value::Bool(wanted) => *wanted != got.is_null(),
        kind => *kind == got["kind"],
    };
    (!right).then(|| differs("handoff", wanted, &got["kind"]))
}

fn texts(turn: &WantedTurn, answer: &Value) -> Vec<String> {
    let reply = plain(&answer["reply"]).to_lowercase();
    let record = answer["record"].to_string();
    let lacking = turn.reply_has.iter().filter(|text| !reply.contains(&text.to_lowercase()));
    let unwanted = turn.reply_lacks.iter().filter(|text| reply.contains(&text.to_lowercase()));
    let leaked = turn.record_lacks.iter().filter(|text| record.contains(*text));
    let lacking = lacking.map(|text| format!("the reply lacks `{text}`"));
    let unwanted = unwanted.map(|text| format!("the reply has `{text}`"));
    let leaked = leaked.map(|text| format!("THE RECORD HAS `{text}`"));
    lacking.chain(unwanted).chain(leaked).collect()
}

/// A string without its quotes, anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
