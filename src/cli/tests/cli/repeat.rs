//! `repeat`: which earlier message asks the same, how alike they are, and how often it was asked.

use crate::command::{answer, fields};
use serde_json::{Value, json};

fn check(history: &[&str], message: &str, of: Option<usize>, level: u8) {
    let answer = answer(&["repeat"], json!({"history": history, "message": message}));
    assert_eq!(fields(&answer), "level repeat_of similarity");
    let got = (&answer["repeat_of"], &answer["level"]);
    assert_eq!(got, (&json!(of), &json!(level)), "{history:?} / {message}");
    let similarity = answer["similarity"].as_f64().unwrap();
    assert!((0.0..=1.0).contains(&similarity), "{answer}");
    assert!(of.is_none() || similarity > 0.0, "{answer}");
}

#[test]
fn a_repeat_is_found_and_counted() {
    let asked = "show me my payslip for february";
    check(&[], asked, None, 1);
    check(&["hello"], asked, None, 1);
    check(&[asked], asked, Some(0), 2);
    check(&["hello", asked, "hello"], asked, Some(1), 2);
    check(&[asked, asked], asked, Some(1), 3);
    check(&[asked, asked, asked, asked], asked, Some(3), 3);
}

#[test]
fn other_arguments_are_another_request() {
    check(&["approve invoice INV-7"], "approve invoice INV-8", None, 1);
    check(&["approve invoice INV-7"], "reject invoice INV-7", None, 1);
    check(&["show me my payslip for february"], "show me my payslip for march", None, 1);
}

#[test]
fn thanks_settle_a_request() {
    let asked = "show me my payslip for february";
    check(&[asked, "sorted, cheers"], asked, None, 1);
}

#[test]
fn any_text_is_answered() {
    for text in ["", "   ", "色は匂へど", "\u{0}\u{202e}", "🙂"] {
        let answer = answer(&["repeat"], json!({"history": [text, ""], "message": text}));
        assert!(answer["level"].is_u64(), "{text:?}: {answer}");
    }
    let long = Value::from("list my tasks ".repeat(5_000));
    assert_eq!(answer(&["repeat"], json!({"history": [long], "message": long}))["level"], 2);
}
