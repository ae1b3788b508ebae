//! What holds for every text: no panic, spans that fit, one order.

use super::with_reading;
use crate::definition::Slot;
use crate::entity::{find, read};
use proptest::prelude::*;

/// Pieces that recognisers react to, in any order, and any characters between.
fn text() -> impl Strategy<Value = String> {
    const PIECES: [&str; 32] = [
        "12",
        "the",
        "5th",
        "to",
        "-",
        "/",
        "dec",
        "2026",
        "next",
        "week",
        "last",
        "3",
        "days",
        "from",
        "monday",
        "invoice",
        "INV-",
        "not",
        "£",
        "lakh",
        "boxes",
        "dozen",
        "sku",
        "end of",
        "q",
        "fy",
        "99999999999999",
        "since",
        "kal",
        ",",
        ".",
        "feb",
    ];
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,3}"];
    let space = prop_oneof![3 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, space), 0..16)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| piece + space).collect())
}

fn place() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["GB", "GB-", "IN", "IN-", "US", "US-"][..])
}

proptest! {
    #[test]
    fn entities_fit_their_text_and_stand_in_order(text in text(), place in place()) {
        let entities = with_reading(place, |reading| find(&text, reading));
        for entity in &entities {
            prop_assert!(!entity.span.of(&text).is_empty());
        }
        let in_order = entities.is_sorted_by_key(|entity| (entity.span.start, usize::MAX - entity.span.end));
        prop_assert!(in_order);
    }

    #[test]
    fn what_is_found_reads_back_as_the_same(text in text(), place in place()) {
        for entity in with_reading(place, |reading| find(&text, reading)) {
            let slot = Slot { slot_type: entity.slot_type, ..slot() };
            let again = with_reading(place, |reading| read(&slot, entity.span.of(&text), reading));
            prop_assert!(again.is_some(), "{:?}", entity);
        }
    }
}

fn slot() -> Slot {
    serde_json::from_str(r#"{"name": "slot", "type": "text", "choices": {}}"#).unwrap()
}
