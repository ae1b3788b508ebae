//! The outbox at its borders: events in, effects out, and a simulated world of faults.

#[cfg(test)]
mod simulation;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod table;
