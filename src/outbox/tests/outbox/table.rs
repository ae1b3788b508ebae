//! One answer of the server, or one event, and what the outbox does about it.

use erp_chat_outbox::{Effect, Entry, Event, Moment, Outbox, Priority, Reply};

pub(crate) const LATEST: u32 = u32::MAX;

pub(crate) fn at(now_ms: i64) -> Moment {
    Moment { now_ms, random: 0 }
}

pub(crate) fn entry(id: &str, priority: Priority) -> Entry {
    Entry::new(id, 400, priority)
}

/// An outbox that has just sent the records `a` to the `count`th letter, as request 1, at 5 s.
pub(crate) fn sending(count: u8) -> Outbox {
    let mut outbox = Outbox::default();
    let ids: Vec<String> = (b'a'..b'a' + count).map(|letter| char::from(letter).to_string()).collect();
    for id in &ids {
        outbox.step(Event::Enqueued(entry(id, Priority::Normal)), at(0));
    }
    outbox.step(Event::Stored { ids }, at(0));
    let effects = outbox.step(Event::Tick, at(5_000));
    assert!(matches!(effects[0], Effect::Send { flight: 1, .. }), "{effects:?}");
    outbox
}

pub(crate) fn answer(outbox: &mut Outbox, reply: Reply, now_ms: i64) -> Vec<Effect> {
    outbox.step(Event::Response { flight: 1, reply }, at(now_ms))
}

pub(crate) fn reply(status: u16, body: &str) -> Reply {
    Reply { status, body: body.to_owned(), ..Reply::default() }
}

pub(crate) fn acks(list: &str) -> String {
    format!(r#"{{"proto":1,"now_ms":6000,"acks":[{list}]}}"#)
}

/// The effects in short: `delete a`, `send a b`, `wake 7000`; not what is remembered, which changes at every answer.
pub(crate) fn shown(effects: &[Effect]) -> String {
    let told = effects.iter().filter(|effect| !matches!(effect, Effect::Remember(_)));
    let words: Vec<String> = told.map(show).collect();
    words.join("; ")
}

fn show(effect: &Effect) -> String {
    match effect {
        Effect::Store { ids } => format!("store {}", ids.join(" ")),
        Effect::Delete { ids } => format!("delete {}", ids.join(" ")),
        Effect::Send { ids, gzip, .. } => format!("send{} {}", if *gzip { "" } else { " plain" }, ids.join(" ")),
        Effect::Abort { .. } => "abort".to_owned(),
        Effect::ScheduleAt { at_ms } => format!("wake {at_ms}"),
        Effect::Shorten { id } => format!("shorten {id}"),
        Effect::Quarantine { id, code } => format!("quarantine {id} {code}"),
        Effect::ReportDropped { dropped, .. } => format!("report {} {}", dropped.count, dropped.reason),
        Effect::Remember(_) => "remember".to_owned(),
        Effect::Purge => "purge".to_owned(),
        Effect::Notify(notice) => format!("{notice:?}"),
    }
}

#[test]
fn answers_about_two_records() {
    let check = |reply: Reply, expected: &str| {
        let effects = answer(&mut sending(2), reply, 6_000);
        assert_eq!(shown(&effects), expected);
    };
    let body = |list: &str| reply(200, &acks(list));
    check(body(r#"{"id":"a","s":"ok"},{"id":"b","s":"dup"}"#), "delete a; delete b");
    check(body(r#"{"id":"b","s":"rej","code":"id_reuse"},{"id":"a","s":"ok"}"#), "quarantine b id_reuse; delete a");
    check(body(r#"{"id":"a","s":"ok"},{"id":"a","s":"rej"},{"id":"z","s":"ok"}"#), "delete a; send b; wake 21050");
    check(body(r#"{"id":"a","s":"ok"},{"id":"b","s":"retry","after_ms":4000}"#), "delete a; wake 10000");
    check(body(""), "wake 7000");
    check(reply(200, "<!doctype html><title>Hotel Wi-Fi</title>"), "wake 7000");
    check(reply(200, r#"{"proto":2,"now_ms":0,"acks":[{"id":"a","s":"ok"}]}"#), "wake 7000");
    check(reply(200, r#"{"proto":1,"now_ms":0,"acks":[{"id":"#), "wake 7000");
    check(reply(500, ""), "wake 7000");
    check(reply(400, ""), "send a; wake 21050");
    check(reply(413, ""), "send a; wake 21050");
    check(reply(415, ""), "send plain a b; wake 21100");
    check(reply(401, ""), "TokenNeeded; wake 66000");
    check(reply(403, r#"{"code":"consent_revoked"}"#), "purge");
    check(reply(403, ""), "Refused { status: 403 }; wake 3606000");
    check(reply(0, ""), "Refused { status: 0 }; wake 3606000");
    check(reply(404, ""), "Refused { status: 404 }; wake 3606000");
    check(reply(426, ""), "Outdated; wake 3606000");
}

#[test]
fn retry_after_is_kept_through_an_online_event() {
    let check = |header: &str, expected: &str| {
        let mut outbox = sending(1);
        let mut reply = reply(503, "");
        reply.retry_after = Some(header.to_owned());
        assert_eq!(shown(&answer(&mut outbox, reply, 6_000)), expected, "{header}");
        assert_eq!(shown(&outbox.step(Event::Online, at(6_500))), "", "{header}");
    };
    check("30", "wake 36000");
    check("-1", "wake 7000");
    check("1000000000", "wake 3606000");
}

#[test]
fn coming_online_shortens_the_backoff_by_a_random_delay() {
    let mut outbox = sending(1);
    let moment = Moment { now_ms: 6_000, random: LATEST };
    outbox.step(Event::NetworkFailed { flight: 1 }, moment);
    assert_eq!(shown(&outbox.step(Event::Online, at(6_100))), "send a; wake 21150");
}

#[test]
fn single_records_are_shortened_or_put_away() {
    let check = |status: u16, expected: &str| {
        let effects = answer(&mut sending(1), reply(status, ""), 6_000);
        assert_eq!(shown(&effects), expected, "{status}");
    };
    check(400, "quarantine a refused");
    check(413, "shorten a; send a; wake 21050");
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut outbox = sending(1);
    assert_eq!(shown(&outbox.step(Event::Tick, at(20_050))), "abort; wake 21050");
    let late = reply(200, &acks(r#"{"id":"a","s":"ok"}"#));
    assert_eq!(shown(&answer(&mut outbox, late, 20_100)), "");
    assert_eq!(outbox.pending(), 1);
}

#[test]
fn a_hidden_page_sends_one_small_batch() {
    let mut outbox = Outbox::default();
    for id in ["a", "b", "c"] {
        let mut large = entry(id, Priority::Normal);
        large.bytes = 20 << 10;
        outbox.step(Event::Enqueued(large), at(0));
        outbox.step(Event::Stored { ids: vec![id.to_owned()] }, at(0));
    }
    assert_eq!(shown(&outbox.step(Event::Hidden, at(10))), "send plain a b; wake 20130");
    assert_eq!(shown(&outbox.step(Event::Hidden, at(20))), "");
}

#[test]
fn withdrawn_consent_and_logout_stop_everything() {
    let check = |event: Event, expected: &str| {
        let mut outbox = sending(2);
        assert_eq!(shown(&outbox.step(event, at(6_000))), expected);
        assert_eq!(shown(&outbox.step(Event::Enqueued(entry("z", Priority::Normal)), at(6_000))), "");
        assert_eq!(outbox.pending(), 0);
    };
    check(Event::ConsentWithdrawn, "abort; purge");
    check(Event::LoggedOut { purge: false }, "abort");
    check(Event::LoggedOut { purge: true }, "abort; purge");
}

#[test]
fn a_store_that_fails_twice_leaves_the_record_in_memory() {
    let mut outbox = Outbox::default();
    outbox.step(Event::Enqueued(entry("a", Priority::Normal)), at(0));
    let failed = || Event::StoreFailed { ids: vec!["a".to_owned()] };
    assert_eq!(shown(&outbox.step(failed(), at(0))), "store a");
    assert_eq!(shown(&outbox.step(failed(), at(0))), "MemoryOnly; send a; wake 15050");
}

#[test]
fn without_a_store_no_record_is_given_up_for_another() {
    let mut outbox = Outbox::default();
    assert_eq!(shown(&outbox.step(Event::StoreMissing, at(0))), "MemoryOnly");
    for id in ["a", "b", "c", "d", "e", "f"] {
        outbox.step(Event::Enqueued(entry(id, Priority::Normal)), at(0));
        outbox.step(Event::StoreFailed { ids: vec![id.to_owned()] }, at(0));
    }
    assert_eq!(outbox.pending(), 6);
    outbox.step(Event::Enqueued(entry("g", Priority::Normal)), at(0));
    outbox.step(Event::Stored { ids: vec!["g".to_owned()] }, at(0));
    assert!(!outbox.is_memory_only(), "the store works again");
}

#[test]
fn without_a_server_nothing_is_sent() {
    let mut outbox = Outbox::without_server();
    outbox.step(Event::Enqueued(entry("a", Priority::Normal)), at(0));
    let effects = outbox.step(Event::Stored { ids: vec!["a".to_owned()] }, at(0));
    assert_eq!(shown(&effects), r#"Logged { id: "a" }"#);
    for event in [Event::Tick, Event::FlushRequested, Event::Hidden, Event::Online] {
        assert_eq!(shown(&outbox.step(event, at(60_000))), "");
    }
    assert_eq!(outbox.pending(), 1);
}

#[test]
fn delivery_on_request_waits_for_the_server_but_not_for_the_backoff() {
    let check = |failure: Event, expected: &str| {
        let mut outbox = sending(1);
        outbox.step(failure, Moment { now_ms: 6_000, random: LATEST });
        assert_eq!(shown(&outbox.step(Event::FlushRequested, at(6_100))), expected);
    };
    check(Event::NetworkFailed { flight: 1 }, "send a; wake 21150");
    let reply = Reply { retry_after: Some("30".to_owned()), ..reply(503, "") };
    check(Event::Response { flight: 1, reply }, "");
}

#[test]
fn delivery_on_request_does_not_wait_for_more_records() {
    let mut outbox = Outbox::default();
    assert_eq!(shown(&outbox.step(Event::FlushRequested, at(0))), "");
    outbox.step(Event::Enqueued(entry("a", Priority::Normal)), at(10_000));
    outbox.step(Event::Stored { ids: vec!["a".to_owned()] }, at(10_000));
    assert_eq!(shown(&outbox.step(Event::FlushRequested, at(10_001))), "send a; wake 25051");
}

#[test]
fn every_batch_waits_for_more_records() {
    let mut outbox = sending(1);
    answer(&mut outbox, reply(200, &acks(r#"{"id":"a","s":"ok"}"#)), 6_000);
    outbox.step(Event::Enqueued(entry("b", Priority::Normal)), at(7_000));
    let effects = outbox.step(Event::Stored { ids: vec!["b".to_owned()] }, at(7_000));
    assert_eq!(shown(&effects), r#"Logged { id: "b" }; wake 12000"#);
}

#[test]
fn a_timer_that_rings_early_is_wound_up_again() {
    let mut outbox = Outbox::default();
    outbox.step(Event::Enqueued(entry("a", Priority::Normal)), at(0));
    outbox.step(Event::Stored { ids: vec!["a".to_owned()] }, at(0));
    assert_eq!(shown(&outbox.step(Event::Tick, at(4_999))), "wake 5000");
    assert_eq!(shown(&outbox.step(Event::Tick, at(5_000))), "send a; wake 20050");
}

#[test]
fn a_host_that_gives_bad_tokens_is_asked_once_a_minute() {
    let mut outbox = sending(1);
    assert_eq!(shown(&answer(&mut outbox, reply(401, ""), 6_000)), "TokenNeeded; wake 66000");
    assert_eq!(shown(&outbox.step(Event::TokenRenewed, at(6_001))), "send a; wake 21051");
    let refused = Event::Response { flight: 2, reply: reply(401, "") };
    assert_eq!(shown(&outbox.step(refused, at(6_002))), "wake 66002");
    assert_eq!(shown(&outbox.step(Event::Tick, at(66_002))), "send a; wake 81052");
    let refused = Event::Response { flight: 3, reply: reply(401, "") };
    assert_eq!(shown(&outbox.step(refused, at(66_003))), "TokenNeeded; wake 126003");
}

#[test]
fn a_full_queue_gives_up_what_matters_least() {
    let mut outbox = Outbox::default();
    let mut reported = 0;
    for number in 0..20_000_i64 {
        let priority = if number % 10 == 0 { Priority::Required } else { Priority::Normal };
        let effects = outbox.step(Event::Enqueued(entry(&number.to_string(), priority)), at(number * 100));
        reported += effects.iter().filter(|effect| matches!(effect, Effect::ReportDropped { .. })).count();
    }
    assert!(outbox.pending() <= 5_000, "{}", outbox.pending());
    assert!((1..100).contains(&reported), "{reported} reports");
    let found = outbox.step(Event::Enqueued(entry("0", Priority::Required)), at(2_000_000));
    assert_eq!(shown(&found), "", "the first required record is still there");
}

#[test]
fn a_page_that_loops_is_counted_not_stored() {
    let mut outbox = Outbox::default();
    for number in 0..1_000 {
        outbox.step(Event::Enqueued(entry(&number.to_string(), Priority::Normal)), at(0));
    }
    assert_eq!(outbox.pending(), 100);
    assert_eq!(shown(&outbox.step(Event::Tick, at(1_000))), "report 900 rate");
}

#[test]
fn a_clock_set_back_does_not_stop_sending() {
    let mut outbox = sending(1);
    answer(&mut outbox, reply(401, ""), 365 * 86_400_000);
    assert_eq!(shown(&outbox.step(Event::Tick, at(6_000))), "wake 11000");
    assert_eq!(shown(&outbox.step(Event::Tick, at(11_000))), "send a; wake 26050");
}
