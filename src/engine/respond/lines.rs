//! The lines of a reply: which text says what, with which values.

mod outcome;
mod steps;

pub(crate) use outcome::{Ended, Place, of_outcome};

use super::format;
use super::options;
use crate::assistant::Assistant;
use crate::definition::Intent;
use crate::hear::Heard;
use crate::locale::{Clock, Locale};
use crate::permission::roles_for;
use crate::request::Request;
use crate::route::{Decision, Step, StepKind};
use crate::session::{Offer, Pending, Session, Wait};
use crate::templates::{IntentTexts, Vars, fill};

/// One line of a reply before its wording is chosen.
pub(crate) struct Line<'t> {
    /// Id of its text.
    pub(crate) id: String,
    /// Its variants.
    pub(crate) variants: &'t [String],
    /// Values for its placeholders.
    pub(crate) vars: Vars,
    /// Whether it is an opener, which never comes twice running.
    pub(crate) opens: bool,
}

/// What a reply is worded from.
pub(crate) struct Speaker<'a> {
    pub(crate) assistant: &'a Assistant,
    pub(crate) session: &'a Session,
    pub(crate) hour: u8,
}

impl<'a> Speaker<'a> {
    pub(crate) fn new(assistant: &'a Assistant, session: &'a Session, clock: Clock) -> Self {
        Self { assistant, session, hour: clock.hour() }
    }

    /// The host may know the user's hour better than the clock.
    pub(crate) fn at_hour(self, hour: Option<u8>) -> Self {
        Self { hour: hour.unwrap_or(self.hour), ..self }
    }

    pub(crate) fn locale(&self) -> &'a Locale {
        &self.session.user.locale
    }

    /// A line of the general texts.
    pub(crate) fn say(&self, category: &str, situation: &str, vars: Vars) -> Line<'a> {
        let variants = self.assistant.templates.variants(category, situation);
        let vars = self.name_into(vars).word("assistant", self.assistant.definition.name.clone());
        Line { id: format!("{category}.{situation}"), variants, vars, opens: category == "opener" }
    }

    fn name_into(&self, vars: Vars) -> Vars {
        let first = self.session.user.name.as_deref().and_then(|name| name.split_whitespace().next());
        first.map_or(vars.clone(), |first| vars.value("name", first))
    }

    pub(crate) fn opener(&self, situation: &str) -> Line<'a> {
        self.say("opener", situation, Vars::default())
    }

    /// A line of an intent's own texts.
    pub(crate) fn own(&self, request: &Request, part: &str, variants: &'a [String]) -> Line<'a> {
        Line { id: format!("{}.{part}", request.intent), variants, vars: self.values(request), opens: false }
    }

    pub(crate) fn texts(&self, intent: &str) -> Option<&'a IntentTexts> {
        self.assistant.templates.intents.get(intent)
    }

    pub(crate) fn intent(&self, name: &str) -> Option<&'a Intent> {
        self.assistant.definition.intent(name)
    }

    /// A short label text, the first variant.
    pub(crate) fn label(&self, name: &str) -> String {
        self.assistant.templates.variants("label", name).first().cloned().unwrap_or_default()
    }

    /// The values of a request, as its texts show them.
    pub(crate) fn values(&self, request: &Request) -> Vars {
        let shown = |value| format::value(value, self.locale());
        request.values().iter().fold(Vars::default(), |vars, (name, value)| vars.value(name, shown(value)))
    }

    /// The request in the infinitive, as shown and as masked: "approve invoice 77".
    pub(crate) fn request(&self, request: &Request) -> (String, String) {
        let named = self.texts(&request.intent).and_then(|texts| {
            let bare = (texts.request_bare.clone(), texts.request_bare.clone());
            if request.slots.is_empty() { Some(bare) } else { fill(&texts.request, &self.values(request)) }
        });
        let title = || self.intent(&request.intent).map_or_else(String::new, |intent| intent.title.to_lowercase());
        named.unwrap_or_else(|| (title(), title()))
    }

    /// Who can carry out an intent: "a manager or HR".
    pub(crate) fn who(&self, intent: &str) -> String {
        let definition = &self.assistant.definition;
        let roles = self.intent(intent).map(|intent| roles_for(definition, intent)).unwrap_or_default();
        let titles: Vec<String> =
            roles.iter().filter_map(|role| definition.roles.get(*role)).map(|role| role.title.clone()).collect();
        format::alternatives(&titles, "or")
    }

    /// Areas in which the user may do something: "payroll, people and stock".
    pub(crate) fn topics(&self) -> String {
        let mut areas: Vec<String> = Vec::new();
        for intent in &self.assistant.definition.intents {
            let request = Request::certain(&intent.name);
            let access = crate::permission::check_one(self.assistant, self.session, &request);
            let open = access != erp_chat_protocol::Access::Denied && !intent.area.is_empty();
            if open && !areas.contains(&intent.area) {
                areas.push(intent.area.clone());
            }
        }
        format::alternatives(&areas, "and")
    }
}

/// The lines of a turn.
pub(super) fn of_turn<'a>(
    speaker: &Speaker<'a>,
    heard: &Heard,
    decision: &Decision,
    offers: &[Offer],
) -> Vec<Line<'a>> {
    let options = options::phrase(speaker, offers);
    let mut lines = opening(speaker, heard, decision);
    for step in &decision.steps {
        lines.extend(steps::of_step(speaker, decision, step, &options));
    }
    if decision.resumes
        && let Some(pending) = &decision.pending
    {
        lines.push(speaker.opener("resumed"));
        lines.extend(question(speaker, pending));
    }
    lines
}

/// What comes before the answers: a greeting, a word about hidden values, thanks for a correction.
fn opening<'a>(speaker: &Speaker<'a>, heard: &Heard, decision: &Decision) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if decision.greets {
        lines.push(speaker.opener("greeting"));
    }
    lines.extend(steps::hidden(speaker, heard, decision));
    if !decision.corrects.is_empty() {
        lines.push(speaker.opener("correction"));
    }
    lines
}

/// The pending question, asked again.
fn question<'a>(speaker: &Speaker<'a>, pending: &Pending) -> Vec<Line<'a>> {
    let Some(request) = pending.requests.first() else {
        return Vec::new();
    };
    match &pending.wait {
        Wait::Slot(slot) => steps::ask(speaker, request, slot),
        Wait::Confirmation => pending.requests.iter().flat_map(|request| steps::confirm(speaker, request)).collect(),
        Wait::Suggestion => {
            vec![speaker.say("confirm", "suggest", Vars::default().pair("request", speaker.request(request)))]
        }
    }
}

/// Whether there is anything else to do.
pub(super) fn anything_else<'a>(speaker: &Speaker<'a>) -> Line<'a> {
    speaker.say("next", "generic", Vars::default())
}

/// What is said while actions run.
pub(super) fn working(speaker: &Speaker<'_>, decision: &Decision) -> String {
    let runs = |step: &&Step| matches!(step.kind, StepKind::Execute | StepKind::Undo);
    let said = decision.steps.iter().filter(runs).filter_map(|step| {
        let texts = speaker.texts(&step.request.intent)?;
        fill(&texts.working, &speaker.values(&step.request)).map(|(shown, _)| shown)
    });
    said.collect::<Vec<_>>().join(" ")
}
