//! The town's schools, which exist nowhere, and who goes to which.

use jiff::civil::Date;
use trefoil_core::upn::Upn;

use crate::lists::PLACES;
use crate::number;

/// How many families share one primary school; four pupil numbers a family and year of entry must stay under 1,000.
const FAMILIES_PER_PRIMARY: u64 = 240;

/// Primary schools that send their pupils to one secondary school.
const PRIMARIES_PER_SECONDARY: u64 = 6;

/// A phase of schooling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Ages 4 to 11.
    Primary,
    /// Ages 11 to 16.
    Secondary,
}

/// A made-up school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Its name, found in no register.
    pub name: String,
    /// The establishment number, four digits, within the authority.
    pub estab: u16,
    /// Primary or secondary.
    pub phase: Phase,
    /// About how many pupils.
    pub pupils: u32,
}

/// The schools of a town with this many families.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schools {
    primaries: u64,
    authority: u16,
}

impl Schools {
    pub(crate) fn new(families: u64, authority: u16) -> Self {
        Self {
            primaries: families.div_ceil(FAMILIES_PER_PRIMARY).max(1),
            authority,
        }
    }

    /// Every school, primaries first.
    pub(crate) fn all(self) -> Vec<School> {
        let primaries = (0..self.primaries).map(|place| Self::school(Phase::Primary, place));
        let secondaries =
            (0..self.secondaries()).map(|place| Self::school(Phase::Secondary, place));
        primaries.chain(secondaries).collect()
    }

    fn secondaries(self) -> u64 {
        self.primaries.div_ceil(PRIMARIES_PER_SECONDARY)
    }

    fn school(phase: Phase, place: u64) -> School {
        School {
            name: name(phase, place),
            estab: estab(phase, place),
            phase,
            pupils: match phase {
                Phase::Primary => 210 + u32::try_from(place * 37 % 210).unwrap_or(0),
                Phase::Secondary => 720 + u32::try_from(place * 131 % 600).unwrap_or(0),
            },
        }
    }

    /// The name of the school that a child of this family attends on a day; `None` outside the ages of school.
    pub(crate) fn attended(self, family: u64, birth: Date, day: Date) -> Option<String> {
        let primary = family % self.primaries;
        let september = day.year() - i16::from(day.month() < 9);
        match september - reception_year(birth) {
            0..=6 => Some(name(Phase::Primary, primary)),
            7..=11 => Some(name(Phase::Secondary, primary % self.secondaries())),
            _ => None,
        }
    }

    /// The pupil number given at reception; `serial` tells a family's children of one school year apart (0 to 3).
    pub(crate) fn upn(self, family: u64, birth: Date, serial: u64) -> Option<Upn> {
        let estab = estab(Phase::Primary, family % self.primaries);
        let number = family / self.primaries * 4 + serial;
        number::upn(self.authority, estab, reception_year(birth), number)
    }
}

/// The September in which a child starts school: after the fourth birthday.
fn reception_year(birth: Date) -> i16 {
    birth.year() + 4 + i16::from(birth.month() >= 9)
}

fn estab(phase: Phase, place: u64) -> u16 {
    let first = match phase {
        Phase::Primary => 2001,
        Phase::Secondary => 4001,
    };
    first + u16::try_from(place % 1900).unwrap_or(0)
}

fn name(phase: Phase, place: u64) -> String {
    let (first, second) = match phase {
        Phase::Primary => (PLACES.section("primary"), PLACES.section("primary kind")),
        Phase::Secondary => (
            PLACES.section("secondary"),
            PLACES.section("secondary kind"),
        ),
    };
    let place = usize::try_from(place).unwrap_or(0);
    let (base, kind) = (place % first.len().max(1), place / first.len().max(1));
    let district = kind / second.len().max(1);
    let base = first.get(base).copied().unwrap_or("Marram");
    let kind = second
        .get(kind % second.len().max(1))
        .copied()
        .unwrap_or("School");
    if district == 0 {
        return format!("{base} {kind}");
    }
    let districts = PLACES.section("district");
    let prefix = districts
        .get(district % districts.len().max(1))
        .copied()
        .unwrap_or("");
    format!("{prefix} {base} {kind}")
}
