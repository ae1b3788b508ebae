//! `classify`: intent, confidence, candidates and typed slots with their places.

use crate::command::{answer, answers, code_points, fields};
use serde_json::{Value, json};

/// A Wednesday.
const NOW: &str = "2026-03-11T10:00:00+05:30";

/// Messages of every kind, in scope or not.
const MESSAGES: [&str; 12] = [
    "approve invoice INV-2041",
    "show me my payslip for february",
    "leave from 6 april to 10 april please",
    "transfer 20 boxes of SKU-88 from Leeds to Bristol",
    "🙂🙂 pls approve invoice INV-7 for Åsa",
    "chutti chahiye kal",
    "hello",
    "write off 20 pallets of stock",
    "book me a meeting room for friday",
    "",
    "??!",
    "色は匂へど",
];

fn numbers(candidates: &Value) -> Vec<f64> {
    let items = candidates.as_array().unwrap().iter();
    items.map(|candidate| candidate["confidence"].as_f64().unwrap()).collect()
}

fn check_candidates(text: &str, answer: &Value) {
    let confidences = numbers(&answer["candidates"]);
    assert!((3..=5).contains(&confidences.len()), "{text}: {answer}");
    assert!(confidences.is_sorted_by(|a, b| a >= b), "{text}: {answer}");
    assert!(confidences.iter().sum::<f64>() <= 1.0 + 1e-6, "{text}: {answer}");
    assert!(confidences.iter().all(|confidence| (0.0..=1.0).contains(confidence)), "{text}");
    assert_eq!(answer["confidence"].as_f64().unwrap(), confidences[0], "{text}");
    let best = &answer["candidates"][0]["intent"];
    assert!(answer["intent"] == if answer["oos"] == true { json!("oos") } else { best.clone() }, "{text}: {answer}");
}

fn check_slots(text: &str, answer: &Value) {
    for slot in answer["slots"].as_array().unwrap() {
        assert_eq!(fields(slot), "end name start text type value", "{text}");
        assert_eq!(slot["text"], code_points(text, slot), "{text}");
    }
}

#[test]
fn every_answer_has_its_form() {
    let lines = MESSAGES.map(|text| json!({"text": text, "now": NOW}));
    for (text, answer) in MESSAGES.iter().zip(&answers(&["classify"], &lines)) {
        assert_eq!(fields(answer), "candidates confidence intent oos slots", "{text}");
        check_candidates(text, answer);
        check_slots(text, answer);
    }
}

#[test]
fn what_no_intent_covers_is_out_of_scope_and_unsure() {
    let texts = ["write off 20 pallets of stock", "book me a meeting room for friday"];
    for answer in answers(&["classify"], &texts.map(|text| json!({"text": text}))) {
        assert_eq!((&answer["intent"], &answer["oos"]), (&json!("oos"), &json!(true)), "{answer}");
        assert!(answer["confidence"].as_f64().unwrap() < 0.5, "{answer}");
        assert_eq!(answer["slots"], json!([]));
    }
}

/// The values of the slots of a message, by name.
fn slots(flags: &[&str], line: Value) -> Value {
    let answer = answer(&[&["classify"], flags].concat(), line);
    let slots = answer["slots"].as_array().unwrap().iter();
    slots.map(|slot| (slot["name"].as_str().unwrap().to_owned(), slot["value"].clone())).collect()
}

#[test]
fn slots_have_typed_values() {
    let check = |text: &str, wanted: Value| assert_eq!(slots(&["--now", NOW], json!({"text": text})), wanted, "{text}");
    check("approve invoice inv-2041", json!({"invoice": {"kind": "invoice", "value": "INV-2041"}}));
    check("approve invoice 8812 not 8821", json!({"invoice": {"kind": "invoice", "value": "8812"}}));
    check(
        "transfer 20 boxes of sku-88 from Leeds to Bristol",
        json!({"item": "SKU-88", "quantity": {"value": 20, "unit": "box"}, "from": "Leeds", "to": "Bristol"}),
    );
    check("show my payslip for february 2026", json!({"period": "2026-02-01/2026-02-28"}));
}

#[test]
fn now_and_locale_are_honoured() {
    let text = "show my payslip for last month";
    let february = json!({"period": "2026-02-01/2026-02-28"});
    assert_eq!(slots(&[], json!({"text": text, "now": NOW})), february);
    assert_eq!(slots(&["--now", NOW], json!({"text": text})), february);
    assert_eq!(slots(&["--now", "2020-01-01T00:00:00Z"], json!({"text": text, "now": NOW})), february, "the line wins");
    // The same moment is another day further east.
    let task = json!({"text": "request leave tomorrow"});
    assert_eq!(slots(&["--now", "2026-03-11T23:30:00+05:30"], task.clone())["dates"], "2026-03-12/2026-03-12");
    assert_eq!(slots(&["--now", "2026-03-11T23:30:00-08:00"], task)["dates"], "2026-03-12/2026-03-12");
}

#[test]
fn the_locale_decides_days_and_money() {
    let leave = |locale: &str| slots(&["--now", NOW], json!({"text": "request leave on 5/4/2026", "locale": locale}));
    assert_eq!(leave("en-GB")["dates"], "2026-04-05/2026-04-05");
    assert_eq!(leave("en-US")["dates"], "2026-05-04/2026-05-04");
    assert_eq!(
        slots(&["--locale", "en-US", "--now", NOW], json!({"text": "request leave on 5/4/2026"})),
        leave("en-US")
    );
    let expense =
        |locale: &str| slots(&[], json!({"text": "claim 450 for a taxi", "locale": locale}))["amount"].clone();
    assert_eq!(expense("en-IN"), json!({"value": 450, "currency": "INR"}));
    assert_eq!(expense("en-US"), json!({"value": 450, "currency": "USD"}));
}

#[test]
fn a_moment_without_an_offset_is_a_bad_line() {
    let check = |now: Value| {
        let line = json!({"text": "hello", "now": now}).to_string();
        let answered = crate::command::erp_chat(&["classify"], line);
        assert_eq!(answered.status, 1);
        assert!(answered.lines()[0]["error"].as_str().unwrap().contains("now") || !now.is_string());
    };
    check(json!("2026-03-11T10:00:00"));
    check(json!("yesterday"));
    check(json!(5));
}
