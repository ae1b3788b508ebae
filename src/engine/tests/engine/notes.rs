//! What is recorded or asked beside the turns.

use crate::talk::ASSISTANT;
use erp_chat_engine::message::{Message, User};
use erp_chat_engine::note::Note;
use erp_chat_engine::session::Session;
use erp_chat_engine::{take_note, take_turn, would_repeat};
use erp_chat_protocol::{Record, RecordBody};
use serde_json::{Value, json};

fn session() -> Session {
    let user = User { roles: vec!["manager".to_owned()], ..User::default() };
    Session::new(&ASSISTANT, "01890000-0000-7000-8000-000000000001", user)
}

fn at_ten(fields: Value) -> Value {
    let mut moment = json!({ "clock": { "unix_ms": 1_773_203_400_000_i64, "offset_minutes": 330 }, "seed": 7 });
    moment.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    moment
}

fn message(text: &str) -> Message {
    serde_json::from_value(at_ten(json!({ "text": text }))).unwrap()
}

fn note(session: &mut Session, fields: Value) -> Record {
    let note: Note = serde_json::from_value(at_ten(fields)).unwrap();
    take_note(&ASSISTANT, session, note)
}

#[test]
fn a_comment_is_redacted_and_takes_the_next_place_in_the_session() {
    let mut session = session();
    let turn = take_turn(&ASSISTANT, &mut session, message("hello"));
    let comment = "wrong, write to jo@example.com";
    let fields = json!({ "kind": "feedback", "ref": turn.id, "rating": "down", "comment": comment });
    let record = note(&mut session, fields);
    let RecordBody::Feedback(feedback) = &record.body else {
        panic!("{record:?}");
    };
    assert_eq!(feedback.comment.as_ref().unwrap().as_str(), "wrong, write to [EMAIL]");
    assert_eq!((feedback.reference.as_str(), record.seq), (turn.id.as_str(), 2));
    assert_ne!(record.id, turn.id);
}

#[test]
fn sessions_and_consent_are_recorded() {
    let mut session = session();
    let started = note(&mut session, json!({ "kind": "session", "event": "started" }));
    let agreed = note(&mut session, json!({ "kind": "consent", "granted": true, "version": "2" }));
    assert!(matches!(started.body, RecordBody::Session(_)));
    assert!(matches!(agreed.body, RecordBody::Consent(_)));
    assert_eq!((started.seq, agreed.seq), (1, 2));
}

#[test]
fn asking_whether_a_text_repeats_takes_no_turn() {
    let mut session = session();
    let before = would_repeat(&ASSISTANT, &session, message("show me the tasks I have to do"));
    take_turn(&ASSISTANT, &mut session, message("show me the tasks I have to do"));
    let kept = serde_json::to_string(&session).unwrap();
    let after = would_repeat(&ASSISTANT, &session, message("show me the taks I have to do"));
    assert_eq!((before.level, before.of), (1, None));
    assert_eq!((after.level, after.of), (2, Some(1)));
    assert_eq!(serde_json::to_string(&session).unwrap(), kept);
}
