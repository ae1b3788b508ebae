//! The host's regular expressions: read when they are configured, compiled when a text first may match.
//!
//! Without the feature `patterns` there are none, and options that name one are refused.

#[cfg(feature = "patterns")]
mod compiled;

#[cfg(not(feature = "patterns"))]
pub(super) use absent::HostPattern;
#[cfg(feature = "patterns")]
pub(super) use compiled::HostPattern;

#[cfg(not(feature = "patterns"))]
mod absent {
    use super::super::candidate::Candidate;
    use super::super::options::{Pattern, PatternError};
    use super::super::page::Page;

    /// No pattern: it cannot be made.
    pub(in super::super) enum HostPattern {}

    impl HostPattern {
        pub(in super::super) fn new(_: &Pattern) -> Result<Self, PatternError> {
            Err(PatternError::Unsupported)
        }

        pub(in super::super) fn work(&self) -> usize {
            match *self {}
        }

        pub(in super::super) fn find(&self, _: &Page, _: &mut Vec<Candidate>) {
            match *self {}
        }
    }
}
