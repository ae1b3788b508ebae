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
    /// All stems, fillers left out, for whole-message comparison.
    pub(super) text: String,
    pub(super) content: Vec<Term>,
    pub(super) actions: Vec<u32>,
    pub(super) numbers: Vec<String>,
    pub(super) periods: Vec<u32>,
    pub(super) questions: Vec<u32>,
    /// Whose, when it is not the user's own.
    pub(super) others: Vec<u32>,
    /// From what and to what.
    pub(super) directions: Vec<(u32, u32)>,
    /// Cues, each kind once.
    pub(super) cues: Vec<Kind>,
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
        reader.finish()
    }

    pub(super) fn has(&self, cue: Kind) -> bool {
        self.cues.contains(&cue)
    }

    /// Whether it asks for anything: more than fillers, small talk and bare values.
    pub(super) fn is_request(&self) -> bool {
        let about = self.content.iter().any(|term| term.weight == FULL && !term.is_name);
        about || !self.actions.is_empty() || (self.has(Kind::Reading) && !self.content.is_empty())
    }

    /// Whether nothing is left beside cues and fillers.
    pub(super) fn is_bare(&self) -> bool {
        self.content.iter().all(|term| term.weight < FULL)
            && self.actions.is_empty()
            && self.numbers.is_empty()
            && self.periods.is_empty()
    }
}

/// Reads pieces into a [`Meaning`].
#[derive(Default)]
struct Reader {
    meaning: Meaning,
    text: Vec<String>,
    /// A direction word that waits for its end.
    direction: Option<u32>,
    /// "not", waiting for what it turns round.
    negation: bool,
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
        if sense.kind != Kind::Direction {
            self.direction = None;
        }
    }

    fn store(&mut self, sense: Sense) {
        let meaning = &mut self.meaning;
        match sense.kind {
            Kind::Filler => {}
            Kind::Object => self.add_term(sense.id, FULL),
            Kind::Light | Kind::Unit => self.add_term(sense.id, SLIGHT),
            Kind::Action => {
                meaning.actions.push(sense.id);
                self.text.push(sense.id.to_string());
            }
            Kind::Period => {
                meaning.periods.push(sense.id);
                self.text.push(sense.id.to_string());
            }
            Kind::Question => meaning.questions.push(sense.id),
            Kind::Other => meaning.others.push(sense.id),
            Kind::Direction => self.direction = Some(sense.id),
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
        self.text.push(piece.text.clone());
        let unknown = Some(piece.text.clone());
        self.meaning.content.push(Term {
            id,
            weight: FULL,
            unknown,
            is_name,
        });
    }

    fn add_term(&mut self, id: u32, weight: u32) {
        self.add_direction(id);
        self.text.push(id.to_string());
        self.meaning.content.push(Term {
            id,
            weight,
            unknown: None,
            is_name: false,
        });
    }

    fn add_direction(&mut self, end: u32) {
        if let Some(direction) = self.direction.take() {
            self.meaning.directions.push((direction, end));
        }
    }

    /// A number, unless "8812 not 8821" has just taken it back.
    fn add_number(&mut self, number: &str) {
        if std::mem::take(&mut self.negation) {
            self.meaning.cues.push(Kind::Correction);
            return;
        }
        self.add_direction(identify(number));
        self.text.push(number.to_owned());
        self.meaning.numbers.push(number.to_owned());
    }

    /// "5 lakh" is 500000, "a dozen" is 12.
    fn multiply(&mut self, factor: u32) {
        let count = self.meaning.numbers.pop();
        if count.is_some() {
            self.text.pop();
        }
        let count = count.and_then(|count| count.parse::<f64>().ok()).unwrap_or(1.0);
        self.add_number(&(count * f64::from(factor)).to_string());
    }

    fn settle_negation(&mut self) {
        if std::mem::take(&mut self.negation) {
            self.meaning.cues.push(Kind::Negation);
        }
    }

    fn finish(mut self) -> Meaning {
        self.settle_negation();
        let mut meaning = self.meaning;
        meaning.text = self.text.join(" ");
        meaning.content.sort_by_key(|term| (term.id, !term.is_name));
        meaning.content.dedup_by_key(|term| term.id);
        for ids in [
            &mut meaning.actions,
            &mut meaning.periods,
            &mut meaning.questions,
            &mut meaning.others,
        ] {
            sort_set(ids);
        }
        sort_set(&mut meaning.numbers);
        sort_set(&mut meaning.directions);
        sort_set(&mut meaning.cues);
        meaning
    }
}

fn sort_set<T: Ord>(items: &mut Vec<T>) {
    items.sort();
    items.dedup();
}
