//! Times the engine natively and as wasm with the same code on the same input; `cargo xtask bench` prints both.
//!
//! Every round measures every case once, beside a loop that is always the same work, so that a busy machine shows.

mod cases;
mod replay;
mod rounds;

use cases::Cases;
use std::error::Error;

/// Microseconds since some moment.
type Clock<'c> = &'c dyn Fn() -> f64;

/// Measures all cases: the report as JSON.
fn report(bundle: Vec<u8>, calls: &str, clock: Clock) -> Result<String, Box<dyn Error>> {
    let cases = Cases::new(bundle, calls)?;
    let figures = rounds::measure(&cases, clock)?;
    Ok(serde_json::to_string(&figures)?)
}

/// Reads the files that the arguments name: a bundle, and the calls that the example `native` printed.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(bundle), Some(calls)) = (arguments.next(), arguments.next()) else {
        return Err("give a bundle and a file of calls".into());
    };
    let began = std::time::Instant::now();
    let clock = || began.elapsed().as_secs_f64() * 1e6;
    println!("{}", report(std::fs::read(bundle)?, &std::fs::read_to_string(calls)?, &clock)?);
    Ok(())
}

/// Node calls [`bench`] instead.
#[cfg(target_arch = "wasm32")]
fn main() {}

/// The report; `clock` is a function without arguments that returns microseconds.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn bench(bundle: &[u8], calls: &str, clock: &js_sys::Function) -> Result<String, js_sys::Error> {
    let now = || clock.call0(&js_sys::global()).ok().and_then(|now| now.as_f64()).unwrap_or_default();
    report(bundle.to_vec(), calls, &now).map_err(|error| js_sys::Error::new(&error.to_string()))
}
