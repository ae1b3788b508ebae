//! The flagged queue: one item per interaction, duplicates listed once, most urgent first.

use crate::records::{thumb, turn, turn_with};
use crate::server::TestServer;
use crate::upload::acks;
use serde_json::{Value, json};

/// The queue without times, which differ from run to run.
fn queue(server: &TestServer, path: &str) -> Value {
    let mut queue = server.get(path).json();
    for item in queue["items"].as_array_mut().unwrap() {
        assert!(item["at"].is_i64(), "{item}");
        item["at"] = json!("then");
    }
    queue
}

fn not_understood(number: u64, message: &str) -> Value {
    turn_with(
        number,
        json!({ "message": message, "reply": "Sorry?", "intent": "oos", "confidence": 0.2, "route": "fallback" }),
    )
}

#[test]
fn the_queue_has_its_shape_and_order() {
    let server = TestServer::new("the_queue_has_its_shape_and_order");
    let denied = json!({ "message": "run payroll", "intent": "run_payroll", "route": "deny", "access": "denied" });
    let records = [
        turn(1),
        turn_with(2, denied),
        not_understood(3, "Water the fern!"),
        not_understood(4, "water the  fern"),
        thumb(5, 5, 1, "down"),
    ];
    assert_eq!(acks(&server, &records), "ok ok ok ok ok");
    insta::assert_json_snapshot!("queue", queue(&server, "/api/annotations"));
    let first = queue(&server, "/api/annotations?limit=1");
    assert_eq!((first["items"].as_array().unwrap().len(), &first["open"]), (1, &json!(3)));
}

#[test]
fn an_empty_queue_is_empty() {
    let server = TestServer::new("an_empty_queue_is_empty");
    assert_eq!(queue(&server, "/api/annotations"), json!({ "items": [], "open": 0 }));
    assert_eq!(server.get("/api/annotations?limit=many").refusal(), (400, "malformed".to_owned()));
}
