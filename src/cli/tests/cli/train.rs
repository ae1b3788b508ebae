//! `train` and `evaluate` on a small set of examples that has nothing to do with an ERP.

use crate::command::{answers, erp_chat, fields};
use crate::scratch::Scratch;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Verbs and objects of each intent; every verb goes with every object.
const INTENTS: [(&str, &[&str], &[&str]); 3] = [
    (
        "water_plant",
        &["water", "please water", "sprinkle", "give water to", "drench"],
        &["the fern", "my roses", "the ivy", "every tulip"],
    ),
    (
        "feed_animal",
        &["feed", "please feed", "give food to", "fill the bowl of", "throw hay to"],
        &["the goat", "my rabbit", "the hens", "every pony"],
    ),
    (
        "open_gate",
        &["open", "please open", "unlock", "unbolt", "swing open"],
        &["the gate", "my shed", "the barn", "every door"],
    ),
];
/// Examples in all.
const ROWS: usize = 60;

/// The examples; with `marked`, the object of each is a slot `thing`.
fn examples(marked: bool) -> String {
    let example = |intent: &str, verb: &str, object: &str| {
        let text = format!("{verb} {object}");
        let (start, end) = (text.chars().count() - object.chars().count(), text.chars().count());
        let slots = json!([{"name": "thing", "start": start, "end": end}]);
        json!({"text": text, "intent": intent, "slots": if marked { slots } else { json!([]) }}).to_string()
    };
    let texts = INTENTS.iter().flat_map(|(intent, verbs, objects)| {
        let pairs = verbs.iter().flat_map(|verb| objects.iter().map(move |object| (verb, object)));
        pairs.map(move |(verb, object)| example(intent, verb, object))
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Trains with these flags and gives the bytes of the model.
fn train(scratch: &Scratch, model: &str, data: &str, flags: &[&str]) -> Vec<u8> {
    let out = scratch.path(model);
    let answered = erp_chat(&[&["train", "--data", data, "--out", &out], flags].concat(), "");
    assert_eq!((answered.status, answered.errors.as_str()), (0, ""));
    assert!(answered.output.contains("accuracy"), "{}", answered.output);
    scratch.read(model)
}

#[test]
fn the_same_data_and_seed_give_the_same_bytes() {
    let scratch = Scratch::new("the_same_data_and_seed_give_the_same_bytes");
    let data = scratch.write("data.jsonl", examples(true));
    let first = train(&scratch, "first", &data, &["--seed", "7"]);
    assert!(first == train(&scratch, "second", &data, &["--seed", "7"]));
    assert!(first != train(&scratch, "third", &data, &["--seed", "8"]), "the seed is not used");
}

#[test]
fn a_model_knows_only_its_own_intents() {
    let scratch = Scratch::new("a_model_knows_only_its_own_intents");
    let data = scratch.write("data.jsonl", examples(true));
    train(&scratch, "model", &data, &[]);
    let lines = ["fill the bowl of the pony", "hello", "approve invoice 7", ""].map(|text| json!({"text": text}));
    let own: BTreeSet<&str> = INTENTS.iter().map(|(intent, ..)| *intent).collect();
    let answers = answers(&["classify", "--model", &scratch.path("model")], &lines);
    for answer in &answers {
        assert_eq!(fields(answer), "candidates confidence intent oos slots");
        let candidates = answer["candidates"].as_array().unwrap().iter();
        let named: BTreeSet<&str> = candidates.filter_map(|candidate| candidate["intent"].as_str()).collect();
        assert_eq!(named, own, "{answer}");
    }
    let [known, ..] = answers.as_slice() else { panic!("no answers") };
    assert_eq!(known["intent"], "feed_animal", "{known}");
    assert_eq!(known["slots"][0]["name"], "thing", "{known}");
    assert_eq!(known["slots"][0]["text"], "the pony", "{known}");
}

#[test]
fn a_new_intent_that_breaks_others_is_named() {
    let scratch = Scratch::new("a_new_intent_that_breaks_others_is_named");
    let (few, out) = (scratch.write("few.jsonl", examples(false)), scratch.path("model"));
    let report = |data: &str| erp_chat(&["train", "--data", data, "--out", &out], "").output;
    assert!(!report(&few).contains("replaces"));
    assert!(report(&few).contains("no intent got worse"));
    // The new intent says much the same as an old one.
    let rows = examples(false);
    let copies = rows.lines().filter(|line| line.contains("feed_animal"));
    let copies: Vec<_> = copies.map(|line| line.replace("feed_animal", "feed_pet").replace("goat", "cat")).collect();
    let more = scratch.write("more.jsonl", format!("{rows}\n{}", copies.join("\n")));
    let spoken = report(&more);
    assert!(spoken.contains("worse: feed_animal") && spoken.contains("(feed_pet)"), "{spoken}");
    assert!(!spoken.contains("worse: water_plant"), "{spoken}");
}

#[test]
fn a_model_is_measured() {
    let scratch = Scratch::new("a_model_is_measured");
    let data = scratch.write("data.jsonl", examples(false));
    train(&scratch, "model", &data, &[]);
    let flags = ["evaluate", "--model", &scratch.path("model"), "--data", &data];
    let metrics = erp_chat(&[&flags[..], &["--json"]].concat(), "").lines().remove(0);
    let wanted = "accuracy confusions ece intervals latency_us macro_f1 oos_auroc oos_recall per_intent rows";
    assert_eq!(fields(&metrics), wanted);
    assert_eq!(metrics["rows"], ROWS);
    assert_eq!(fields(&metrics["latency_us"]), "p50 p99");
    for share in ["accuracy", "macro_f1", "ece"] {
        let value = metrics[share].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&value), "{share}: {value}");
    }
    assert!(metrics["accuracy"].as_f64().unwrap() > 0.9, "{metrics}");
    let [low, high] = [0, 1].map(|end| metrics["intervals"]["accuracy"][end].as_f64().unwrap());
    assert!(low <= high && high <= 1.0, "{metrics}");
    assert_eq!(metrics["per_intent"].as_array().map(Vec::len), Some(INTENTS.len()));
    let spoken = erp_chat(&flags, "");
    assert!(spoken.status == 0 && spoken.output.contains("accuracy"), "{}", spoken.output);
}

#[test]
fn rows_out_of_scope_are_measured_too() {
    let scratch = Scratch::new("rows_out_of_scope_are_measured_too");
    let strange = ["sell my car", "what is the capital of Peru", "sing me a song", "how tall is Everest"];
    let rows = strange.map(|text| json!({"text": text, "intent": "oos"}).to_string()).join("\n");
    let data = scratch.write("data.jsonl", format!("{}\n{rows}", examples(false)));
    train(&scratch, "model", &data, &[]);
    let flags = ["evaluate", "--model", &scratch.path("model"), "--data", &data, "--json"];
    let metrics: Value = erp_chat(&flags, "").lines().remove(0);
    assert_eq!(metrics["rows"], ROWS + strange.len());
    for share in ["oos_recall", "oos_auroc"] {
        let value = metrics[share].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&value), "{share}: {value}");
    }
}
