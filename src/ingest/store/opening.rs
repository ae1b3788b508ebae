//! Opens the database file, and refuses what is not one of this program.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlSafeStr, SqliteConnection, SqlitePool};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// Another process may hold the database for this long.
const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for a connection to read with.
const READ_WAIT: Duration = Duration::from_secs(2);
/// Reads are short, and more would only compete for the processor.
const READERS: u32 = 4;

/// The steps that lead from an empty file to the present tables, in order.
const MIGRATIONS: [(i64, &str, &str); 1] = [(1, "ingest", include_str!("../migrations/sqlite/0001_ingest.sql"))];

/// The name by which SQLite keeps a database in memory.
const MEMORY: &str = ":memory:";

/// Why a database cannot be used.
#[derive(Debug)]
pub(crate) enum OpenError {
    /// SQLite would keep it in memory only.
    Fleeting,
    /// The path is a folder.
    Folder,
    /// The folder of the file does not exist.
    NoFolder,
    /// It holds tables, but not ours.
    Foreign,
    /// A newer version has changed its tables.
    Newer,
    /// A build between two versions has made its tables.
    Between,
    /// SQLite refuses.
    Refused(String),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fleeting => write!(f, "it would be lost at the end; give the path of a file"),
            Self::Folder => write!(f, "it is a folder"),
            Self::NoFolder => write!(f, "its folder does not exist"),
            Self::Foreign => write!(f, "it is a database of another program"),
            Self::Newer => write!(f, "it was made by a newer version of erp-chat"),
            Self::Between => write!(f, "it was made by an unreleased build of erp-chat; give another file"),
            Self::Refused(reason) => write!(f, "{reason}"),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(refusal) => Self::Refused(refusal.message().to_owned()),
            None => Self::Refused(error.to_string()),
        }
    }
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            MigrateError::VersionMissing(_) => Self::Newer,
            MigrateError::VersionMismatch(_) => Self::Between,
            other => Self::Refused(other.to_string()),
        }
    }
}

/// The connection that writes, to a database that is up to date.
pub(super) async fn writer(path: &Path) -> Result<SqliteConnection, OpenError> {
    check_path(path)?;
    make(path).map_err(|error| OpenError::Refused(error.to_string()))?;
    let mut connection = options(path).create_if_missing(true).connect().await?;
    let ours = "select count(*) from sqlite_schema where name = '_sqlx_migrations'";
    let all = "select count(*) from sqlite_schema";
    if count(&mut connection, all).await? > 0 && count(&mut connection, ours).await? == 0 {
        return Err(OpenError::Foreign);
    }
    migrator().run(&mut connection).await?;
    connection.ping().await?;
    Ok(connection)
}

/// The connections that read.
pub(super) fn readers(path: &Path) -> SqlitePool {
    let options = options(path).pragma("query_only", "on");
    SqlitePoolOptions::new().max_connections(READERS).acquire_timeout(READ_WAIT).connect_lazy_with(options)
}

fn options(path: &Path) -> SqliteConnectOptions {
    // SQLite reads some relative names otherwise, as `file:x?mode=memory`.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // Invariant: a commit is on the disk before it is acknowledged.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .disable_statement_logging()
}

fn migrator() -> Migrator {
    let step = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(step).collect())
}

/// Makes the file, for its owner only, when there is none; SQLite gives its log and index the same rights.
fn make(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// SQLite only says that it is unable to open the file.
fn check_path(path: &Path) -> Result<(), OpenError> {
    if [Path::new(""), Path::new(MEMORY)].contains(&path) {
        return Err(OpenError::Fleeting);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if path.is_dir() {
        return Err(OpenError::Folder);
    }
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(OpenError::NoFolder);
    }
    Ok(())
}

async fn count(connection: &mut SqliteConnection, sql: &'static str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(sql).fetch_one(connection).await
}
