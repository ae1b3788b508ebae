//! Makes a model bundle from labelled examples, and measures one.

<<<<<<< HEAD
pub mod examples;
pub mod intent;
pub mod metrics;
mod random;
=======
pub mod tagger;
>>>>>>> ad6e3176c9d45fe919c26b7445022da238e60278
