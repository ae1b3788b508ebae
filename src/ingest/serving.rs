//! Listens, serves connections, and stops without dropping what was accepted.
//!
//! Connections are served here rather than by axum, because only so the time for the head of a request has a limit.

use crate::acceptance::Acceptor;
use crate::app::{App, Shared};
use crate::lanes::Lanes;
use crate::server::router;
use crate::store::{OpenError, Store};
use axum::Router;
use erp_chat_engine::assistant::Assistant;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::future::poll_fn;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// A head that is not complete by then is given up, as is a connection that stays idle.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// What was accepted has this long to finish after the server is told to stop.
const STOP_TIME: Duration = Duration::from_secs(10);
/// How long to wait after the system could not accept a connection, as when no file handle is left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Where to listen and what to open.
#[derive(Clone, Debug)]
pub struct Settings {
    /// A loopback address; for 127.0.0.1 the server also listens on ::1, which `localhost` may mean.
    pub bind: IpAddr,
    /// 0 for any free port.
    pub port: u16,
    /// The SQLite file; made when there is none.
    pub database: PathBuf,
}

/// Why a server cannot start.
#[derive(Debug)]
pub enum ServeError {
    /// Anybody who can reach the address could read and write, as there are no keys.
    NotLoopback(IpAddr),
    /// Another program listens there.
    Busy(SocketAddr),
    /// The system does not let it listen.
    Listen(SocketAddr, std::io::Error),
    /// The database cannot be used.
    Database(PathBuf, String),
    /// The system gives no threads or signals.
    System(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotLoopback(address) => {
                write!(f, "`--bind {address}`: without keys the server listens on 127.0.0.1 or ::1 only")
            }
            Self::Busy(address) => write!(f, "port {} is taken; choose another with `--port`", address.port()),
            Self::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            Self::Database(path, reason) => write!(f, "cannot use the database `{}`: {reason}", path.display()),
            Self::System(error) => write!(f, "cannot start: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// A server that listens, with its database open.
pub struct Server {
    listeners: Vec<TcpListener>,
    address: SocketAddr,
    app: Shared,
}

impl Server {
    /// Takes the port, then opens the database.
    ///
    /// # Errors
    /// An address that is not loopback, a port that is taken, or a database that cannot be used.
    pub async fn start(assistant: Assistant, settings: &Settings) -> Result<Self, ServeError> {
        let (listeners, address) = listen(settings).await?;
        let refused = |error: OpenError| ServeError::Database(settings.database.clone(), error.to_string());
        let store = Store::open(&settings.database).await.map_err(refused)?;
        let app = App { assistant, acceptor: Acceptor::default(), store, lanes: Lanes::default() };
        Ok(Self { listeners, address, app: Arc::new(app) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until told to stop; then finishes what was accepted and closes the database.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let connections = GracefulShutdown::new();
        let router = router(Arc::clone(&self.app));
        let mut stop = pin!(stop);
        loop {
            let stream = tokio::select! {
                () = &mut stop => break,
                stream = accept(&self.listeners) => stream,
            };
            serve_connection(stream, router.clone(), connections.watcher());
        }
        drop(self.listeners);
        // Connections that are idle end at once; one that hangs must not keep the server.
        let _ = tokio::time::timeout(STOP_TIME, connections.shutdown()).await;
        self.app.store.close().await;
    }
}

async fn listen(settings: &Settings) -> Result<(Vec<TcpListener>, SocketAddr), ServeError> {
    if !settings.bind.is_loopback() {
        return Err(ServeError::NotLoopback(settings.bind));
    }
    let asked = SocketAddr::new(settings.bind, settings.port);
    let first = bind(asked).await?;
    let address = first.local_addr().map_err(|error| ServeError::Listen(asked, error))?;
    let mut listeners = vec![first];
    if address.ip() == Ipv4Addr::LOCALHOST {
        listeners.extend(second(settings, address.port()).await?);
    }
    Ok((listeners, address))
}

/// The IPv6 side of `localhost`, where there is IPv6.
async fn second(settings: &Settings, port: u16) -> Result<Option<TcpListener>, ServeError> {
    match bind(SocketAddr::new(Ipv6Addr::LOCALHOST.into(), port)).await {
        Ok(listener) => Ok(Some(listener)),
        // Whoever asks for this port by `localhost` could get the other program.
        Err(busy @ ServeError::Busy(_)) if settings.port != 0 => Err(busy),
        Err(_) => Ok(None),
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => ServeError::Busy(address),
        _ => ServeError::Listen(address, error),
    })
}

/// The next connection on any of the listeners.
async fn accept(listeners: &[TcpListener]) -> TcpStream {
    loop {
        let next = poll_fn(|context| {
            let mut polled = listeners.iter().map(|listener| listener.poll_accept(context));
            polled.find(Poll::is_ready).unwrap_or(Poll::Pending)
        });
        match next.await {
            Ok((stream, _)) => return stream,
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

fn serve_connection(stream: TcpStream, router: Router, watcher: Watcher) {
    // Answers are small and whole, so there is nothing to gain by waiting for more to send.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(TokioIo::new(stream), service);
    // An error is a client that hung up or sent no HTTP; nobody is left to tell.
    tokio::spawn(async move { drop(watcher.watch(connection).await) });
}
