//! Replays the inputs of the fuzz target and some thousand changes of them, the same ones every time.

use crate::mutation::{Source, mutated};
use crate::redactor::check;

/// About a second of work where tests run.
const INPUTS: usize = 4_000;

#[test]
#[expect(clippy::disallowed_methods, reason = "the corpus is files, and a test is not the engine")]
fn the_corpus_and_its_mutations_hold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/redactor");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let corpus: Vec<_> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    corpus.iter().for_each(|input| check(input));
    let mut source = Source::new(1);
    (0..INPUTS).for_each(|_| check(&mutated(&corpus, &mut source)));
}
