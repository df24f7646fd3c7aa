//! A household: everybody who belongs to one family's story, over up to three homes. It is derived from its number
//! alone, so a town of any size is never held in memory. What happens to them is decided elsewhere.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::culture::{CultureId, surname_for};
use crate::day::Day;

/// A household of the town, by its number. The same family slot is another family a generation later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HouseholdId(pub u64);

/// One true human being of the town: what a perfect linker would know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u64);

impl HouseholdId {
    pub(crate) fn of(index: u64, generation: u64, kind: Kind) -> Self {
        Self((index * 8 + generation % 8) * 2 + u64::from(kind == Kind::Adults))
    }

    /// The person in a slot of this household.
    pub(crate) fn person(self, slot: u8) -> PersonId {
        PersonId(self.0 * SLOTS + u64::from(slot))
    }
}

impl PersonId {
    /// The household to which the person belongs.
    pub fn household(self) -> HouseholdId {
        HouseholdId(self.0 / SLOTS)
    }
}

const SLOTS: u64 = 32;

/// Whether a household has children in its story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A family with children.
    Family,
    /// Adults only.
    Adults,
}

/// What somebody is to the children, or to the household where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kin {
    /// The parent with whom the children live, or lived first.
    Parent,
    /// The other parent.
    OtherParent,
    /// The new partner of the parent.
    StepParent,
    /// The new partner of the other parent, in another home.
    OtherPartner,
    /// A child of the first home.
    Child,
    /// A child of the other parent and their new partner.
    HalfSibling,
    /// A parent of the parent.
    Grandparent,
    /// A brother or sister of the other parent.
    Relative,
    /// One of a couple without children at home, or a parent grown old.
    Adult,
    /// The partner of that adult.
    AdultPartner,
    /// The grown child of that adult.
    GrownChild,
}

/// How the household came to be as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Together,
    Separated,
    Step,
    Lone,
    GrandparentCare,
    Couple,
    FormerCouple,
    Older,
}

/// One person of a household, as they truly are.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) slot: u8,
    pub(crate) kin: Kin,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    pub(crate) culture: CultureId,
    /// The other parent's culture, where a child has two.
    pub(crate) second_culture: Option<CultureId>,
    pub(crate) given: &'static str,
    pub(crate) middle: Option<&'static str>,
    /// The surname in their papers; may hold two forms.
    pub(crate) surname: String,
    /// Another surname they bear or bore: maiden or married.
    pub(crate) other_surname: Option<String>,
    /// What friends and family call them, where they use it with everybody.
    pub(crate) called: Option<&'static str>,
    pub(crate) home: u8,
    /// Tells a family's children of one school year apart.
    pub(crate) serial: u8,
    pub(crate) disability: Option<&'static str>,
    pub(crate) interpreter: bool,
}

impl Member {
    /// The surname in the form that they bear.
    pub(crate) fn surname(&self) -> &str {
        surname_for(&self.surname, self.sex)
    }

    /// Whole years on a day; negative before birth.
    pub(crate) fn age(&self, day: Date) -> i16 {
        let had = (day.month(), day.day()) >= (self.birth.month(), self.birth.day());
        day.year() - self.birth.year() - i16::from(!had)
    }

    /// Whether born by this day.
    pub(crate) fn born(&self, day: Date) -> bool {
        self.birth <= day
    }

    /// Whether this is a child on a day: born or known to be on the way, and under 18.
    pub(crate) fn is_child(&self, day: Date) -> bool {
        matches!(self.kin, Kin::Child | Kin::HalfSibling)
            && Day::of(self.birth).0 - Day::of(day).0 <= 190
            && self.age(day) < 18
    }
}

/// A household as it truly is, over its whole time.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) id: HouseholdId,
    /// The family slot (for schools), stable over generations.
    pub(crate) index: u64,
    pub(crate) shape: Shape,
    pub(crate) members: Vec<Member>,
    /// Whether the couple is or was married.
    pub(crate) married: bool,
}

impl Household {
    /// The first member of a kin.
    pub(crate) fn first(&self, kin: Kin) -> Option<&Member> {
        self.members.iter().find(|member| member.kin == kin)
    }

    /// The place in `members` of the first of a kin.
    pub(crate) fn place(&self, kin: Kin) -> Option<usize> {
        self.members.iter().position(|member| member.kin == kin)
    }

    /// Children on a day, in order of slot.
    pub(crate) fn children(&self, day: Date) -> impl Iterator<Item = (usize, &Member)> {
        self.members
            .iter()
            .enumerate()
            .filter(move |(_, member)| member.is_child(day))
    }
}
