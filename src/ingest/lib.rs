//! The thin server: takes records in, redacts them again, keeps them, and shows how the assistant does.
//!
//! A client is never trusted: every text is redacted again, every flag recomputed.
//! It executes no action of an ERP.

#![deny(missing_docs)]

mod acceptance;
mod annotations;
mod app;
mod chat;
mod cleaning;
mod figures;
mod files;
mod guard;
mod health;
mod identity;
mod lanes;
mod limits;
mod metrics;
mod moment;
mod problem;
mod request;
mod server;
mod serving;
mod store;
mod thumb;
mod upload;

pub use acceptance::{Accepted, Acceptor, Verdict};
pub use files::package_is_built;
pub use request::{Batch, IngestError, read};
pub use serving::{ServeError, Server, Settings};

use erp_chat_engine::assistant::Assistant;
use std::net::SocketAddr;

/// Serves until Ctrl-C or SIGTERM; `ready` is told the address once connections are accepted.
///
/// # Errors
/// What keeps the server from starting.
pub fn serve(assistant: Assistant, settings: &Settings, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    log_panics_by_place();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::System)?;
    runtime.block_on(async {
        let stop = stop_signal().map_err(ServeError::System)?;
        let server = Server::start(assistant, settings).await?;
        ready(server.address());
        server.run(stop).await;
        Ok(())
    })
}

/// A panic may quote the text that it stumbled over, so the log has its place alone.
fn log_panics_by_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        eprintln!("erp-chat: a mistake in the program at {place}");
    }));
}

/// Ends when the user or the system asks the program to stop.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the user asks the program to stop.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere signals may be refused")]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
