//! Foreign pages, slow clients and broken requests.

use crate::client::{Request, exchange};
use crate::records::{batch, turn};
use crate::server::TestServer;
use std::io::{Read, Write};
use std::net::{Ipv6Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

#[test]
fn foreign_pages_are_refused() {
    let server = TestServer::new("foreign_pages_are_refused");
    let post = |name: &str, value: &str| {
        Request::post("/v1/ingest", batch(&[turn(1)]).to_string()).header(name, value).send(server.address)
    };
    assert_eq!(post("origin", "http://evil.example").refusal(), (403, "foreign_origin".to_owned()));
    assert_eq!(post("origin", "null").refusal().0, 403);
    assert_eq!(post("host", "evil.example").refusal(), (421, "foreign_host".to_owned()));
    let read = Request::get("/api/annotations").header("host", "evil.example").send(server.address);
    assert_eq!(read.refusal().0, 421);
    assert_eq!(server.value("select count(*) from chat_records"), "0");
    assert_eq!(post("origin", &format!("http://{}", server.address)).status, 200);
}

#[test]
fn every_answer_has_security_headers() {
    let server = TestServer::new("every_answer_has_security_headers");
    for path in ["/healthz", "/readyz", "/api/chat/metrics", "/api/annotations", "/nothing", "/v1/ingest"] {
        let answer = server.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

#[test]
fn localhost_may_mean_either_loopback() {
    let server = TestServer::new("localhost_may_mean_either_loopback");
    let has_ipv6 = std::net::TcpListener::bind("[::1]:0").is_ok();
    let other = SocketAddr::from((Ipv6Addr::LOCALHOST, server.address.port()));
    if has_ipv6 {
        assert_eq!(Request::get("/healthz").send(other).status, 200);
    }
    let named = format!("localhost:{}", server.address.port());
    assert_eq!(Request::get("/healthz").header("host", &named).send(server.address).status, 200);
}

#[test]
fn health_is_told() {
    let server = TestServer::new("health_is_told");
    for path in ["/healthz", "/readyz"] {
        assert_eq!(server.get(path).body, br#"{"status":"ok"}"#);
    }
}

#[test]
fn broken_requests_do_not_hurt() {
    let server = TestServer::new("broken_requests_do_not_hurt");
    let lying = "POST /v1/ingest HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";
    let endless =
        format!("{lying}connection: close\r\ntransfer-encoding: chunked\r\n\r\n200000\r\n{}", " ".repeat(2 << 20));
    assert_eq!(exchange(server.address, endless.as_bytes()).status, 413);
    assert_eq!(exchange(server.address, b"nonsense\r\n\r\n").status, 400);
    let huge_head = format!("GET / HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    assert_eq!(exchange(server.address, huge_head.as_bytes()).status, 431);
    // A client that promises more than it sends and hangs up.
    let mut stream = TcpStream::connect(server.address).unwrap();
    write!(stream, "{lying}content-length: 1000\r\n\r\n{{").unwrap();
    drop(stream);
    assert_eq!(server.get("/readyz").status, 200);
}

#[test]
fn slow_heads_are_given_up_and_hold_up_nobody() {
    let server = TestServer::new("slow_heads_are_given_up_and_hold_up_nobody");
    let start = Instant::now();
    let mut slow: Vec<TcpStream> = (0..50).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    slow.iter_mut().for_each(|stream| stream.write_all(b"GET / HTT").unwrap());
    assert_eq!(server.get("/healthz").status, 200);
    let mut rest = Vec::new();
    let first = &mut slow[0];
    first.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    drop(first.read_to_end(&mut rest));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
