//! The engine at its borders: sessions of messages and outcomes in, turns and records out.

#[cfg(test)]
mod bounds;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod lessons;
#[cfg(test)]
#[path = "../../fuzz/mutation.rs"]
mod mutation;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod properties;
#[cfg(test)]
#[path = "../../fuzz/redactor.rs"]
mod redactor;
#[cfg(test)]
mod script;
#[cfg(test)]
mod talk;
#[cfg(test)]
mod turns;
