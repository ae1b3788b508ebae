//! A small HTTP client: one request per connection, written by hand, so that a test can also send what no client would.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The stable code of a refusal, with its status.
    pub(crate) fn refusal(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem = self.json();
        assert_eq!(problem["status"], self.status, "{problem}");
        (self.status, problem["code"].as_str().unwrap().to_owned())
    }
}

/// A request in the making.
pub(crate) struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self { line: format!("{method} {path} HTTP/1.1"), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    pub(crate) fn post(path: &str, body: impl AsRef<[u8]>) -> Self {
        Self { body: body.as_ref().to_vec(), ..Self::new("POST", path) }.header("content-type", "application/json")
    }

    /// Sets a header, in place of an earlier one of the name.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn send(self, address: SocketAddr) -> Answer {
        let request = self.header("connection", "close").with_defaults(address);
        let mut head = request.line;
        for (name, value) in &request.headers {
            head += &format!("\r\n{name}: {value}");
        }
        let mut bytes = (head + "\r\n\r\n").into_bytes();
        bytes.extend(request.body);
        exchange(address, &bytes)
    }

    fn with_defaults(self, address: SocketAddr) -> Self {
        let has = |name: &str| self.headers.iter().any(|(known, _)| known == name);
        let defaults = [("host", address.to_string()), ("content-length", self.body.len().to_string())];
        let missing: Vec<_> = defaults.into_iter().filter(|(name, _)| !has(name)).collect();
        missing.into_iter().fold(self, |request, (name, value)| request.header(name, &value))
    }
}

/// Sends bytes as they are, and reads the answer.
pub(crate) fn exchange(address: SocketAddr, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    // A server that refuses a large body may hang up before it has read all of it.
    drop(stream.write_all(bytes));
    let mut received = Vec::new();
    drop(stream.read_to_end(&mut received));
    parse(&received)
}

fn parse(received: &[u8]) -> Answer {
    let end = received.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("an answer");
    let head = String::from_utf8(received[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers: BTreeMap<_, _> = lines.filter_map(header).collect();
    let body = &received[end + 4..];
    let is_chunked = headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked");
    let body = if is_chunked { unchunked(body) } else { body.to_vec() };
    Answer { status, headers, body }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|bytes| bytes == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}
