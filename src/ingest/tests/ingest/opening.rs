//! What can be opened, and what is refused with a reason.

use crate::server::{TestServer, assistant, folder};
use erp_chat_ingest::{ServeError, Server, Settings};
use std::path::{Path, PathBuf};

fn start(bind: &str, port: u16, database: &Path) -> Result<(), ServeError> {
    let settings = Settings { bind: bind.parse().unwrap(), port, database: database.to_owned() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(Server::start(assistant(), &settings)).map(drop)
}

fn check(database: &Path, reason: &str) {
    let refusal = start("127.0.0.1", 0, database).unwrap_err().to_string();
    assert!(refusal.ends_with(reason), "{refusal}");
    assert!(refusal.contains(database.to_str().unwrap()) && refusal.lines().count() == 1, "{refusal}");
}

fn scratch(test: &str) -> PathBuf {
    let folder = folder(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn databases_that_cannot_be_used_are_refused() {
    let folder = scratch("databases_that_cannot_be_used_are_refused");
    check(&folder, "it is a folder");
    check(&folder.join("nothing/erp-chat.db"), "its folder does not exist");
    let text = folder.join("text");
    std::fs::write(&text, "not a database, but long enough to be taken for one ".repeat(100)).unwrap();
    check(&text, "file is not a database");
}

#[test]
fn databases_of_others_are_refused() {
    let mut server = TestServer::new("databases_of_others_are_refused");
    server.stop();
    server.change("insert into _sqlx_migrations values (99, 'later', '', 1, x'00', 0)");
    check(&server.database, "it was made by a newer version of erp-chat");
    server.change("drop table _sqlx_migrations");
    check(&server.database, "it is a database of another program");
}

#[test]
fn only_free_loopback_addresses_are_taken() {
    let server = TestServer::new("only_free_loopback_addresses_are_taken");
    let other = server.database.with_file_name("other.db");
    let busy = start("127.0.0.1", server.address.port(), &other).unwrap_err();
    assert!(matches!(busy, ServeError::Busy(_)), "{busy}");
    for bind in ["0.0.0.0", "192.0.2.1", "::"] {
        let refusal = start(bind, 0, &other).unwrap_err();
        assert!(matches!(refusal, ServeError::NotLoopback(_)), "{refusal}");
    }
    assert!(!other.exists(), "the database is opened last");
}
