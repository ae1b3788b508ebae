//! What a message says, as sets that compare by number: content, actions, numbers, periods, people, cues.
//!
//! It keeps no word order but "from" and "to", and judges nothing; [`super::compare`] does.

use super::lexicon::{Kind, Lexicon, Sense, identify};
use super::pieces::{Piece, pieces};
use serde::{Deserialize, Serialize};

/// Weight of what a request is about.
const FULL: u32 = 10;
/// Weight of what narrows it a little.
const SLIGHT: u32 = 3;

/// The end of a direction is a name or a kind and its number: "to ward 3".
const END_WORDS: usize = 2;
/// A complaint may say this many words about itself: "that is no help with my *homework*".
const STRAY_WORDS: usize = 1;
/// The question that may be a relative pronoun.
const RELATIVE: &str = "who";

/// A word that a request is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Term {
    pub(super) id: u32,
    pub(super) weight: u32,
    /// The stem, for words that the lexicon does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unknown: Option<String>,
    /// Whether it names a person or place.
    #[serde(default)]
    pub(super) is_name: bool,
}

/// What a message says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Meaning {
    /// All stems and numbers, in order.
    pub(super) text: String,
    pub(super) content: Vec<Term>,
    pub(super) actions: Vec<u32>,
    pub(super) numbers: Vec<String>,
    pub(super) periods: Vec<u32>,
    pub(super) questions: Vec<u32>,
    /// Whose, when it is not the user's own.
    pub(super) others: Vec<u32>,
    /// From what and to what, and sides of axes: "above", "below".
    pub(super) directions: Vec<(u32, u32)>,
    /// Cues, each kind once.
    pub(super) cues: Vec<Kind>,
    /// Whether it has a question mark.
    pub(super) is_question: bool,
    /// The first kind that is no filler.
    pub(super) opening: Option<Kind>,
}

impl Meaning {
    pub(super) fn new(lexicon: &Lexicon, message: &str) -> Self {
        let pieces = pieces(lexicon, message);
        let mut reader = Reader::default();
        let mut rest = pieces.as_slice();
        while let Some(piece) = rest.first() {
            let stems = rest.iter().map(|piece| piece.text.as_str());
            let taken = match lexicon.longest_match(stems) {
                Some((sense, taken)) => {
                    reader.take_sense(sense);
                    taken
                }
                None => {
                    reader.take_unknown(piece);
                    1
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        Self { is_question: message.contains(['?', '\u{ff1f}', '\u{61f}']), ..reader.finish(&pieces) }
    }

    pub(super) fn has(&self, cue: Kind) -> bool {
        self.cues.contains(&cue)
    }

    /// Whether it asks for anything: more than fillers, small talk and bare values.
    pub(super) fn is_request(&self) -> bool {
        let about = self.content.iter().any(|term| term.weight == FULL && !term.is_name);
        about || !self.actions.is_empty() || (self.has(Kind::Reading) && !self.content.is_empty())
    }

    /// Whether it may be asked twice word by word: anything but small talk and a bare value.
    pub(super) fn is_utterance(&self) -> bool {
        let is_talk = [Kind::SmallTalk, Kind::Thanks, Kind::Resolution, Kind::Undo].iter().any(|kind| self.has(*kind));
        let has_value = !self.numbers.is_empty() || !self.periods.is_empty() || !self.content.is_empty();
        self.is_request() || (!self.text.is_empty() && !is_talk && (self.has(Kind::FollowUp) || !has_value))
    }

    /// Whether it gives another number or time for the request before it, and nothing else.
    pub(super) fn carries_on(&self) -> bool {
        let gives = !self.numbers.is_empty() || !self.periods.is_empty();
        let has_cue = self.has(Kind::FollowUp) || self.has(Kind::Correction);
        gives && has_cue && self.content.is_empty() && self.actions.is_empty()
    }

    /// The request that it makes of the last one: another number or time, the rest the same.
    pub(super) fn in_context_of(self, last: &Self) -> Self {
        let takes_number = !self.numbers.is_empty() && !last.numbers.is_empty();
        let takes_period = !self.periods.is_empty();
        Self {
            text: self.text,
            numbers: if takes_number { self.numbers } else { last.numbers.clone() },
            periods: if takes_period { self.periods } else { last.periods.clone() },
            ..last.clone()
        }
    }

    /// What it is about and what is to be done, and whether it is in the fore; no numbers, times or names.
    pub(super) fn topic(&self) -> Vec<(u32, bool)> {
        let content = self.content.iter().filter(|term| !term.is_name).map(|term| (term.id, term.weight == FULL));
        let asked = [(&self.actions, true), (&self.others, true), (&self.questions, false)];
        let asked = asked.into_iter().flat_map(|(ids, full)| ids.iter().map(move |id| (*id, full)));
        let mut topic: Vec<_> = content.chain(asked).collect();
        if topic.is_empty() && self.text.contains(' ') {
            // Small words alone say something only as a whole.
            topic.push((identify(&self.text), true));
        }
        topic
    }

    /// Whether it asks for anything in so many words.
    pub(super) fn asks(&self) -> bool {
        self.is_question || self.has(Kind::Reading) || !self.actions.is_empty() || !self.questions.is_empty()
    }

    /// Whether it names nothing that the lexicon knows, as a complaint about the last answer does.
    pub(super) fn names_nothing(&self) -> bool {
        let names = |term: &Term| term.weight == FULL && term.unknown.is_none();
        self.is_bare() && !self.content.iter().any(names)
    }

    /// Whether it is about the last answer and nothing else, in words that no list has: "nope, wrong again".
    fn reacts(&self) -> bool {
        let is_other = [Kind::Thanks, Kind::Resolution, Kind::Correction, Kind::FollowUp, Kind::Undo];
        let denies = self.has(Kind::Negation) && self.content.is_empty() && self.questions.is_empty();
        let insists = (self.has(Kind::Insistence) || denies) && !self.has(Kind::SmallTalk);
        let refers = self.has(Kind::Reaction) || insists;
        self.names_nothing() && refers && !is_other.iter().any(|kind| self.has(*kind))
    }

    /// Whether next to nothing is left beside cues and fillers.
    pub(super) fn is_bare(&self) -> bool {
        self.content.iter().filter(|term| term.weight == FULL).count() <= STRAY_WORDS
            && self.actions.is_empty()
            && self.numbers.is_empty()
            && self.periods.is_empty()
    }
}

/// Reads pieces into a [`Meaning`].
#[derive(Default)]
struct Reader {
    meaning: Meaning,
    /// A direction word, and how many words of its end are still to come.
    direction: Option<(u32, usize)>,
    /// "not", waiting for what it turns round.
    negation: bool,
    /// Right after what a request is about, where "who" is no question: "students who".
    after_noun: bool,
}

impl Reader {
    fn take_sense(&mut self, sense: Sense) {
        if sense.kind == Kind::Filler {
            return;
        }
        self.meaning.opening.get_or_insert(sense.kind);
        if sense.kind != Kind::Negation && sense.kind != Kind::Number {
            self.settle_negation();
        }
        self.store(sense);
        if !matches!(sense.kind, Kind::Direction | Kind::Object | Kind::Light) {
            self.direction = None;
        }
        self.after_noun = sense.kind == Kind::Object;
    }

    fn store(&mut self, sense: Sense) {
        let meaning = &mut self.meaning;
        match sense.kind {
            Kind::Filler => {}
            Kind::Joint if meaning.opening == Some(Kind::Joint) => meaning.cues.push(Kind::FollowUp),
            Kind::Joint => {}
            Kind::Object => self.add_term(sense.id, FULL),
            Kind::Light | Kind::Unit => self.add_term(sense.id, SLIGHT),
            Kind::Action => meaning.actions.push(sense.id),
            Kind::Period => meaning.periods.push(sense.id),
            Kind::Question if self.after_noun && sense.id == identify(RELATIVE) => {}
            Kind::Question => meaning.questions.push(sense.id),
            Kind::Other => meaning.others.push(sense.id),
            Kind::Direction => self.direction = Some((sense.id, END_WORDS)),
            Kind::Side => meaning.directions.push((sense.axis, sense.id)),
            Kind::Negation => self.negation = true,
            Kind::Number => self.add_number(&sense.id.to_string()),
            Kind::Multiplier => self.multiply(sense.id),
            cue => meaning.cues.push(cue),
        }
    }

    fn take_unknown(&mut self, piece: &Piece) {
        self.meaning.opening.get_or_insert(Kind::Object);
        if piece.is_number {
            return self.add_number(&piece.text);
        }
        self.settle_negation();
        let id = identify(&piece.text);
        if piece.is_possessive {
            self.meaning.others.push(id);
        }
        let is_name = piece.is_proper || piece.is_possessive || self.direction.is_some();
        self.add_direction(id);
        let unknown = Some(piece.text.clone());
        self.meaning.content.push(Term { id, weight: FULL, unknown, is_name });
    }

    fn add_term(&mut self, id: u32, weight: u32) {
        self.add_direction(id);
        self.meaning.content.push(Term { id, weight, unknown: None, is_name: false });
    }

    fn add_direction(&mut self, end: u32) {
        if let Some((direction, left)) = self.direction.take() {
            self.meaning.directions.push((direction, end));
            self.direction = (left > 1).then_some((direction, left - 1));
        }
    }

    /// A number, unless "8812 not 8821" has just taken it back.
    fn add_number(&mut self, number: &str) {
        if std::mem::take(&mut self.negation) {
            self.meaning.cues.push(Kind::Correction);
            return;
        }
        self.add_direction(identify(number));
        self.meaning.numbers.push(number.to_owned());
    }

    /// "5 lakh" is 500000, "a dozen" is 12.
    fn multiply(&mut self, factor: u32) {
        let count = self.meaning.numbers.pop();
        let count = count.and_then(|count| count.parse::<f64>().ok()).unwrap_or(1.0);
        self.add_number(&(count * f64::from(factor)).to_string());
    }

    fn settle_negation(&mut self) {
        if std::mem::take(&mut self.negation) {
            self.meaning.cues.push(Kind::Negation);
        }
    }

    fn finish(mut self, pieces: &[Piece]) -> Meaning {
        self.settle_negation();
        let mut meaning = self.meaning;
        let texts: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        meaning.text = texts.join(" ");
        meaning.content.sort_by_key(|term| (term.id, !term.is_name));
        meaning.content.dedup_by_key(|term| term.id);
        for ids in [&mut meaning.actions, &mut meaning.periods, &mut meaning.questions, &mut meaning.others] {
            sort_set(ids);
        }
        sort_set(&mut meaning.numbers);
        sort_set(&mut meaning.directions);
        if meaning.reacts() {
            meaning.cues.push(Kind::Complaint);
        }
        sort_set(&mut meaning.cues);
        meaning
    }
}

fn sort_set<T: Ord>(items: &mut Vec<T>) {
    items.sort();
    items.dedup();
}
