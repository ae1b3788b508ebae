//! `erp-chat serve` as a process: how it starts, is refused, stops, and dies.

use crate::command::erp_chat;
use crate::scratch::Scratch;
use crate::served::{Served, ask};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::process::Command;

/// Sends a batch; the words of its acknowledgements.
fn ingest(address: &str, batch: u64) -> Option<Vec<String>> {
    let answer = ask(address, "POST /v1/ingest", &records(batch).to_string())?;
    let word = |ack: &Value| ack["s"].as_str().unwrap().to_owned();
    Some(answer["acks"].as_array()?.iter().map(word).collect())
}

const RECORDS: u64 = 20;

fn records(batch: u64) -> Value {
    let id = |number: u64| format!("0192f0c1-2b3c-7d4e-8f50-{number:012x}");
    let record = |number: u64| {
        json!({
            "id": id(batch * RECORDS + number), "v": 1, "rv": 1, "sid": id(batch), "seq": number, "t": 0,
            "kind": "interaction", "message": "show my tasks", "confidence": 0.9, "repeat_level": 1,
        })
    };
    let records: Vec<Value> = (1..=RECORDS).map(record).collect();
    json!({ "proto": 1, "batch": "b", "dev": "d", "sent_ms": 0, "skew_ms": 0, "store": "idb", "records": records })
}

#[test]
fn the_documented_calls_work() {
    let server = Served::start(&Scratch::new("the_documented_calls_work").path("erp-chat.db"));
    let said = ask(&server.address, "POST /api/chat/message", r#"{"message": "Hi", "sessionId": "test-123"}"#).unwrap();
    assert_eq!((&said["intent"], &said["sessionId"]), (&json!("greeting"), &json!("test-123")), "{said}");
    let metrics = ask(&server.address, "GET /api/chat/metrics", "").unwrap();
    assert_eq!((&metrics["period"], &metrics["totalInteractions"]), (&json!("day"), &json!(1)), "{metrics}");
}

#[test]
fn nothing_acknowledged_is_lost_when_it_is_killed() {
    let database = Scratch::new("nothing_acknowledged_is_lost_when_it_is_killed").path("erp-chat.db");
    let mut server = Served::start(&database);
    let address = server.address.clone();
    let sender = std::thread::spawn(move || (0..).take_while(|batch| ingest(&address, *batch).is_some()).count());
    // In the middle of its work: when the log of the database has grown by some batches.
    let log = format!("{database}-wal");
    while !sender.is_finished() && std::fs::metadata(&log).map_or(0, |log| log.len()) < 500_000 {
        std::thread::yield_now();
    }
    server.child.kill().unwrap();
    let acknowledged = sender.join().unwrap() as u64;
    assert!(acknowledged > 0);
    let server = Served::start(&database);
    for batch in 0..acknowledged {
        let words = ingest(&server.address, batch).unwrap();
        assert!(words.iter().all(|word| word == "dup"), "batch {batch}: {words:?}");
    }
    let total = ask(&server.address, "GET /api/chat/metrics", "").unwrap()["totalInteractions"].as_u64().unwrap();
    assert_eq!(total % RECORDS, 0, "no part of a batch is kept");
}

#[test]
fn a_relative_name_is_that_file() {
    let scratch = Scratch::new("a_relative_name_is_that_file");
    for name in ["file:a?mode=memory", "file::memory:", "b c#d%20.db"] {
        drop(Served::start(&scratch.path(name)));
        let is_ours = scratch.read(name).starts_with(b"SQLite format 3");
        assert!(is_ours, "{name}");
    }
}

#[test]
fn bad_settings_are_refused() {
    let scratch = Scratch::new("bad_settings_are_refused");
    let database = scratch.path("erp-chat.db");
    let text = scratch.write("text", "not a database ".repeat(1_000));
    let folder = scratch.path("");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let check = |arguments: &[&str], named: &str| {
        let answered = erp_chat(&[&["serve"], arguments].concat(), "");
        assert_eq!((answered.status, answered.output.as_str()), (2, ""), "{arguments:?}");
        let error = answered.errors.trim_end();
        assert!(error.starts_with("erp-chat: ") && error.contains(named), "{arguments:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{arguments:?}: {error}");
    };
    check(&["--port", "abc"], "`--port abc`: a port is a number from 0 to 65535");
    check(&["--port", "99999"], "`--port 99999`: a port is a number from 0 to 65535");
    check(&["--port", "-1"], "`--port -1`: a port is a number from 0 to 65535");
    check(&["--port"], "--port");
    check(&["--bind", "0.0.0.0"], "`--bind 0.0.0.0`: without keys the server listens on 127.0.0.1 or ::1 only");
    check(&["--bind", "localhost"], "`--bind localhost`: an address is 127.0.0.1 or ::1");
    check(&["--frob"], "'--frob'; `serve` takes --port, --database, --bind and --redaction");
    check(&["extra"], "\"extra\"; `serve` takes --port, --database, --bind and --redaction");
    check(&["--port", "0", "--database", ""], "give the path of a file");
    check(&["--port", "0", "--database", ":memory:"], "give the path of a file");
    check(&["--port", &port, "--database", &database], &port);
    check(&["--port", "0", "--database", &text], "not a database");
    check(&["--port", "0", "--database", &folder], "folder");
    check(&["--port", "0", "--database", &scratch.path("nothing/erp-chat.db")], "nothing");
}

#[test]
fn help_says_what_serve_takes() {
    for flag in ["--help", "-h"] {
        let answered = erp_chat(&["serve", flag], "");
        assert_eq!((answered.status, answered.errors.as_str()), (0, ""), "{flag}");
        for named in ["erp-chat serve", "--port", "--database", "--bind"] {
            assert!(answered.output.contains(named), "{flag}: {}", answered.output);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_in_order() {
    let database = Scratch::new("a_signal_stops_it_in_order").path("erp-chat.db");
    for signal in ["-TERM", "-INT"] {
        let mut server = Served::start(&database);
        assert!(ingest(&server.address, 1).is_some());
        let sent = Command::new("kill").args([signal, &server.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(server.child.wait().unwrap().code(), Some(0), "{signal}");
        assert!(!std::path::Path::new(&format!("{database}-wal")).exists());
    }
}
