//! The outbox at its borders: events in, effects out, and a simulated world of faults.

mod simulation;
mod table;
