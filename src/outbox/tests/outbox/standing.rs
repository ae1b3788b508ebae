//! What is shown of delivery, what outlives the page, and what is read of a record.

use crate::table::{LATEST, acks, answer, at, entry, reply, sending, shown};
use erp_chat_outbox::{Activity, Effect, Entry, Event, Moment, Outbox, Priority, Reply, Standing};

/// The last thing that the store was told to remember.
fn remembered(effects: &[Effect]) -> Standing {
    let told = effects.iter().rev().find_map(|effect| match effect {
        Effect::Remember(standing) => Some(*standing),
        _ => None,
    });
    told.expect("nothing is remembered")
}

/// A new page that found the record `a`.
fn reloaded(standing: Standing, now_ms: i64) -> Outbox {
    let mut outbox = Outbox::default();
    outbox.step(Event::Restored(standing), at(now_ms));
    outbox.step(Event::Found(vec![entry("a", Priority::Normal)]), at(now_ms));
    outbox
}

#[test]
fn a_reload_keeps_the_wait() {
    let check = |reply: Reply, random: u32, expected: &str| {
        let event = Event::Response { flight: 1, reply };
        let standing = remembered(&sending(1).step(event, Moment { now_ms: 6_000, random }));
        let mut outbox = reloaded(standing, 7_000);
        assert_eq!(shown(&outbox.step(Event::Tick, at(12_000))), expected);
    };
    check(Reply { retry_after: Some("30".to_owned()), ..reply(503, "") }, 0, "wake 36000");
    check(reply(404, ""), 0, "wake 3606000");
    check(reply(500, ""), LATEST, "send a; wake 27050");
}

#[test]
fn a_wait_from_a_clock_that_ran_ahead_is_not_kept() {
    let later = Event::Response { flight: 1, reply: reply(404, "") };
    let standing = remembered(&sending(1).step(later, at(365 * 86_400_000)));
    let mut outbox = reloaded(standing, 0);
    assert_eq!(shown(&outbox.step(Event::Tick, at(5_000))), "send a; wake 20050");
}

#[test]
fn an_answer_tells_the_time_of_the_server() {
    let taken = reply(200, &acks(r#"{"id":"a","s":"ok"}"#));
    let standing = remembered(&answer(&mut sending(1), taken, 6_250));
    assert_eq!((standing.skew_ms, standing.synced_ms), (250, Some(6_250)));
}

#[test]
fn delivery_is_described() {
    let check = |outbox: &Outbox, expected: Activity| assert_eq!(outbox.activity(6_000), expected);
    let after = |reply: Reply| {
        let mut outbox = sending(1);
        answer(&mut outbox, reply, 6_000);
        outbox
    };
    check(&Outbox::default(), Activity::Idle);
    check(&Outbox::without_server(), Activity::Off);
    check(&sending(1), Activity::Sending);
    check(&after(reply(200, &acks(r#"{"id":"a","s":"ok"}"#))), Activity::Idle);
    check(&after(reply(500, "")), Activity::Waiting);
    assert!(after(reply(500, "")).is_retrying());
    assert!(!after(reply(200, &acks(r#"{"id":"a","s":"ok"}"#))).is_retrying());
    check(&after(reply(426, "")), Activity::Paused);
    check(&after(reply(403, r#"{"code":"consent_revoked"}"#)), Activity::Off);
    let mut offline = after(reply(500, ""));
    offline.step(Event::Offline, at(6_000));
    check(&offline, Activity::Offline);
    offline.step(Event::Online, at(6_000));
    assert_ne!(offline.activity(6_000), Activity::Offline);
}

#[test]
fn the_envelope_of_a_record_is_read() {
    let check = |members: &str, expected: Option<(&str, Priority)>| {
        let json = format!(r#"{{"id":"a","v":1,"rv":1,"sid":"s","seq":3,"t":5,{members}}}"#);
        let entry = Entry::read(&json);
        let found = entry.as_ref().map(|entry| (entry.kind.as_str(), entry.priority));
        assert_eq!(found, expected, "{members}");
        if let Some(Entry { id, session, seq, made_ms, bytes, .. }) = entry {
            assert_eq!((id.as_str(), session.as_str(), seq, made_ms, bytes), ("a", "s", 3, 5, json.len()));
        }
    };
    check(r#""kind":"interaction","flags":[]"#, Some(("interaction", Priority::Normal)));
    check(r#""kind":"interaction","flags":[{"reason":"fallback"}]"#, Some(("interaction", Priority::Flagged)));
    check(r#""kind":"outcome","ref":"b""#, Some(("outcome", Priority::Normal)));
    check(r#""kind":"feedback","ref":"b""#, Some(("feedback", Priority::Required)));
    check(r#""kind":"session","event":"started""#, Some(("session", Priority::Diagnostic)));
    check(r#""kind":"consent","granted":true"#, Some(("consent", Priority::Required)));
    check(r#""kind":"drop","count":1"#, Some(("drop", Priority::Required)));
    check(r#""kind":"purge""#, None);
    check(r#""flags":[]"#, None);
    check(r#""kind":"drop""#, Some(("drop", Priority::Required)));
}
