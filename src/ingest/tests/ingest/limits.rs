//! Numbers that cannot be true cost their record, and only that.

use crate::records::{id, session, thumb, turn, turn_with, with};
use crate::server::TestServer;
use crate::upload::acks;
use serde_json::{Value, json};

/// Sends a sound record behind those at fault, and counts what is kept.
fn check(name: &str, records: &[Value], expected: &str) {
    let server = TestServer::new(name);
    let batch: Vec<Value> = records.iter().cloned().chain([turn(99)]).collect();
    let expected = format!("{expected} ok");
    assert_eq!(acks(&server, &batch), expected, "{records:?}");
    let kept = expected.split(' ').filter(|word| *word == "ok").count();
    assert_eq!(server.value("select count(*) from chat_records"), kept.to_string());
}

/// One record for each of these fields.
fn turns(fields: &[Value]) -> Vec<Value> {
    (1..).zip(fields).map(|(number, fields)| turn_with(number, fields.clone())).collect()
}

fn slot(value: &Value) -> Value {
    json!({ "slots": [{ "name": "amount", "type": "amount", "value": { "value": value, "currency": "EUR" } }] })
}

#[test]
fn shares_are_between_nothing_and_one() {
    let bad = turns(&[
        json!({ "confidence": 1e300 }),
        json!({ "confidence": -5 }),
        json!({ "confidence": 2 }),
        json!({ "margin": -0.1 }),
        json!({ "margin": 1.5 }),
        json!({ "similarity": 7 }),
        json!({ "speech_confidence": -1 }),
        json!({ "candidates": [{ "intent": "help", "confidence": 3 }] }),
    ]);
    check("shares_out_of_range", &bad, &["out_of_range"; 8].join(" "));
    let good = turns(&[
        json!({ "confidence": 0, "margin": 0, "similarity": 0, "speech_confidence": 0 }),
        json!({ "confidence": 1, "margin": 1, "similarity": 1, "speech_confidence": 1 }),
    ]);
    check("shares_in_range", &good, "ok ok");
}

#[test]
fn counts_and_times_are_plausible() {
    let bad = turns(&[
        json!({ "seq": u64::MAX }),
        json!({ "seq": 0 }),
        json!({ "t": i64::MIN }),
        json!({ "t": i64::MAX }),
        json!({ "repeat_level": 4 }),
        json!({ "repeat_level": 255 }),
        json!({ "repeat_of": u64::MAX }),
        json!({ "utc_offset": 30_000 }),
        json!({ "message_length": u32::MAX }),
        json!({ "token_count": u32::MAX }),
        json!({ "option_chosen": u32::MAX }),
        json!({ "pii": { "EMAIL": u32::MAX } }),
        json!({ "latency": { "total": u32::MAX, "stages": {} } }),
        json!({ "latency": { "total": 1, "stages": { "route": u32::MAX } } }),
    ]);
    check("counts_out_of_range", &bad, &["out_of_range"; 14].join(" "));
    let good = turns(&[
        json!({ "seq": 99_999_999, "t": 0, "repeat_level": 3, "utc_offset": -720 }),
        json!({ "utc_offset": 840, "message_length": 100_000, "latency": { "total": 60_000_000, "stages": {} } }),
    ]);
    check("counts_in_range", &good, "ok ok");
}

#[test]
fn a_sum_is_what_was_said() {
    let sums = [json!(-450.5), json!(12_500_000), json!(1e300)];
    check("sums", &turns(&sums.map(|sum| slot(&sum))), "ok ok ok");
}

#[test]
fn a_drop_has_plausible_counts() {
    let drop = |number: u64, fields: Value| {
        let record = json!({
            "id": id(number), "v": 1, "rv": 1, "sid": session(), "seq": number, "t": 0, "kind": "drop",
            "dropped_kind": "session", "reason": "full", "count": 2, "first_seq": 4, "last_seq": 9,
        });
        with(record, fields)
    };
    let records = [
        drop(1, json!({})),
        drop(2, json!({ "count": u64::MAX })),
        drop(3, json!({ "first_seq": u64::MAX })),
        drop(4, json!({ "last_seq": u64::MAX })),
    ];
    check("drops", &records, "ok out_of_range out_of_range out_of_range");
}

/// A turn that does not say how often it was asked is a first one.
#[test]
fn a_missing_level_is_the_first() {
    let server = TestServer::new("a_missing_level_is_the_first");
    let mut record = turn(1);
    record.as_object_mut().unwrap().remove("repeat_level");
    assert_eq!(acks(&server, &[record, turn_with(2, json!({ "repeat_level": 0 }))]), "ok ok");
    assert_eq!(server.rows("select repeat_level from chat_interactions"), ["1", "1"]);
}

#[test]
fn a_number_that_is_a_card_is_not_kept() {
    let card: u64 = 4_111_111_111_111_111;
    let bad = [
        turn_with(1, slot(&json!(card))),
        turn_with(2, slot(&json!(4_111_111_111_111_111.0))),
        turn_with(3, json!({ "t": card })),
    ];
    check("cards_as_numbers", &bad, "malformed malformed malformed");
    let server = TestServer::new("a_number_where_nobody_reads");
    assert_eq!(
        acks(&server, &[turn_with(1, json!({ "note": card, "latency": { "total": 1, "stages": {}, "x": card } }))]),
        "ok"
    );
    assert_eq!(server.value("select server_redacted from chat_interactions"), "1");
}

#[test]
fn the_tables_refuse_them_too() {
    let mut server = TestServer::new("the_tables_refuse_them_too");
    assert_eq!(acks(&server, &[turn(1), thumb(2, 2, 1, "down")]), "ok ok");
    server.stop();
    let refused = |sql: &'static str| assert!(server.try_change(sql).is_err(), "{sql}");
    refused("update chat_interactions set confidence = 1.5");
    refused("update chat_interactions set margin = -1");
    refused("update chat_interactions set seq = -1");
    refused("update chat_interactions set repeat_level = 4");
    refused("update chat_interactions set latency_us = -1");
    refused("update chat_interactions set priority = 11");
    refused("update chat_interactions set online = 2");
    refused("update chat_records set seq = 0");
    refused("update chat_records set kind = 'gossip'");
    refused("update chat_records set id = upper(id)");
    refused("update chat_feedback set seq = 0");
    refused("update chat_sessions set turns = -1");
}
