//! Ingest: each record has effect once, and its neighbours do not matter to it.

use crate::client::Request;
use crate::records::{batch, id, now_ms, session, thumb, turn, turn_with, with};
use crate::server::TestServer;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;

/// The acknowledgements of a batch as words, in its order.
pub(crate) fn acks(server: &TestServer, records: &[Value]) -> String {
    let answer = server.post("/v1/ingest", &batch(records));
    assert_eq!(answer.status, 200, "{answer:?}");
    let word = |ack: &Value| ack.get("code").unwrap_or(&ack["s"]).as_str().unwrap().to_owned();
    answer.json()["acks"].as_array().unwrap().iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_answer_names_each_record() {
    let server = TestServer::new("an_answer_names_each_record");
    let bad = turn_with(2, json!({ "kind": "gossip" }));
    let mut answer =
        server.post("/v1/ingest", &batch(&[turn(1), turn(1), bad, json!({ "id": "me@example.com" })])).json();
    assert!(now_ms() - answer["now_ms"].as_i64().unwrap() < 60_000);
    answer["now_ms"] = json!("now");
    insta::assert_json_snapshot!("ingest_answer", answer);
}

#[test]
fn a_record_has_effect_once() {
    let server = TestServer::new("a_record_has_effect_once");
    let records = [turn(1), turn(2), thumb(3, 3, 1, "down")];
    assert_eq!(acks(&server, &records), "ok ok ok");
    assert_eq!(acks(&server, &records), "dup dup dup");
    assert_eq!(acks(&server, &[turn_with(1, json!({ "message": "something else", "t": 1 }))]), "id_reuse");
    assert_eq!(server.value("select count(*), max(turns) from chat_interactions, chat_sessions"), "2|2");
    assert_eq!(server.value("select count(*) from chat_records"), "3");
    assert_eq!(server.value("select count(*), max(priority) from annotation_queue"), "1|10");
}

#[test]
fn ids_are_the_same_in_either_case() {
    let server = TestServer::new("ids_are_the_same_in_either_case");
    let upper = |record: &Value, name: &str| {
        with(record.clone(), json!({ name: record[name].as_str().unwrap().to_uppercase() }))
    };
    let (first, second) = (turn(0xab), turn_with(0xcd, json!({ "seq": 2 })));
    assert_eq!(acks(&server, &[first.clone(), upper(&first, "id"), upper(&second, "id")]), "ok dup ok");
    assert_eq!(acks(&server, &[second, upper(&first, "id")]), "dup dup");
    let down = thumb(0xef, 3, 0xab, "down");
    assert_eq!(acks(&server, &[upper(&upper(&down, "ref"), "sid"), down]), "ok dup");
    assert_eq!(server.value("select count(*), max(turns) from chat_interactions, chat_sessions"), "2|2");
    assert_eq!(server.value("select count(*) from annotation_queue"), "1");
    let answer = server.post("/v1/ingest", &batch(&[upper(&first, "id")])).json();
    assert_eq!(answer["acks"][0]["id"], upper(&first, "id")["id"], "the client looks for what it sent");
}

#[test]
fn an_id_is_a_uuid() {
    let server = TestServer::new("an_id_is_a_uuid");
    let bad = [
        turn_with(1, json!({ "id": "1" })),
        turn_with(2, json!({ "sid": "me" })),
        with(thumb(3, 3, 1, "up"), json!({ "ref": "4111111111111111" })),
    ];
    assert_eq!(acks(&server, &bad), "bad_id bad_session bad_reference");
    let outcome = json!({
        "id": id(4), "v": 1, "rv": 1, "sid": session(), "seq": 4, "t": 0, "kind": "outcome", "ref": "the last one",
        "action": id(9), "name": "list_tasks", "status": "done",
    });
    assert_eq!(acks(&server, &[outcome]), "bad_reference");
    assert_eq!(server.value("select count(*) from chat_records"), "0");
}

#[test]
fn one_bad_record_costs_only_itself() {
    let server = TestServer::new("one_bad_record_costs_only_itself");
    let bad = [json!(7), turn_with(2, json!({ "seq": "two" })), turn_with(3, json!({ "v": 9 }))];
    let [number, malformed, version] = bad;
    let found = acks(&server, &[turn(1), number, malformed, version, turn(4)]);
    assert_eq!(found, "ok bad_id malformed version ok");
    assert_eq!(server.value("select count(*) from chat_records"), "2");
}

#[test]
fn identical_batches_at_once_have_one_effect() {
    let server = TestServer::new("identical_batches_at_once_have_one_effect");
    let records: Vec<Value> = (1..=50).map(|number| turn_with(number, json!({ "t": 5 }))).collect();
    let answers: Vec<String> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..8).map(|_| scope.spawn(|| acks(&server, &records))).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect()
    });
    let stored = answers.iter().flat_map(|answer| answer.split(' ')).filter(|word| *word == "ok").count();
    assert_eq!(stored, 50, "{answers:?}");
    assert_eq!(server.value("select count(*), sum(turns) from chat_sessions"), "1|50");
    assert_eq!(server.value("select count(*) from chat_interactions"), "50");
}

#[test]
fn every_kind_of_record_is_kept() {
    let server = TestServer::new("every_kind_of_record_is_kept");
    let envelope = |number: u64, body: Value| {
        let envelope = json!({ "id": id(number), "v": 1, "rv": 1, "sid": session(), "seq": number, "t": now_ms() });
        with(envelope, body)
    };
    let records = [
        envelope(1, json!({ "kind": "session", "event": "started", "tenant": "acme" })),
        envelope(2, json!({ "kind": "consent", "granted": true, "version": "1" })),
        turn(3),
        envelope(
            4,
            json!({ "kind": "outcome", "ref": id(3), "action": id(9), "name": "list_tasks", "status": "done" }),
        ),
        envelope(
            5,
            json!({
                "kind": "drop", "dropped_kind": "session", "reason": "full", "count": 1, "first_seq": 9, "last_seq": 9,
            }),
        ),
        envelope(6, json!({ "kind": "session", "event": "logged_out", "tenant": "acme" })),
    ];
    assert_eq!(acks(&server, &records), "ok ok ok ok ok ok");
    let kinds = server.rows("select kind from chat_records order by seq");
    assert_eq!(kinds, ["session", "consent", "interaction", "outcome", "drop", "session"]);
    assert_eq!(server.value("select tenant, locale, turns, event from chat_sessions"), "acme|en-GB|1|logged_out");
}

#[test]
fn times_follow_the_server_when_a_client_is_wrong() {
    let server = TestServer::new("times_follow_the_server_when_a_client_is_wrong");
    let year = 365 * 24 * 3_600_000;
    let behind = with(
        batch(&[turn_with(1, json!({ "t": now_ms() - year - 60_000 })), turn_with(2, json!({ "t": now_ms() + year }))]),
        json!({ "sent_ms": now_ms() - year }),
    );
    assert_eq!(server.post("/v1/ingest", &behind).status, 200);
    let ages = server.rows("select (received_ms - occurred_ms) / 10000 from chat_interactions order by seq");
    assert_eq!(ages, ["6", "0"]);
    let extreme = with(batch(&[turn_with(3, json!({ "t": 0 }))]), json!({ "sent_ms": i64::MIN }));
    assert_eq!(server.post("/v1/ingest", &extreme).status, 200);
}

#[test]
fn a_long_text_is_cut_and_marked() {
    let server = TestServer::new("a_long_text_is_cut_and_marked");
    assert_eq!(acks(&server, &[turn_with(1, json!({ "message": "word ".repeat(4_000) }))]), "ok");
    assert_eq!(server.value("select length(message), cut from chat_interactions"), "8192|1");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_body_may_be_compressed_but_not_a_bomb() {
    let server = TestServer::new("a_body_may_be_compressed_but_not_a_bomb");
    let post =
        |body: &[u8]| Request::post("/v1/ingest", gzip(body)).header("content-encoding", "gzip").send(server.address);
    assert_eq!(post(batch(&[turn(1)]).to_string().as_bytes()).status, 200);
    assert_eq!(post(&vec![b' '; 64 << 20]).refusal(), (413, "too_large".to_owned()));
    let broken = Request::post("/v1/ingest", b"no gzip").header("content-encoding", "gzip").send(server.address);
    assert_eq!(broken.refusal().0, 400);
    let unknown = Request::post("/v1/ingest", b"{}").header("content-encoding", "br").send(server.address);
    assert_eq!(unknown.refusal().0, 415);
    assert_eq!(server.value("select count(*) from chat_records"), "1");
}

#[test]
fn whole_requests_are_refused_by_status() {
    let server = TestServer::new("whole_requests_are_refused_by_status");
    let check = |body: String, expected: (u16, &str)| {
        let (status, code) = Request::post("/v1/ingest", body).send(server.address).refusal();
        assert_eq!((status, code.as_str()), expected);
    };
    check(String::new(), (400, "malformed"));
    check("[".repeat(100_000), (400, "malformed"));
    check(with(batch(&[]), json!({ "proto": 2 })).to_string(), (426, "version"));
    check(batch(&vec![json!({}); 501]).to_string(), (413, "too_large"));
    check(" ".repeat((1 << 20) + 1), (413, "too_large"));
    let text = Request::post("/v1/ingest", batch(&[]).to_string()).header("content-type", "text/plain;charset=UTF-8");
    assert_eq!(text.send(server.address).status, 200, "a page that is being left sends text");
    let form = Request::post("/v1/ingest", "a=b").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(form.send(server.address).refusal().0, 415);
}
