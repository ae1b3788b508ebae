//! Counts of passed and failed tests, read from the closing lines of the test runners.

use crate::{Outcome, TaskError};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// One test, passed.
    pub(crate) const ONE_PASSED: Self = Self { passed: 1, failed: 0 };
    /// One test, failed.
    const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// What a step counted; a step that could not run is one failure.
    pub(crate) fn of_step(result: Result<Self, TaskError>) -> Self {
        result.unwrap_or(Self::ONE_FAILED)
    }

    /// Sums the `test result:` lines of cargo. An ignored test counts as failed: nothing is skipped silently.
    pub(crate) fn of_cargo(output: &str) -> Self {
        let results = output.lines().filter_map(|line| line.strip_prefix("test result: "));
        results.fold(Self::default(), |sum, result| {
            sum.plus(Self {
                passed: count_before(result, " passed"),
                failed: count_before(result, " failed") + count_before(result, " ignored"),
            })
        })
    }

    /// Reads the summary of `node --test --test-reporter=tap`.
    pub(crate) fn of_node(output: &str) -> Self {
        let count = |label: &str| {
            let numbers = output.lines().filter_map(|line| line.strip_prefix(label));
            numbers.filter_map(|number| number.trim().parse::<u64>().ok()).sum::<u64>()
        };
        let unpassed = ["# fail ", "# cancelled ", "# skipped ", "# todo "];
        Self { passed: count("# pass "), failed: unpassed.into_iter().map(count).sum() }
    }

    /// Counts a runner that stopped without naming a failed test, or ran none, as one failure.
    pub(crate) fn with_exit(self, succeeded: bool) -> Self {
        let unexplained = !succeeded && self.failed == 0;
        let empty = self == Self::default();
        if unexplained || empty { self.plus(Self::ONE_FAILED) } else { self }
    }

    /// Prints the closing line, and fails if any test did.
    pub(crate) fn conclude(self) -> Outcome {
        println!("{self}");
        if self.failed == 0 { Ok(()) } else { Err(TaskError::new("not everything passed")) }
    }

    /// Adds another count.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn count_before(result: &str, label: &str) -> u64 {
    let before = result.split(';').find_map(|part| part.strip_suffix(label));
    let number = before.and_then(|part| part.rsplit(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    fn check(tally: Tally, expected: &str) {
        assert_eq!(tally.to_string(), expected);
    }

    #[test]
    fn runners_are_summed() {
        check(Tally::of_cargo(CARGO), "15 passed, 3 failed");
        check(Tally::of_node("# tests 4\n# pass 2\n# fail 1\n# skipped 1\n"), "2 passed, 2 failed");
    }

    #[test]
    fn a_runner_that_says_nothing_has_failed() {
        check(Tally::of_cargo("").with_exit(true), "0 passed, 1 failed");
        check(Tally::of_cargo(CARGO).with_exit(false), "15 passed, 3 failed");
        check(Tally::ONE_PASSED.with_exit(false), "1 passed, 1 failed");
    }
}
