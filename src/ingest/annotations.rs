//! `GET /api/annotations`: the interactions that somebody should look at, most urgent first.

use crate::app::Shared;
use crate::problem::Problem;
use crate::store::OpenItem;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};

/// Items listed when the caller does not say.
const DEFAULT_LIMIT: u32 = 50;
/// Items listed at most.
const MAX_LIMIT: u32 = 500;

#[derive(Deserialize)]
pub(crate) struct Listing {
    limit: Option<u32>,
}

#[derive(Serialize)]
pub(crate) struct Queue {
    items: Vec<Item>,
    /// How many there are, listed or not.
    open: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    interaction_id: String,
    session_id: String,
    /// Unix milliseconds.
    at: i64,
    message: String,
    reply: String,
    intent: String,
    confidence: f64,
    route: Option<String>,
    reasons: Vec<String>,
    priority: i64,
    /// How many open interactions have this message.
    count: i64,
}

/// Lists the queue.
pub(crate) async fn list(
    State(app): State<Shared>,
    listing: Result<Query<Listing>, QueryRejection>,
) -> Result<Json<Queue>, Problem> {
    let Query(Listing { limit }) = listing?;
    let items = app.store.open_items(limit.unwrap_or(DEFAULT_LIMIT).min(MAX_LIMIT)).await?;
    let open = app.store.open_clusters().await?;
    Ok(Json(Queue { items: items.into_iter().map(Item::from).collect(), open }))
}

impl From<OpenItem> for Item {
    fn from(item: OpenItem) -> Self {
        Self {
            interaction_id: item.interaction_id,
            session_id: item.session_id,
            at: item.occurred_ms,
            message: item.message,
            reply: item.reply,
            intent: item.intent,
            confidence: item.confidence,
            route: item.route,
            reasons: serde_json::from_str(&item.reasons).unwrap_or_default(),
            priority: item.priority,
            count: item.size,
        }
    }
}
