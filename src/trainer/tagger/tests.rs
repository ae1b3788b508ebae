//! The starter corpus as a test of the tagger: what it learns, how well, and that it learns the same twice.

use super::*;
use erp_chat_engine::definition::Direction;
use erp_chat_engine::entity::Reading;
use erp_chat_engine::locale::Locale;
use erp_chat_engine::slots;
use std::path::Path;

const SEED: u64 = 1;

fn read(path: &Path) -> Vec<MarkedExample> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| MarkedExample::from_json(line).unwrap())
        .collect()
}

fn starter(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../starter").join(path)
}

fn corpus() -> Vec<MarkedExample> {
    let files = ["people", "finance", "stock", "conversation"];
    files
        .iter()
        .flat_map(|file| read(&starter(&format!("corpus/{file}.jsonl"))))
        .collect()
}

fn definition() -> Definition {
    toml::from_str(&std::fs::read_to_string(starter("assistant.toml")).unwrap()).unwrap()
}

/// A Monday in November 2026, in Britain.
fn reading(locale: &Locale) -> Reading<'_> {
    Reading {
        today: jiff::civil::date(2026, 11, 23),
        locale,
        looks: Direction::Forward,
    }
}

#[test]
fn held_out_slots_are_found() {
    let locale = Locale::default();
    let started = std::time::Instant::now();
    let tagger = train(&corpus(), &definition(), SEED).unwrap();
    println!("trained in {:?}, {} bytes", started.elapsed(), tagger.to_bytes().len());
    let held_out = read(&starter("held_out.jsonl"));
    let scores = evaluate(&tagger, &definition(), &held_out, &reading(&locale));
    println!(
        "held out: span F1 {:.3}, value F1 {:.3}, {scores:?}",
        scores.spans.f1(),
        scores.values.f1()
    );
}

#[test]
#[ignore = "a development check on a corpus that is not part of the repository: SLOT_TRAIN and SLOT_TEST are its files"]
fn another_corpus_is_learned() {
    let [training, test] = ["SLOT_TRAIN", "SLOT_TEST"].map(|name| read(Path::new(&std::env::var(name).unwrap())));
    let started = std::time::Instant::now();
    let tagger = train(&training, &Definition::default(), SEED).unwrap();
    println!("trained in {:?}, {} bytes", started.elapsed(), tagger.to_bytes().len());
    let mut counts = Counts::default();
    for example in &test {
        counts.add(&example.slots, &tagger.tag(&example.intent, &example.text));
    }
    println!("span F1 {:.3}, {counts:?}", counts.f1());
}

/// Trains on nine tenths of the corpus, fills the rest, and lists what differs.
#[test]
#[ignore = "a development check: the errors on a tenth of the corpus held back, five times"]
fn a_tenth_held_back_is_listed() {
    let (locale, definition) = (Locale::default(), definition());
    let (mut tagged, mut filled) = (Counts::default(), Counts::default());
    for fold in 0..5 {
        let (test, training): (Vec<_>, Vec<_>) = corpus().into_iter().enumerate().partition(|(at, _)| at % 10 == fold);
        let [test, training] =
            [test, training].map(|part| part.into_iter().map(|(_, example)| example).collect::<Vec<_>>());
        let tagger = train(&training, &definition, SEED).unwrap();
        for example in &test {
            let intent = definition.intent(&example.intent).unwrap();
            let mut tags = tagger.tag(&example.intent, &example.text);
            let reading = Reading {
                looks: intent.looks,
                ..reading(&locale)
            };
            let slots = slots::fill(intent, &example.text, &tags, &reading);
            let found: Vec<_> = slots.into_iter().map(|slot| (slot.name, slot.span)).collect();
            tags.sort_by_key(|(_, span)| *span);
            tagged.add(&example.slots, &tags);
            filled.add(&example.slots, &found);
            if found != example.slots {
                list(example, &tags, &found);
            }
        }
    }
    println!("all folds: tagged F1 {:.3}, filled F1 {:.3}", tagged.f1(), filled.f1());
}

fn list(example: &MarkedExample, tags: &[(String, Span)], found: &[(String, Span)]) {
    println!("  {} | {}", example.intent, example.text);
    for (label, slots) in [("marked", &example.slots[..]), ("tagged", tags), ("filled", found)] {
        let slots: Vec<_> = slots
            .iter()
            .map(|(name, span)| format!("{name}={}", span.of(&example.text)))
            .collect();
        println!("    {label} {}", slots.join(", "));
    }
}
