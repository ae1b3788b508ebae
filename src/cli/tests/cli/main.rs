//! The command line at its borders: the binary is run as a customer would run it.
//!
//! Conversations are files in `tests/conversations`; the contract of each command is a table of lines and answers.

#[cfg(test)]
mod command;
#[cfg(test)]
mod conversations;
