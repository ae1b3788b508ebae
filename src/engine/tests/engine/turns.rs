//! Whole turns with their records, one of each kind. Read every changed snapshot: hosts and the server rely on it.
//!
//! What a newly trained model changes in every turn is masked.

use crate::script::{Ending, Said, Step, plain};
use crate::talk::Talk;
use serde_json::{Value, json};

/// Fields that hold figures of the model.
const MODEL_FIGURES: [&str; 4] = ["confidence", "margin", "candidates", "model_version"];

/// Compares the last of these messages, said by one role, with its snapshot.
fn check(name: &str, role: &str, said: &[Said]) {
    let mut talk = Talk::new(role);
    let played = said.iter().map(|said| talk.play(&Step::Say(said.clone()))).last().unwrap();
    let mut whole = json!({"turn": played.turn, "finished": played.finished});
    mask(&mut whole);
    insta::assert_json_snapshot!(name, whole);
}

fn mask(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(mask),
        Value::Object(fields) => {
            for (name, field) in fields {
                if MODEL_FIGURES.contains(&name.as_str()) {
                    *field = json!("~");
                } else {
                    mask(field);
                }
            }
        }
        _ => {}
    }
}

fn ending(text: &str, ending: Ending) -> Said {
    Said { ending, ..plain(text) }
}

#[test]
fn turns_keep_their_form() {
    let approve = plain("approve invoice INV-2041");
    check("confirm", "accountant", std::slice::from_ref(&approve));
    check("deny", "employee", std::slice::from_ref(&approve));
    check("declined", "accountant", &[approve.clone(), plain("no")]);
    check("clarify_slot", "accountant", &[plain("reject an invoice")]);
    let asked = plain("list my tasks");
    check("clarify_repeat", "employee", &[asked.clone(), asked.clone()]);
    check("escalate", "employee", &[asked.clone(), asked.clone(), asked]);
    check("fallback", "employee", &[plain("book me a meeting room for friday")]);
    check("greeting", "employee", &[plain("hello")]);
}

#[test]
fn outcomes_keep_their_form() {
    let approve = plain("approve invoice INV-2041");
    check("execute_confirmed", "accountant", &[approve.clone(), plain("yes")]);
    let failed = ending("yes", Ending::Failed("The period is locked, says bo.li@example.com".to_owned()));
    check("execute_failed", "accountant", &[approve.clone(), failed]);
    let refused = ending("yes", Ending::Refused("A payment is there already".to_owned()));
    check("execute_refused", "accountant", &[approve.clone(), refused]);
    check("execute_queued", "accountant", &[approve, ending("yes", Ending::Queued)]);
    check("execute_read", "storekeeper", &[plain("how much SKU-88 is there in Leeds")]);
}

#[test]
fn hidden_values_reach_the_host_and_not_the_record() {
    let said = plain("create a user Anita Desai, anita.desai@example.com, as manager");
    check("execute_hidden", "admin", &[said]);
}
