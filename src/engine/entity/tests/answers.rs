//! Answers to a question, read as the type of the slot.

use super::with_reading;
use crate::definition::Slot;
use crate::entity::read;

/// Checks an answer for a slot such as `date` or `document:leave_request`.
fn check(slot: &str, text: &str, expected: &str) {
    let (slot_type, document) = slot.split_once(':').unwrap_or((slot, "invoice"));
    let choices = r#"{"annual": ["holiday", "pto"], "compensatory": ["comp-off"], "sick": ["medical", "ill"]}"#;
    let json = format!(r#"{{"name":"slot","type":"{slot_type}","document":"{document}","choices":{choices}}}"#);
    let slot: Slot = serde_json::from_str(&json).unwrap();
    let value = match with_reading("GB", |reading| read(&slot, text, reading)) {
        None => String::new(),
        Some(Ok(value)) => value.plain(),
        Some(Err(reason)) => format!("{reason:?}"),
    };
    assert_eq!(value, expected, "{slot_type} {text}");
}

#[test]
fn typed_answers() {
    check("document", "2041", "2041");
    check("document", "it's #8812", "8812");
    check("document", "8812 not 8821", "8812");
    check("document", "no, I meant A-1021", "A-1021");
    check("document", "the big one", "");
    check("document", "2025", "2025");
    check("document", "PO-77", "");
    check("document", "we paid £450,000 yesterday against LRB/55", "LRB/55");
    check("document", "fees of Rs 42,000 against F-2207", "F-2207");
    check("document", "bounce 4471 back, no PO number on it", "4471");
    check("document:leave_request", "LR-12", "LR-12");
    check("document:purchase_order", "po 4500012", "4500012");
    check("quantity", "20", "20");
    check("quantity", "make it a dozen", "12");
    check("quantity", "2025", "2025");
    check("quantity", "zero", "NotPositive");
    check("quantity", "lots", "");
    check("amount", "450", "450 GBP");
    check("amount", "it's 5,000 rupees", "5000 INR");
    check("amount", "2025", "2025 GBP");
    check("date", "friday", "2026-11-27");
    check("date", "by friday please", "2026-11-27");
    check("date", "12", "2026-12-12");
    check("date", "next week", "2026-11-30");
    check("date", "30 feb", "NoSuchDate");
    check("date", "not monday, tuesday", "2026-11-24");
    check("date", "whenever", "");
    check("period", "friday", "2026-11-27/2026-11-27");
    check("period", "12 to 14", "2026-12-12/2026-12-14");
    check("period", "last month", "2026-10-01/2026-10-31");
    check("sku", "brg-6204", "BRG-6204");
    check("sku", "the M8 bolts please", "M8 BOLTS");
}

#[test]
fn names_and_choices() {
    check("choice", "sick leave", "sick");
    check("choice", "Comp off", "compensatory");
    check("choice", "anual", "annual");
    check("choice", "something", "NotAChoice");
    check("choice", "", "");
    check("person", "Mr. Ravi Kumar's", "Ravi Kumar");
    check("person", "it's Priya please", "Priya");
    check("person", "Sharma ji", "Sharma");
    check("person", "Dr Anjali Rao", "Anjali Rao");
    check("vendor", "from Acme Ltd.", "Acme Ltd");
    check("customer", "\"Corner Books\"", "Corner Books");
    check("site", "to the Leeds store", "Leeds store");
    check("text", " laptop is broken, please ", "laptop is broken");
}
