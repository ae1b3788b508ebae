//! Personal data that a user or a host lets slip stays out of everything that is kept or sent.

use crate::script::{Ending, ROLES, Said, Step, config, plain};
use crate::talk::{ASSISTANT, Played, Talk};
use erp_chat_engine::message::{Message, User};
use erp_chat_engine::note::Note;
use erp_chat_engine::session::Session;
use erp_chat_engine::{take_note, take_turn};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// Values that must not be kept, as they are written in the messages below.
const PLANTED: [&str; 6] = [
    "zed.quill@example.com",
    "4111 1111 1111 1111",
    "Tulip!4492x",
    "512-44-7391",
    "ol.mar@example.org",
    "GB82WEST12345698765432",
];

/// Messages that hold a planted value, and what may come between them.
const MESSAGES: [&str; 18] = [
    "create a user Zed Quill, zed.quill@example.com, as manager",
    "create a user Zed Quill",
    "zed.quill@example.com",
    "my password is Tulip!4492x and it expired",
    "claim 60 for a train, paid with card 4111 1111 1111 1111",
    "open a ticket: mails to zed.quill@example.com bounce",
    "add a task: mail ol.mar@example.org about the refund",
    "my SSN is 512-44-7391, when do i get paid",
    "change the email of Ravi to ol.mar@example.org",
    "change the bank account of Ravi to GB82WEST12345698765432",
    "sorry, ol.mar@example.org not zed.quill@example.com",
    "blorp zed.quill@example.com",
    "no, use ol.mar@example.org",
    "yes",
    "no",
    "undo",
    "a person please",
    "open a ticket for me",
];

fn any_ending() -> impl Strategy<Value = Ending> {
    let text = || select(PLANTED.as_slice()).prop_map(sentence);
    prop_oneof![
        text().prop_map(Ending::Done),
        text().prop_map(Ending::Failed),
        text().prop_map(Ending::NeedsMore),
        Just(Ending::Queued),
    ]
}

/// The value as a host might put it, with the cue that a secret needs.
fn sentence(value: &str) -> String {
    match value {
        "Tulip!4492x" => format!("The password is {value}"),
        "512-44-7391" => format!("SSN {value}"),
        _ => format!("Mixed up with {value}"),
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    (select(MESSAGES.as_slice()), option::weighted(0.1, 0_usize..3), any_ending())
        .prop_map(|(text, choice, ending)| Step::Say(Said { choice, ending, ..plain(text) }))
}

fn planted_in(text: &str) -> Option<&'static str> {
    PLANTED.into_iter().find(|value| text.contains(value))
}

/// All that leaves the page.
fn sent(played: &Played) -> String {
    let parts = played.all().map(|turn| (&turn.records, &turn.handoff));
    serde_json::to_string(&parts.collect::<Vec<_>>()).unwrap()
}

fn any_privacy_script() -> impl Strategy<Value = Vec<Step>> {
    vec(any_step(), 1..8)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_planted_is_sent(role in select(ROLES.as_slice()), script in any_privacy_script()) {
        let mut talk = Talk::new(role);
        for step in &script {
            let sent = sent(&talk.play(step));
            prop_assert_eq!(planted_in(&sent), None, "{}", sent);
        }
    }

    #[test]
    fn nothing_planted_is_kept(role in select(ROLES.as_slice()), script in any_privacy_script()) {
        let mut talk = Talk::new(role);
        for step in &script {
            talk.play(step);
            let kept = talk.kept();
            prop_assert_eq!(planted_in(&kept), None, "{}", kept);
        }
    }

    #[test]
    fn redacting_a_record_again_changes_nothing(role in select(ROLES.as_slice()), script in any_privacy_script()) {
        let mut talk = Talk::new(role);
        for step in &script {
            let played = talk.play(step);
            let records: Vec<Value> = played.all().flat_map(|turn| &turn.records).map(|record| json!(record)).collect();
            let changed = strings(&Value::Array(records)).into_iter().find(|text| !is_clean(text));
            prop_assert_eq!(changed, None);
        }
    }
}

/// All texts of a JSON value.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| [vec![name.clone()], strings(value)].concat()).collect()
        }
        _ => Vec::new(),
    }
}

fn is_clean(text: &str) -> bool {
    ASSISTANT.redactor.clean(text).as_str() == text
}

#[test]
fn what_the_host_says_of_user_and_page_is_redacted() {
    for planted in PLANTED.map(sentence) {
        let user: User = serde_json::from_value(json!({
            "name": planted, "pseudonym": planted, "tenant": planted, "roles": [planted], "permissions": [planted],
            "locale": planted, "consent": planted,
        }))
        .unwrap();
        let mut session = Session::new(&ASSISTANT, "01890000-0000-7000-8000-000000000001", user);
        let moment = json!({ "clock": { "unix_ms": 1_773_203_400_000_i64, "offset_minutes": 330 }, "seed": 7 });
        let with = |fields: Value| {
            let mut all = moment.clone();
            all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            all
        };
        let message: Message = serde_json::from_value(with(json!({ "text": "show my payslip", "page": {
            "module": planted, "name": planted, "record_slot": "invoice", "record": planted, "app_version": planted,
            "experiment": { "name": planted, "arm": planted },
        } })))
        .unwrap();
        let turn = take_turn(&ASSISTANT, &mut session, message);
        let thumb =
            json!({ "kind": "feedback", "ref": planted, "rating": "down", "reason": planted, "comment": planted });
        let consent = json!({ "kind": "consent", "granted": true, "version": planted });
        let notes: Vec<Note> = [thumb, consent].map(|note| serde_json::from_value(with(note)).unwrap()).into();
        let noted: Vec<_> = notes.into_iter().map(|note| take_note(&ASSISTANT, &mut session, note)).collect();
        let said = serde_json::to_string(&(&turn.records, noted, &session)).unwrap();
        assert_eq!(planted_in(&said), None, "{said}");
    }
}

#[test]
fn users_stay_apart_when_their_pseudonyms_are_addresses() {
    let pseudonym = |id: &str| {
        let user = User { pseudonym: Some(id.to_owned()), ..User::default() };
        Session::new(&ASSISTANT, "01890000-0000-7000-8000-000000000001", user).user.pseudonym.unwrap()
    };
    assert_eq!(pseudonym("u-4711"), "u-4711");
    assert_eq!(pseudonym("jo@example.com"), pseudonym("jo@example.com"));
    assert_ne!(pseudonym("jo@example.com"), pseudonym("al@example.com"));
    assert!(is_clean(&pseudonym("jo@example.com")));
}

/// Plays messages, each action failing with the reason, and looks for values in all that is sent and kept.
fn check(role: &str, messages: &[&str], reason: &str, values: &[&str]) {
    let mut talk = Talk::new(role);
    talk.session.user.name = Some("Zebulon Quixley".to_owned());
    for text in messages {
        let ending = Ending::Failed(reason.to_owned());
        let sent = sent(&talk.play(&Step::Say(Said { ending, ..plain(text) })));
        let kept = talk.kept();
        for value in values {
            assert!(!sent.contains(value), "{text}: sent {sent}");
            assert!(!kept.contains(value), "{text}: kept {kept}");
        }
    }
}

#[test]
fn what_only_the_conversation_tells_is_hidden() {
    let address = "14/2, 3rd Cross, Jayanagar 4th Block, Bengaluru 560011";
    check("hr", &["update phone of Ravi", "9845013276", "yes"], "9845013276 belongs to Jo", &["9845013276"]);
    check("hr", &["update bank account of Ravi", "it's 50100234567891", "yes"], "", &["50100234567891"]);
    check("hr", &["update address of Ravi", address, "yes"], "Jayanagar 4th Block is unknown", &["Jayanagar"]);
    check("hr", &["update date of birth of Ravi", "14/03/1988", "yes"], "1988-03-14 is a Monday", &["14/03/1988"]);
    check("employee", &["I got the otp", "482913"], "", &["482913"]);
    check("employee", &["my pin does not work", "4927"], "", &["4927"]);
    check("employee", &["reset password", "Mango#2291"], "", &["Mango#2291"]);
    check("employee", &["create a ticket: Mango#2291 does not work as password", "yes"], "", &["Mango#2291"]);
    check("accountant", &["record payment of 4111111111111111 for invoice 8812"], "", &["4111111111111111"]);
}

#[test]
fn names_of_the_user_and_of_who_is_created_are_hidden() {
    let names = ["Zebulon", "Quixley", "ZEBULON"];
    check("employee", &["hi", "this is Zebulon Quixley, show my payslip", "ZEBULON needs leave"], "", &names);
    check("admin", &["create user", "Harpreet Gill", "harpreet.gill@example.in", "yes"], "", &["Harpreet", "Gill"]);
    let line = "create user Harpreet Gill harpreet.gill@example.in as storekeeper";
    check("admin", &[line, "yes"], "harpreet.gill exists", &["Harpreet", "Gill"]);
}
