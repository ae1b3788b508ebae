//! Personal data that a client lets through reaches no file.

use crate::records::{id, session, thumb, turn_with, with};
use crate::server::TestServer;
use crate::upload::acks;
use serde_json::{Value, json};

/// Each is told apart from every other byte of the database.
const SECRETS: [&str; 5] = [
    "quentin.zephyr@example.com",
    "4111 1111 1111 1111",
    "GB82 WEST 1234 5698 7654 32",
    "zephyr-name@example.org",
    "078-05-1120",
];

fn records() -> Vec<Value> {
    let [email, card, iban, address, number] = SECRETS;
    vec![
        turn_with(1, json!({ "message": format!("mail {email}"), "reply": format!("I mail {email}") })),
        turn_with(2, json!({ "slots": [{ "name": "note", "type": "text", "value": format!("card {card}") }] })),
        turn_with(3, json!({ "tenant": address, "module": iban, "pii": { address: 1 } })),
        with(thumb(4, 4, 1, "down"), json!({ "reason": email, "comment": format!("my ssn is {number}") })),
        with(
            json!({ "id": id(5), "v": 1, "rv": 1, "sid": session(), "seq": 5, "t": 0, "kind": "outcome" }),
            json!({ "ref": id(1), "action": id(9), "name": "x", "status": "failed", "reason": email }),
        ),
    ]
}

/// All bytes of the files of a database.
fn bytes(server: &TestServer) -> Vec<u8> {
    let folder = std::fs::read_dir(server.database.parent().unwrap()).unwrap();
    folder.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn check(server: &TestServer) {
    let bytes = bytes(server);
    for secret in SECRETS {
        let found = bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()));
        assert!(!found, "{secret}");
    }
}

#[test]
fn leaks_are_redacted_before_they_are_stored() {
    let mut server = TestServer::new("leaks_are_redacted_before_they_are_stored");
    assert_eq!(acks(&server, &records()), "ok ok ok ok ok");
    let flagged = server.rows("select message, server_redacted from chat_interactions order by seq");
    assert_eq!(flagged, ["mail [EMAIL]|1", "show my tasks|1", "show my tasks|1"]);
    let reasons = server.rows("select distinct reasons from annotation_queue where reasons like '%pii_leak%'");
    assert!(!reasons.is_empty());
    check(&server);
    server.stop();
    check(&server);
}

#[test]
fn what_callers_say_is_redacted() {
    let mut server = TestServer::new("what_callers_say_is_redacted");
    let [email, card, iban, address, number] = SECRETS;
    let message = format!("create a user for {email}, card {card}, IBAN {iban}, SSN {number}");
    let answer = server.post("/api/chat/message", &json!({ "message": message, "sessionId": address })).json();
    let comment = json!({ "interactionId": answer["interactionId"], "rating": -1, "reason": email, "comment": card });
    assert_eq!(server.post("/api/chat/feedback", &comment).status, 200);
    assert_eq!(server.post("/api/chat/message", &json!({ "message": "yes", "sessionId": address })).status, 200);
    assert!(server.value("select message from chat_interactions order by seq").contains("[EMAIL]"));
    check(&server);
    server.stop();
    check(&server);
}
