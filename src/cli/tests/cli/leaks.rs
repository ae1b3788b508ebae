//! Personal data planted wherever a client can put it comes out nowhere: not in a file of the database, not in an answer,
//! not in what the server says on its terminal.

mod places;
mod secrets;

use crate::scratch::Scratch;
use crate::served::{Served, exchange};
use places::{BATCH, RECORDS, planted};
use secrets::{NUMBERS, SECRETS, Secret, folded};
use serde_json::{Value, json};

/// What a server was asked, and all that it answered.
struct Trial {
    server: Served,
    scratch: Scratch,
    answers: String,
}

impl Trial {
    fn new(test: &str) -> Self {
        let scratch = Scratch::new(test);
        let server = Served::start(&scratch.path("erp-chat.db"));
        Self { server, scratch, answers: String::new() }
    }

    /// Asks, and keeps the answer.
    fn ask(&mut self, request: &str, body: &str) -> String {
        let answer = exchange(&self.server.address, request, body).expect("an answer");
        self.answers += &answer;
        answer
    }

    /// Says something in a conversation. The answer tells the caller's own values to the caller, so that only the rest of
    /// it is kept.
    fn say(&mut self, said: &Value) -> Value {
        let answer = exchange(&self.server.address, "POST /api/chat/message", &said.to_string()).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let mut rest = body.clone();
        for own in ["response", "action", "sessionId", "suggestions"] {
            rest.as_object_mut().unwrap().remove(own);
        }
        self.answers += &format!("{head}{rest}");
        body
    }

    /// Looks for every secret in all that is left of the trial.
    fn check(mut self) {
        for listing in ["/api/annotations?limit=500", "/api/chat/metrics?period=hour"] {
            self.ask(&format!("GET {listing}"), "");
        }
        let mut left: Vec<(String, Vec<u8>)> = self.scratch.files();
        assert!(left.iter().any(|(name, bytes)| name.ends_with("-wal") && bytes.len() > 10_000));
        left.push(("standard output".to_owned(), self.server.kill().into_bytes()));
        left.push(("answers".to_owned(), self.answers.into_bytes()));
        for (name, bytes) in left {
            let found = secrets::found(&folded(&String::from_utf8_lossy(&bytes)));
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
}

fn ingest(trial: &mut Trial, batch: &Value) -> Vec<String> {
    let answer = trial.ask("POST /v1/ingest", &batch.to_string());
    let answer: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    let word = |ack: &Value| ack["s"].as_str().unwrap().to_owned();
    answer["acks"].as_array().into_iter().flatten().map(word).collect()
}

fn batch(records: &[Value]) -> Value {
    let mut batch: Value = serde_json::from_str(BATCH).unwrap();
    batch["records"] = json!(records);
    batch
}

fn templates() -> Vec<Value> {
    serde_json::from_str(RECORDS).unwrap()
}

/// Every record of the templates, with the plant in one place after the other, and in all at once.
fn records(plant: &Value, first: &mut u64) -> Vec<Value> {
    let mut records: Vec<Value> = templates().iter().flat_map(|template| planted(template, plant)).collect();
    for record in &mut records {
        // A record keeps the id that it was planted into.
        if record["id"] == "ID" {
            record["id"] = json!(format!("0192f0c1-2b3c-7d4e-8f50-{first:012x}"));
        }
        *first += 1;
    }
    records
}

#[test]
fn nothing_planted_in_a_record_is_left() {
    let mut trial = Trial::new("nothing_planted_in_a_record_is_left");
    let (mut next, mut kept) = (1, 0);
    let texts = SECRETS.iter().map(|secret| json!(secret.text));
    for plant in texts.chain(NUMBERS.map(Value::from)) {
        let records = records(&plant, &mut next);
        for part in records.chunks(200) {
            kept += ingest(&mut trial, &batch(part)).iter().filter(|word| *word == "ok").count();
        }
    }
    assert!(kept > 1_000, "{kept}");
    trial.check();
}

#[test]
fn nothing_planted_around_records_is_left() {
    let mut trial = Trial::new("nothing_planted_around_records_is_left");
    let mut sound = templates().remove(0);
    sound["id"] = sound["sid"].clone();
    for Secret { text, .. } in SECRETS {
        for mut envelope in planted(&batch(&[]), &json!(text)) {
            envelope["records"] = json!([sound, text]);
            ingest(&mut trial, &envelope);
        }
        let quoted = json!(text).to_string();
        for body in [text.to_owned(), quoted.clone(), format!("{{{quoted}: {quoted}"), format!("[[{quoted}]]")] {
            for path in ["/v1/ingest", "/api/chat/message", "/api/chat/feedback"] {
                trial.ask(&format!("POST {path}"), &body);
            }
        }
        let escaped: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for path in ["/", "/erp-chat/", "/api/annotations?limit=", "/api/chat/metrics?period=", "/api/chat/metrics?x="]
        {
            trial.ask(&format!("GET {path}{escaped}"), "");
        }
    }
    trial.check();
}

#[test]
fn nothing_said_in_a_conversation_is_left() {
    let mut trial = Trial::new("nothing_said_in_a_conversation_is_left");
    for Secret { text, .. } in SECRETS {
        for opening in ["create a ticket", "create a user", "I want to talk to a person", text] {
            let session = format!("{opening} {text}");
            for message in [opening, text, "yes", &format!("raise a ticket: {text}"), "yes", "no"] {
                trial.say(&json!({ "message": message, "sessionId": session, "page": text, text: text }));
            }
        }
    }
    trial.check();
}

#[test]
fn nothing_said_of_a_reply_is_left() {
    let mut trial = Trial::new("nothing_said_of_a_reply_is_left");
    let id = trial.say(&json!({ "message": "list my tasks", "sessionId": "s" }))["interactionId"].clone();
    let opinion = json!({ "interactionId": id, "rating": -1, "reason": "wrong", "comment": "no", "page": "p" });
    for Secret { text, .. } in SECRETS {
        for opinion in planted(&opinion, &json!(text)) {
            trial.ask("POST /api/chat/feedback", &opinion.to_string());
        }
        let said = json!({ "message": "list my tasks", "sessionId": "s", "more": { "page": "p" } });
        for said in planted(&said, &json!([text])) {
            trial.ask("POST /api/chat/message", &said.to_string());
        }
        let long = text.repeat((8 << 10) / text.len() + 1);
        trial.ask("POST /api/chat/message", &json!({ "message": long }).to_string());
        trial.ask("POST /api/chat/feedback", &json!({ "interactionId": id, "rating": 1, "reason": long }).to_string());
    }
    trial.check();
}
