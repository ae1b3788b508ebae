//! What the metrics are computed of, for the turns that arrived since a moment.

use super::{Store, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// Intents that are listed.
const TOP_INTENTS: u32 = 10;

/// Counts and sums of a period.
pub(crate) struct Measured {
    pub(crate) interactions: i64,
    pub(crate) confidence: f64,
    pub(crate) fallbacks: i64,
    pub(crate) escalations: i64,
    pub(crate) timed: i64,
    pub(crate) positive: i64,
    pub(crate) negative: i64,
}

impl FromRow<'_, SqliteRow> for Measured {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            interactions: row.try_get("interactions")?,
            confidence: row.try_get("confidence")?,
            fallbacks: row.try_get("fallbacks")?,
            escalations: row.try_get("escalations")?,
            timed: row.try_get("timed")?,
            positive: row.try_get("positive")?,
            negative: row.try_get("negative")?,
        })
    }
}

/// An intent with how often it was understood.
pub(crate) struct IntentCount {
    pub(crate) intent: String,
    pub(crate) turns: i64,
    pub(crate) confidence: f64,
}

impl FromRow<'_, SqliteRow> for IntentCount {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            intent: row.try_get("intent")?,
            turns: row.try_get("turns")?,
            confidence: row.try_get("confidence")?,
        })
    }
}

impl Store {
    /// Counts the turns that arrived since a moment, with the thumbs in force of these turns.
    pub(crate) async fn measured(&self, since_ms: i64) -> Result<Measured, StoreError> {
        let sql = "select count(*) as interactions,
                coalesce(avg(turn.confidence), 0.0) as confidence,
                count(*) filter (where turn.route = 'fallback') as fallbacks,
                count(*) filter (where turn.route = 'escalate') as escalations,
                count(turn.latency_us) as timed,
                count(*) filter (where thumb.rating = 'up') as positive,
                count(*) filter (where thumb.rating = 'down') as negative
            from chat_interactions turn left join chat_feedback thumb on thumb.interaction_id = turn.id
            where turn.received_ms >= $1";
        Ok(sqlx::query_as(sql).bind(since_ms).fetch_one(&self.readers).await?)
    }

    /// The times at these places of the sorted times, counted from 1, in microseconds.
    pub(crate) async fn latencies_at(&self, since_ms: i64, places: [i64; 3]) -> Result<[i64; 3], StoreError> {
        let sql = "with sorted as (
                select latency_us, row_number() over (order by latency_us) as place
                from chat_interactions where received_ms >= $1 and latency_us is not null
            )
            select coalesce(max(latency_us) filter (where place = $2), 0),
                coalesce(max(latency_us) filter (where place = $3), 0),
                coalesce(max(latency_us) filter (where place = $4), 0)
            from sorted";
        let [first, second, third] = places;
        let query = sqlx::query_as(sql).bind(since_ms).bind(first).bind(second).bind(third);
        let (first, second, third) = query.fetch_one(&self.readers).await?;
        Ok([first, second, third])
    }

    /// The intents understood most often.
    pub(crate) async fn top_intents(&self, since_ms: i64) -> Result<Vec<IntentCount>, StoreError> {
        let sql = "select intent, count(*) as turns, avg(confidence) as confidence
            from chat_interactions where received_ms >= $1 and intent <> ''
            group by intent order by turns desc, intent limit $2";
        Ok(sqlx::query_as(sql).bind(since_ms).bind(TOP_INTENTS).fetch_all(&self.readers).await?)
    }
}
