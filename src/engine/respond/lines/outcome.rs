//! The lines for what became of an action.

use super::{Line, Speaker};
use crate::request::Request;
use crate::templates::{Vars, fill};
use std::collections::BTreeMap;

/// How an action ended, as far as wording goes.
pub(crate) enum Ended<'o> {
    /// Carried out, with facts and the number of rows to show, if it shows rows.
    Done { facts: &'o BTreeMap<String, String>, rows: Option<u32>, late: bool },
    /// Taken back.
    Undone,
    /// Kept for later.
    Queued,
    /// Did not go through.
    Failed { reason: Option<&'o str>, late: bool },
    /// Did not go through, and never will.
    Refused { reason: Option<&'o str> },
    /// The host needs something more.
    NeedsMore { question: &'o str },
}

/// Where an outcome stands among those of its turn.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Nothing was said of the turn's actions before.
    pub(crate) first: bool,
    /// No other action of the turn is awaited.
    pub(crate) last: bool,
}

/// The lines for an outcome; the next step is left out while another question is open.
pub(crate) fn of_outcome<'a>(
    speaker: &Speaker<'a>,
    request: &Request,
    ended: &Ended<'_>,
    place: Place,
) -> Vec<Line<'a>> {
    let vars = || Vars::default().pair("request", speaker.request(request));
    let mut lines = match ended {
        Ended::Done { facts, rows, late } => done(speaker, request, facts, (*rows, *late)),
        Ended::Undone => vec![speaker.say("undo", "done", vars().pair("undone", undone(speaker, request)))],
        Ended::Queued => vec![speaker.say("error", "queued", vars().pair("queued", queued(speaker, request)))],
        Ended::Failed { reason, late } => {
            let vars = reason.map_or_else(vars, |reason| vars().value("reason", reason));
            vec![speaker.say("error", if *late { "late_failed" } else { "failed" }, vars)]
        }
        Ended::Refused { reason } => {
            let vars = reason.map_or_else(vars, |reason| vars().value("reason", reason));
            vec![speaker.say("error", "refused", vars)]
        }
        Ended::NeedsMore { question } => vec![speaker.say("error", "needs_more", vars().value("question", *question))],
    };
    if !place.first {
        lines.retain(|line| !line.opens);
    }
    let settled = matches!(ended, Ended::Done { .. }) && speaker.session.pending.is_none() && place.last;
    if let Some(texts) = speaker.texts(&request.intent).filter(|_| settled) {
        lines.push(speaker.own(request, "next", &texts.next));
    }
    lines
}

fn done<'a>(
    speaker: &Speaker<'a>,
    request: &Request,
    facts: &BTreeMap<String, String>,
    (rows, late): (Option<u32>, bool),
) -> Vec<Line<'a>> {
    let values = facts.iter().fold(speaker.values(request), |vars, (name, fact)| vars.value(name, fact.clone()));
    let mut lines = Vec::new();
    if late {
        let vars = Vars::default().pair("request", speaker.request(request));
        lines.push(speaker.say("error", "late_done", vars));
    } else {
        lines.push(speaker.opener("first"));
    }
    if let Some(texts) = speaker.texts(&request.intent) {
        lines.push(Line { vars: values, ..speaker.own(request, "done", &texts.done) });
    }
    let most = u32::try_from(speaker.assistant.policy.rows_shown).unwrap_or(u32::MAX);
    match rows {
        Some(0) => lines.push(speaker.say("rows", "none", Vars::default())),
        Some(count) if count > most => {
            lines.push(speaker.say("rows", "more", Vars::default().value("count", count.to_string())));
        }
        _ => {}
    }
    lines
}

fn undone(speaker: &Speaker<'_>, request: &Request) -> (String, String) {
    let texts = speaker.texts(&request.intent);
    let own = texts.and_then(|texts| fill(&texts.undone, &speaker.values(request)));
    own.unwrap_or_else(|| speaker.request(request))
}

fn queued(speaker: &Speaker<'_>, request: &Request) -> (String, String) {
    let texts = speaker.texts(&request.intent);
    let own = texts.and_then(|texts| fill(&texts.queued, &speaker.values(request)));
    own.unwrap_or_else(|| speaker.request(request))
}
