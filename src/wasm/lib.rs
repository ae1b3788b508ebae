//! Bindings of the engine for the browser.
