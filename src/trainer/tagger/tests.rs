//! The starter corpus as a test of the tagger: what it learns, how well, and that it learns the same twice.

use super::*;

fn read(path: &str) -> Vec<MarkedExample> {
    let path = format!("{}/../starter/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines()
        .map(|line| MarkedExample::from_json(line).unwrap())
        .collect()
}

fn corpus() -> Vec<MarkedExample> {
    let files = ["people", "finance", "stock", "conversation"];
    files
        .iter()
        .flat_map(|file| read(&format!("corpus/{file}.jsonl")))
        .collect()
}

#[test]
fn held_out_slots_are_found() {
    let started = std::time::Instant::now();
    let tagger = train(&corpus(), 1).unwrap();
    println!("trained in {:?}, {} bytes", started.elapsed(), tagger.to_bytes().len());
    let counts = evaluate(&read("held_out.jsonl"), |example| {
        tagger.tag(&example.intent, &example.text)
    });
    println!("held out: {counts:?}, span F1 {:.3}", counts.f1());
}

/// `SNIPS=folder cargo test --release -p erp-chat-trainer tagger -- --ignored --nocapture`
#[test]
#[ignore = "a development check on a corpus that is not part of the repository"]
fn another_corpus_is_learned() {
    let folder = std::env::var("SLOT_CORPUS").unwrap();
    let read = |name: &str| -> Vec<MarkedExample> {
        let text = std::fs::read_to_string(format!("{folder}/{name}.jsonl")).unwrap();
        text.lines()
            .map(|line| MarkedExample::from_json(line).unwrap())
            .collect()
    };
    let started = std::time::Instant::now();
    let tagger = train(&read("snips_train"), 1).unwrap();
    println!("trained in {:?}, {} bytes", started.elapsed(), tagger.to_bytes().len());
    let counts = evaluate(&read("snips_test"), |example| {
        tagger.tag(&example.intent, &example.text)
    });
    println!("{counts:?}, span F1 {:.3}", counts.f1());
}

/// Trains on nine tenths of the corpus, tags the rest, and lists what differs.
#[test]
#[ignore = "a development check: the errors on a tenth of the corpus held back"]
fn a_tenth_held_back_is_listed() {
    let mut total = SpanCounts::default();
    for fold in 0..5 {
        let (test, training): (Vec<_>, Vec<_>) = corpus().into_iter().enumerate().partition(|(at, _)| at % 10 == fold);
        let [test, training] =
            [test, training].map(|part| part.into_iter().map(|(_, example)| example).collect::<Vec<_>>());
        let tagger = train(&training, 1).unwrap();
        let find = |example: &MarkedExample| tagger.tag(&example.intent, &example.text);
        let counts = evaluate(&test, find);
        println!("fold {fold}: {counts:?}, span F1 {:.3}", counts.f1());
        total.marked += counts.marked;
        total.found += counts.found;
        total.right += counts.right;
        for example in test.iter().filter(|example| find(example) != example.slots) {
            let named = |slots: Vec<(String, Span)>| -> Vec<String> {
                slots
                    .iter()
                    .map(|(name, span)| format!("{name}={}", span.of(&example.text)))
                    .collect()
            };
            println!(
                "  {} | {}\n     marked {:?}\n     found  {:?}",
                example.intent,
                example.text,
                named(example.slots.clone()),
                named(find(example))
            );
        }
    }
    println!("all folds: span F1 {:.3}", total.f1());
}
