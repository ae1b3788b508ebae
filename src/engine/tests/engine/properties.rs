//! What holds for every script: an answer, permission, consent, and the same bytes again.

use crate::script::{Said, Stance, Step, any_role, any_script, config};
use crate::talk::{ASSISTANT, Played, Talk};
use erp_chat_engine::definition::ConfirmRule;
use erp_chat_engine::reply::{Action, Turn};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_message_is_answered(role in any_role(), script in any_script()) {
        let mut talk = Talk::new(role);
        for step in &script {
            if let Some(turn) = talk.play(step).turn {
                prop_assert!(!turn.reply.trim().is_empty() || !turn.actions.is_empty(), "{turn:?}");
                prop_assert!(!turn.records.is_empty());
            }
        }
    }

    #[test]
    fn nothing_is_carried_out_without_its_permission(role in any_role(), script in any_script()) {
        let (mut talk, mut role) = (Talk::new(role), role);
        for step in &script {
            if let Step::Become(next) = step {
                role = next;
            }
            let undoable = last_done(&talk.inside());
            for action in actions(&talk.play(step)) {
                let name = if action.name == "undo" { undoable.as_deref().unwrap_or_default() } else { &action.name };
                prop_assert!(may(role, name), "{role} must not {name}: {action:?}");
            }
        }
    }

    #[test]
    fn what_needs_a_yes_gets_one(role in any_role(), script in any_script()) {
        let mut talk = Talk::new(role);
        for step in &script {
            let before = talk.inside();
            for action in actions(&talk.play(step)) {
                let Step::Say(said) = step else { continue };
                prop_assert!(!always_confirmed(&action) || consents(&before, said, &action), "{said:?}: {action:?} {}", before["pending"]);
            }
        }
    }

    #[test]
    fn the_same_script_gives_the_same_bytes(role in any_role(), script in any_script()) {
        let (mut first, mut second) = (Talk::new(role), Talk::new(role));
        for step in &script {
            prop_assert_eq!(bytes(&first.play(step)), bytes(&second.play(step)));
        }
        prop_assert_eq!(first.kept(), second.kept());
    }

    #[test]
    fn a_reloaded_page_goes_on_as_before(role in any_role(), script in any_script(), at in 0_usize..8) {
        let (mut first, mut second) = (Talk::new(role), Talk::new(role));
        for (step_at, step) in script.iter().enumerate() {
            if step_at == at {
                second.reload();
            }
            let (kept_open, reloaded) = (first.play(step), second.play(step));
            // A form that holds hidden values asks for them again.
            if kept_open.all().any(|turn| !turn.hidden.is_empty()) {
                break;
            }
            prop_assert_eq!(bytes(&kept_open), bytes(&reloaded));
        }
    }
}

fn actions(played: &Played) -> Vec<Action> {
    played.turn.iter().flat_map(|turn| turn.actions.clone()).collect()
}

fn bytes(played: &Played) -> String {
    serde_json::to_string(&played.all().collect::<Vec<&Turn>>()).unwrap()
}

fn last_done(session: &Value) -> Option<String> {
    let last = session["done"].as_array()?.last()?;
    Some(last["intent"].as_str()?.to_owned())
}

/// Reads the definition for itself, so that a mistake of the engine is not repeated here.
fn may(role: &str, intent: &str) -> bool {
    let Some(intent) = ASSISTANT.definition.intent(intent) else {
        return false;
    };
    let open = intent.only.is_empty() || intent.only.iter().any(|only| only == role);
    open && intent.permission.as_deref().is_none_or(|needed| permissions(role).contains(needed))
}

fn permissions(role: &str) -> BTreeSet<&'static str> {
    let Some(role) = ASSISTANT.definition.roles.get(role) else {
        return BTreeSet::new();
    };
    let included = role.includes.iter().flat_map(|role| permissions(role));
    role.permissions.iter().map(String::as_str).chain(included).collect()
}

fn always_confirmed(action: &Action) -> bool {
    let intent = ASSISTANT.definition.intent(&action.name);
    intent.is_some_and(|intent| intent.confirm == ConfirmRule::Always)
}

/// Whether a confirmation of just this action was waiting, and the message does not say no to it.
fn consents(before: &Value, said: &Said, action: &Action) -> bool {
    let pending = &before["pending"];
    let waits = pending["wait"] == "Confirmation";
    let requests = pending["requests"].as_array().into_iter().flatten();
    let mut asked = requests.filter(|request| request["intent"] == action.name.as_str());
    let says_no = said.stance == Stance::No && said.choice.is_none();
    waits && !says_no && asked.any(|request| same_arguments(request, action))
}

fn same_arguments(request: &Value, action: &Action) -> bool {
    let slots = request["slots"].as_object().unwrap();
    let same = |(name, value): (&String, &_)| {
        let known = &slots[name]["redacted"];
        let hidden = known.as_str().is_some_and(|known| known.starts_with('['));
        hidden || *known == serde_json::to_value(value).unwrap()
    };
    slots.len() == action.args.len() && action.args.iter().all(same)
}
