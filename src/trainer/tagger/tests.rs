//! The starter corpus as a test of the tagger: what it learns, how well, and that it learns the same twice.

use super::*;
use erp_chat_engine::definition::Direction;
use erp_chat_engine::entity::Reading;
use erp_chat_engine::locale::Locale;
use std::path::Path;

const SEED: u64 = 1;

fn read(path: &Path) -> Vec<MarkedExample> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| MarkedExample::from_json(line).unwrap()).collect()
}

fn starter(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../starter").join(path)
}

fn corpus() -> Vec<MarkedExample> {
    let files = ["people", "finance", "stock", "conversation"];
    files.iter().flat_map(|file| read(&starter(&format!("corpus/{file}.jsonl")))).collect()
}

fn definition() -> Definition {
    toml::from_str(&std::fs::read_to_string(starter("assistant.toml")).unwrap()).unwrap()
}

/// A Monday in November 2026, in Britain.
fn reading(locale: &Locale) -> Reading<'_> {
    Reading { today: jiff::civil::date(2026, 11, 23), locale, looks: Direction::Forward }
}

#[test]
fn held_out_slots_are_found() {
    let locale = Locale::default();
    let started = std::time::Instant::now();
    let tagger = train(&corpus(), &definition(), SEED).unwrap();
    println!("trained in {:?}, {} bytes", started.elapsed(), tagger.to_bytes().len());
    let held_out = read(&starter("held_out.jsonl"));
    let scores = evaluate(&tagger, &definition(), &held_out, &reading(&locale));
    println!("span F1 {:.3}, value F1 {:.3}, {scores:?}", scores.spans.f1(), scores.values.f1());
    assert!(scores.spans.f1() > 0.86 && scores.values.f1() > 0.88, "{scores:?}");
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let some: Vec<_> = corpus().into_iter().step_by(20).collect();
    let bytes = || train(&some, &definition(), SEED).unwrap().to_bytes();
    assert_eq!(bytes(), bytes());
}

#[test]
fn any_label_set_is_learned() {
    let line = |city: &str| {
        let text = format!("fly to {city} now");
        let end = 7 + city.chars().count();
        format!(r#"{{"text": "{text}", "intent": "fly", "slots": [{{"slot": "goal", "start": 7, "end": {end}}}]}}"#)
    };
    let cities = ["Malmö", "São Paulo", "Hull", "The Hague", "Oslo"];
    let examples: Vec<_> = cities.iter().map(|city| MarkedExample::from_json(&line(city)).unwrap()).collect();
    let tagger = train(&examples, &Definition::default(), SEED).unwrap();
    let restored = Tagger::from_bytes(&tagger.to_bytes()).unwrap();
    let text = "fly to Évora now";
    let found: Vec<_> = restored.tag("fly", text).into_iter().map(|(name, span)| (name, span.of(text))).collect();
    assert_eq!(found, [("goal".to_owned(), "Évora")]);
    assert_eq!(restored.tag("walk", text), []);
}
