//! The lines of one step of a decision.

use super::{Line, Speaker};
use crate::hear::Heard;
use crate::request::{Manner, Request};
use crate::respond::format;
use crate::route::{Decision, Step, StepKind};
use crate::templates::Vars;
use erp_chat_protocol::{Access, HandoffKind};

/// The offers of a turn as one phrase, as shown and as masked.
type Options = (String, String);

/// The lines of a step; `options` names the offers of the turn.
pub(super) fn of_step<'a>(speaker: &Speaker<'a>, decision: &Decision, step: &Step, options: &Options) -> Vec<Line<'a>> {
    let request = &step.request;
    let vars = || Vars::default().pair("options", options.clone()).word("topics", speaker.topics());
    let say =
        |category, situation| vec![speaker.say(category, situation, vars().pair("request", speaker.request(request)))];
    match &step.kind {
        StepKind::EscalateRepeat => say("repeat", "third"),
        StepKind::EscalateUnclear => say("fallback", "third"),
        StepKind::EscalateAsked => [say("talk", "handoff"), say("handoff", "offer")].concat_lines(),
        StepKind::HandOff(kind) => say("handoff", handoff_situation(*kind)),
        StepKind::Deny { again } => deny(speaker, request, *again),
        StepKind::Confirm { again } => confirm_step(speaker, decision, request, *again),
        StepKind::Suggest => [vec![speaker.opener("checking")], say("confirm", "suggest")].concat_lines(),
        StepKind::AskSlot(_) => ask_slot(speaker, decision, step, options),
        StepKind::ClarifyRepeat { complaint: true } => say("repeat", "complaint"),
        StepKind::ClarifyRepeat { complaint: false } => {
            [vec![speaker.opener("simpler")], say("repeat", "second")].concat_lines()
        }
        StepKind::ClarifyOptions => say("clarify", if decision.repeated.level > 1 { "low" } else { "options" }),
        StepKind::ClarifyUnclear => say("fallback", "second"),
        StepKind::Rephrase => say("clarify", "none_of_these"),
        StepKind::Execute | StepKind::Undo => Vec::new(),
        StepKind::UndoNothing => say("undo", "nothing"),
        StepKind::UndoImpossible => say("undo", "irreversible"),
        StepKind::HowTo => how_to(speaker, step),
        StepKind::WhoCan => who_can(speaker, request, options),
        StepKind::Answer => answer(speaker, request, vars()),
        StepKind::Talk => talk(speaker, decision, request, vars()),
        StepKind::Declined => say("cancel", "declined"),
        StepKind::Dropped => say("cancel", "dropped"),
        StepKind::Refused => say("cancel", "refused"),
        StepKind::Silence => say("fallback", "empty"),
        StepKind::OutOfScope => say("fallback", "out_of_scope"),
    }
}

/// Joins groups of lines.
trait ConcatLines<'a> {
    fn concat_lines(self) -> Vec<Line<'a>>;
}

impl<'a, const N: usize> ConcatLines<'a> for [Vec<Line<'a>>; N] {
    fn concat_lines(self) -> Vec<Line<'a>> {
        self.into_iter().flatten().collect()
    }
}

fn handoff_situation(kind: HandoffKind) -> &'static str {
    match kind {
        HandoffKind::Ticket => "ticket",
        HandoffKind::Specialist => "specialist",
        HandoffKind::Search => "search",
    }
}

fn deny<'a>(speaker: &Speaker<'a>, request: &Request, again: bool) -> Vec<Line<'a>> {
    let vars = || Vars::default().pair("request", speaker.request(request)).word("who", speaker.who(&request.intent));
    let first = speaker.say("denied", if again { "second" } else { "first" }, vars());
    vec![first, speaker.say("denied", "next", vars())]
}

fn confirm_step<'a>(speaker: &Speaker<'a>, decision: &Decision, request: &Request, again: bool) -> Vec<Line<'a>> {
    let confirms: Vec<_> = decision.steps.iter().filter(|step| matches!(step.kind, StepKind::Confirm { .. })).collect();
    let leads = confirms.first().is_some_and(|first| first.request.same(request));
    let mut lines = Vec::new();
    if confirms.len() > 1 && leads {
        lines.push(speaker.say("confirm", "several", Vars::default()));
    } else if again && decision.corrects.is_empty() {
        lines.push(speaker.say("confirm", "again", Vars::default()));
    } else if leads && !again {
        lines.push(speaker.opener("checking"));
    }
    lines.extend(confirm(speaker, request));
    lines
}

/// The question that waits for a yes to a request.
pub(super) fn confirm<'a>(speaker: &Speaker<'a>, request: &Request) -> Vec<Line<'a>> {
    let texts = speaker.texts(&request.intent).filter(|texts| !texts.confirm.is_empty());
    match texts {
        Some(texts) => vec![speaker.own(request, "confirm", &texts.confirm)],
        None => vec![speaker.say("confirm", "suggest", Vars::default().pair("request", speaker.request(request)))],
    }
}

fn ask_slot<'a>(speaker: &Speaker<'a>, decision: &Decision, step: &Step, options: &Options) -> Vec<Line<'a>> {
    let request = &step.request;
    let StepKind::AskSlot(slot) = &step.kind else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    match request.invalid.as_ref().filter(|invalid| invalid.slot == *slot) {
        Some(invalid) => lines.push(speaker.say("clarify", "invalid", invalid_vars(speaker, request, invalid))),
        None if !request.asked && decision.corrects.is_empty() => {
            lines.push(speaker.say("clarify", "missing", Vars::default()));
        }
        None => {}
    }
    lines.extend(ask(speaker, request, slot));
    lines.push(speaker.say("clarify", "way_out", Vars::default().pair("options", options.clone())));
    lines
}

fn invalid_vars(speaker: &Speaker<'_>, request: &Request, invalid: &crate::request::InvalidSlot) -> Vars {
    let reasons = speaker.assistant.templates.variants("invalid_reason", format::invalid_situation(invalid.reason));
    let label = speaker.texts(&request.intent).and_then(|texts| texts.label.get(&invalid.slot)).cloned();
    Vars::default()
        .value("value", invalid.text.clone())
        .word("label", label.unwrap_or_else(|| invalid.slot.replace('_', " ")))
        .word("reason", reasons.first().cloned().unwrap_or_default())
}

/// The question for a slot.
pub(super) fn ask<'a>(speaker: &Speaker<'a>, request: &Request, slot: &str) -> Vec<Line<'a>> {
    let questions = speaker.texts(&request.intent).and_then(|texts| texts.ask.get(slot));
    let own = questions.map(|variants| speaker.own(request, &format!("ask.{slot}"), variants));
    own.into_iter().collect()
}

fn how_to<'a>(speaker: &Speaker<'a>, step: &Step) -> Vec<Line<'a>> {
    let request = Request { manner: Manner::Do, ..step.request.clone() };
    let texts = speaker.texts(&request.intent);
    let numbered = texts.into_iter().flat_map(|texts| texts.steps.iter().enumerate());
    let steps: Vec<String> = numbered.map(|(at, step)| format!("{}. {step}", at + 1)).collect();
    let vars = || Vars::default().word("steps", steps.join("\n")).pair("request", speaker.request(&request));
    let access = crate::permission::check_one(speaker.assistant, speaker.session, &request);
    let offer = if access == Access::Denied {
        let vars = vars().word("who", speaker.who(&request.intent));
        speaker.say("who_can", "answer", vars)
    } else {
        speaker.say("steps", "next", vars())
    };
    vec![speaker.say("steps", "lead", vars()), offer]
}

fn who_can<'a>(speaker: &Speaker<'a>, request: &Request, options: &Options) -> Vec<Line<'a>> {
    let Some(about) = &request.about else {
        return vec![speaker.say("who_can", "unknown", Vars::default().pair("options", options.clone()))];
    };
    let task = Request::certain(about);
    let vars = Vars::default().pair("request", speaker.request(&task)).word("who", speaker.who(about));
    let access = crate::permission::check_one(speaker.assistant, speaker.session, &task);
    let everybody = speaker.assistant.definition.roles.len() > 1 && is_for_everybody(speaker, about);
    match access {
        _ if everybody => vec![speaker.say("who_can", "anyone", vars)],
        Access::Granted => vec![speaker.say("who_can", "answer", vars.clone()), speaker.say("who_can", "self", vars)],
        _ => vec![speaker.say("who_can", "answer", vars)],
    }
}

/// Whether every role may do it: no permission, or one that all other roles include.
fn is_for_everybody(speaker: &Speaker<'_>, intent: &str) -> bool {
    let definition = &speaker.assistant.definition;
    let Some(intent) = speaker.intent(intent).filter(|intent| intent.permission.is_some()) else {
        return true;
    };
    let holders = crate::permission::roles_for(definition, intent);
    let includes = |role: &crate::definition::Role| role.includes.iter().any(|name| holders.contains(&name.as_str()));
    definition.roles.iter().all(|(name, role)| holders.contains(&name.as_str()) || includes(role))
}

fn answer<'a>(speaker: &Speaker<'a>, request: &Request, vars: Vars) -> Vec<Line<'a>> {
    match request.intent.as_str() {
        "help" => {
            let roles = &speaker.session.user.roles;
            let role = roles.iter().rev().find(|role| !speaker.assistant.templates.variants("help", role).is_empty());
            vec![speaker.say("help", role.map_or("employee", String::as_str), vars)]
        }
        "help_approval" => vec![speaker.say("help_approval", "answer", vars)],
        other => vec![speaker.say("talk", other, vars)],
    }
}

fn talk<'a>(speaker: &Speaker<'a>, decision: &Decision, request: &Request, vars: Vars) -> Vec<Line<'a>> {
    match request.intent.as_str() {
        "greeting" => vec![speaker.say("greeting", greeting(speaker), vars.word("daytime", daytime(speaker.hour)))],
        "thanks" if speaker.session.asks.iter().any(|past| !past.ask.resolved) => {
            vec![speaker.say("talk", "resolved", vars)]
        }
        "affirm" => vec![speaker.say("affirm", if decision.resumes { "nothing" } else { "expired" }, vars)],
        "negate" => vec![speaker.say("cancel", "nothing", vars)],
        other => vec![speaker.say("talk", other, vars)],
    }
}

fn greeting(speaker: &Speaker<'_>) -> &'static str {
    let returns = speaker.session.user.returning && !speaker.session.greeted;
    if returns { "returning" } else { daytime(speaker.hour) }
}

/// SPEC section 7: 5 to 11 is morning, 12 to 16 afternoon, else evening.
fn daytime(hour: u8) -> &'static str {
    match hour {
        5..=11 => "morning",
        12..=16 => "afternoon",
        _ => "evening",
    }
}

/// Tells, kindly, that something was hidden and why. An e-mail or a phone number that a form asks for goes without.
pub(super) fn hidden<'a>(speaker: &Speaker<'a>, heard: &Heard, decision: &Decision) -> Option<Line<'a>> {
    let used = decision.steps.iter().flat_map(|step| step.request.slots.values()).any(|held| held.is_hidden());
    let counts = heard.redaction.counts();
    let kinds: Vec<String> = counts
        .keys()
        .filter(|kind| !used || !matches!(kind.as_str(), "EMAIL" | "PHONE" | "NAME"))
        .map(|kind| kind_in_words(kind))
        .collect();
    if kinds.is_empty() {
        return None;
    }
    let secret =
        counts.keys().any(|kind| matches!(kind.as_str(), "PASSWORD" | "API_KEY" | "JWT" | "PRIVATE_KEY" | "URL_CRED"));
    let vars = Vars::default().word("kinds", format::alternatives(&kinds, "and"));
    Some(speaker.say("privacy", if secret { "secret" } else { "hidden" }, vars))
}

fn kind_in_words(kind: &str) -> String {
    match kind {
        "EMAIL" => "e-mail address".to_owned(),
        "CARD" => "card number".to_owned(),
        "SSN" => "social security number".to_owned(),
        "PHONE" => "phone number".to_owned(),
        "IBAN" | "PAN" | "GSTIN" => format!("{kind} number"),
        "CVV" => "card security code".to_owned(),
        "DOB" => "date of birth".to_owned(),
        "IP" => "IP address".to_owned(),
        "API_KEY" => "access key".to_owned(),
        "JWT" => "access token".to_owned(),
        "URL_CRED" => "sign-in details".to_owned(),
        other => other.to_lowercase().replace('_', " "),
    }
}
