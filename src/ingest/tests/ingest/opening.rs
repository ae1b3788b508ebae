//! What can be opened, and what is refused with a reason.

use crate::records::turn;
use crate::server::{TestServer, assistant, folder};
use crate::upload::acks;
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
fn databases_that_would_not_last_are_refused() {
    let check = |name: &str| {
        let refusal = start("127.0.0.1", 0, Path::new(name)).unwrap_err().to_string();
        assert!(refusal.contains("give the path of a file") && refusal.lines().count() == 1, "{refusal}");
    };
    check("");
    check(":memory:");
}

#[test]
fn odd_names_open_exactly_that_file() {
    let folder = scratch("odd_names_open_exactly_that_file");
    let record = [turn(1)];
    let check = |name: &str| {
        let mut server = TestServer::on(folder.join(name));
        assert_eq!(acks(&server, &record), "ok");
        server.stop();
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, [name]);
        let server = TestServer::on(folder.join(name));
        assert_eq!(acks(&server, &record), "dup");
        drop(server);
        std::fs::remove_file(folder.join(name)).unwrap();
    };
    check("we ird.db");
    check("a?mode=memory");
    check("50%20.db");
    check("a#b.db");
    check("file:b?mode=memory");
    check("é 😀.db");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let server = TestServer::new("only_the_owner_may_read_the_files");
    assert_eq!(acks(&server, &[turn(1)]), "ok");
    let mut names = Vec::new();
    for file in std::fs::read_dir(server.database.parent().unwrap()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
        names.push(file.file_name());
    }
    names.sort();
    assert_eq!(names, ["erp-chat.db", "erp-chat.db-shm", "erp-chat.db-wal"]);
}

#[test]
fn databases_of_others_are_refused() {
    let mut server = TestServer::new("databases_of_others_are_refused");
    server.stop();
    server.change("update _sqlx_migrations set checksum = x'00'");
    check(&server.database, "it was made by an unreleased build of erp-chat; give another file");
    server.change("update _sqlx_migrations set version = 99");
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
