//! Feeds what happens in the browser to the outbox, and runs its errands with the store, the network and the timer.
//!
//! Nothing here fails towards the page: whatever goes wrong is an event for the outbox, which decides what follows.

use crate::binding::write;
use crate::errands::{Contents, Errands, Kept, LOG_RECORDS, News, Status, Write};
use crate::gate::Gate;
use crate::held::Held;
use crate::network;
use crate::parcel::Parcel;
use crate::random::{moment, new_id, now_ms};
use crate::store::Store;
use crate::timer::Timer;
use crate::token::Token;
use erp_chat_outbox::{Entry, Event, Outbox, Reply};
use js_sys::Function;
use std::cell::{Cell, RefCell};

use std::pin::Pin;
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

/// The log is pruned again after so many records.
const PRUNED_EVERY: usize = 100;

/// Where batches go.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) token: Token,
}

/// One outbox of a page with everything that it uses.
pub(crate) struct Driver {
    held: RefCell<Held>,
    store: Store,
    server: Option<Server>,
    timer: Timer,
    listener: Function,
    /// The request under way.
    flight: RefCell<Option<(u64, AbortController)>>,
    /// Transactions.
    writing: Gate,
    /// Requests.
    sending: Gate,
    kept: RefCell<Option<Kept>>,
    lessons: RefCell<Option<String>>,
    /// The status that the listener knows.
    told: RefCell<Option<Status>>,
    /// Records stored since the log was pruned.
    unpruned: Cell<usize>,
    /// Whether the user agrees, which may change while the store is being opened.
    consent: Cell<bool>,
    stopped: Cell<bool>,
}

impl Driver {
    /// An outbox that takes nothing until it begins.
    pub(crate) fn new(scope: &str, server: Option<Server>, listener: Function) -> Rc<Self> {
        let outbox = if server.is_some() { Outbox::default() } else { Outbox::without_server() };
        let mut held = Held::new(outbox, new_id);
        held.happen(Event::LoggedOut { purge: false }, moment());
        Rc::new_cyclic(|driver: &Weak<Self>| {
            let driver = driver.clone();
            let tick = move || driver.upgrade().iter().for_each(|driver| driver.happen(Event::Tick));
            Self {
                held: RefCell::new(held),
                store: Store::new(scope),
                server,
                timer: Timer::new(tick),
                listener,
                flight: RefCell::default(),
                writing: Gate::default(),
                sending: Gate::default(),
                kept: RefCell::default(),
                lessons: RefCell::default(),
                told: RefCell::default(),
                unpruned: Cell::new(0),
                consent: Cell::new(false),
                stopped: Cell::new(false),
            }
        })
    }

    /// Opens the store, or does without it, and takes records from then on.
    pub(crate) async fn begin(self: &Rc<Self>) {
        self.consent.set(true);
        let opened = self.store.open().await;
        if self.stopped.get() {
            return self.store.close();
        }
        if !self.consent.get() {
            return;
        }
        let errands = match opened {
            Ok(contents) => self.begin_with(contents),
            Err(_) => self.held.borrow_mut().begin_in_memory(moment()),
        };
        self.run(errands);
        self.prune();
    }

    fn begin_with(&self, mut contents: Contents) -> Errands {
        self.kept.replace(contents.kept.take());
        self.lessons.replace(contents.lessons.take());
        self.held.borrow_mut().begin(contents, moment())
    }

    /// Takes an event.
    pub(crate) fn happen(self: &Rc<Self>, event: Event) {
        if !self.stopped.get() {
            let errands = self.held.borrow_mut().happen(event, moment());
            self.run(errands);
        }
    }

    /// Takes records and the conversation.
    pub(crate) fn put(self: &Rc<Self>, records: Vec<String>, kept: String) {
        let errands = self.held.borrow_mut().put(records, kept, moment());
        self.run(errands);
    }

    /// Takes the conversation.
    pub(crate) fn keep(self: &Rc<Self>, kept: String) {
        let errands = self.held.borrow().keep(kept, moment());
        self.run(errands);
    }

    /// The conversation that the store held when it was opened.
    pub(crate) fn kept(&self) -> Option<Kept> {
        self.kept.borrow().clone()
    }

    /// Takes what the user taught.
    pub(crate) fn keep_lessons(self: &Rc<Self>, lessons: String) {
        let errands = self.held.borrow().keep_lessons(lessons);
        self.run(errands);
    }

    /// The lessons that the store held when it was opened.
    pub(crate) fn lessons(&self) -> Option<String> {
        self.lessons.borrow().clone()
    }

    /// How delivery stands.
    pub(crate) fn status(&self) -> Status {
        self.held.borrow().status(now_ms())
    }

    /// The texts of the records that the device holds, oldest first.
    pub(crate) async fn log(&self) -> Vec<String> {
        let mut texts = self.store.log().await.unwrap_or_default();
        texts.extend(self.held.borrow().unstored().map(str::to_owned));
        // The ids only tell milliseconds apart.
        texts.sort_by_cached_key(|text| Entry::read(text).map(|entry| (entry.made_ms, entry.seq)));
        texts.drain(..texts.len().saturating_sub(LOG_RECORDS));
        texts
    }

    /// Asks for delivery, and waits until the attempt is over.
    pub(crate) async fn flush(self: &Rc<Self>) {
        self.writing.opened().await;
        self.happen(Event::FlushRequested);
        self.sending.opened().await;
    }

    /// Delivers once more before another user takes over.
    ///
    /// Invariant: no record goes out with the token of another user, so none is asked for from now on.
    pub(crate) async fn leave(self: &Rc<Self>) {
        let may_send = self.server.as_ref().is_some_and(|server| server.token.freeze());
        if !may_send {
            return;
        }
        self.writing.opened().await;
        // A logout often leads to another page: this request outlives this one.
        self.happen(Event::Hidden);
        self.sending.opened().await;
        self.flush().await;
    }

    /// The user agrees to logging from now on, or does not agree any more.
    pub(crate) async fn set_consent(self: &Rc<Self>, granted: bool) {
        match granted {
            true if !self.held.borrow().is_closed() || self.stopped.get() => {}
            true => self.begin().await,
            false => self.withdraw().await,
        }
    }

    /// What an earlier page left is erased too.
    async fn withdraw(self: &Rc<Self>) {
        self.consent.set(false);
        self.kept.take();
        self.lessons.take();
        let was_open = self.store.is_open();
        self.happen(Event::ConsentWithdrawn);
        if !was_open && self.store.open().await.is_ok() {
            self.commit(vec![Write::Purge], Vec::new());
        }
        self.writing.opened().await;
    }

    /// Erases everything and goes on.
    pub(crate) async fn forget(self: &Rc<Self>) {
        self.kept.take();
        self.lessons.take();
        let errands = self.held.borrow_mut().forget(moment());
        self.run(errands);
        self.writing.opened().await;
    }

    /// Stops for good; what is pending waits for the same user, or is erased.
    pub(crate) async fn log_out(self: &Rc<Self>, purge: bool) {
        let errands = self.held.borrow_mut().log_out(purge, moment());
        self.run(errands);
        self.writing.opened().await;
        self.stop();
    }

    /// Stops for good. Transactions under way still end.
    pub(crate) fn stop(self: &Rc<Self>) {
        self.happen(Event::LoggedOut { purge: false });
        self.stopped.set(true);
        self.timer.clear();
        let driver = Rc::clone(self);
        spawn(async move {
            driver.writing.opened().await;
            driver.store.close();
        });
    }

    fn run(self: &Rc<Self>, errands: Errands) {
        let Errands { writes, storing, abort, parcel, wake_at, needs_token, news } = errands;
        if let Some(flight) = abort {
            self.abort(flight);
        }
        self.commit(writes, storing);
        parcel.into_iter().for_each(|parcel| self.send(parcel));
        wake_at.into_iter().for_each(|at_ms| self.timer.set(at_ms));
        if needs_token {
            self.renew_token();
        }
        if !self.held.borrow().is_sending() {
            self.sending.open();
        }
        self.tell(news);
    }

    fn commit(self: &Rc<Self>, writes: Vec<Write>, storing: Vec<String>) {
        if writes.is_empty() {
            return;
        }
        self.writing.begin();
        let driver = Rc::clone(self);
        spawn(async move {
            let stored = driver.store.write(&writes).await.is_ok();
            if !storing.is_empty() {
                driver.unpruned.set(driver.unpruned.get() + storing.len());
                driver.happen(if stored {
                    Event::Stored { ids: storing }
                } else {
                    Event::StoreFailed { ids: storing }
                });
            }
            driver.writing.end();
            if driver.unpruned.get() >= PRUNED_EVERY {
                driver.prune();
            }
        });
    }

    fn prune(self: &Rc<Self>) {
        self.unpruned.set(0);
        let driver = Rc::clone(self);
        // What cannot be pruned now is pruned the next time.
        spawn(async move { drop(driver.store.prune().await) });
    }

    fn send(self: &Rc<Self>, parcel: Parcel) {
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        self.flight.replace(Some((parcel.flight, controller)));
        self.sending.begin();
        let driver = Rc::clone(self);
        spawn(async move {
            let flight = parcel.flight;
            driver.happen(match driver.deliver(&parcel, &signal).await {
                Ok(reply) => Event::Response { flight, reply },
                Err(_) => Event::NetworkFailed { flight },
            });
        });
    }

    async fn deliver(&self, parcel: &Parcel, signal: &AbortSignal) -> Result<Reply, JsValue> {
        let server = self.server.as_ref().ok_or(JsValue::UNDEFINED)?;
        // A page that goes away has no time to ask for a token.
        let token = if parcel.unload { server.token.at_hand() } else { server.token.get().await };
        network::post(&server.url, token, parcel, signal).await
    }

    fn abort(&self, flight: u64) {
        let aborted = self.flight.borrow_mut().take_if(|(number, _)| *number == flight);
        // Who listens for it may call back at once, so nothing is borrowed here.
        aborted.iter().for_each(|(_, controller)| controller.abort());
    }

    fn renew_token(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        spawn(async move {
            let renewed = match &driver.server {
                Some(server) => server.token.renew().await,
                None => false,
            };
            if renewed {
                driver.happen(Event::TokenRenewed);
            }
        });
    }

    /// The listener may call back at once, so nothing is borrowed here.
    fn tell(&self, news: Vec<News>) {
        let status = self.status();
        let changed = self.told.replace(Some(status.clone())).as_ref() != Some(&status);
        for one in news.into_iter().chain(changed.then_some(News::Status)) {
            let told = write(&one).and_then(|one| self.listener.call1(&JsValue::UNDEFINED, &one));
            // What the listener throws is the host's affair.
            drop(told);
        }
    }
}

/// Runs a task on its own. The box keeps the machinery around a task from being compiled for each one.
fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}
