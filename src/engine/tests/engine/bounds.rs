//! A long session stays small: everything that it remembers has an end.

use crate::script::{Ending, ROLES, Said, Step, plain};
use crate::talk::{ASSISTANT, Talk};
use serde_json::Value;

/// Turns of a long session.
const LONG: usize = 1_000;
/// Turns enough to pass every bound.
const ENOUGH: usize = 250;

fn length(session: &Value, list: &str) -> usize {
    session[list].as_array().unwrap().len()
}

/// A session with other numbers in each turn, so that none is a repeat.
fn session(turns: usize, ending: &Ending, text: impl Fn(usize) -> String) -> Value {
    let mut talk = Talk::new("accountant");
    for turn in 0..turns {
        let said = Said { ending: ending.clone(), ..plain(&text(turn)) };
        talk.play(&Step::Say(said));
    }
    talk.inside()
}

fn check(session: &Value) {
    let policy = &ASSISTANT.policy;
    for list in ["asks", "transcript", "done", "offers"] {
        assert!(length(session, list) <= policy.turns_kept, "{list}: {}", length(session, list));
    }
    assert!(length(session, "replies") <= policy.replies_kept);
}

#[test]
fn a_thousand_readings_are_bounded() {
    check(&session(LONG, &Ending::Done("paid".to_owned()), |turn| format!("status of invoice INV-{turn}")));
}

#[test]
fn open_questions_are_bounded() {
    let requests = ["approve invoice INV-", "reject invoice INV-", "request leave on day ", "add the customer Number "];
    check(&session(ENOUGH, &Ending::Silent, |turn| format!("{}{turn}", requests[turn % requests.len()])));
}

#[test]
fn actions_are_bounded() {
    check(&session(ENOUGH, &Ending::Done("added".to_owned()), |turn| format!("add a task: call number {turn}")));
    check(&session(ENOUGH, &Ending::Silent, |turn| format!("add a task: call number {turn}")));
    check(&session(ENOUGH, &Ending::Queued, |turn| format!("status of invoice INV-{turn}")));
}

#[test]
fn changes_of_user_are_bounded() {
    let mut talk = Talk::new("employee");
    for turn in 0..ENOUGH {
        talk.play(&Step::Become(ROLES[turn % ROLES.len()]));
        talk.play(&Step::Say(plain(["yes", "blorp", "no", "approve invoice 7"][turn % 4])));
    }
    check(&talk.inside());
}
