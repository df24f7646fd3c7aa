//! A library that gives up with a panic is caught here, and its words are kept off standard error: whoever asked is told plainly.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is about to be caught here.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// There is one hook for all panics of a process; the one that was there hears all others.
static HOOKED: Once = Once::new();

/// What the work comes to; nothing where it panicked. Whatever it was about is not to be used after that.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    HOOKED.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |about| {
            if !EXPECTED.get() {
                before(about);
            }
        }));
    });
    let outer = EXPECTED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    EXPECTED.set(outer);
    done.ok()
}

#[cfg(test)]
mod tests;
