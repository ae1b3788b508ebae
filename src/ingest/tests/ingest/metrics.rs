//! Metrics: the exact shape, and the arithmetic.

use crate::records::{id, thumb, turn_with};
use crate::server::TestServer;
use crate::upload::acks;
use serde_json::{Value, json};

#[test]
fn an_empty_database_has_zeros() {
    let server = TestServer::new("an_empty_database_has_zeros");
    insta::assert_json_snapshot!("metrics_of_nothing", server.get("/api/chat/metrics").json());
}

#[test]
fn a_period_is_measured() {
    let server = TestServer::new("a_period_is_measured");
    let mut records: Vec<Value> = (1..=100).map(numbered).collect();
    records.extend([
        thumb(201, 1, 1, "up"),
        thumb(202, 2, 2, "up"),
        thumb(203, 3, 3, "down"),
        thumb(204, 4, 999, "up"),
    ]);
    acks(&server, &records);
    insta::assert_json_snapshot!("metrics", server.get("/api/chat/metrics?period=week").json());
}

/// The `number`th of a hundred turns: every tenth falls back, every twentieth escalates, and each takes a millisecond more.
fn numbered(number: u64) -> Value {
    let (intent, route) = match number {
        number if number % 20 == 0 => ("human_handoff", "escalate"),
        number if number % 10 == 0 => ("oos", "fallback"),
        _ => ("list_tasks", "execute"),
    };
    let latency = json!({ "total": number * 1_000, "stages": {} });
    turn_with(number, json!({ "sid": id(number), "intent": intent, "route": route, "latency": latency }))
}

#[test]
fn periods_are_known_or_refused() {
    let server = TestServer::new("periods_are_known_or_refused");
    for period in ["hour", "day", "week", "month"] {
        assert_eq!(server.get(&format!("/api/chat/metrics?period={period}")).json()["period"], period);
    }
    assert_eq!(server.get("/api/chat/metrics").json()["period"], "day");
    assert_eq!(server.get("/api/chat/metrics?period=year").refusal(), (400, "invalid".to_owned()));
}

#[test]
fn what_came_earlier_does_not_count() {
    let mut server = TestServer::new("what_came_earlier_does_not_count");
    acks(&server, &[numbered(1), numbered(2)]);
    server.stop();
    server.change("update chat_interactions set received_ms = received_ms - 7200000 where seq = 1");
    let server = TestServer::on(server.database.clone());
    let total =
        |period: &str| server.get(&format!("/api/chat/metrics?period={period}")).json()["totalInteractions"].clone();
    assert_eq!((total("hour"), total("day")), (json!(1), json!(2)));
}
