//! What may be done with a pair: taken for one person unseen, shown to a person who decides, or neither. Probability alone makes
//! nothing certain: what twins, siblings and namesakes of one home can share is never enough, however rare.

use crate::nicknames::is_common_given;

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
const CERTAIN: f64 = 10.0;
/// Under these odds nobody is asked: one in seventeen would be one person.
pub(super) const ASK: f64 = -4.0;

/// The zone of a pair of these levels and odds.
pub(super) fn zone(table: &Table, pattern: &Pattern, a: &Row, weight: f64) -> Zone {
    if weight <= ASK {
        Zone::No
    } else if weight >= CERTAIN && certain(table, pattern, a) {
        Zone::Certain
    } else {
        Zone::Ask
    }
}

/// One given name, one birth date and nothing against it; and either one national number, or one surname and one home or
/// telephone. Twins have two names, a father and his namesake son two birth dates; of two strangers who share both, each has a
/// home of his own. Brothers who are all called Mohammed are told apart by their other names, so those must be the same. Numbers
/// of two of one home get exchanged, so a number alone is not enough; and a name that nobody but these two has may be a slip that
/// made two names one.
fn certain(table: &Table, pattern: &Pattern, a: &Row) -> bool {
    let level = |field: BatchField| pattern[field as usize];
    let same = |level: u8| (given::SAME_RARE..=given::SAME_COMMON).contains(&level);
    let number = level(BatchField::National);
    let other_names = level(BatchField::Middle);
    let (street, postcode, _) = place::parts(level(BatchField::Place));
    let called = || {
        let names = &table.texts[slot::GIVEN];
        let common = names.text(a[slot::GIVEN]).split(' ').all(is_common_given);
        !common || other_names == middle::SAME
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
