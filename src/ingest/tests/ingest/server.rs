//! A server on a free port, with a database of its own in the build folder.

use crate::client::{Answer, Request};
use erp_chat_engine::assistant::Assistant;
use erp_chat_ingest::{Server, Settings};
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A server that runs until it is dropped.
pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) database: PathBuf,
    runtime: Runtime,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl TestServer {
    /// A server with an empty database, named after the test.
    pub(crate) fn new(test: &str) -> Self {
        let folder = folder(test);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        Self::on(folder.join("erp-chat.db"))
    }

    /// A server with this database.
    pub(crate) fn on(database: PathBuf) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let settings = Settings { bind: IpAddr::V4(Ipv4Addr::LOCALHOST), port: 0, database: database.clone() };
        let server = runtime.block_on(Server::start(assistant(), &settings)).unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel();
        let running = runtime.spawn(server.run(async { drop(stopped.await) }));
        Self { address, database, runtime, running: Some((stop, running)) }
    }

    /// Asks the server to stop, and waits until it has.
    pub(crate) fn stop(&mut self) {
        if let Some((stop, running)) = self.running.take() {
            stop.send(()).unwrap();
            self.runtime.block_on(running).unwrap();
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        Request::get(path).send(self.address)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        Request::post(path, body.to_string()).send(self.address)
    }

    /// The rows of a query, each with its columns as text, `|` between them.
    pub(crate) fn rows(&self, sql: &'static str) -> Vec<String> {
        let options = SqliteConnectOptions::new().filename(&self.database).read_only(true);
        self.runtime.block_on(async {
            let mut connection = options.connect().await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
            let text = |row: &sqlx::sqlite::SqliteRow, at| row.try_get_unchecked::<String, _>(at).unwrap_or_default();
            rows.iter().map(|row| (0..row.len()).map(|at| text(row, at)).collect::<Vec<_>>().join("|")).collect()
        })
    }

    /// Changes the database behind the back of the server, which is stopped.
    pub(crate) fn change(&self, sql: &'static str) {
        self.try_change(sql).unwrap();
    }

    /// Changes the database, unless it refuses.
    pub(crate) fn try_change(&self, sql: &'static str) -> Result<(), sqlx::Error> {
        let options = SqliteConnectOptions::new().filename(&self.database);
        self.runtime.block_on(async {
            let mut connection = options.connect().await?;
            sqlx::query(sql).execute(&mut connection).await?;
            connection.close().await
        })
    }

    /// The one value of a query.
    pub(crate) fn value(&self, sql: &'static str) -> String {
        self.rows(sql).join("\n")
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The folder of a test.
pub(crate) fn folder(test: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(test)
}

/// The starter assistant.
pub(crate) fn assistant() -> Assistant {
    Assistant::from_bytes(include_bytes!("../../../starter/starter.bundle")).unwrap()
}
