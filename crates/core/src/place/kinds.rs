//! A set of kinds of places: which a share gives, and which somebody may see. What is in none of it is closed.

use super::PlaceKind;

/// Some of the kinds of places, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PlaceKinds(u16);

impl PlaceKinds {
    /// No place at all.
    pub const NONE: Self = Self(0);
    /// Every kind that there is.
    pub const ALL: Self = Self((1 << PlaceKind::ALL.len()) - 1);

    /// Whether places of the kind are in it.
    pub fn holds(self, kind: PlaceKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Whether it holds no kind.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Whether it holds every kind.
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// What either holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both hold.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What it does not hold.
    #[must_use]
    pub fn others(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// Whether the other holds all of it.
    pub fn within(self, other: Self) -> bool {
        self.both(other) == self
    }

    /// The kinds, in the order of [`PlaceKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = PlaceKind> {
        let all = PlaceKind::ALL.iter().copied();
        all.filter(move |kind| self.holds(*kind))
    }

    /// As it is stored: the codes of its kinds, commas between. A kind that is thought of later is in none that was stored before.
    pub fn code(self) -> String {
        let codes: Vec<&str> = self.iter().map(PlaceKind::code).collect();
        codes.join(",")
    }

    /// From what was stored; `None` where one of the codes is no kind's.
    pub fn from_code(code: &str) -> Option<Self> {
        let codes = code.split(',').filter(|one| !one.is_empty());
        codes.map(PlaceKind::from_code).collect()
    }

    /// The kinds as people read them.
    pub fn words(self) -> String {
        let words: Vec<&str> = self.iter().map(PlaceKind::words).collect();
        words.join(", ")
    }

    fn bit(kind: PlaceKind) -> u16 {
        1 << kind as u16
    }
}

impl FromIterator<PlaceKind> for PlaceKinds {
    fn from_iter<T: IntoIterator<Item = PlaceKind>>(kinds: T) -> Self {
        let bits = kinds.into_iter().map(Self::bit);
        Self(bits.fold(0, |set, bit| set | bit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PlaceKinds;
    use crate::place::PlaceKind;

    fn kinds() -> impl Strategy<Value = Vec<PlaceKind>> {
        proptest::sample::subsequence(PlaceKind::ALL.to_vec(), 0..=PlaceKind::ALL.len())
    }

    proptest! {
        #[test]
        fn a_set_is_what_was_put_in_and_nothing_else(some in kinds(), other in kinds()) {
            let (set, beside): (PlaceKinds, PlaceKinds) =
                (some.iter().copied().collect(), other.iter().copied().collect());
            prop_assert_eq!(set.iter().collect::<Vec<PlaceKind>>(), some.clone());
            for kind in PlaceKind::ALL {
                let (mine, theirs) = (some.contains(kind), other.contains(kind));
                prop_assert_eq!(set.holds(*kind), mine);
                prop_assert_eq!(set.others().holds(*kind), !mine);
                prop_assert_eq!(set.or(beside).holds(*kind), mine || theirs);
                prop_assert_eq!(set.both(beside).holds(*kind), mine && theirs);
            }
            prop_assert_eq!(set.within(beside), some.iter().all(|kind| other.contains(kind)));
            prop_assert_eq!((set.is_none(), set.is_all()), (some.is_empty(), some.len() == PlaceKind::ALL.len()));
            prop_assert_eq!(PlaceKinds::from_code(&set.code()), Some(set));
        }
    }

    #[test]
    fn what_is_stored_is_codes_and_a_code_that_nobody_knows_is_not_read() {
        use PlaceKind::{Gp, Phone};
        let some = PlaceKinds::from_iter([Gp, Phone]);
        assert_eq!(
            (some.code().as_str(), some.words().as_str()),
            ("phone,gp", "Phone, GP")
        );
        assert_eq!(PlaceKinds::from_code(""), Some(PlaceKinds::NONE));
        assert_eq!(PlaceKinds::from_code("phone,refuge"), None);
    }
}
