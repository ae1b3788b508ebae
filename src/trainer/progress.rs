//! How far a training is, in classifiers fitted: one for each fold of the calibration, and the one that is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Tells somebody how far a training is.
#[derive(Clone, Debug)]
pub struct Progress {
    counts: Arc<Counts>,
    tell: fn(usize, usize),
}

#[derive(Debug, Default)]
struct Counts {
    fitted: AtomicUsize,
    expected: AtomicUsize,
}

impl Default for Progress {
    fn default() -> Self {
        Self::new(|_, _| {})
    }
}

impl Progress {
    /// Calls `tell` with the classifiers fitted and those expected, from whatever thread has fitted one.
    pub fn new(tell: fn(usize, usize)) -> Self {
        Self { counts: Arc::default(), tell }
    }

    pub(crate) fn expect(&self, classifiers: usize) {
        self.counts.expected.fetch_add(classifiers, Ordering::Relaxed);
    }

    pub(crate) fn step(&self) {
        let fitted = self.counts.fitted.fetch_add(1, Ordering::Relaxed) + 1;
        (self.tell)(fitted, self.counts.expected.load(Ordering::Relaxed));
    }
}
