//! What a user taught the assistant on this device: which intent a wording meant, and which it did not.
//!
//! A lesson holds salted hashes of what a wording was about, never its words, values or names. It moves a ranking and
//! nothing else: permissions, confirmations and the answers to people in distress do not ask it.

use crate::assistant::Assistant;
use crate::classifier::Ranking;
use crate::repeat::Ask;
use erp_chat_protocol::Candidate;
use serde::{Deserialize, Serialize};

/// Terms kept of a wording; hardly any request is about more.
const MOST_TERMS: usize = 24;
/// Wrong guesses kept of a wording.
const MOST_WRONG: usize = 4;
/// Wordings of one request that learn together: the first, and what it was put in after that.
const MOST_WORDINGS: usize = 3;
/// A message that may be one of these is never read as anything else, whatever was taught.
const UNTOUCHED: [&str; 4] = ["abuse", "human_handoff", "report_grievance", "wellbeing"];

/// What a wording is about: sorted numbers that stand for words. An odd one stands for a word in the fore.
type Topic = Vec<u32>;

/// Weight of a word in the fore, and of one that narrows a request a little.
const WEIGHTS: (u32, u32) = (10, 3);

/// What one user taught the assistant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lessons {
    /// Makes the hashes unlike those of any other device; drawn with the first lesson.
    salt: u64,
    /// The one that was taught last is last.
    learnt: Vec<Lesson>,
}

/// What was taught of one wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Lesson {
    about: Topic,
    meant: Option<String>,
    wrong: Vec<String>,
}

/// What the user said of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It meant this intent.
    Meant(String),
    /// It did not mean this intent.
    Wrong(String),
}

/// A request whose meaning the user may still tell. Goes with the session, which is redacted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Doubt {
    /// What its wordings are about, the first one first.
    wordings: Vec<Topic>,
    /// The intent that was understood.
    pub(crate) guess: String,
    /// How sure the assistant was of it.
    grasp: Grasp,
    /// What the user was told, or said, of the guess.
    pub(crate) standing: Standing,
}

/// How sure the assistant was of a guess.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Grasp {
    /// Sure: an answer tells nothing new.
    #[default]
    Sure,
    /// Not quite sure.
    Unsure,
    /// It asked what was meant, and offered options.
    Asking,
}

/// Where a guess stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// Nothing was said of it yet.
    #[default]
    Open,
    /// It was wrong.
    Rejected,
    /// It was wrong, and the user is to say it in other words.
    Rephrased,
}

impl Doubt {
    /// A request in the user's words.
    pub(crate) fn new(assistant: &Assistant, utterance: &str, (guess, grasp): (String, Grasp)) -> Self {
        let wordings = vec![topic(assistant, utterance)];
        Self { wordings, guess, grasp, standing: Standing::Open }
    }

    /// The same request as an earlier one, in other words.
    #[must_use]
    pub(crate) fn after(mut self, earlier: &Self) -> Self {
        let last = std::mem::replace(&mut self.wordings, earlier.wordings.clone());
        self.wordings.extend(last);
        self.wordings.truncate(MOST_WORDINGS);
        self
    }

    /// The same, standing so.
    #[must_use]
    pub(crate) fn standing(self, standing: Standing) -> Self {
        Self { standing, ..self }
    }

    /// Whether a yes or a no tells anything new.
    pub(crate) fn is_open(&self) -> bool {
        self.grasp != Grasp::Sure || self.is_rephrased()
    }

    /// Whether the options offered are readings of it.
    pub(crate) fn offers_readings(&self) -> bool {
        self.grasp == Grasp::Asking
    }

    /// Whether it was put in other words.
    pub(crate) fn is_rephrased(&self) -> bool {
        self.wordings.len() > 1
    }
}

impl Lessons {
    /// How many wordings were taught.
    pub fn count(&self) -> usize {
        self.learnt.len()
    }

    /// Takes what the user said of a request. The salt is used when there is none yet.
    pub(crate) fn learn(&mut self, doubt: &Doubt, verdict: &Verdict, (salt, most): (u64, usize)) {
        if self.learnt.is_empty() {
            self.salt = salt;
        }
        for wording in doubt.wordings.iter().filter(|wording| !wording.is_empty()) {
            let mut lesson = self.taken(salted(self.salt, wording));
            lesson.hear(verdict);
            self.learnt.push(lesson);
        }
        // Invariant: no more lessons than the policy allows; the oldest goes first.
        let excess = self.learnt.len().saturating_sub(most);
        self.learnt.drain(..excess);
    }

    /// The lesson about just this, taken out, or a new one.
    fn taken(&mut self, about: Topic) -> Lesson {
        let known = self.learnt.iter().position(|lesson| lesson.about == about);
        known.map_or_else(|| Lesson { about, ..Lesson::default() }, |at| self.learnt.remove(at))
    }

    /// The intents of an utterance, best first, and the likeness to the lesson that moved them.
    pub(crate) fn rank(&self, assistant: &Assistant, utterance: &str) -> (Ranking, Option<f32>) {
        let ranking = assistant.classifier.rank(utterance);
        let best = ranking.candidates.first().filter(|_| !ranking.out_of_scope);
        let untouched = best.is_some_and(|best| UNTOUCHED.contains(&best.intent.as_str()));
        let nearest = if untouched { None } else { self.nearest(assistant, utterance) };
        match nearest {
            Some((lesson, likeness)) => (lesson.moved(assistant, ranking, likeness), Some(likeness)),
            None => (ranking, None),
        }
    }

    /// The lesson about much the same as the utterance, the latest when several are.
    fn nearest(&self, assistant: &Assistant, utterance: &str) -> Option<(&Lesson, f32)> {
        if self.learnt.is_empty() {
            return None;
        }
        let about = salted(self.salt, &topic(assistant, utterance));
        let lessons = self.learnt.iter().map(|lesson| (lesson, likeness(&lesson.about, &about)));
        let nearest = lessons.max_by(|left, right| left.1.total_cmp(&right.1));
        nearest.filter(|(_, likeness)| *likeness > assistant.policy.lesson_near)
    }
}

impl Lesson {
    /// The user's last word counts.
    fn hear(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Meant(intent) => {
                self.wrong.retain(|wrong| wrong != intent);
                self.meant = Some(intent.clone());
            }
            Verdict::Wrong(intent) => {
                self.meant.take_if(|meant| meant == intent);
                self.wrong.retain(|wrong| wrong != intent);
                self.wrong.truncate(MOST_WRONG - 1);
                self.wrong.insert(0, intent.clone());
            }
        }
    }

    /// The ranking as the lesson would have it: the more like its wording, the more it is believed.
    fn moved(&self, assistant: &Assistant, mut ranking: Ranking, likeness: f32) -> Ranking {
        let policy = &assistant.policy;
        let belief = (likeness - policy.lesson_near) / (1.0 - policy.lesson_near);
        for candidate in ranking.candidates.iter_mut().filter(|candidate| self.wrong.contains(&candidate.intent)) {
            candidate.confidence *= 1.0 - belief;
        }
        if let Some(meant) = self.meant.as_ref().filter(|meant| assistant.definition.intent(meant).is_some()) {
            raise(&mut ranking.candidates, meant, policy.suggest + (policy.lesson_sure - policy.suggest) * belief);
            ranking.out_of_scope = false;
        }
        settle(&mut ranking.candidates);
        ranking
    }
}

/// Makes an intent at least this sure.
fn raise(candidates: &mut Vec<Candidate>, intent: &str, confidence: f32) {
    match candidates.iter_mut().find(|candidate| candidate.intent == intent) {
        Some(candidate) => candidate.confidence = candidate.confidence.max(confidence),
        None => {
            // The last one makes room.
            candidates.truncate(crate::classifier::MAX_CANDIDATES - 1);
            candidates.push(Candidate { intent: intent.to_owned(), confidence });
        }
    }
}

/// Brings candidates in order. Invariant: as in any ranking, the confidences fall and sum to at most 1.
fn settle(candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| candidate.confidence > 0.0);
    // One at a time: they are five at most, and code for sorting them would weigh more in the page.
    for from in 0..candidates.len() {
        let rest = candidates.iter().enumerate().skip(from).rev();
        let best = rest.max_by(|(_, left), (_, right)| left.confidence.total_cmp(&right.confidence));
        if let Some(at) = best.map(|(at, _)| at) {
            candidates.get_mut(from..=at).into_iter().for_each(|moved| moved.rotate_right(1));
        }
    }
    let Some((best, others)) = candidates.split_first_mut() else { return };
    let room = 1.0 - best.confidence;
    let taken: f32 = others.iter().map(|candidate| candidate.confidence).sum();
    if taken > room {
        others.iter_mut().for_each(|candidate| candidate.confidence *= room / taken);
    }
}

fn topic(assistant: &Assistant, utterance: &str) -> Topic {
    let terms = Ask::new(&assistant.lexicon, utterance, None).topic().into_iter();
    sorted(terms.map(|(id, in_the_fore)| id & !1 | u32::from(in_the_fore)).take(MOST_TERMS).collect())
}

/// The topic in the numbers of this device, so that a stored lesson cannot be looked up in a list of words.
fn salted(salt: u64, topic: &Topic) -> Topic {
    sorted(topic.iter().map(|term| mix(salt, *term) & !1 | term & 1).collect())
}

fn sorted(mut topic: Topic) -> Topic {
    topic.sort();
    topic.dedup();
    topic
}

/// The finisher of `SplitMix64`.
fn mix(salt: u64, term: u32) -> u32 {
    let mixed = salt.wrapping_add(u64::from(term).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 32) as u32
}

/// The weight that two topics share, of all that they have.
fn likeness(known: &Topic, asked: &Topic) -> f32 {
    let shared = weight(asked.iter().filter(|term| known.binary_search(term).is_ok()));
    let all = weight(known.iter()) + weight(asked.iter()) - shared;
    shared as f32 / all.max(1) as f32
}

fn weight<'t>(terms: impl Iterator<Item = &'t u32>) -> u32 {
    let (full, slight) = WEIGHTS;
    // No more are ever kept, so that the sum is small whatever was read.
    terms.take(MOST_TERMS).map(|term| if term & 1 == 1 { full } else { slight }).sum()
}
