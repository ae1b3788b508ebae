//! The averaged structured perceptron: decode, compare with the marks, move the weights that differ (Collins, 2002).
//!
//! The averages are rounded to bytes and the small ones dropped, which costs little and makes the model small.

use super::MarkedExample;
use crate::random::Random;
use erp_chat_engine::bundle::BundleError;
use erp_chat_engine::tagger::feature::{Features, transition_key};
use erp_chat_engine::tagger::lattice::Lattice;
use erp_chat_engine::tagger::token::{Token, observe};
use erp_chat_engine::tagger::{Row, Tagger};
use erp_chat_engine::text::Span;
use std::collections::BTreeMap;

/// Passes over the examples.
const EPOCHS: usize = 6;
/// How much better than every other path the marked one must be, for each token that differs.
const MARGIN: i32 = 2;
/// Features seen less often are not learned: they fit one sentence and its copies.
const LEAST_SEEN: usize = 2;
/// Weights kept in the model, largest first.
const MAX_CELLS: usize = 40_000;
/// The largest average weight becomes this.
const FULL_SCALE: f64 = 127.0;

/// Trains on examples that are already augmented.
pub(super) fn train(examples: &[MarkedExample], seed: u64) -> Result<Tagger, BundleError> {
    let labels = Labels::of(examples);
    let mut sentences: Vec<Sentence> = examples.iter().filter_map(|example| Sentence::new(example, &labels)).collect();
    let mut weights = Weights::new(labels.slots.len(), &common_keys(&sentences));
    sentences.iter_mut().for_each(|sentence| sentence.intern(&weights));
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut random = Random::new(seed);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for sentence in order.iter().filter_map(|at| sentences.get(*at)) {
            learn(&mut weights, sentence);
        }
    }
    Tagger::new(labels.slots, labels.intents, weights.into_rows())
}

fn learn(weights: &mut Weights, sentence: &Sentence) {
    weights.step += 1;
    let lattice = Lattice::new(&sentence.slots, |from, to| weights.transition(from, to));
    let path = lattice.best_path(&weights.emissions(lattice.tags(), sentence));
    let guess: Vec<u16> = path.iter().filter_map(|at| lattice.tags().get(*at).copied()).collect();
    if guess != sentence.tags {
        weights.reward(sentence, &sentence.tags, 1);
        weights.reward(sentence, &guess, -1);
    }
}

/// The names of the model.
struct Labels {
    slots: Vec<String>,
    intents: BTreeMap<String, Vec<u16>>,
}

impl Labels {
    fn of(examples: &[MarkedExample]) -> Self {
        let marks =
            || examples.iter().flat_map(|example| example.slots.iter().map(|(name, _)| (&example.intent, name)));
        let mut slots: Vec<String> = marks().map(|(_, name)| name.clone()).collect();
        slots.sort();
        slots.dedup();
        let mut intents: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for (intent, name) in marks() {
            let used = intents.entry(intent.clone()).or_default();
            used.extend(number(&slots, name).filter(|slot| !used.contains(slot)));
        }
        intents.values_mut().for_each(|used| used.sort_unstable());
        Self { slots, intents }
    }
}

fn number(slots: &[String], name: &String) -> Option<u16> {
    slots.binary_search(name).ok().and_then(|at| u16::try_from(at).ok())
}

/// An example made ready: tokens turned into features, marks into tags.
struct Sentence {
    /// Slots of the intent.
    slots: Vec<u16>,
    /// For each token its features: their keys, later their rows.
    features: Vec<Vec<u32>>,
    /// For each token its tag.
    tags: Vec<u16>,
}

impl Sentence {
    /// `None` when the intent has no slots at all: nothing to learn.
    fn new(example: &MarkedExample, labels: &Labels) -> Option<Self> {
        let slots = labels.intents.get(&example.intent)?.clone();
        let tokens = observe(&example.text);
        let keys = |position| Features::of(&tokens, position).keys(&example.intent).collect();
        Some(Self {
            slots,
            features: (0..tokens.len()).map(keys).collect(),
            tags: tokens.iter().map(|token| tag(token, example, &labels.slots)).collect(),
        })
    }

    /// Turns the keys of the features into their rows, and drops those without.
    fn intern(&mut self, weights: &Weights) {
        for features in &mut self.features {
            *features = features.iter().filter_map(|key| weights.rows_by_key.get(key).copied()).collect();
        }
    }
}

/// The features that are seen [`LEAST_SEEN`] times.
fn common_keys(sentences: &[Sentence]) -> Vec<u32> {
    let mut keys: Vec<u32> =
        sentences.iter().flat_map(|sentence| sentence.features.iter().flatten().copied()).collect();
    keys.sort_unstable();
    let runs = keys.chunk_by(|one, next| one == next).filter(|run| run.len() >= LEAST_SEEN);
    runs.filter_map(|run| run.first().copied()).collect()
}

/// The tag of a token; a token that a mark cuts through belongs to the mark.
fn tag(token: &Token, example: &MarkedExample, slots: &[String]) -> u16 {
    let covers = |(_, span): &&(String, Span)| span.overlaps(token.span);
    let Some((name, span)) = example.slots.iter().find(covers) else {
        return 0;
    };
    let inside = u16::from(token.span.start > span.start);
    number(slots, name).map_or(0, |slot| slot * 2 + 1 + inside)
}

/// A weight and what its average needs.
struct Cell {
    tag: u16,
    weight: i32,
    /// Sum of the weight over the steps before `since`.
    total: i64,
    since: i64,
}

impl Cell {
    fn total_at(&self, step: i64) -> i64 {
        self.total + i64::from(self.weight) * (step - self.since)
    }
}

/// All weights, one row to a feature.
struct Weights {
    rows_by_key: BTreeMap<u32, u32>,
    rows: Vec<Vec<Cell>>,
    /// The row of the transitions out of each tag.
    transitions: Vec<u32>,
    /// Sentences seen.
    step: i64,
}

impl Weights {
    fn new(slot_count: usize, keys: &[u32]) -> Self {
        let mut weights = Self { rows_by_key: BTreeMap::new(), rows: Vec::new(), transitions: Vec::new(), step: 0 };
        let last = u16::try_from(slot_count * 2).unwrap_or(u16::MAX);
        weights.transitions = (0..=last).map(|tag| weights.row(transition_key(tag))).collect();
        for key in keys {
            weights.row(*key);
        }
        weights
    }

    /// The row of a feature, made when it is new.
    fn row(&mut self, key: u32) -> u32 {
        let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let row = *self.rows_by_key.entry(key).or_insert(next);
        if row == next {
            self.rows.push(Vec::new());
        }
        row
    }

    fn cells(&self, row: u32) -> &[Cell] {
        self.rows.get(row as usize).map_or(&[], Vec::as_slice)
    }

    fn transition(&self, from: u16, to: u16) -> i32 {
        let row = self.transitions.get(usize::from(from)).copied().unwrap_or(u32::MAX);
        self.cells(row).iter().find(|cell| cell.tag == to).map_or(0, |cell| cell.weight)
    }

    /// Scores of each token's tags, with the margin against the marked one.
    fn emissions(&self, tags: &[u16], sentence: &Sentence) -> Vec<Vec<i32>> {
        let marked = sentence.features.iter().zip(&sentence.tags);
        marked
            .map(|(rows, right)| {
                let mut scores: Vec<i32> = tags.iter().map(|tag| if tag == right { 0 } else { MARGIN }).collect();
                for cell in rows.iter().flat_map(|row| self.cells(*row)) {
                    let at = tags.iter().position(|tag| *tag == cell.tag);
                    if let Some(score) = at.and_then(|at| scores.get_mut(at)) {
                        *score += cell.weight;
                    }
                }
                scores
            })
            .collect()
    }

    /// Moves the weights of a path by `amount`.
    fn reward(&mut self, sentence: &Sentence, tags: &[u16], amount: i32) {
        let mut previous = 0;
        for (rows, tag) in sentence.features.iter().zip(tags) {
            rows.iter().for_each(|row| self.move_weight(*row, *tag, amount));
            if let Some(row) = self.transitions.get(usize::from(previous)).copied() {
                self.move_weight(row, *tag, amount);
            }
            previous = *tag;
        }
    }

    fn move_weight(&mut self, row: u32, tag: u16, amount: i32) {
        let step = self.step;
        let Some(cells) = self.rows.get_mut(row as usize) else {
            return;
        };
        match cells.iter_mut().find(|cell| cell.tag == tag) {
            Some(cell) => {
                cell.total = cell.total_at(step);
                cell.since = step;
                cell.weight += amount;
            }
            None => cells.push(Cell { tag, weight: amount, total: 0, since: step }),
        }
    }

    /// The rounded averages, the largest [`MAX_CELLS`] of them.
    fn into_rows(self) -> Vec<Row> {
        let totals = || self.rows.iter().flatten().map(|cell| cell.total_at(self.step));
        let mut sizes: Vec<u64> = totals().map(i64::unsigned_abs).collect();
        sizes.sort_unstable_by(|one, other| other.cmp(one));
        let largest = sizes.first().copied().unwrap_or_default();
        let least = sizes.get(MAX_CELLS).copied().unwrap_or_default();
        let kept = |row: &u32| self.kept(*row, largest, least);
        let rows = self.rows_by_key.iter().map(|(key, row)| Row { key: *key, cells: kept(row) });
        rows.filter(|row| !row.cells.is_empty()).collect()
    }

    fn kept(&self, row: u32, largest: u64, least: u64) -> Vec<(u16, i8)> {
        let totals = self.cells(row).iter().map(|cell| (cell.tag, cell.total_at(self.step)));
        let mut cells: Vec<(u16, i8)> = totals
            .filter(|(_, total)| total.unsigned_abs() > least)
            .map(|(tag, total)| (tag, rounded(total, largest)))
            .filter(|(_, weight)| *weight != 0)
            .collect();
        cells.sort_unstable();
        cells
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a rounded weight is at most 127 and needs seven bits of the total"
)]
fn rounded(total: i64, largest: u64) -> i8 {
    (total as f64 / largest as f64 * FULL_SCALE).round() as i8
}
