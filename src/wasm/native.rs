//! Replays every conversation of a folder natively and prints one JSON line each: what was called and what came back.
//!
//! `tests/parity/parity.mjs` makes the same calls to the wasm and compares the answers byte for byte.
//! The first line holds bundles that are refused.

use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::session::Session;
use erp_chat_wasm::exchange::{Refusal, begin, finish, keep, load, set_user, turn};
use serde::Deserialize;
use serde_json::{Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};

/// 2026-03-11T10:00:00Z.
const NOW_MS: i64 = 1_773_223_200_000;
const SESSION: &str = "0192f0c1-2b3c-7d4e-8f50-617283940a1b";

/// The part of a conversation file that matters here.
#[derive(Deserialize)]
struct Conversation {
    turn: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    user: String,
    #[serde(default)]
    role: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(bundle), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("give a bundle and a folder of conversations".into());
    };
    let bundle = std::fs::read(bundle)?;
    println!("{}", refused());
    let assistant = load(&bundle).map_err(|refusal| refusal.message)?;
    for file in files(&folder)? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let conversation = toml::from_str(&std::fs::read_to_string(&file)?)?;
        let calls = replay(&assistant, &conversation).map_err(|refusal| format!("{name}: {}", refusal.message))?;
        println!("{}", json!({ "name": name, "calls": calls }));
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}

/// Texts that are no bundle.
fn refused() -> Value {
    let calls: Vec<_> = ["", "<!doctype html><title>Log in</title>", "ERPCHAT\0cut short"].map(refusal).into();
    json!({ "name": "bundles that are refused", "calls": calls })
}

fn refusal(text: &str) -> Value {
    let refusal = load(text.as_bytes()).err();
    let output = refusal.map(|refusal| json!({ "code": refusal.code, "message": refusal.message }).to_string());
    json!({ "call": "load", "input": text, "output": output })
}

/// The calls of a conversation with what came back.
fn replay(assistant: &Assistant, conversation: &Conversation) -> Result<Vec<Value>, Refusal> {
    let user = user(None);
    let mut session = begin(SESSION.to_owned(), &user)?;
    let mut calls = vec![json!({ "call": "begin", "session": SESSION, "input": user })];
    for (said, seed) in conversation.turn.iter().zip(1..) {
        calls.extend(exchange(assistant, &mut session, said, seed)?);
    }
    let kept = keep(&session)?;
    calls.push(json!({ "call": "keep", "output": kept }));
    Ok(calls)
}

fn exchange(assistant: &Assistant, session: &mut Session, said: &Said, seed: u64) -> Result<Vec<Value>, Refusal> {
    let user = user(said.role.as_deref());
    set_user(session, &user)?;
    let clock = json!({ "unix_ms": NOW_MS, "offset_minutes": 330 });
    let message = json!({ "text": said.user, "clock": clock, "seed": seed }).to_string();
    let answer = turn(assistant, session, &message)?;
    let actions = actions(&answer);
    let mut calls = vec![
        json!({ "call": "setUser", "input": user }),
        json!({ "call": "turn", "input": message, "output": answer }),
    ];
    for action in actions {
        let outcome = json!({ "clock": clock, "seed": seed, "result": { "status": "done" } }).to_string();
        let answer = finish(assistant, session, &action, &outcome)?;
        calls.push(json!({ "call": "finish", "action": action, "input": outcome, "output": answer }));
    }
    Ok(calls)
}

fn user(role: Option<&str>) -> String {
    json!({ "roles": [role.unwrap_or("employee")], "locale": "en-IN" }).to_string()
}

fn actions(turn: &str) -> Vec<String> {
    let turn: Value = serde_json::from_str(turn).unwrap_or_default();
    let actions = turn.get("actions").and_then(Value::as_array).cloned();
    let ids = actions.into_iter().flatten().filter_map(|action| Some(action.get("id")?.as_str()?.to_owned()));
    ids.collect()
}
