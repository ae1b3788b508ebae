//! Mutates the checked-in inputs for a number of seconds (600 unless told), from a seed (1 unless told).
//!
//! `cargo run --release --manifest-path src/engine/fuzz/Cargo.toml -- 600 1`; an input that fails is printed, and
//! belongs into the corpus as a file once the fault is mended.

mod mutation;
mod redactor;

use mutation::{Source, mutated};
use std::error::Error;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(Ok(600), |text| text.parse())?;
    let seed = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let corpus = corpus()?;
    let (began, mut source, mut inputs) = (Instant::now(), Source::new(seed), 0_u64);
    corpus.iter().try_for_each(|input| try_input(input))?;
    while began.elapsed() < Duration::from_secs(seconds) {
        try_input(&mutated(&corpus, &mut source))?;
        inputs += 1;
    }
    println!("{inputs} inputs, no fault");
    Ok(())
}

fn try_input(input: &[u8]) -> Result<(), String> {
    catch_unwind(|| redactor::check(input)).map_err(|_| format!("fault on {:?}", String::from_utf8_lossy(input)))
}

/// The checked-in inputs, in the order of their names.
fn corpus() -> Result<Vec<Vec<u8>>, std::io::Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/redactor");
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    paths.iter().map(std::fs::read).collect()
}
