//! Prints what the engine answers natively, one JSON line per case: `{"name", "bundle", "answer"}`.
//!
//! `tests/parity/parity.mjs` gives the same input to the wasm and compares the answers byte for byte.

use erp_chat_engine::bundle::Sections;
use erp_chat_wasm::exchange::{describe, load};
use serde_json::json;

fn main() {
    let whole = bundle();
    let cut = whole.get(..whole.len() / 2).unwrap_or_default();
    case("a whole bundle", &whole);
    case("half a bundle", cut);
    case("no bundle", b"");
    case("an HTML page", b"<!doctype html><title>Log in</title>");
}

fn bundle() -> Vec<u8> {
    let mut sections = Sections::default();
    sections.push(*b"demo", vec![1, 2, 3]);
    sections.to_bytes()
}

fn case(name: &str, bundle: &[u8]) {
    let answer = match load(bundle) {
        Ok(loaded) => describe(&loaded),
        Err(refusal) => json!({ "code": refusal.code, "message": refusal.message }).to_string(),
    };
    println!("{}", json!({ "name": name, "bundle": bundle, "answer": answer }));
}
