//! IndexedDB: opening, one transaction that writes, one that reads.
//!
//! Invariant: nothing but requests of the same transaction is waited for while it is open, or it would end.

use crate::timer::call_after;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const VERSION: u32 = 1;
/// A browser that has not answered by then is not waited for. It may wait itself for a tab with an older version.
const OPEN_TIMEOUT_MS: i32 = 3_000;

/// The object stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Outbox,
    Log,
    Dead,
    Meta,
}

impl Table {
    const ALL: [Self; 4] = [Self::Outbox, Self::Log, Self::Dead, Self::Meta];

    fn name(self) -> &'static str {
        match self {
            Self::Outbox => "outbox",
            Self::Log => "log",
            Self::Dead => "dead",
            Self::Meta => "meta",
        }
    }
}

/// A change of one row, or of many.
pub(crate) enum Change {
    Put(Table, String, JsValue),
    Delete(Table, String),
    /// Deletes everything up to this key.
    DeleteUpTo(Table, JsValue),
    Clear(Table),
}

/// Opens a database, and makes it when there is none.
pub(crate) async fn open(name: &str) -> Result<IdbDatabase, JsValue> {
    let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()?;
    let request = factory.open_with_u32(name, VERSION)?;
    request.set_onupgradeneeded(Some(&making_tables(&request)));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        call_after(&reject, OPEN_TIMEOUT_MS);
    });
    if let Err(error) = JsFuture::from(opened).await {
        request.set_onsuccess(Some(&closing(&request)));
        return Err(error);
    }
    let database: IdbDatabase = request.result()?.dyn_into()?;
    // A newer version in another tab comes first.
    let close: Function = Reflect::get(&database, &"close".into())?.dyn_into()?;
    database.set_onversionchange(Some(&close.bind0(&database)));
    Ok(database)
}

fn making_tables(request: &IdbOpenDbRequest) -> Function {
    let request = request.clone();
    let make = move || {
        let database: Option<IdbDatabase> = request.result().ok().and_then(|result| result.dyn_into().ok());
        for (database, table) in database.iter().flat_map(|database| Table::ALL.map(|table| (database, table))) {
            // It fails only for a table that exists.
            let _ = database.create_object_store(table.name());
        }
    };
    Closure::once_into_js(make).unchecked_into()
}

/// Closes a database that was opened too late.
fn closing(request: &IdbOpenDbRequest) -> Function {
    let request = request.clone();
    let close = move || {
        if let Some(database) = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) {
            database.close();
        }
    };
    Closure::once_into_js(close).unchecked_into()
}

/// Makes all changes, or none.
///
/// Invariant: only the completion of the transaction means that they are durable.
pub(crate) async fn write(database: &IdbDatabase, changes: &[Change]) -> Result<(), JsValue> {
    let transaction = begin(database, IdbTransactionMode::Readwrite)?;
    let ended = end(&transaction);
    if let Some(error) = changes.iter().find_map(|change| apply(&transaction, change).err()) {
        // What went before must not be committed alone. It can only fail when the transaction has ended.
        let _ = transaction.abort();
        let _ = JsFuture::from(ended).await;
        return Err(error);
    }
    JsFuture::from(ended).await.map(drop)
}

fn apply(transaction: &IdbTransaction, change: &Change) -> Result<IdbRequest, JsValue> {
    let table = |table: &Table| transaction.object_store(table.name());
    match change {
        Change::Put(name, key, value) => table(name)?.put_with_key(value, &key.into()),
        Change::Delete(name, key) => table(name)?.delete(&key.into()),
        Change::DeleteUpTo(name, key) => table(name)?.delete(&IdbKeyRange::upper_bound(key)?.into()),
        Change::Clear(name) => table(name)?.clear(),
    }
}

/// The keys and the values of some tables, all of the same moment.
pub(crate) async fn read(database: &IdbDatabase, tables: &[Table]) -> Result<Vec<(Array, Array)>, JsValue> {
    let transaction = begin(database, IdbTransactionMode::Readonly)?;
    let ended = end(&transaction);
    let asked = tables.iter().map(|table| {
        let table = transaction.object_store(table.name())?;
        Ok((table.get_all_keys()?, table.get_all()?))
    });
    let asked: Vec<(IdbRequest, IdbRequest)> = asked.collect::<Result<_, JsValue>>()?;
    JsFuture::from(ended).await?;
    let result = |request: &IdbRequest| request.result()?.dyn_into::<Array>();
    asked.iter().map(|(keys, values)| Ok((result(keys)?, result(values)?))).collect()
}

fn begin(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
    let names: Array = Table::ALL.iter().map(|table| JsValue::from_str(table.name())).collect();
    database.transaction_with_str_sequence_and_mode(&names, mode)
}

/// Settles when the transaction completes or aborts.
fn end(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    })
}
