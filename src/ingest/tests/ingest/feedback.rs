//! Thumbs: the latest wins, whatever the order in which they come.

use crate::records::{id, thumb, turn, with};
use crate::server::TestServer;
use crate::upload::acks;
use serde_json::{Value, json};

const IN_FORCE: &str = "select seq, rating from chat_feedback";
const QUEUED: &str = "select reasons, priority from annotation_queue";

fn check(name: &str, batches: &[&[Value]], in_force: &str, queued: &str) {
    let server = TestServer::new(name);
    for records in batches {
        assert!(acks(&server, records).split(' ').all(|word| word == "ok"));
    }
    assert_eq!((server.value(IN_FORCE), server.value(QUEUED)), (in_force.to_owned(), queued.to_owned()), "{name}");
}

#[test]
fn the_latest_thumb_wins() {
    let down = "[\"thumbs_down\"]|10";
    check("thumb_after", &[&[turn(1)], &[thumb(2, 2, 1, "down")]], "2|down", down);
    check("thumb_before", &[&[thumb(2, 2, 1, "down")], &[turn(1)]], "2|down", down);
    check("thumb_changed", &[&[turn(1), thumb(2, 2, 1, "down"), thumb(3, 3, 1, "up")]], "3|up", "");
    check("thumb_late", &[&[turn(1), thumb(3, 3, 1, "up")], &[thumb(2, 2, 1, "down")]], "3|up", "");
    check("thumb_back", &[&[turn(1), thumb(2, 2, 1, "down"), thumb(3, 3, 1, "none")]], "3|none", "");
    let later_session = with(thumb(3, 1, 1, "up"), json!({ "sid": id(0xbbbb) }));
    check("thumb_elsewhere", &[&[turn(1), later_session], &[thumb(2, 9, 1, "down")]], "1|up", "");
    let reported = with(thumb(2, 2, 1, "none"), json!({ "reported": true }));
    check("thumb_report", &[&[turn(1), reported]], "2|none", "[\"reported\"]|10");
}

fn rate(server: &TestServer, body: &Value) -> (u16, Value) {
    let answer = server.post("/api/chat/feedback", body);
    (answer.status, answer.json())
}

#[test]
fn callers_may_rate_and_change_their_mind() {
    let server = TestServer::new("callers_may_rate_and_change_their_mind");
    let said = server.post("/api/chat/message", &json!({ "message": "list my tasks" })).json();
    let rating = |rating: i64| json!({ "interactionId": said["interactionId"], "rating": rating });
    assert_eq!(rate(&server, &rating(-1)), (200, rating(-1)));
    assert_eq!(rate(&server, &rating(-1)), (200, rating(-1)), "the same again");
    assert_eq!(server.value("select count(*), max(reasons) from annotation_queue"), "1|[\"thumbs_down\"]");
    assert_eq!(rate(&server, &rating(1)).0, 200);
    assert_eq!(server.value("select count(*), max(rating) from chat_feedback"), "1|up");
    assert_eq!(server.value("select count(*) from annotation_queue"), "0");
    assert_eq!(server.value("select count(*) from chat_sessions"), "1");
}

#[test]
fn bad_ratings_are_refused() {
    let server = TestServer::new("bad_ratings_are_refused");
    let check = |body: Value, expected: u16| assert_eq!(rate(&server, &body).0, expected, "{body}");
    check(json!({ "interactionId": id(1), "rating": 1 }), 404);
    check(json!({ "interactionId": "'; drop table chat_feedback; --", "rating": 1 }), 404);
    check(json!({ "interactionId": id(1), "rating": 0 }), 422);
    check(json!({ "interactionId": id(1), "rating": "up" }), 422);
    check(json!({ "rating": 1 }), 422);
    check(json!({ "interactionId": id(1), "rating": 1, "comment": "c".repeat((8 << 10) + 1) }), 413);
    assert_eq!(server.value("select count(*) from chat_records"), "0");
}
