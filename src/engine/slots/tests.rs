//! What fills which slot, one message a line.

use super::*;
use crate::definition::{Definition, Direction};
use crate::locale::Locale;

const DEFINITION: &str = r#"{"name": "Test", "version": "1", "intent": [
    {"name": "approve_invoice", "title": "", "slot": [
        {"name": "invoice", "type": "document", "document": "invoice"}]},
    {"name": "record_payment", "title": "", "slot": [
        {"name": "amount", "type": "amount"},
        {"name": "party", "type": "vendor", "cues": ["from", "to"]},
        {"name": "invoice", "type": "document", "document": "invoice"},
        {"name": "method", "type": "choice", "cues": ["by"],
            "choices": {"cash": ["cash"], "bank transfer": ["wire", "bank transfer"]}}]},
    {"name": "create_task", "title": "", "slot": [
        {"name": "title", "type": "text", "cues": ["task", "to", "reminder"]},
        {"name": "assignee", "type": "person", "cues": ["for", "assign to"]},
        {"name": "due_date", "type": "date", "cues": ["by", "due"]}]},
    {"name": "transfer_stock", "title": "", "slot": [
        {"name": "item", "type": "sku", "cues": ["of"]},
        {"name": "quantity", "type": "quantity"},
        {"name": "to", "type": "site", "cues": ["to"]},
        {"name": "from", "type": "site", "cues": ["from"]}]},
    {"name": "create_user", "title": "", "slot": [
        {"name": "name", "type": "person"},
        {"name": "email", "type": "text", "cues": ["email"]}]},
    {"name": "reject_invoice", "title": "", "slot": [
        {"name": "invoice", "type": "document", "document": "invoice"},
        {"name": "reason", "type": "text", "cues": ["because", "reason"]}]},
    {"name": "request_leave", "title": "", "slot": [{"name": "dates", "type": "period"}]}
]}"#;

fn intent(name: &str) -> Intent {
    let definition: Definition = serde_json::from_str(DEFINITION).unwrap();
    definition.intent(name).unwrap().clone()
}

fn with_reading<T>(read: impl FnOnce(&Reading) -> T) -> T {
    let locale = Locale::default();
    read(&Reading { today: jiff::civil::date(2026, 11, 23), locale: &locale, looks: Direction::Forward })
}

fn shown(slot: FilledSlot) -> String {
    let value = slot.value.map_or_else(|reason| format!("{reason:?}"), |value| value.plain());
    format!("{}={value}", slot.name)
}

/// Fills with the tags given as `name=text`.
fn check(name: &str, text: &str, tags: &[&str], expected: &[&str]) {
    let tag = |tag: &&str| {
        let (name, value) = tag.split_once('=').unwrap();
        let start = text.find(value).unwrap();
        let end = start + value.len();
        (name.to_owned(), Span { start, end })
    };
    let tags: Vec<_> = tags.iter().map(tag).collect();
    let filled = with_reading(|reading| fill(&intent(name), text, &tags, reading));
    assert_eq!(filled.into_iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn entities_fill_what_the_tagger_missed() {
    check("approve_invoice", "approve invoice 8812", &[], &["invoice=8812"]);
    check("approve_invoice", "approve PO-77", &[], &[]);
    check("request_leave", "off 3 to 5 December", &[], &["dates=2026-12-03/2026-12-05"]);
    check("record_payment", "got £600 for INV-81", &[], &["amount=600 GBP", "invoice=INV-81"]);
    check("create_user", "add Ravi, [EMAIL]", &["name=Ravi"], &["name=Ravi", "email=[EMAIL]"]);
}

#[test]
fn tags_are_snapped_and_trimmed() {
    check("approve_invoice", "pass inv 77-B please", &["invoice=inv 77-B please"], &["invoice=77-B"]);
    check("create_task", "remind me to call Jo please", &["title=call Jo please"], &["title=call Jo"]);
    check(
        "transfer_stock",
        "20 boxes of tape to Leeds",
        &["quantity=20", "to=Leeds"],
        &["quantity=20 box", "to=Leeds"],
    );
}

#[test]
fn a_span_gives_up_what_another_slot_asks_for() {
    let title = ["title=call Jo on Friday"];
    check("create_task", "remind me to call Jo on Friday", &title, &["title=call Jo", "due_date=2026-11-27"]);
    check(
        "transfer_stock",
        "9 tyres to rack 12",
        &["item=9 tyres", "to=rack 12"],
        &["quantity=9", "item=TYRES", "to=rack 12"],
    );
    check("create_task", "a task for somebody else", &["assignee=somebody else"], &[]);
}

#[test]
fn cues_and_choices_fill_open_slots() {
    check("reject_invoice", "refuse bill 77 because no PO, thanks", &[], &["invoice=77", "reason=no PO"]);
    check("transfer_stock", "move 20 boxes from Hull to York", &[], &["quantity=20 box", "from=Hull", "to=York"]);
    check("record_payment", "£5 by wire", &[], &["amount=5 GBP", "method=bank transfer"]);
    check(
        "create_task",
        "Add reminder: call the depot by Friday",
        &[],
        &["title=call the depot", "due_date=2026-11-27"],
    );
}

#[test]
fn what_is_denied_is_not_filled() {
    check("approve_invoice", "invoice 8812 not 8821", &["invoice=8821"], &["invoice=8812"]);
    check("transfer_stock", "to York not Leeds", &["to=Leeds"], &["to=York"]);
}

#[test]
fn any_text_is_taken() {
    let long = "move 5 boxes to York, not Leeds ".repeat(2_000);
    for text in ["", " ", "\u{0}", "नहीं [EMAIL", "....", "because", "to", &long] {
        with_reading(|reading| {
            for intent in serde_json::from_str::<Definition>(DEFINITION).unwrap().intents {
                let tags = [("to".to_owned(), Span { start: 0, end: 9_999_999 })];
                let _ = fill(&intent, text, &tags, reading);
                let _: Vec<_> = intent.slots.iter().map(|slot| answer(slot, text, reading)).collect();
            }
        });
    }
}

#[test]
fn an_answer_fills_the_slot_that_was_asked_for() {
    let check = |name: &str, slot: &str, text: &str, expected: Option<&str>| {
        let intent = intent(name);
        let found = with_reading(|reading| answer(intent.slot(slot).unwrap(), text, reading));
        assert_eq!(found.map(|slot| shown(slot).split_once('=').unwrap().1.to_owned()).as_deref(), expected, "{text}");
    };
    check("create_task", "assignee", "it's for Ravi please", Some("Ravi"));
    check("create_task", "assignee", "Ravi", Some("Ravi"));
    check("create_task", "assignee", "can you tell me what the weather is like today", None);
    check("create_task", "due_date", "make it Friday", Some("2026-11-27"));
    check(
        "create_task",
        "title",
        "call the Leeds depot about the pallets, thanks!",
        Some("call the Leeds depot about the pallets"),
    );
    check("transfer_stock", "quantity", "20 boxes", Some("20 box"));
    check("transfer_stock", "quantity", "no, a hundred", Some("100"));
    check("transfer_stock", "to", "to the York depot", Some("York depot"));
    check("approve_invoice", "invoice", "8812", Some("8812"));
    check("record_payment", "method", "by wire pls", Some("bank transfer"));
    check("record_payment", "amount", "1,200", Some("1200 GBP"));
    check("create_user", "email", "it is [EMAIL]", Some("[EMAIL]"));
    check("create_task", "due_date", "", None);
}
