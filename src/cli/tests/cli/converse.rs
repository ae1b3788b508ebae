//! `converse`: the form of an answer, and what surrounds a conversation.

use crate::command::{answer, fields};
use serde_json::{Value, json};

const TURN: &str = "action actions confidence corrects handoff intent intents options record repeat_level reply route \
                    slot_asked slots";

/// The turns of a conversation.
fn turns(context: Value, turns: Value) -> Vec<Value> {
    let answer = answer(&["converse"], json!({"id": "a", "context": context, "turns": turns}));
    assert_eq!((fields(&answer).as_str(), &answer["id"]), ("id turns", &json!("a")));
    answer["turns"].as_array().unwrap().clone()
}

fn only_turn(context: Value, turn: Value) -> Value {
    turns(context, json!([turn])).remove(0)
}

#[test]
fn every_turn_has_its_form() {
    let said = ["hello", "list my tasks", "request leave", "approve invoice INV-7", "blorp", "", "a person please"];
    let said: Vec<Value> = said.iter().map(|text| json!({"user": text})).collect();
    for turn in turns(json!({"now": "2026-03-11T10:00:00Z"}), json!(said)) {
        assert_eq!(fields(&turn), TURN);
        check_intents(&turn);
        let actions = turn["actions"].as_array().unwrap();
        assert_eq!(turn["action"], actions.first().cloned().unwrap_or_default());
        actions.iter().for_each(|action| assert_eq!(fields(action), "args name status"));
        assert_eq!(turn["record"]["kind"], "interaction");
    }
}

fn check_intents(turn: &Value) {
    let intents = turn["intents"].as_array().unwrap();
    assert!(!intents.is_empty(), "{turn}");
    assert!(
        intents.iter().any(|intent| intent["route"] == turn["route"] && intent["intent"] == turn["intent"]),
        "{turn}"
    );
    intents.iter().for_each(|intent| assert_eq!(fields(intent), "action intent route"));
    let options = turn["options"].as_array().unwrap();
    options.iter().for_each(|option| assert_eq!(fields(option), "intent label"));
}

#[test]
fn any_id_comes_back() {
    for id in [json!(7), json!("x"), json!(null), json!({"a": [1]})] {
        assert_eq!(answer(&["converse"], json!({"id": id, "turns": []})), json!({"id": id, "turns": []}));
    }
}

#[test]
fn the_same_conversation_gives_the_same_bytes() {
    let line = json!({"id": 1, "context": {"now": "2026-03-11T10:00:00Z"},
        "turns": [{"user": "hello"}, {"user": "list my tasks"}, {"user": "list my tasks"}]});
    assert_eq!(answer(&["converse"], line.clone()).to_string(), answer(&["converse"], line).to_string());
}

#[test]
fn an_unknown_or_missing_role_is_an_employee() {
    let route =
        |role: Value| only_turn(json!({}), json!({"user": "approve invoice INV-7", "role": role}))["route"].clone();
    assert_eq!(route(json!("accountant")), "confirm");
    for role in [json!(null), json!("employee"), json!("emperor"), json!("")] {
        assert_eq!(route(role.clone()), "deny", "{role}");
    }
}

#[test]
fn a_role_holds_until_the_next_one() {
    let said = json!([{"user": "approve invoice INV-7", "role": "accountant"}, {"user": "no"},
        {"user": "approve invoice INV-8"}, {"user": "approve invoice INV-9", "role": "unknown"}]);
    let routes: Vec<Value> = turns(json!({}), said).iter().map(|turn| turn["route"].clone()).collect();
    assert_eq!(routes, ["confirm", "smalltalk", "confirm", "deny"]);
}

#[test]
fn the_network_decides_what_becomes_of_an_action() {
    let check = |context: Value, turn: Value, status: &str, route: &str| {
        let said = json!({"user": "add a task: call the depot", "context": turn});
        let turn = only_turn(context.clone(), said);
        assert_eq!((&turn["action"]["status"], &turn["route"]), (&json!(status), &json!(route)), "{context}");
    };
    check(json!({}), json!({}), "done", "execute");
    check(json!({"online": false}), json!({}), "queued", "execute");
    check(json!({"backend": "down"}), json!({}), "failed", "fallback");
    check(json!({"online": false, "backend": "down"}), json!({}), "queued", "execute");
    check(json!({"online": false}), json!({"online": true}), "done", "execute");
    check(json!({}), json!({"backend": "down"}), "failed", "fallback");
}

#[test]
fn the_hour_decides_the_greeting_and_nothing_else() {
    let check = |hour: u8, words: &[&str]| {
        let now = "2026-03-11T10:00:00Z";
        let reply = only_turn(json!({"hour": hour, "now": now}), json!({"user": "hello"}))["reply"].to_string();
        let said: Vec<&str> =
            ["orning", "fternoon", "vening"].into_iter().filter(|word| reply.contains(word)).collect();
        assert!(said.iter().all(|word| words.contains(word)), "{hour}: {reply}");
    };
    for hour in [5, 8, 11] {
        check(hour, &["orning"]);
    }
    for hour in [12, 16] {
        check(hour, &["fternoon"]);
    }
    for hour in [17, 23, 0, 4] {
        check(hour, &["vening"]);
    }
    let leave =
        only_turn(json!({"hour": 23, "now": "2026-03-11T10:00:00Z"}), json!({"user": "request annual leave tomorrow"}));
    assert_eq!(leave["slots"]["dates"], "2026-03-12/2026-03-12");
}

#[test]
fn arguments_are_exact_and_the_record_is_redacted() {
    let said = json!([{"user": "create a user Anita Desai, anita.desai@example.com", "role": "admin"}]);
    let turn = turns(json!({}), said).remove(0);
    assert_eq!(turn["slots"]["email"], "anita.desai@example.com", "{turn}");
    assert!(!turn["record"].to_string().contains("anita.desai@example.com"), "{turn}");
}
