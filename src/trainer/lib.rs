//! Makes a model bundle from labelled examples, and measures one.

pub mod tagger;
