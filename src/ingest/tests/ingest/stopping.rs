//! Stopping: what was accepted is finished, and the database is whole without its log.

use crate::client::Request;
use crate::records::{batch, turn};
use crate::server::TestServer;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn a_request_that_was_begun_is_finished() {
    let mut server = TestServer::new("a_request_that_was_begun_is_finished");
    let body = batch(&[turn(1)]).to_string();
    let mut stream = TcpStream::connect(server.address).unwrap();
    let length = body.len();
    let head = "POST /v1/ingest HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    write!(stream, "{head}content-length: {length}\r\n\r\n").unwrap();
    // Answered on another connection only after the first one was accepted.
    assert_eq!(Request::get("/healthz").send(server.address).status, 200);
    let address = server.address;
    let writer = std::thread::spawn(move || {
        // The rest is sent once the server takes no more connections.
        while TcpStream::connect(address).is_ok() {
            std::thread::yield_now();
        }
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    server.stop();
    let answer = writer.join().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"s\":\"ok\""), "{answer}");
    assert!(!server.database.with_extension("db-wal").exists());
    assert_eq!(server.value("select count(*) from chat_interactions"), "1");
}

#[test]
fn an_idle_connection_does_not_hold_up_the_end() {
    let mut server = TestServer::new("an_idle_connection_does_not_hold_up_the_end");
    let idle = TcpStream::connect(server.address).unwrap();
    assert_eq!(server.get("/healthz").status, 200);
    let start = Instant::now();
    server.stop();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    drop(idle);
}
