//! How names are made and pass on, by culture. Which customs there are, and who has which; what they do is done elsewhere.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::culture::CultureId;
use crate::lists::{Lists, names};

/// A name as papers have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) given: String,
    pub(super) middle: String,
    pub(super) surname: String,
}

/// What somebody is called from each day on, the first from birth.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub(super) culture: &'static str,
    pub(super) custom: Custom,
    pub(super) since: Vec<(Date, Called)>,
}

impl Names {
    /// What somebody is called on a day.
    pub(super) fn on(&self, day: Date) -> Option<&Called> {
        let had = self.since.iter().rev().find(|(since, _)| *since <= day);
        had.or(self.since.first()).map(|(_, called)| called)
    }

    /// What somebody was called before, on a day.
    pub(super) fn before(&self, day: Date) -> Option<&Called> {
        let had = self.since.iter().filter(|(since, _)| *since <= day);
        had.rev().nth(1).map(|(_, called)| called)
    }
}

/// How names pass on and are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Custom {
    /// One surname for a family, more or less.
    Family,
    /// The same, where a woman's has a form of its own, and what comes between is the father's name.
    Patronymic,
    /// Everybody has a name of their own; Mohammed comes first and is not what a man is called.
    Own,
    /// Singh and Kaur, and a family's name that may be left out.
    Sikh,
    /// Two surnames, the mother's first.
    MotherFirst,
    /// Two surnames, the father's first.
    FatherFirst,
    /// One's own name, the father's, and his father's.
    Chain,
    /// The surname comes first, and many have an English name too.
    SurnameFirst,
}

/// A culture's custom, and its names where the town has none.
pub(super) struct Naming {
    pub(super) culture: &'static str,
    pub(super) custom: Custom,
    /// Names, and what share of those whom the town counts with another culture have them.
    pub(super) lists: Option<(Lists, f64)>,
}

/// By the town's cultures; those that are not named here have one surname for a family.
static NAMINGS: LazyLock<Vec<(&'static str, Naming)>> = LazyLock::new(|| {
    let of = |town: &'static str, culture: &'static str, custom, lists| {
        let naming = Naming {
            culture,
            custom,
            lists,
        };
        (town, naming)
    };
    let list = |text, share| Some((names(text), share));
    vec![
        of(
            "indian",
            "sikh",
            Custom::Sikh,
            list(include_str!("../../data/names/sikh.txt"), 0.4),
        ),
        of(
            "arabic",
            "somali",
            Custom::Chain,
            list(include_str!("../../data/names/somali.txt"), 0.35),
        ),
        of(
            "portuguese",
            "spanish",
            Custom::FatherFirst,
            list(include_str!("../../data/names/spanish.txt"), 0.4),
        ),
        of("arabic", "arabic", Custom::Chain, None),
        of("portuguese", "portuguese", Custom::MotherFirst, None),
        of("pakistani", "pakistani", Custom::Own, None),
        of("bangladeshi", "bangladeshi", Custom::Own, None),
        of("ukrainian", "ukrainian", Custom::Patronymic, None),
        of("chinese", "chinese", Custom::SurnameFirst, None),
    ]
});

/// The naming of a culture; which of two that the town counts as one, the household's own chance says.
pub(super) fn naming(culture: CultureId, chance: f64) -> Option<&'static Naming> {
    let town = culture.get()?.name;
    let mut of_town = NAMINGS.iter().filter(|(of, _)| *of == town);
    let found = of_town.find(|(_, naming)| {
        naming
            .lists
            .as_ref()
            .is_none_or(|(_, share)| chance < *share)
    });
    found.map(|(_, naming)| naming)
}
