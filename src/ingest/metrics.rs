//! `GET /api/chat/metrics`: how the assistant did in the last hour, day, week or month.
//!
//! A turn counts in the period in which it arrived, so that a past period never changes, whatever a client's clock says.
//! An empty period has zeros, so that a client needs no special case.

use crate::app::Shared;
use crate::figures::{milliseconds, rounded, share};
use crate::moment::now_ms;
use crate::problem::Problem;
use crate::store::{IntentCount, Measured};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

const HOUR_MS: i64 = 3_600_000;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    period: Period,
}

/// How far back the metrics look.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Period {
    Hour,
    #[default]
    Day,
    Week,
    /// 30 days.
    Month,
}

impl Period {
    fn length_ms(self) -> i64 {
        match self {
            Self::Hour => HOUR_MS,
            Self::Day => 24 * HOUR_MS,
            Self::Week => 7 * 24 * HOUR_MS,
            Self::Month => 30 * 24 * HOUR_MS,
        }
    }
}

/// The answer. SPEC section 3.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metrics {
    period: Period,
    total_interactions: i64,
    avg_confidence: f64,
    fallback_rate: f64,
    escalation_rate: f64,
    response_time_ms: Percentiles,
    feedback: Feedback,
    top_intents: Vec<TopIntent>,
}

#[derive(Serialize)]
struct Percentiles {
    p50: f64,
    p95: f64,
    p99: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Feedback {
    positive: i64,
    negative: i64,
    /// Share of the turns that have a thumb.
    response_rate: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TopIntent {
    intent: String,
    count: i64,
    avg_confidence: f64,
}

/// Measures a period.
pub(crate) async fn measure(
    State(app): State<Shared>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Metrics>, Problem> {
    let Query(Asked { period }) = asked.map_err(|_| unknown_period())?;
    let since_ms = now_ms() - period.length_ms();
    let measured = app.store.measured(since_ms).await?;
    let places = [50, 95, 99].map(|percent| place(percent, measured.timed));
    let latencies = app.store.latencies_at(since_ms, places).await?;
    let top_intents = app.store.top_intents(since_ms).await?;
    Ok(Json(metrics(period, &measured, latencies, top_intents)))
}

const fn unknown_period() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "invalid", "`period` is `hour`, `day`, `week` or `month`")
}

/// The place of a percentile among `count` sorted values, counted from 1: the smallest with that share at or below it.
fn place(percent: i64, count: i64) -> i64 {
    (count * percent + 99) / 100
}

fn metrics(period: Period, measured: &Measured, latencies: [i64; 3], intents: Vec<IntentCount>) -> Metrics {
    let total = measured.interactions;
    let [p50, p95, p99] = latencies.map(milliseconds);
    Metrics {
        period,
        total_interactions: total,
        avg_confidence: rounded(measured.confidence),
        fallback_rate: share(measured.fallbacks, total),
        escalation_rate: share(measured.escalations, total),
        response_time_ms: Percentiles { p50, p95, p99 },
        feedback: Feedback {
            positive: measured.positive,
            negative: measured.negative,
            response_rate: share(measured.positive + measured.negative, total),
        },
        top_intents: intents.into_iter().map(TopIntent::from).collect(),
    }
}

impl From<IntentCount> for TopIntent {
    fn from(counted: IntentCount) -> Self {
        Self { intent: counted.intent, count: counted.turns, avg_confidence: rounded(counted.confidence) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_have_a_place() {
        let check = |count, expected| assert_eq!([50, 95, 99].map(|percent| place(percent, count)), expected);
        check(0, [0, 0, 0]);
        check(1, [1, 1, 1]);
        check(2, [1, 2, 2]);
        check(100, [50, 95, 99]);
        check(1_000, [500, 950, 990]);
    }
}
