//! What the outbox keeps in IndexedDB, in its own terms. Sealing the texts at rest belongs here.

use crate::binding::{read, write};
use crate::errands::{Contents, Dead, Kept, LOG_RECORDS, Row, Write};
use crate::idb::{self, Change, Table};
use erp_chat_outbox::{Entry, Standing};
use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use wasm_bindgen::prelude::JsValue;
use web_sys::IdbDatabase;

/// Records in quarantine at most.
const DEAD_RECORDS: usize = 200;
const SESSION: &str = "session";
const LESSONS: &str = "lessons";
const DEVICE: &str = "device";
const STANDING: &str = "standing";

/// The database of one user; closed until it is opened, and for good when that fails.
pub(crate) struct Store {
    name: String,
    database: RefCell<Option<IdbDatabase>>,
}

impl Store {
    pub(crate) fn new(scope: &str) -> Self {
        Self { name: format!("erp-chat:{scope}"), database: RefCell::new(None) }
    }

    /// Opens the database and reads what it holds.
    pub(crate) async fn open(&self) -> Result<Contents, JsValue> {
        let database = self.reopen().await?;
        let tables = idb::read(&database, &[Table::Outbox, Table::Meta]).await?;
        let [outbox, meta] = tables.as_slice() else {
            return Err(JsValue::UNDEFINED);
        };
        let (rows, junk) = rows(outbox);
        Ok(Contents {
            rows,
            junk,
            kept: row::<Kept>(meta, SESSION),
            lessons: row(meta, LESSONS),
            device: row(meta, DEVICE),
            standing: row::<Standing>(meta, STANDING).unwrap_or_default(),
        })
    }

    /// Writes all or nothing. A connection that was closed under us is opened again, once.
    pub(crate) async fn write(&self, writes: &[Write]) -> Result<(), JsValue> {
        let changes: Vec<_> = writes.iter().map(changes).collect::<Result<_, _>>()?;
        self.change(&changes.into_iter().flatten().collect::<Vec<_>>()).await
    }

    async fn change(&self, changes: &[Change]) -> Result<(), JsValue> {
        let database = self.database.borrow().clone().ok_or(JsValue::UNDEFINED)?;
        match idb::write(&database, changes).await {
            Err(_) => idb::write(&self.reopen().await?, changes).await,
            Ok(()) => Ok(()),
        }
    }

    async fn reopen(&self) -> Result<IdbDatabase, JsValue> {
        let database = idb::open(&self.name).await?;
        if let Some(before) = self.database.replace(Some(database.clone())) {
            before.close();
        }
        Ok(database)
    }

    /// The texts of the log.
    pub(crate) async fn log(&self) -> Result<Vec<String>, JsValue> {
        let database = self.database.borrow().clone().ok_or(JsValue::UNDEFINED)?;
        let tables = idb::read(&database, &[Table::Log]).await?;
        Ok(tables.iter().flat_map(|(_, texts)| texts.iter()).filter_map(|text| text.as_string()).collect())
    }

    /// Forgets the oldest rows of the log and of the quarantine.
    pub(crate) async fn prune(&self) -> Result<(), JsValue> {
        let database = self.database.borrow().clone().ok_or(JsValue::UNDEFINED)?;
        let tables = idb::read(&database, &[Table::Log, Table::Dead]).await?;
        let limits = [(Table::Log, LOG_RECORDS), (Table::Dead, DEAD_RECORDS)];
        let pruned = limits.into_iter().zip(&tables).filter_map(|((table, most), (keys, _))| {
            let excess = (keys.length() as usize).checked_sub(most + 1)?;
            Some(Change::DeleteUpTo(table, keys.get(u32::try_from(excess).ok()?)))
        });
        self.change(&pruned.collect::<Vec<_>>()).await
    }

    pub(crate) fn is_open(&self) -> bool {
        self.database.borrow().is_some()
    }

    pub(crate) fn close(&self) {
        if let Some(database) = self.database.take() {
            database.close();
        }
    }
}

/// The pending records, and the keys of what is none.
fn rows((keys, values): &(Array, Array)) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut junk) = (Vec::new(), Vec::new());
    for (key, value) in keys.iter().zip(values.iter()) {
        // Another key cannot be of this outbox.
        let Some(key) = key.as_string() else {
            continue;
        };
        match read::<Row>(value, "").ok().filter(|row| fits(row, &key)) {
            Some(row) => rows.push(row),
            None => junk.push(key),
        }
    }
    (rows, junk)
}

/// Whether the envelope, the text and the key are of one record.
fn fits(row: &Row, key: &str) -> bool {
    row.entry.id == key && Entry::read(&row.text).is_some_and(|entry| entry.id == key)
}

fn row<T: DeserializeOwned>((keys, values): &(Array, Array), key: &str) -> Option<T> {
    let at = keys.iter().position(|one| one.as_string().as_deref() == Some(key))?;
    read(values.get(u32::try_from(at).ok()?), "").ok()
}

fn changes(write: &Write) -> Result<Vec<Change>, JsValue> {
    Ok(match write {
        Write::Record(row) => vec![put_row(row)?, Change::Put(Table::Log, row.entry.id.clone(), (&row.text).into())],
        Write::Rewrite(row) => vec![put_row(row)?],
        Write::Delete(id) => vec![Change::Delete(Table::Outbox, id.clone())],
        Write::Quarantine(dead) => quarantine(dead)?,
        Write::Session(Some(kept)) => vec![put_meta(SESSION, kept)?],
        Write::Session(None) => vec![Change::Delete(Table::Meta, SESSION.to_owned())],
        Write::Lessons(lessons) => vec![put_meta(LESSONS, lessons)?],
        Write::Device(device) => vec![put_meta(DEVICE, device)?],
        Write::Standing(standing) => vec![put_meta(STANDING, standing)?],
        Write::Purge => [Table::Outbox, Table::Log, Table::Dead, Table::Meta].map(Change::Clear).into(),
    })
}

fn put_row(row: &Row) -> Result<Change, JsValue> {
    Ok(Change::Put(Table::Outbox, row.entry.id.clone(), write(row)?))
}

fn put_meta<T: Serialize>(key: &str, value: &T) -> Result<Change, JsValue> {
    Ok(Change::Put(Table::Meta, key.to_owned(), write(value)?))
}

fn quarantine(dead: &Dead) -> Result<Vec<Change>, JsValue> {
    let deleted = Change::Delete(Table::Outbox, dead.id.clone());
    Ok(vec![deleted, Change::Put(Table::Dead, dead.id.clone(), write(dead)?)])
}
