//! Random scripts: what is said, by whom, with what on screen, and what the host makes of it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

/// The same scripts in every run, unless `PROPTEST_RNG_SEED` asks for others.
pub(crate) fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    let rng_seed = match given.rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        fixed => fixed,
    };
    ProptestConfig { rng_seed, failure_persistence: None, ..given }
}

/// One step of a script.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The user says something.
    Say(Said),
    /// The user's role changes.
    Become(&'static str),
}

/// A message and its surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) text: String,
    /// What the text is by itself.
    pub(crate) stance: Stance,
    /// The option tapped.
    pub(crate) choice: Option<usize>,
    /// Slot and value of the record on screen.
    pub(crate) on_screen: Option<(String, String)>,
    /// Minutes since the message before.
    pub(crate) minutes: u8,
    /// What becomes of its actions.
    pub(crate) ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    Yes,
    No,
    /// Names an option, which may be the yes.
    Picks,
    Neither,
}

/// What the host reports of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Done(String),
    Failed(String),
    /// No new try can help.
    Refused(String),
    NeedsMore(String),
    Queued,
    /// Nothing, ever.
    Silent,
}

pub(crate) const ROLES: [&str; 7] = ["employee", "manager", "accountant", "storekeeper", "hr", "admin", "stranger"];

const YES: [&str; 8] = ["yes", "y", "ok", "go ahead", "yes please", "haan", "sure, do it", "confirm"];
const PICKS: [&str; 3] = ["the first one", "the last option", "option 2"];
const NO: [&str; 6] = ["no", "nope", "never mind", "cancel that", "no thanks", "nahi"];

/// Requests with everything they need, and pieces that lean on what was said before.
const SNIPPETS: [&str; 38] = [
    "approve invoice INV-77",
    "reject invoice INV-77, wrong amount",
    "transfer 20 boxes of SKU-88 from Leeds to Bristol",
    "run payroll for february",
    "delete the user Ben Okafor",
    "deactivate user Asha Rao",
    "approve Ravi's leave",
    "request annual leave from 6 april to 10 april",
    "record a payment of 450 for INV-12",
    "create a purchase order for 50 boxes of SKU-310 from Brightwell Packaging",
    "post a journal: debit 4000 credit 5000 for 120",
    "claim 60 for a train ticket",
    "make Ben a manager",
    "add a task: call the depot",
    "list my tasks",
    "show my payslip",
    "list overdue invoices",
    "approve it",
    "undo",
    "undo that please",
    "INV-78",
    "8812 not 8821",
    "no, a hundred",
    "yes but 30",
    "make it 40 instead",
    "tomorrow",
    "next friday",
    "and for march?",
    "none of these",
    "Leeds",
    "Anita Desai",
    "reject invoice 77 and list my tasks",
    "approve INV-1 and approve INV-2",
    "hello, show my payslip",
    "no luck with that",
    "sorted, cheers",
    "i already told you, it does not work",
    "what is the status of INV-77?",
];

const ON_SCREEN: [(&str, &str); 4] =
    [("invoice", "INV-9"), ("purchase_order", "PO-310"), ("person", "Ravi Iyer"), ("strange", "?")];

/// Utterances that the model was not trained on, with their intents.
static CORPUS: LazyLock<Vec<(String, Stance)>> = LazyLock::new(|| {
    let rows = include_str!("../../../starter/held_out.jsonl").lines();
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let stance = match row["intent"].as_str().unwrap() {
            "affirm" => Stance::Yes,
            "negate" => Stance::No,
            _ => Stance::Neither,
        };
        (row["text"].as_str().unwrap().to_owned(), stance)
    };
    rows.map(row).collect()
});

fn any_text() -> impl Strategy<Value = (String, Stance)> {
    let of = |texts: &'static [&'static str], stance| select(texts).prop_map(move |text| (text.to_owned(), stance));
    let wild = vec(any::<char>(), 0..40).prop_map(|text| (text.into_iter().collect(), Stance::Neither));
    prop_oneof![
        6 => select(CORPUS.as_slice()),
        6 => of(&SNIPPETS, Stance::Neither),
        5 => of(&YES, Stance::Yes),
        2 => of(&NO, Stance::No),
        1 => of(&PICKS, Stance::Picks),
        1 => wild,
    ]
}

fn any_ending() -> impl Strategy<Value = Ending> {
    prop_oneof![
        6 => Just(Ending::Done("on its way".to_owned())),
        1 => Just(Ending::Failed("The period is locked".to_owned())),
        1 => Just(Ending::Refused("A payment is there already".to_owned())),
        1 => Just(Ending::NeedsMore("Which cost centre is it?".to_owned())),
        1 => Just(Ending::Queued),
        1 => Just(Ending::Silent),
    ]
}

fn any_record() -> impl Strategy<Value = (String, String)> {
    select(ON_SCREEN.as_slice()).prop_map(|(slot, record)| (slot.to_owned(), record.to_owned()))
}

fn any_said() -> impl Strategy<Value = Said> {
    let minutes = prop_oneof![9 => 0_u8..3, 1 => 3_u8..60];
    let choice = option::weighted(0.15, 0_usize..5);
    (any_text(), choice, option::weighted(0.2, any_record()), minutes, any_ending()).prop_map(
        |((text, stance), choice, on_screen, minutes, ending)| Said {
            text,
            stance,
            choice,
            on_screen,
            minutes,
            ending,
        },
    )
}

pub(crate) fn any_role() -> impl Strategy<Value = &'static str> {
    select(ROLES.as_slice())
}

/// A script of a few steps.
pub(crate) fn any_script() -> impl Strategy<Value = Vec<Step>> {
    vec(
        prop_oneof![
            14 => any_said().prop_map(Step::Say),
            1 => any_role().prop_map(Step::Become),
        ],
        1..10,
    )
}

/// A message with nothing around it.
pub(crate) fn plain(text: &str) -> Said {
    Said {
        text: text.to_owned(),
        stance: Stance::Neither,
        choice: None,
        on_screen: None,
        minutes: 1,
        ending: Ending::Done("on its way".to_owned()),
    }
}
