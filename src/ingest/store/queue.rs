//! The queue of interactions that somebody should look at: one open item each, duplicates of a message together.

use super::feedback::{self, Thumb};
use super::interactions::word;
use super::{Store, StoreError};
use erp_chat_protocol::{Flag, FlagReason};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqliteConnection};

/// What users say comes first. SPEC section 4, sampling order.
const SAID_BY_USER: u8 = 10;

/// An interaction as the queue sees it.
pub(super) struct Item<'i> {
    pub(super) interaction: &'i str,
    pub(super) tenant: &'i str,
    pub(super) cluster: i64,
    pub(super) flags: Vec<Flag>,
}

impl Item<'_> {
    /// Puts the item into the queue with all its reasons, or takes it out when none is left.
    pub(super) async fn file(
        mut self,
        connection: &mut SqliteConnection,
        thumb: Thumb,
        now_ms: i64,
    ) -> Result<(), sqlx::Error> {
        let said = [(thumb.reported, FlagReason::Reported), (thumb.down, FlagReason::ThumbsDown)];
        let said = said.into_iter().filter(|(is_said, _)| *is_said);
        self.flags.extend(said.map(|(_, reason)| Flag { reason, priority: SAID_BY_USER }));
        self.flags.sort_by_key(|flag| std::cmp::Reverse(flag.priority));
        match self.flags.first() {
            Some(first) => self.put(connection, first.priority, now_ms).await,
            None => take_out(connection, self.interaction).await,
        }
    }

    async fn put(&self, connection: &mut SqliteConnection, priority: u8, now_ms: i64) -> Result<(), sqlx::Error> {
        let reasons: Vec<String> = self.flags.iter().filter_map(|flag| word(&flag.reason)).collect();
        let sql = "insert into annotation_queue
                (interaction_id, tenant, cluster, reasons, priority, status, created_ms)
            values ($1, $2, $3, $4, $5, 'open', $6)
            on conflict (interaction_id) do update set reasons = excluded.reasons, priority = excluded.priority";
        sqlx::query(sql)
            .bind(self.interaction)
            .bind(self.tenant)
            .bind(self.cluster)
            .bind(serde_json::to_string(&reasons).unwrap_or_default())
            .bind(i64::from(priority))
            .bind(now_ms)
            .execute(connection)
            .await?;
        Ok(())
    }
}

async fn take_out(connection: &mut SqliteConnection, interaction: &str) -> Result<(), sqlx::Error> {
    let sql = "delete from annotation_queue where interaction_id = $1 and status = 'open'";
    sqlx::query(sql).bind(interaction).execute(connection).await?;
    Ok(())
}

/// Files an interaction anew after its thumb has changed; does nothing when it has not arrived yet.
pub(super) async fn refresh(
    connection: &mut SqliteConnection,
    interaction: &str,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let sql = "select tenant, message_key, flags from chat_interactions where id = $1";
    let found: Option<(String, i64, String)> =
        sqlx::query_as(sql).bind(interaction).fetch_optional(&mut *connection).await?;
    let Some((tenant, cluster, flags)) = found else {
        return Ok(());
    };
    let thumb = feedback::in_force(connection, interaction).await?;
    let flags = serde_json::from_str(&flags).unwrap_or_default();
    Item { interaction, tenant: &tenant, cluster, flags }.file(connection, thumb, now_ms).await
}

/// The most urgent interaction of a cluster of duplicates.
pub(crate) struct OpenItem {
    pub(crate) interaction_id: String,
    pub(crate) session_id: String,
    pub(crate) occurred_ms: i64,
    pub(crate) message: String,
    pub(crate) reply: String,
    pub(crate) intent: String,
    pub(crate) confidence: f64,
    pub(crate) route: Option<String>,
    pub(crate) reasons: String,
    pub(crate) priority: i64,
    pub(crate) size: i64,
}

impl FromRow<'_, SqliteRow> for OpenItem {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            interaction_id: row.try_get("interaction_id")?,
            session_id: row.try_get("session_id")?,
            occurred_ms: row.try_get("occurred_ms")?,
            message: row.try_get("message")?,
            reply: row.try_get("reply")?,
            intent: row.try_get("intent")?,
            confidence: row.try_get("confidence")?,
            route: row.try_get("route")?,
            reasons: row.try_get("reasons")?,
            priority: row.try_get("priority")?,
            size: row.try_get("size")?,
        })
    }
}

impl Store {
    /// The most urgent open items, larger clusters and newer interactions first within a priority.
    pub(crate) async fn open_items(&self, limit: u32) -> Result<Vec<OpenItem>, StoreError> {
        let sql = "with placed as (
                select interaction_id, reasons, priority, count(*) over cluster_of as size,
                    row_number() over (
                        partition by tenant, cluster order by priority desc, created_ms desc, interaction_id desc
                    ) as place
                from annotation_queue where status = 'open' window cluster_of as (partition by tenant, cluster)
            )
            select placed.interaction_id, turn.session_id, turn.occurred_ms, turn.message, turn.reply, turn.intent,
                turn.confidence, turn.route, placed.reasons, placed.priority, placed.size
            from placed join chat_interactions turn on turn.id = placed.interaction_id
            where placed.place = 1
            order by placed.priority desc, placed.size desc, turn.occurred_ms desc, turn.id desc limit $1";
        Ok(sqlx::query_as(sql).bind(i64::from(limit)).fetch_all(&self.readers).await?)
    }

    /// How many clusters of duplicates are open.
    pub(crate) async fn open_clusters(&self) -> Result<i64, StoreError> {
        let sql = "select count(*) from (
                select distinct tenant, cluster from annotation_queue where status = 'open'
            ) as clusters";
        Ok(sqlx::query_scalar(sql).fetch_one(&self.readers).await?)
    }
}
