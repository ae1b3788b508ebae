//! Why a turn should be looked at by a person. Set on the page and recomputed by the server from the record.

use crate::policy::Policy;
use erp_chat_protocol::{Access, Flag, FlagReason, InteractionRecord, Route};

/// Priorities, 1 (can wait) to 10 (look first).
const SAFETY: u8 = 10;
const LEAK: u8 = 10;
const THIRD_REPEAT: u8 = 7;
const FALLBACK: u8 = 6;
const LOW_CONFIDENCE: u8 = 5;
const DENIED: u8 = 3;

/// Intents whose turns a person should see.
const SAFETY_INTENTS: [&str; 3] = ["wellbeing", "report_grievance", "abuse"];

/// The flags of an interaction, most urgent first; `leaked` when the server found personal data in it.
pub fn flags(policy: &Policy, record: &InteractionRecord, leaked: bool) -> Vec<Flag> {
    let unsure = record.confidence < policy.flag_below && record.slot_asked.is_none();
    let found = [
        (SAFETY_INTENTS.contains(&record.intent.as_str()), FlagReason::Safety, SAFETY),
        (leaked, FlagReason::PiiLeak, LEAK),
        (record.repeat_level >= 3, FlagReason::ThirdRepeat, THIRD_REPEAT),
        (record.route == Some(Route::Fallback), FlagReason::Fallback, FALLBACK),
        (unsure, FlagReason::LowConfidence, LOW_CONFIDENCE),
        (record.access == Some(Access::Denied), FlagReason::PermissionDenied, DENIED),
    ];
    let set = found.into_iter().filter(|(is_set, ..)| *is_set);
    set.map(|(_, reason, priority)| Flag { reason, priority }).collect()
}
