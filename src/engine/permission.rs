//! The permission stage: what the user may do. No wording of a message is looked at here.
//!
//! The check serves the conversation; the ERP's own backend still enforces.

use crate::assistant::Assistant;
use crate::definition::Definition;
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
    if held(&assistant.definition, &session.user).contains(permission) { Access::Granted } else { Access::Denied }
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

/// The roles that hold a permission, those that only inherit it from another such role left out.
pub(crate) fn roles_with<'a>(definition: &'a Definition, permission: &str) -> Vec<&'a str> {
    let holds = |role: &crate::definition::Role| role.permissions.iter().any(|own| own == permission);
    definition.roles.iter().filter(|(_, role)| holds(role)).map(|(name, _)| name.as_str()).collect()
}
