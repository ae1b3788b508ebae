//! `erp-chat serve` as a process, and requests to it.

use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A server that is ended with the test.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) address: String,
    output: BufReader<ChildStdout>,
}

impl Served {
    /// Starts a server in the folder of its database; what it says of errors goes into a file beside that.
    pub(crate) fn start(database: &str) -> Self {
        let path = Path::new(database);
        let mut child = Command::new(env!("CARGO_BIN_EXE_erp-chat"))
            .args(["serve", "--port", "0", "--database"])
            .arg(path.file_name().unwrap())
            .current_dir(path.parent().unwrap())
            .stdout(Stdio::piped())
            .stderr(File::create(format!("{database}.log")).unwrap())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("erp-chat: listening on http://").expect(&line).to_owned();
        Self { child, address, output }
    }

    /// Ends the server at once; what else it had said on standard output.
    pub(crate) fn kill(&mut self) -> String {
        self.child.kill().unwrap();
        let mut said = String::new();
        self.output.read_to_string(&mut said).unwrap();
        said
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The answer to a request, with its head; none when the server went away.
pub(crate) fn exchange(address: &str, request: &str, body: &str) -> Option<String> {
    let length = body.len();
    let mut stream = TcpStream::connect(address).ok()?;
    let headers = format!("host: {address}\r\ncontent-type: application/json\r\nconnection: close\r\n");
    write!(stream, "{request} HTTP/1.1\r\n{headers}content-length: {length}\r\n\r\n{body}").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

/// The JSON answer to a request.
pub(crate) fn ask(address: &str, request: &str, body: &str) -> Option<Value> {
    let answer = exchange(address, request, body)?;
    serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
}
