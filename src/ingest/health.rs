//! `GET /healthz` and `/readyz`, for whoever restarts or routes around a server.

use crate::app::Shared;
use crate::problem::Problem;
use crate::store::{Arrival, Submission};
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

/// The process answers.
pub(crate) async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// The database takes a write.
pub(crate) async fn ready(State(app): State<Shared>) -> Result<Json<Value>, Problem> {
    let nothing = Submission { verdicts: Vec::new(), arrival: Arrival::here(), session: None };
    app.store.submit(nothing).await?;
    Ok(alive().await)
}
