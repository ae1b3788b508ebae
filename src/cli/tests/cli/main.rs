//! The command line at its borders: the binary is run as a customer would run it.
//!
//! Conversations are files in `tests/conversations`; the contract of each command is a table of lines and answers.

#[cfg(test)]
mod classify;
#[cfg(test)]
mod command;
#[cfg(test)]
mod conversations;
#[cfg(test)]
mod converse;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod leaks;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod redact;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod repeat;
#[cfg(test)]
mod scratch;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod served;
#[cfg(test)]
mod train;
