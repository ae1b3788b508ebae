//! What a user teaches is used at once, on other wordings of the same too, and by nobody else.
//!
//! The wordings are jargon that no model can know, so that a newly trained one changes nothing here.

use crate::script::{Ending, Said, Step, plain};
use crate::talk::{ASSISTANT, Talk};
use erp_chat_engine::lessons::Lessons;
use erp_chat_engine::reply::Turn;
use erp_chat_protocol::{InteractionRecord, RecordBody, Route};

const JARGON: &str = "fetch the grumbleflit of doom";

fn say(talk: &mut Talk, text: &str) -> Turn {
    let said = Said { ending: Ending::Done("5".to_owned()), ..plain(text) };
    talk.play(&Step::Say(said)).turn.unwrap()
}

fn interaction(turn: &Turn) -> &InteractionRecord {
    let found = turn.records.iter().find_map(|record| match &record.body {
        RecordBody::Interaction(interaction) => Some(&**interaction),
        _ => None,
    });
    found.unwrap()
}

/// A user of a role who has told what some words mean.
fn taught(role: &str, wording: &str, meant: &str) -> Talk {
    let mut talk = Talk::new(role);
    say(&mut talk, wording);
    assert!(say(&mut talk, &format!("no, I meant {meant}")).learnt, "{wording}: {meant}");
    say(&mut talk, "never mind");
    say(&mut talk, "thanks, sorted");
    talk
}

#[test]
fn a_correction_is_used_at_once() {
    let check = |wording: &str, again: &str, likeness: std::ops::RangeInclusive<f32>| {
        let mut talk = taught("employee", wording, "my to-do list");
        let turn = say(&mut talk, again);
        assert_eq!((turn.route, turn.intent.as_str()), (Route::Execute, "list_tasks"), "{again}");
        assert!(likeness.contains(&interaction(&turn).lesson.unwrap()), "{again}: {:?}", interaction(&turn).lesson);
    };
    check(JARGON, JARGON, 1.0..=1.0);
    check(JARGON, "could you please fetch the grumbleflit of doom for me?", 1.0..=1.0);
    check("the blue zorkmid sheet, quick", "blue zorkmid sheets please", 0.7..=1.0);
}

#[test]
fn a_wrong_guess_is_not_made_twice() {
    let mut talk = Talk::new("employee");
    let wrong = say(&mut talk, "show my payslip for the grumbleflit");
    assert_eq!(wrong.intent, "view_payslip");
    say(&mut talk, "no, I meant my leave balance");
    say(&mut talk, "thanks, sorted");
    assert_eq!(say(&mut talk, "show my payslip for the grumbleflit").intent, "leave_balance");
    talk.session.lessons = Lessons::default();
    say(&mut talk, "thanks, sorted");
    assert_eq!(say(&mut talk, "show my payslip for the grumbleflit").intent, "view_payslip");
}

#[test]
fn other_messages_are_ranked_as_before() {
    let held_out = include_str!("../../../starter/held_out.jsonl").lines();
    let texts = held_out
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned());
    for text in texts.step_by(5) {
        let lessons = taught("employee", JARGON, "my to-do list").session.lessons;
        let (mut plain, mut knowing) = (Talk::new("employee"), Talk::new("employee"));
        knowing.session.lessons = lessons;
        assert_eq!(say(&mut plain, &text), say(&mut knowing, &text), "{text}");
    }
}

#[test]
fn rights_and_confirmations_stay() {
    let check = |role: &str, meant: &str, route: Route, intent: &str| {
        let mut talk = taught(role, JARGON, meant);
        let turn = say(&mut talk, JARGON);
        assert_eq!((turn.route, turn.intent.as_str()), (route, intent), "{role}: {meant}");
        assert!(turn.actions.is_empty());
    };
    check("employee", "approve invoice INV-77", Route::Deny, "approve_invoice");
    check("hr", "run payroll for february", Route::Clarify, "run_payroll");
    check("employee", "cancel my leave request LR-9", Route::Clarify, "cancel_leave");
}

#[test]
fn people_in_distress_are_heard_whatever_was_taught() {
    let mut talk = Talk::new("employee");
    let before = say(&mut talk, "my boss keeps touching me and I am scared");
    say(&mut talk, "no, I meant my leave balance");
    say(&mut talk, "thanks, sorted");
    assert_eq!(say(&mut talk, "my boss keeps touching me and I am scared").intent, before.intent);
}

/// The first held-out message that is answered by "did you mean ...?".
fn suggestion() -> (Talk, String, String) {
    let held_out = include_str!("../../../starter/held_out.jsonl").lines();
    let rows = held_out.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let asked = rows.filter_map(|row| {
        let text = row["text"].as_str().unwrap().to_owned();
        let mut talk = Talk::new("employee");
        let turn = say(&mut talk, &text);
        let suggests = turn.route == Route::Confirm && turn.options.len() == 3;
        suggests.then_some((talk, text, turn.intent))
    });
    asked.into_iter().next().unwrap()
}

#[test]
fn a_yes_and_a_no_to_a_suggestion_teach() {
    let (mut talk, text, intent) = suggestion();
    assert!(say(&mut talk, "yes").learnt);
    say(&mut talk, "never mind");
    say(&mut talk, "thanks, sorted");
    let again = say(&mut talk, &text);
    assert!(again.intent == intent && again.confidence >= ASSISTANT.policy.execute, "{text}: {again:?}");

    let (mut talk, text, intent) = suggestion();
    assert!(say(&mut talk, "no").learnt);
    say(&mut talk, "thanks, sorted");
    assert_ne!(say(&mut talk, &text).intent, intent, "{text}");
}

fn pick(talk: &mut Talk, at: usize) -> Turn {
    talk.play(&Step::Say(Said { choice: Some(at), ..plain("that one") })).turn.unwrap()
}

#[test]
fn an_option_picked_teaches() {
    let (mut talk, text, intent) = suggestion();
    let picked = pick(&mut talk, 1);
    assert!(picked.learnt && picked.intent != intent, "{text}: {picked:?}");
    say(&mut talk, "never mind");
    say(&mut talk, "thanks, sorted");
    assert_eq!(say(&mut talk, &text).intent, picked.intent, "{text}");
}

#[test]
fn other_words_that_are_agreed_to_teach_the_first_ones() {
    let (mut talk, text, _) = suggestion();
    pick(&mut talk, 2);
    assert_eq!(say(&mut talk, "request annual leave from 6 april to 10 april").route, Route::Confirm);
    assert!(say(&mut talk, "yes").learnt);
    say(&mut talk, "thanks, sorted");
    let again = say(&mut talk, &text);
    assert_eq!((again.intent.as_str(), again.actions.len()), ("request_leave", 0), "{text}");
}

#[test]
fn what_is_clear_teaches_nothing() {
    let check = |role: &str, said: &[&str]| {
        let mut talk = Talk::new(role);
        said.iter().for_each(|text| assert!(!say(&mut talk, text).learnt, "{text}"));
        assert_eq!(talk.session.lessons.count(), 0);
    };
    check("accountant", &["approve invoice INV-77", "yes", "thanks"]);
    check("accountant", &["approve invoice INV-77", "no", "list my tasks"]);
    check("employee", &["show my payslip", "actually, list my tasks"]);
    check("employee", &["you are an idiot", "no, you are", "sorry"]);
    check("employee", &["hello", "thanks", "bye"]);
    check("employee", &[JARGON, "list my tasks", "approve invoice 77", "yes"]);
}

#[test]
fn lessons_end() {
    let mut talk = Talk::new("employee");
    let most = ASSISTANT.policy.lessons_kept;
    let wording = |at: usize| {
        let letters = [at / 26 % 26, at % 26].map(|letter| char::from(b'a' + u8::try_from(letter).unwrap()));
        format!("fetch the {}{}qqzorkmid", letters[0], letters[1])
    };
    for at in 0..most + 20 {
        say(&mut talk, &wording(at));
        say(&mut talk, "no, I meant my to-do list");
        say(&mut talk, "thanks, sorted");
    }
    assert_eq!(talk.session.lessons.count(), most);
    assert!(serde_json::to_string(&talk.session.lessons).unwrap().len() < 40_000);
    assert_eq!(say(&mut talk, &wording(most + 19)).intent, "list_tasks");
    assert_ne!(say(&mut talk, &wording(0)).intent, "list_tasks");
}

#[test]
fn lessons_hold_no_words_and_are_kept_apart() {
    let talk =
        taught("employee", "fetch the grumbleflit for Sunita Rao, sunita@example.com, INV-4711", "my to-do list");
    let kept = serde_json::to_string(&talk.session.lessons).unwrap();
    for word in ["fetch", "grumble", "unita", "Rao", "example", "4711", "INV"] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }
    assert!(!talk.kept().contains("lessons"), "{}", talk.kept());
    assert_eq!(serde_json::from_str::<Lessons>(&kept).unwrap(), talk.session.lessons);
}

#[test]
fn lessons_are_one_users_own() {
    let mut talk = taught("employee", JARGON, "my to-do list");
    talk.play(&Step::Become("manager"));
    assert_eq!(talk.session.lessons.count(), 1, "another role is not another user");
    let user = talk.session.user.clone();
    talk.session
        .set_user(&ASSISTANT, erp_chat_engine::message::User { pseudonym: Some("u-2".to_owned()), ..user.clone() });
    assert_eq!(talk.session.lessons.count(), 0);
    let mut talk = taught("employee", JARGON, "my to-do list");
    talk.session.set_user(&ASSISTANT, erp_chat_engine::message::User { tenant: "other".to_owned(), ..user });
    assert_eq!(talk.session.lessons.count(), 0);
}
