//! `Located<T>`: any value from which a protected person could be found. A leak of one can kill, so the type has no
//! Display, Debug, Serialize, Eq, Ord or Hash; it is opened only with a proof that `policy` alone can make.

use zeroize::Zeroize;

/// A proof that its holder may see located values now.
///
/// # Safety
/// Implementing it opens every located value to whoever holds the type. Only `policy` implements it, on types that only
/// `policy` can make; every other crate forbids unsafe code and so cannot.
#[expect(
    unsafe_code,
    reason = "an unsafe trait is how one crate alone may implement it: all others forbid unsafe code"
)]
pub unsafe trait Opens {
    /// Whether this holder's leave reaches located values at all.
    fn opens(&self) -> bool;
}

/// A located value: address, postcode, phone, school, place of an incident.
///
/// Seven UK bodies were reprimanded within 14 months over domestic abuse data; four had given a safe address to the
/// alleged abuser (ICO, September 2023). The type makes the careless way not compile.
#[derive(Clone)]
pub struct Located<T: Zeroize>(T);

impl<T: Zeroize> Located<T> {
    /// Puts a value under guard.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, where the holder's leave reaches it.
    pub fn open(&self, leave: &impl Opens) -> Option<&T> {
        leave.opens().then_some(&self.0)
    }

    /// For sealing and keyed hashing inside this crate alone.
    pub(crate) fn guarded(&self) -> &T {
        &self.0
    }
}
