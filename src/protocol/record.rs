//! What is logged. A record is never changed once made, and holds no personal data.

use crate::{Access, ActionStatus, Channel, HandoffKind, Route, SlotType, SlotValue, Utterance};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One logged fact with its envelope. The envelope travels in the clear; a client may seal the body at rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// UUIDv7, the idempotency key.
    pub id: String,
    /// Schema version, see [`crate::PROTOCOL_VERSION`].
    pub v: u16,
    /// Redactor version that the text went through.
    pub rv: u16,
    /// Session id (UUID).
    pub sid: String,
    /// Position in the session, from 1, without gaps on the client that made it.
    pub seq: u64,
    /// Wall clock of the client, Unix milliseconds.
    pub t: i64,
    /// Consent version in force, if the host asks for consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cv: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub body: RecordBody,
}

/// The kinds of record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum RecordBody {
    /// A turn.
    Interaction(Box<InteractionRecord>),
    /// What the host reported of an action.
    Outcome(OutcomeRecord),
    /// A thumb, or a report.
    Feedback(FeedbackRecord),
    /// A session began, went on, or ended.
    Session(SessionRecord),
    /// Consent was given or withdrawn.
    Consent(ConsentRecord),
    /// Records that will not arrive.
    Drop(DropRecord),
}

/// A turn: what was understood, decided and said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct InteractionRecord {
    /// The customer of the ERP that the widget belongs to.
    pub tenant: String,
    /// Offset of the user's clock from UTC, minutes.
    pub utc_offset: i16,
    /// BCP 47.
    pub locale: String,
    /// Detected language of the message, BCP 47; `hi-Latn` for Hinglish.
    pub language: String,
    /// Pseudonym of the user, made by the host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Roles held in this turn.
    pub roles: Vec<String>,
    /// How the message came in.
    pub channel: Channel,
    /// Confidence of speech recognition, 0 to 1, for voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech_confidence: Option<f32>,
    /// ERP module on screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// ERP page on screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Version of the host application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_version: Option<String>,
    /// Version of the engine.
    pub engine_version: String,
    /// Version of the intent model.
    pub model_version: String,
    /// Version of the template pack.
    pub templates_version: String,
    /// Experiment and arm, when one runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experiment: Option<ArmRecord>,
    /// The redacted message.
    pub message: Utterance,
    /// Its length in Unicode code points, before redaction.
    pub message_length: u32,
    /// Its number of words.
    pub token_count: u32,
    /// How many spans of each type were redacted.
    pub pii: BTreeMap<String, u32>,
    /// The redacted reply.
    pub reply: Utterance,
    /// Templates that the reply was composed of.
    pub template_ids: Vec<String>,
    /// What was done.
    pub route: Option<Route>,
    /// The intent that the route is about.
    pub intent: String,
    /// Calibrated confidence, 0 to 1.
    pub confidence: f32,
    /// Gap between the two best candidates, 0 to 1.
    pub margin: f32,
    /// The best candidates, at most three, best first.
    pub candidates: Vec<Candidate>,
    /// Slots with redacted values.
    pub slots: Vec<SlotRecord>,
    /// The slot asked for, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot_asked: Option<String>,
    /// 1 for a first ask, 2, or 3 for the third and later.
    pub repeat_level: u8,
    /// `seq` of the repeated turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat_of: Option<u64>,
    /// Similarity to the best earlier turn, 0 to 1.
    pub similarity: f32,
    /// Likeness to what the user taught on the device, when it moved the ranking, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lesson: Option<f32>,
    /// The permission that the intent needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// The access decision.
    pub access: Option<Access>,
    /// Intents of the options shown.
    pub options: Vec<String>,
    /// The option chosen with this message, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option_chosen: Option<u32>,
    /// Actions handed to the host.
    pub actions: Vec<ActionRecord>,
    /// Whom the conversation was handed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handoff: Option<HandoffKind>,
    /// Reference of the ticket, when the host gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Why somebody should look at this turn.
    pub flags: Vec<Flag>,
    /// Mood of the message.
    pub sentiment: Sentiment,
    /// Filled in by the adapter, which has a clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency: Option<LatencyRecord>,
    /// Whether the page was online.
    pub online: bool,
    /// Kind of device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceClass>,
}

/// Which arm of an experiment a turn ran in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmRecord {
    /// Name of the experiment.
    pub name: String,
    /// Name of the arm.
    pub arm: String,
}

/// An intent with its calibrated confidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Intent name.
    pub intent: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// A slot as it is logged: the value is redacted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotRecord {
    /// Slot name.
    pub name: String,
    /// Slot type.
    #[serde(rename = "type")]
    pub slot_type: SlotType,
    /// Redacted value.
    pub value: SlotValue,
}

/// An action as it is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRecord {
    /// Idempotency key of the action.
    pub id: String,
    /// Intent name.
    pub name: String,
    /// What became of it within the turn.
    pub status: ActionStatus,
}

/// A reason to look at a turn, with its priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Why.
    pub reason: FlagReason,
    /// 1 (can wait) to 10 (look first).
    pub priority: u8,
}

/// Why a turn is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagReason {
    /// Confidence below 0.6.
    LowConfidence,
    /// A thumb down.
    ThumbsDown,
    /// Third or later repeat.
    ThirdRepeat,
    /// The permission was missing.
    PermissionDenied,
    /// The fallback answer was given.
    Fallback,
    /// The server found personal data that the client had let through.
    PiiLeak,
    /// Distress, harassment or abuse.
    Safety,
    /// The user reported the answer.
    Reported,
}

/// Mood of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sentiment {
    /// Thanks, relief.
    Positive,
    /// Neither.
    #[default]
    Neutral,
    /// Annoyed, insulting, or in distress.
    Negative,
}

/// Kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceClass {
    /// Mouse or trackpad, large screen.
    Desktop,
    /// Touch, medium screen.
    Tablet,
    /// Touch, small screen.
    Phone,
}

/// Time taken, in microseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencyRecord {
    /// By stage name.
    pub stages: BTreeMap<String, u32>,
    /// Whole turn.
    pub total: u32,
}

/// What the host reported of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRecord {
    /// Id of the interaction record.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Idempotency key of the action.
    pub action: String,
    /// Intent name.
    pub name: String,
    /// What became of it.
    pub status: ActionStatus,
    /// Redacted reason of a failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Utterance>,
    /// The redacted words of the outcome, which follow those of the interaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Utterance>,
}

/// A thumb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Helpful.
    Up,
    /// Not helpful.
    Down,
    /// Taken back.
    None,
}

/// What a user thinks of a reply. Of several, the highest (session, seq) wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackRecord {
    /// Id of the interaction record.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The thumb.
    pub rating: Rating,
    /// A reason from the host's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Redacted comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Utterance>,
    /// The user reported the answer as harmful or wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reported: bool,
}

/// A change in the life of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionEvent {
    /// A new session.
    Started,
    /// Found again after a reload.
    Resumed,
    /// The user logged out.
    LoggedOut,
    /// Idle for too long.
    Expired,
}

/// The body of a session record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// What happened to the session.
    pub event: SessionEvent,
    /// The customer of the ERP.
    #[serde(default)]
    pub tenant: String,
}

/// The body of a consent record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRecord {
    /// Whether logging is agreed to.
    pub granted: bool,
    /// Version of the text that was shown.
    pub version: String,
}

/// Records that will not arrive, so that a gap in `seq` is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropRecord {
    /// Kind of the dropped records.
    pub dropped_kind: String,
    /// Why they were dropped.
    pub reason: String,
    /// How many.
    pub count: u64,
    /// Lowest `seq`.
    pub first_seq: u64,
    /// Highest `seq`.
    pub last_seq: u64,
}
