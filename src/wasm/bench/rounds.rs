//! Rounds of all cases, and what they sum up to.

use crate::Clock;
use crate::cases::{CASES, Case, Cases};
use erp_chat_wasm::exchange::Refusal;
use serde::Serialize;

/// The first rounds warm up caches and the compiler of the wasm, and do not count.
const WARM_UP: usize = 3;
const ROUNDS: usize = 20;

/// Times of one case in microseconds, over all rounds.
#[derive(Serialize)]
pub(crate) struct Figures {
    case: String,
    input: String,
    rounds: usize,
    p10: f64,
    median: f64,
    p90: f64,
}

/// Runs all rounds.
pub(crate) fn measure(cases: &Cases, clock: Clock) -> Result<Vec<Figures>, String> {
    let mut single: Vec<Vec<f64>> = vec![Vec::new(); CASES.len()];
    let mut turns = Vec::new();
    for round in 0..WARM_UP + ROUNDS {
        let times = cases.time_turns(clock).map_err(|refusal: Refusal| refusal.message)?;
        let singles: Vec<_> = CASES.iter().map(|case| time(case, cases, clock)).collect();
        if round >= WARM_UP {
            turns.push(times);
            single.iter_mut().zip(singles).for_each(|(rounds, time)| rounds.push(time));
        }
    }
    let listed = CASES.iter().zip(&single);
    let mut figures: Vec<_> = listed.map(|(case, rounds)| Figures::new(case.name, case.input, rounds)).collect();
    figures.extend(of_turns(&turns));
    Ok(figures)
}

/// Microseconds for one operation.
fn time(case: &Case, cases: &Cases, clock: Clock) -> f64 {
    let began = clock();
    for _ in 0..case.times {
        (case.operation)(cases);
    }
    (clock() - began) / f64::from(case.times)
}

/// The mean turn of each round, and the turn that is slowest in the middle of its rounds.
fn of_turns(rounds: &[Vec<f64>]) -> Vec<Figures> {
    let count = rounds.first().map_or(0, Vec::len);
    let means: Vec<_> = rounds.iter().map(|times| times.iter().sum::<f64>() / count as f64).collect();
    let of_turn = |turn: usize| rounds.iter().filter_map(|times| times.get(turn).copied()).collect::<Vec<_>>();
    let slowest = (0..count).map(of_turn).max_by(|a, b| percentile(a, 50).total_cmp(&percentile(b, 50)));
    vec![
        Figures::new("turn", &format!("the mean of {count} turns, JSON to JSON"), &means),
        Figures::new("slowest turn", "the slowest of them", &slowest.unwrap_or_default()),
    ]
}

impl Figures {
    fn new(case: &str, input: &str, times: &[f64]) -> Self {
        Self {
            case: case.to_owned(),
            input: input.to_owned(),
            rounds: times.len(),
            p10: percentile(times, 10),
            median: percentile(times, 50),
            p90: percentile(times, 90),
        }
    }
}

fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(at).copied().unwrap_or_default()
}
