//! Replays every conversation of a folder natively and prints one JSON line each: what was called and what came back.
//!
//! `tests/parity/parity.mjs` makes the same calls to the wasm and compares what it gives.
//! The first line holds bundles that are refused.

use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::session::Session;
use erp_chat_wasm::exchange::{Answer, Refusal, begin, finish, keep, lessons, load, note, repetition, turn};
use serde::Deserialize;
use serde::de::DeserializeOwned;
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
    let assistant = load(&bundle, None).map_err(|refusal| refusal.message)?;
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
    let refusal = load(text.as_bytes(), None).err();
    let output = refusal.map(|refusal| json!({ "code": refusal.code, "message": refusal.message }));
    json!({ "call": "load", "input": text, "output": output })
}

/// The calls of a conversation with what came back.
fn replay(assistant: &Assistant, conversation: &Conversation) -> Result<Vec<Value>, Refusal> {
    let user = user(None);
    let mut session = begin(assistant, SESSION.to_owned(), read(&user)?);
    let mut calls = vec![json!({ "call": "begin", "session": SESSION, "input": user })];
    for (said, seed) in conversation.turn.iter().zip(1..) {
        calls.extend(exchange(assistant, &mut session, said, seed)?);
    }
    calls.push(rate(assistant, &mut session)?);
    let transcript: Vec<_> = session.transcript().collect();
    calls.push(json!({ "call": "transcript", "output": transcript }));
    calls.push(json!({ "call": "keep", "output": keep(&session)? }));
    calls.push(json!({ "call": "lessons", "output": lessons(&session)? }));
    Ok(calls)
}

fn exchange(assistant: &Assistant, session: &mut Session, said: &Said, seed: u64) -> Result<Vec<Value>, Refusal> {
    let user = user(said.role.as_deref());
    session.set_user(assistant, read(&user)?);
    let message = json!({ "text": said.user, "clock": clock(), "seed": seed });
    let repeated = repetition(assistant, session, read(&message)?);
    let answer = turn(assistant, session, read(&message)?, || 0.0)?;
    let mut calls = vec![
        json!({ "call": "setUser", "input": user }),
        json!({ "call": "wouldRepeat", "input": message, "output": repeated }),
        json!({ "call": "turn", "input": message, "output": shown(&answer) }),
    ];
    for action in answer.turn.actions {
        let outcome = json!({ "clock": clock(), "seed": seed, "result": { "status": "done" } });
        let answer = finish(assistant, session, &action.id, read(&outcome)?)?;
        calls.push(json!({ "call": "finish", "action": action.id, "input": outcome, "output": shown(&answer) }));
    }
    Ok(calls)
}

fn rate(assistant: &Assistant, session: &mut Session) -> Result<Value, Refusal> {
    let comment = "call me on 98765 43210, this was wrong";
    let rated = json!({ "kind": "feedback", "ref": SESSION, "rating": "down", "comment": comment });
    let input = merged(json!({ "clock": clock(), "seed": 99 }), rated);
    let output = note(assistant, session, read(&input)?)?;
    Ok(json!({ "call": "note", "input": input, "output": output }))
}

/// An object with the members of another.
fn merged(mut object: Value, members: Value) -> Value {
    if let (Value::Object(object), Value::Object(members)) = (&mut object, members) {
        object.extend(members);
    }
    object
}

fn user(role: Option<&str>) -> Value {
    json!({ "roles": [role.unwrap_or("employee")], "locale": "en-IN" })
}

fn clock() -> Value {
    json!({ "unix_ms": NOW_MS, "offset_minutes": 330 })
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Refusal> {
    serde_json::from_value(value.clone()).map_err(|_| Refusal::malformed("call_malformed"))
}

/// As JavaScript sees it: the records are texts.
fn shown(answer: &Answer) -> Value {
    merged(json!(answer.turn), json!({ "records": answer.records }))
}
