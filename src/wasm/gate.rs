//! Something to wait for: that nothing is under way.

use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Counts what is under way.
#[derive(Default)]
pub(crate) struct Gate {
    under_way: Cell<usize>,
    waiting: RefCell<Vec<Function>>,
}

impl Gate {
    /// Something begins.
    pub(crate) fn begin(&self) {
        self.under_way.set(self.under_way.get() + 1);
    }

    /// Something has ended.
    pub(crate) fn end(&self) {
        self.under_way.set(self.under_way.get().saturating_sub(1));
        if self.under_way.get() == 0 {
            self.open();
        }
    }

    /// Nothing is under way any more.
    pub(crate) fn open(&self) {
        self.under_way.set(0);
        for resolve in self.waiting.take() {
            // Resolving a promise cannot throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// Waits until nothing is under way.
    pub(crate) async fn opened(&self) {
        if self.under_way.get() > 0 {
            let opened = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve));
            let _ = JsFuture::from(opened).await;
        }
    }
}
