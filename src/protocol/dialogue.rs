//! The words of a turn that records, hosts and the command line share.

use serde::{Deserialize, Serialize};

/// What the assistant did with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Route {
    /// Hands over to people: third repeat, or asked for.
    Escalate,
    /// The permission is missing.
    Deny,
    /// Waits for a yes, or suggests.
    Confirm,
    /// Asks for a slot, an option, or what was meant.
    Clarify,
    /// Carried out, queued, or answered.
    Execute,
    /// Greeting, thanks, goodbye, small talk, or a "no" to something pending.
    Smalltalk,
    /// Out of scope, or an action that failed.
    Fallback,
}

/// The outcome of a permission check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// The intent needs no permission, or only asks how something is done.
    NotNeeded,
    /// The user has the permission.
    Granted,
    /// The user lacks the permission.
    Denied,
}

/// How a message came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// Typed.
    #[default]
    Text,
    /// Spoken.
    Voice,
    /// A tapped suggestion.
    Suggestion,
}

/// What became of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActionStatus {
    /// Handed to the host, which has not answered yet.
    Requested,
    /// Carried out.
    Done,
    /// Kept by the host until it can be carried out.
    Queued,
    /// Refused or broken.
    Failed,
}

/// Whom a conversation is handed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HandoffKind {
    /// A support ticket.
    Ticket,
    /// A person.
    Specialist,
    /// A search of external resources.
    Search,
}
