//! Makes a model bundle from labelled examples, and measures one.

pub mod comparison;
pub mod examples;
pub mod folder;
pub mod intent;
pub mod metrics;
pub mod progress;
mod random;
pub mod tagger;
