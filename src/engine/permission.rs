//! The permission stage: what the user may do. No wording of a message is looked at here.
//!
//! The check serves the conversation; the ERP's own backend still enforces.

use crate::assistant::Assistant;
use crate::definition::{Definition, Intent, Role};
use crate::message::User;
use crate::request::{Manner, Request};
use crate::session::Session;
use crate::understand::Meaning;
use erp_chat_protocol::Access;
use std::collections::BTreeSet;

/// The access decision for each request of the message.
pub(crate) fn check(assistant: &Assistant, session: &Session, meaning: &Meaning) -> Vec<Access> {
    meaning.requests.iter().map(|request| check_one(assistant, session, request)).collect()
}

/// The access decision for one request, by what the user may do now.
pub(crate) fn check_one(assistant: &Assistant, session: &Session, request: &Request) -> Access {
    let Some(permission) = needed(assistant, session, request) else {
        return Access::NotNeeded;
    };
    let holds = held(&assistant.definition, &session.user).contains(permission);
    if holds && is_for(assistant, session, request) { Access::Granted } else { Access::Denied }
}

/// Whether the intent is open to one of the user's roles.
fn is_for(assistant: &Assistant, session: &Session, request: &Request) -> bool {
    let intent = assistant.definition.intent(&request.intent);
    intent
        .is_none_or(|intent| intent.only.is_empty() || session.user.roles.iter().any(|role| intent.only.contains(role)))
}

/// The permission that a request needs. Asking how something is done needs none; undoing needs that of the action.
pub(crate) fn needed<'a>(assistant: &'a Assistant, session: &Session, request: &Request) -> Option<&'a str> {
    if request.manner == Manner::HowTo {
        return None;
    }
    let name = match request.intent.as_str() {
        "undo" => session.done.last()?.intent.as_str(),
        name => name,
    };
    assistant.definition.intent(name)?.permission.as_deref()
}

/// All permissions of a user.
fn held<'a>(definition: &'a Definition, user: &'a User) -> BTreeSet<&'a str> {
    let mut held: BTreeSet<&str> = user.permissions.iter().map(String::as_str).collect();
    let mut roles: Vec<&str> = user.roles.iter().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = roles.pop() {
        if let Some(role) = definition.roles.get(name).filter(|_| seen.insert(name)) {
            held.extend(role.permissions.iter().map(String::as_str));
            roles.extend(role.includes.iter().map(String::as_str));
        }
    }
    held
}

/// The roles that may carry out an intent, those that only inherit it from another such role left out.
pub(crate) fn roles_for<'a>(definition: &'a Definition, intent: &Intent) -> Vec<&'a str> {
    let Some(permission) = &intent.permission else {
        return Vec::new();
    };
    let may = |name: &String, role: &Role| {
        role.permissions.contains(permission) && (intent.only.is_empty() || intent.only.contains(name))
    };
    definition.roles.iter().filter(|(name, role)| may(name, role)).map(|(name, _)| name.as_str()).collect()
}
