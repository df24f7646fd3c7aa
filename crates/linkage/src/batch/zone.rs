//! What may be done with a pair: taken for one person unseen, shown to a person who decides, or neither. Probability alone makes
//! nothing certain: what twins, siblings and namesakes of one home can share is never enough, however rare.

use crate::nicknames::{is_common_given, lines};

use super::doubles::Doubles;
use super::facts::Apart;
use super::level::{BatchField, Pattern, born, given, mark, middle, place, sex};
use super::table::{Row, Table, slot};

/// What may be done with a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// It may be taken for one person, if neither is protected, which this crate cannot know.
    Certain,
    /// A person decides.
    Ask,
    /// It is not worth a person's time.
    No,
}

/// From these odds on, as log2, a pair may be certain: less than one in a thousand is wrong by what was learned.
const CERTAIN: f32 = 10.0;
/// Of more records more pairs are taken unseen, and somewhere two of one home are called the same: so many times the odds, as
/// log2, may be fewer than the records.
const FEWER: f32 = 4.0;
/// Under these odds nobody is asked: one in seventeen would be one person.
pub(super) const ASK: f32 = -4.0;

impl Zone {
    /// The zone of a pair of which something is known: whatever the evidence says, two people are two.
    pub(super) fn knowing(self, apart: Option<Apart>) -> Self {
        apart.map_or(self, |_| Self::No)
    }

    /// The zone of a pair that a person decides about, if anybody does.
    pub(super) fn by_a_person(self) -> Self {
        self.max(Self::Ask)
    }
}

/// The zone of a pair of these levels and odds, as far as the two tell by themselves. Odds are rounded as they are kept, so that whoever asks is told the same.
pub(super) fn zone(table: &Table, pattern: &Pattern, a: &Row, weight: f64) -> Zone {
    let weight = weight as f32;
    if weight <= ASK {
        Zone::No
    } else if weight >= certain_from(table.len()) && certain(table, pattern, a) {
        Zone::Certain
    } else {
        Zone::Ask
    }
}

/// From what odds on a pair of so many records may be certain.
fn certain_from(records: usize) -> f32 {
    CERTAIN.max((records as f32).log2() - FEWER)
}

impl Zone {
    /// The zone of a pair among all who are at home with the two. Where somebody there is nearly a double, the number and the other
    /// names must be the same too.
    pub(super) fn among(self, doubles: &Doubles, x: &Row, y: &Row) -> Self {
        let same = |place: usize| x[place] != 0 && x[place] == y[place];
        let all_same = || same(slot::NATIONAL) && same(slot::MIDDLE);
        if self == Self::Certain && !all_same() && doubles.beside(x, y) {
            Self::Ask
        } else {
            self
        }
    }
}

/// One given name, one birth date and nothing against it; and either one national number, or one surname and one home or
/// telephone. Twins have two names, a father and his namesake son two birth dates; of two strangers who share both, each has a
/// home of his own. Brothers who are all called Mohammed are told apart by their other names, so those must be the same; Samuel and
/// Samantha, when both are called Sam, by their sex.
/// Numbers of two of one home get exchanged, so a number alone is not enough; and a name that nobody but these two has may be a
/// slip that made two names one.
fn certain(table: &Table, pattern: &Pattern, a: &Row) -> bool {
    let level = |field: BatchField| pattern[field as usize];
    let same = |level: u8| (given::SAME_RARE..=given::SAME_COMMON).contains(&level);
    let number = level(BatchField::National);
    let other_names = level(BatchField::Middle);
    let (street, postcode, _) = place::parts(level(BatchField::Place));
    let called = || {
        let names = &table.texts[slot::GIVEN];
        let mut words = names.text(a[slot::GIVEN]).split(' ');
        let common = words.clone().all(is_common_given);
        let of_several = words.all(|word| lines(word).len() > 1);
        let one_sex = matches!(level(BatchField::Sex), sex::SAME | sex::SAME_BY_NAME);
        other_names == middle::SAME || !common && (!of_several || one_sex)
    };
    let borne =
        || table.counts[slot::GIVEN][a[slot::GIVEN] as usize] > 2 || other_names == middle::SAME;
    let at_home = street == 1 && postcode <= 3;
    let by_telephone =
        level(BatchField::Phone) == mark::SAME || level(BatchField::Email) == mark::SAME;
    let nothing_against = !matches!(
        level(BatchField::Sex),
        sex::DIFFERENT | sex::DIFFERENT_BY_NAME
    ) && other_names != middle::DIFFERENT
        && matches!(number, mark::MISSING | mark::SAME);
    let known = if number == mark::SAME {
        level(BatchField::Surname) <= given::CLOSE
    } else {
        same(level(BatchField::Surname)) && borne() && (at_home || by_telephone)
    };
    same(level(BatchField::Given))
        && level(BatchField::Born) == born::SAME
        && nothing_against
        && known
        && called()
}
