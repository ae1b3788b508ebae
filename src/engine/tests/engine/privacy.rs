//! Personal data that a user or a host lets slip stays out of everything that is kept or sent.

use crate::script::{Ending, ROLES, Said, Step, config, plain};
use crate::talk::{Played, Talk};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

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
}
