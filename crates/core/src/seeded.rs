//! Seeded leaks: small switches that make the product leak, each as one of the real breaches or threats of the threat model
//! would, so that the tests of the wall can be tested. A proof that does not see a leak which was put there proves nothing.
//! They exist in debug builds alone, which are what tests run: in a release each is the constant `false`, and there is nothing
//! to throw a switch with. A switch is thrown for one thread.

mod list;

pub use list::Leak;

#[cfg(debug_assertions)]
thread_local! {
    static OPEN: std::cell::Cell<Option<Leak>> = const { std::cell::Cell::new(None) };
}

impl Leak {
    /// The breach or threat that it stands for: `B1`, `T19`.
    pub fn stands_for(self) -> &'static str {
        self.code().split('.').next().unwrap_or_default()
    }
}

/// Whether the product leaks in this way now.
#[inline]
pub fn leaks(leak: Leak) -> bool {
    #[cfg(debug_assertions)]
    return OPEN.get() == Some(leak);
    #[cfg(not(debug_assertions))]
    {
        let _ = leak;
        false
    }
}

/// The value; in its place, where the product leaks in this way now, what leaks.
#[inline]
pub fn or_leak<T>(leak: Leak, value: T, leaked: impl FnOnce(T) -> T) -> T {
    if leaks(leak) { leaked(value) } else { value }
}

/// Opens a leak on this thread until the value is dropped.
#[cfg(debug_assertions)]
#[derive(Debug)]
#[must_use = "the leak closes when this is dropped"]
pub struct Opened(());

#[cfg(debug_assertions)]
impl Opened {
    /// Opens it.
    pub fn on_this_thread(leak: Leak) -> Self {
        OPEN.set(Some(leak));
        Self(())
    }
}

#[cfg(debug_assertions)]
impl Drop for Opened {
    fn drop(&mut self) {
        OPEN.set(None);
    }
}
