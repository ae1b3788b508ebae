//! The engine over HTTP: shapes, validation, and conversations that last.

use crate::client::Request;
use crate::server::TestServer;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn say(server: &TestServer, message: &str, session: &str) -> Value {
    let answer = server.post("/api/chat/message", &json!({ "message": message, "sessionId": session }));
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

/// An answer without what differs from run to run.
fn settled(mut answer: Value) -> Value {
    assert!(!answer["response"].as_str().unwrap().is_empty(), "{answer}");
    answer["response"] = json!("...");
    answer["interactionId"] = json!("...");
    if answer["action"].is_object() {
        answer["action"]["id"] = json!("...");
    }
    let transcript = answer.pointer_mut("/escalation/transcript").and_then(Value::as_array_mut);
    for exchange in transcript.into_iter().flatten() {
        exchange["reply"] = json!("...");
    }
    answer
}

#[test]
fn answers_have_their_shape() {
    let server = TestServer::new("answers_have_their_shape");
    let check = |name: &str, message: &str| {
        insta::assert_json_snapshot!(name, settled(say(&server, message, "test-123")));
    };
    check("greeting", "Hi");
    check("read", "what is my leave balance?");
    check("denial", "approve invoice INV-77");
    check("confirmation", "book leave on 4 March 2027");
    check("carried_out", "yes");
    check("handoff", "I want to talk to a person");
}

#[test]
fn two_requests_give_two_actions() {
    let server = TestServer::new("two_requests_give_two_actions");
    let answer = say(&server, "list my tasks and show my leave balance", "two");
    assert_eq!(answer["action"]["name"], "list_tasks", "{answer}");
    assert_eq!(answer["action"]["then"][0]["name"], "leave_balance", "{answer}");
}

#[test]
fn a_conversation_lasts_beyond_a_restart() {
    let mut server = TestServer::new("a_conversation_lasts_beyond_a_restart");
    let asked = say(&server, "book leave on 4 March 2027", "lasting");
    assert_eq!(asked["route"], "confirm", "{asked}");
    server.stop();
    let server = TestServer::on(server.database.clone());
    let done = say(&server, "yes", "lasting");
    assert_eq!((&done["route"], &done["action"]["name"]), (&json!("execute"), &json!("request_leave")), "{done}");
    assert_eq!(say(&server, "yes", "another")["action"], Value::Null);
    assert_eq!(server.value("select max(seq), count(distinct session_id) from chat_interactions"), "2|2");
}

#[test]
fn what_is_taught_in_a_conversation_is_known_in_it() {
    let mut server = TestServer::new("what_is_taught_in_a_conversation_is_known_in_it");
    say(&server, "fetch the grumbleflit", "teaching");
    assert_eq!(say(&server, "no, I meant my to-do list", "teaching")["intent"], "list_tasks");
    say(&server, "thanks, sorted", "teaching");
    server.stop();
    let server = TestServer::on(server.database.clone());
    assert_eq!(say(&server, "fetch the grumbleflit", "teaching")["intent"], "list_tasks");
    assert_ne!(say(&server, "fetch the grumbleflit", "another")["intent"], "list_tasks");
}

#[test]
fn a_caller_without_a_session_gets_one() {
    let server = TestServer::new("a_caller_without_a_session_gets_one");
    let first = server.post("/api/chat/message", &json!({ "message": "book leave on 4 March 2027" })).json();
    let session = first["sessionId"].as_str().unwrap();
    assert_eq!(session.as_bytes()[14], b'7', "a UUIDv7: {session}");
    assert_eq!(say(&server, "yes", session)["route"], "execute");
    assert_eq!(server.value("select count(*) from chat_sessions"), "1");
}

#[test]
fn turns_at_once_are_all_kept() {
    let server = TestServer::new("turns_at_once_are_all_kept");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| say(&server, "list my tasks", "busy"));
        }
    });
    assert_eq!(server.rows("select seq from chat_interactions order by seq"), ["1", "2", "3", "4"]);
    assert_eq!(server.value("select turns, repeat_level from chat_sessions"), "4|3");
    assert_eq!(server.value("select count(*) from chat_interactions where latency_us > 0"), "4");
}

#[test]
fn many_turns_at_once_wait_for_each_other() {
    let server = TestServer::new("many_turns_at_once_wait_for_each_other");
    let answers: Vec<Value> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..30).map(|_| scope.spawn(|| say(&server, "list my tasks", "busy"))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    let ids: BTreeSet<&str> = answers.iter().map(|answer| answer["interactionId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 30);
    assert_eq!(server.value("select count(*), max(seq) from chat_interactions"), "30|30");
}

#[test]
fn bad_messages_are_refused_with_a_reason() {
    let server = TestServer::new("bad_messages_are_refused_with_a_reason");
    let check = |body: &str, status: u16, reason: &str| {
        let answer = Request::post("/api/chat/message", body).send(server.address);
        assert_eq!(answer.refusal().0, status, "{body:.80}");
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(reason), "{detail}");
    };
    check("", 400, "JSON");
    check("{", 400, "JSON");
    check(r#"{"message": "\ud800"}"#, 400, "JSON");
    check("{}", 422, "`message`");
    check("[]", 422, "`message`");
    check(r#"{"message": 7}"#, 422, "`message`");
    check(r#"{"message": null}"#, 422, "`message`");
    check(r#"{"message": "  "}"#, 422, "empty");
    check(r#"{"message": "hi", "sessionId": 7}"#, 422, "`sessionId`");
    check(&json!({ "message": "hi", "sessionId": "s".repeat(201) }).to_string(), 422, "200 bytes");
    check(&json!({ "message": "m".repeat((8 << 10) + 1) }).to_string(), 413, "8 KiB");
    check(&json!({ "message": "m".repeat(100 << 10) }).to_string(), 413, "too large");
    assert_eq!(server.value("select count(*) from chat_records"), "0");
}

#[test]
fn odd_messages_are_answered() {
    let server = TestServer::new("odd_messages_are_answered");
    let check = |message: &str| drop(say(&server, message, "'; drop table chat_records; --"));
    check("'; drop table chat_interactions; --");
    check("\u{0}\u{1}\u{7f}\u{200b}");
    check("😀😀😀");
    check("{{name}} <script>alert(1)</script>");
    check(&"m".repeat(8 << 10));
    assert_eq!(server.value("select count(*) from chat_interactions"), "5");
}
