//! `erp-chat classify`: intent, calibrated confidence and typed slots of a message.

use crate::moment::Moment;
use crate::{CliError, builtin, lines};
use erp_chat_engine::assistant::{Assistant, INTENTS, TAGGER};
use erp_chat_engine::bundle::Sections;
use erp_chat_engine::classifier::{Classifier, Ranking};
use erp_chat_engine::entity::Reading;
use erp_chat_engine::redact::Redaction;
use erp_chat_engine::slots;
use erp_chat_engine::tagger::Tagger;
use erp_chat_engine::text::{Span, code_points_before};
use erp_chat_protocol::{Candidate, RawText, SlotType, SlotValue};
use lexopt::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;

#[derive(Deserialize)]
struct Input {
    text: String,
    #[serde(default)]
    now: Option<String>,
    #[serde(default)]
    locale: Option<String>,
}

#[derive(Serialize)]
struct Output {
    intent: String,
    oos: bool,
    confidence: f32,
    candidates: Vec<Candidate>,
    slots: Vec<SlotFound>,
}

#[derive(Serialize)]
struct SlotFound {
    name: String,
    #[serde(rename = "type")]
    slot_type: SlotType,
    text: String,
    value: Option<SlotValue>,
    start: usize,
    end: usize,
}

/// What answers: the built-in assistant, or the model of a file.
enum Source {
    Assistant(Box<Assistant>),
    Model(Box<Model>),
}

/// A model without a definition: labels, and slots if it was trained on marked ones.
struct Model {
    classifier: Classifier,
    tagger: Option<Tagger>,
}

/// Answers every line.
pub(crate) fn run(arguments: &mut lexopt::Parser) -> Result<(), CliError> {
    let mut moment = Moment::default();
    let mut source = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("model") => source = Some(load(Path::new(&arguments.value()?))?),
            Long("now") => moment.set_now(arguments.value()?.string()?)?,
            Long("locale") => moment.set_locale(arguments.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let source = match source {
        Some(source) => source,
        None => Source::Assistant(Box::new(builtin::assistant()?)),
    };
    lines::answer(|input: Input| classify(&source, &moment, &input))
}

/// A bundle answers as an assistant, a model as its labels only.
fn load(path: &Path) -> Result<Source, CliError> {
    let refuse = |reason: String| CliError::Input(format!("cannot read `{}`: {reason}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| refuse(error.to_string()))?;
    let sections = Sections::from_bytes(&bytes).map_err(|error| refuse(error.to_string()))?;
    if sections.get(erp_chat_engine::assistant::DEFINITION).is_some() {
        let assistant = Assistant::from_bytes(&bytes).map_err(|error| refuse(error.to_string()))?;
        return Ok(Source::Assistant(Box::new(assistant)));
    }
    let intents = sections.get(INTENTS).ok_or_else(|| refuse("it holds no intent model".to_owned()))?;
    let classifier = Classifier::from_bytes(intents).map_err(|error| refuse(error.to_string()))?;
    let tagger = sections.get(TAGGER).map(Tagger::from_bytes).transpose();
    Ok(Source::Model(Box::new(Model { classifier, tagger: tagger.map_err(|error| refuse(error.to_string()))? })))
}

fn classify(source: &Source, moment: &Moment, input: &Input) -> Result<Output, String> {
    let clock = moment.clock(input.now.as_deref())?;
    let locale = moment.locale(input.locale.as_deref());
    match source {
        Source::Model(model) => {
            let ranking = model.classifier.rank(&input.text);
            let slots = model.tagger.as_ref().map(|tagger| marked(tagger, &ranking, &input.text)).unwrap_or_default();
            Ok(output(ranking, slots))
        }
        Source::Assistant(assistant) => {
            let redaction = assistant.redactor.redact(&RawText::new(input.text.clone()));
            let ranking = assistant.classifier.rank(redaction.utterance.as_str());
            let best = ranking.candidates.first().and_then(|best| assistant.definition.intent(&best.intent));
            let slots = best.map(|intent| {
                let reading = Reading { today: clock.today(), locale: &locale, looks: intent.looks };
                let text = redaction.utterance.as_str();
                let tags = assistant.tagger.tag(&intent.name, text);
                let filled = slots::fill(intent, text, &tags, &reading);
                filled.into_iter().map(|slot| found(&redaction, &input.text, slot)).collect()
            });
            Ok(output(ranking, slots.unwrap_or_default()))
        }
    }
}

fn output(ranking: Ranking, slots: Vec<SlotFound>) -> Output {
    let best = ranking.candidates.first();
    let intent = best.map_or_else(String::new, |best| best.intent.clone());
    Output {
        confidence: best.map_or(0.0, |best| best.confidence),
        intent: if ranking.out_of_scope { "oos".to_owned() } else { intent },
        oos: ranking.out_of_scope,
        slots: if ranking.out_of_scope { Vec::new() } else { slots },
        candidates: ranking.candidates,
    }
}

/// A slot with its place in the text as it was given.
fn found(redaction: &Redaction, raw: &str, slot: slots::FilledSlot) -> SlotFound {
    let span = redaction.raw_span(slot.span);
    let hidden = span.of(raw) != slot.span.of(redaction.utterance.as_str());
    let value = match slot.value.ok() {
        Some(SlotValue::Text(_)) if hidden => Some(SlotValue::Text(span.of(raw).to_owned())),
        value => value,
    };
    placed(raw, span, (slot.name, slot.slot_type, value))
}

/// The slots of a model without a definition: plain text.
fn marked(tagger: &Tagger, ranking: &Ranking, text: &str) -> Vec<SlotFound> {
    let Some(best) = ranking.candidates.first() else {
        return Vec::new();
    };
    let tags = tagger.tag(&best.intent, text).into_iter();
    tags.map(|(name, span)| {
        let value = SlotValue::Text(span.of(text).to_owned());
        placed(text, span, (name, SlotType::Text, Some(value)))
    })
    .collect()
}

fn placed(text: &str, span: Span, (name, slot_type, value): (String, SlotType, Option<SlotValue>)) -> SlotFound {
    SlotFound {
        name,
        slot_type,
        text: span.of(text).to_owned(),
        value,
        start: code_points_before(text, span.start),
        end: code_points_before(text, span.end),
    }
}
