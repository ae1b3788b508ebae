//! The server at its border: requests over loopback go in, answers and rows of the database come out.

#[cfg(test)]
mod chat;
#[cfg(test)]
mod client;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod files;
#[cfg(test)]
mod hardening;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod records;
#[cfg(test)]
mod server;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod upload;
