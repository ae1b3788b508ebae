//! Events in, errands out.

use super::*;
use erp_chat_outbox::Reply;

fn at(now_ms: i64) -> Moment {
    Moment { now_ms, random: 0 }
}

fn held() -> Held {
    let mut held = Held::new(Outbox::default(), |now_ms| format!("made-{now_ms}"));
    held.begin(Contents::default(), at(0));
    held
}

fn record(id: &str) -> String {
    format!(r#"{{"id":"{id}","v":1,"rv":1,"sid":"s","seq":1,"t":0,"kind":"outcome","reason":"{}"}}"#, "x".repeat(600))
}

/// The writes in short.
fn shown(errands: &Errands) -> String {
    let words = errands.writes.iter().map(|write| match write {
        Write::Record(row) => format!("record {}", row.entry.id),
        Write::Rewrite(row) => format!("rewrite {} {}", row.entry.id, row.text.contains('…')),
        Write::Delete(id) => format!("delete {id}"),
        Write::Quarantine(dead) => format!("quarantine {} {}", dead.id, dead.code),
        Write::Lessons(lessons) => format!("lessons {lessons}"),
        Write::Session(kept) => format!("session {}", kept.as_ref().map_or("none", |kept| &kept.session)),
        Write::Device(device) => format!("device {device}"),
        Write::Standing(_) => "standing".to_owned(),
        Write::Purge => "purge".to_owned(),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// An outbox that has just sent the record `a` as request 1.
fn sending() -> Held {
    let mut held = held();
    held.put(vec![record("a")], String::new(), at(0));
    held.happen(Event::Stored { ids: vec!["a".to_owned()] }, at(0));
    let errands = held.happen(Event::FlushRequested, at(0));
    assert!(errands.parcel.is_some_and(|parcel| parcel.body.contains(&record("a"))));
    held
}

#[test]
fn records_and_conversation_are_written_together() {
    let errands = held().put(vec![record("a"), "junk".to_owned(), record("b"), record("a")], "k".to_owned(), at(0));
    assert_eq!(shown(&errands), "record a; record b; session k");
    assert_eq!(errands.storing, ["a", "b"]);
}

#[test]
fn answers_change_what_is_stored() {
    let check = |status: u16, body: &str, expected: &str| {
        let reply = Reply { status, body: body.to_owned(), ..Reply::default() };
        let errands = sending().happen(Event::Response { flight: 1, reply }, at(1));
        assert_eq!(shown(&errands), expected, "{status}");
    };
    check(200, r#"{"proto":1,"now_ms":1,"acks":[{"id":"a","s":"ok"}]}"#, "delete a; standing");
    check(200, "<!doctype html>", "standing");
    check(400, "", "quarantine a refused");
    check(413, "", "rewrite a true");
    check(403, "consent_revoked", "purge");
}

#[test]
fn what_is_erased_leaves_nothing_behind() {
    let mut held = sending();
    let errands = held.forget(at(5));
    assert_eq!(shown(&errands), "purge; device made-5");
    assert_eq!(errands.abort, Some(1));
    assert_eq!(held.status(5).pending, 0);
    assert_eq!(shown(&held.put(vec![record("c")], "k".to_owned(), at(5))), "record c; session k");
    assert_eq!(shown(&held.log_out(true, at(6))), "purge; session none");
    assert_eq!(shown(&held.put(vec![record("d")], "k".to_owned(), at(6))), "");
    assert_eq!(shown(&held.keep("k".to_owned(), at(6))), "");
}

#[test]
fn what_the_store_refuses_is_shown_all_the_same() {
    let mut held = held();
    held.put(vec![record("a")], String::new(), at(0));
    held.happen(Event::StoreFailed { ids: vec!["a".to_owned()] }, at(0));
    assert_eq!(held.unstored().collect::<Vec<_>>(), [record("a")]);
    held.happen(Event::Stored { ids: vec!["a".to_owned()] }, at(0));
    assert_eq!(held.unstored().count(), 0);
}

#[test]
fn drops_become_a_record() {
    let mut held = held();
    for number in 0..200 {
        held.put(vec![record(&number.to_string())], String::new(), at(0));
    }
    let errands = held.happen(Event::Tick, at(1_000));
    assert_eq!(shown(&errands), "record made-1000");
}

#[test]
fn rows_that_make_no_sense_are_put_away() {
    let mut held = Held::new(Outbox::default(), |_| "d".to_owned());
    let contents = Contents { junk: vec!["x".to_owned()], ..Contents::default() };
    assert_eq!(shown(&held.begin(contents, at(0))), "device d; quarantine x unreadable");
}
