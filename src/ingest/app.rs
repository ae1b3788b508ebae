//! What every handler shares.

use crate::acceptance::{Acceptor, Verdict};
use crate::lanes::Lanes;
use crate::problem::Problem;
use crate::store::Store;
use erp_chat_engine::assistant::Assistant;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The assistant, the judge of records, the store, and the order of turns.
pub(crate) struct App {
    pub(crate) assistant: Assistant,
    pub(crate) acceptor: Acceptor,
    pub(crate) store: Store,
    pub(crate) lanes: Lanes,
}

/// As handlers get it.
pub(crate) type Shared = Arc<App>;

/// Judges records aside, because redaction takes the processor for a while.
pub(crate) async fn judge(
    app: &Shared,
    records: Vec<Value>,
    known: BTreeMap<String, u64>,
) -> Result<Vec<(String, Verdict)>, Problem> {
    aside(app, move |app| app.acceptor.judge(records, known)).await
}

/// Does work that takes the processor for a while, so that other requests are not held up.
pub(crate) async fn aside<T: Send + 'static>(
    app: &Shared,
    work: impl FnOnce(&App) -> T + Send + 'static,
) -> Result<T, Problem> {
    let app = Arc::clone(app);
    tokio::task::spawn_blocking(move || work(&app)).await.map_err(|_| Problem::internal())
}
