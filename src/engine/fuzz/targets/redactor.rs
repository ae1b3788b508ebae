//! The redactor under libFuzzer: `cargo fuzz run redactor --features libfuzzer`.

#![no_main]

#[path = "../redactor.rs"]
mod redactor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| redactor::check(bytes));
