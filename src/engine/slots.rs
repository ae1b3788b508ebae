//! Gives the slots of an intent their values: the tagger's spans, the typed entities, and the cues of the definition.
//!
//! A slot is filled by the first of these that has something to say, and only by what the user asserts: `8812 not
//! 8821` is 8812. It guesses no value; what it does not find is asked for.

mod cue;
mod denial;
mod phrase;

use crate::definition::{Intent, Slot};
use crate::entity::{self, Entity, InvalidValue, Reading};
use crate::tagger::token::{Class, tokenize};
use crate::text::Span;
use erp_chat_protocol::{SlotType, SlotValue};

/// A name longer than this, in words, is a sentence.
const MAX_NAME_WORDS: usize = 6;

/// A slot with what fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledSlot {
    /// Name of the slot.
    pub name: String,
    /// Type of the slot.
    pub slot_type: SlotType,
    /// Where the value stands.
    pub span: Span,
    /// The normalised value, or why it cannot be one.
    pub value: Result<SlotValue, InvalidValue>,
}

/// Fills the slots of `intent` from a message; `tags` are what the tagger found for that intent.
pub fn fill(intent: &Intent, text: &str, tags: &[(String, Span)], reading: &Reading) -> Vec<FilledSlot> {
    let mut filling =
        Filling { intent, message: Message::new(text, reading), is_tagged: !tags.is_empty(), filled: Vec::new() };
    filling.take_tags(tags);
    filling.take_entities();
    filling.take_cues();
    filling.filled.sort_by_key(|slot| slot.span);
    filling.filled
}

/// Reads the whole message as the answer to the question for `slot`; `None` when it does not answer it.
pub fn answer(slot: &Slot, text: &str, reading: &Reading) -> Option<FilledSlot> {
    let message = Message::new(text, reading);
    let whole = phrase::answer(text, slot);
    let named = || cue::choice(slot, text).or_else(|| message.email(slot));
    if let Some(filled) = message.entity(slot, &[]).or_else(|| message.slot(slot, named()?)) {
        return Some(filled);
    }
    let too_long = slot.slot_type != SlotType::Text && phrase::word_count(whole.of(text)) > MAX_NAME_WORDS;
    if whole.is_empty() || too_long {
        return None;
    }
    message.slot(slot, whole)
}

/// A message with its typed entities.
struct Message<'t> {
    text: &'t str,
    reading: &'t Reading<'t>,
    entities: Vec<Entity>,
}

impl<'t> Message<'t> {
    fn new(text: &'t str, reading: &'t Reading<'t>) -> Self {
        let mut entities = entity::find(text, reading);
        entities.retain(|entity| !denial::is_denied(text, entity.span));
        Self { text, reading, entities }
    }

    /// The slot filled with the text of `span`; `None` when that is no value of a typed slot.
    fn slot(&self, slot: &Slot, span: Span) -> Option<FilledSlot> {
        let written = span.of(self.text);
        if slot.slot_type == SlotType::Person && phrase::is_nobody(written) {
            return None;
        }
        let value = match entity::read(slot, written, self.reading) {
            Some(value) => value,
            None if is_open(slot) => Ok(SlotValue::Text(written.to_owned())),
            None => return None,
        };
        Some(FilledSlot { name: slot.name.clone(), slot_type: slot.slot_type, span, value })
    }

    /// The slot filled with the first entity that fits and overlaps nothing in `taken`.
    fn entity(&self, slot: &Slot, taken: &[Span]) -> Option<FilledSlot> {
        let is_free = |entity: &&Entity| !taken.iter().any(|span| span.overlaps(entity.span));
        let mut fitting = self.entities.iter().filter(|entity| fits(slot, entity)).filter(is_free);
        self.snapped(slot, fitting.next()?)
    }

    fn snapped(&self, slot: &Slot, entity: &Entity) -> Option<FilledSlot> {
        if entity.slot_type != slot.slot_type {
            return self.slot(slot, entity.span);
        }
        Some(FilledSlot {
            name: slot.name.clone(),
            slot_type: slot.slot_type,
            span: entity.span,
            value: entity.value.clone(),
        })
    }

    /// Where an e-mail address stands, for a slot that asks for one.
    fn email(&self, slot: &Slot) -> Option<Span> {
        let asks = slot.name.contains("email") && slot.slot_type == SlotType::Text;
        let tokens = if asks { tokenize(self.text) } else { Vec::new() };
        tokens.iter().find(|token| token.class == Class::Email).map(|token| token.span)
    }
}

/// An intent while its slots are being filled.
struct Filling<'t> {
    intent: &'t Intent,
    message: Message<'t>,
    /// Whether the tagger knows the intent, so that a bare synonym it left alone is not meant as a value.
    is_tagged: bool,
    filled: Vec<FilledSlot>,
}

impl<'t> Filling<'t> {
    fn take_tags(&mut self, tags: &[(String, Span)]) {
        for (name, span) in tags {
            let slot = self.intent.slot(name).filter(|slot| !self.has(slot));
            let asserted = !denial::is_denied(self.message.text, *span);
            if let Some(slot) = slot.filter(|_| asserted) {
                self.filled.extend(self.tagged(slot, self.own_part(slot, *span, tags)));
            }
        }
    }

    /// The slot with a tagged span; a typed one takes the borders of the entity that it overlaps, unless both say the
    /// same, for then the tagger knows better what is said with it: `the 12th`.
    fn tagged(&self, slot: &Slot, span: Span) -> Option<FilledSlot> {
        let as_tagged = self.message.slot(slot, phrase::value(self.message.text, span));
        let snaps = |entity: &&Entity| !is_open(slot) && entity.span.overlaps(span) && fits(slot, entity);
        let Some(entity) = self.message.entities.iter().find(snaps) else {
            return as_tagged;
        };
        let snapped = self.message.snapped(slot, entity)?;
        as_tagged.filter(|tagged| tagged.value == snapped.value).or(Some(snapped))
    }

    /// The part of a tagged span that is the slot's own: a count before it ("9 tyres") or a day after it ("call Jo
    /// tomorrow") belongs to the slot that asks for one, when the tagger gave that slot nothing.
    fn own_part(&self, slot: &Slot, span: Span, tags: &[(String, Span)]) -> Span {
        if !is_open(slot) {
            return span;
        }
        let text = self.message.text;
        let untagged = |slot: &&Slot| !is_open(slot) && !tags.iter().any(|(name, _)| *name == slot.name);
        let wanted = |entity: &&Entity| self.intent.slots.iter().filter(untagged).any(|slot| fits(slot, entity));
        let mut own = span;
        for entity in self.message.entities.iter().filter(wanted) {
            let is_time = matches!(entity.slot_type, SlotType::Date | SlotType::Period);
            if is_time && entity.span.end == own.end && entity.span.start > own.start {
                own = phrase::before_day(text, Span { end: entity.span.start, ..own });
            } else if !is_time && entity.span.start == own.start && entity.span.end < own.end {
                own = phrase::trim(text, Span { start: entity.span.end, ..own });
            }
        }
        own
    }

    /// Gives what the tagger missed to the one open slot that it fits.
    fn take_entities(&mut self) {
        for slot in self.unfilled() {
            let taken = self.taken();
            let rivals = self.unfilled().into_iter().filter(|rival| rival.slot_type == slot.slot_type);
            if rivals.filter(|rival| rival.document == slot.document).count() == 1 {
                self.filled.extend(self.message.entity(slot, &taken));
            }
        }
    }

    fn take_cues(&mut self) {
        let is_tagged = self.is_tagged;
        let bare_synonym = |slot: &&Slot| slot.slot_type == SlotType::Choice && slot.cues.is_empty();
        for slot in self.unfilled().into_iter().filter(|slot| !(is_tagged && bare_synonym(slot))) {
            let taken = self.taken();
            let text = self.message.text;
            let found = self.message.email(slot).or_else(|| cue::find(slot, text, &taken));
            let free = found.filter(|span| !taken.iter().any(|other| other.overlaps(*span)));
            let asserted = free.filter(|span| !denial::is_denied(text, *span));
            self.filled.extend(asserted.and_then(|span| self.message.slot(slot, span)));
        }
    }

    fn has(&self, slot: &Slot) -> bool {
        self.filled.iter().any(|filled| filled.name == slot.name)
    }

    fn unfilled(&self) -> Vec<&'t Slot> {
        self.intent.slots.iter().filter(|slot| !self.has(slot)).collect()
    }

    fn taken(&self) -> Vec<Span> {
        self.filled.iter().map(|slot| slot.span).collect()
    }
}

/// Whether any text may be a value of the slot.
fn is_open(slot: &Slot) -> bool {
    match slot.slot_type {
        SlotType::Date | SlotType::Period | SlotType::Amount | SlotType::Quantity | SlotType::Document => false,
        SlotType::Choice => false,
        SlotType::Sku | SlotType::Person | SlotType::Vendor | SlotType::Customer | SlotType::Site | SlotType::Text => {
            true
        }
    }
}

/// Whether an entity can be the value of a slot; a day is a period of one day.
fn fits(slot: &Slot, entity: &Entity) -> bool {
    match (slot.slot_type, entity.slot_type) {
        (SlotType::Document, SlotType::Document) => match &entity.value {
            Ok(SlotValue::Document { kind, .. }) => slot.document.is_none_or(|wanted| wanted == *kind),
            _ => true,
        },
        (SlotType::Period, SlotType::Date) => true,
        (wanted, found) => wanted == found,
    }
}

#[cfg(test)]
mod tests;
