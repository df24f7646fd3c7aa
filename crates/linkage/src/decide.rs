//! Whether a link may be made without a person looking. In any doubt the answer is no.

use crate::compare::{Comparisons, Field, Level, best_names, compare, only_changed_places};
use crate::record::Record;

/// What may be done with a pair unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// The same valid number, birth date and compatible names: may be linked, if neither person is protected
    /// (which this crate cannot know).
    Certain,
    /// Both records have an NHS number, or a UPN, and they differ. Numbers change on adoption and on gender
    /// reassignment; to join the two would undo a protection given by law. Never linked and never suggested here:
    /// a custodian's matter.
    NeverAcrossChangedNumber,
    /// Anything else: a person decides.
    Uncertain,
}

/// Judges a pair. Numbers must be valid when given to [`Record::read`]: nothing is checked here. Symmetric.
///
/// Certain asks for the same NHS number or UPN, the same exact birth date, names that fit, and no recorded
/// difference of sex. An initial or a name that only sounds alike does not fit: twins' numbers get exchanged.
pub fn certain(a: &Record, b: &Record) -> Certainty {
    let compared = compare(a, b);
    let level = |field| compared.level(field);
    if level(Field::NhsNumber) == Level::Different || level(Field::Upn) == Level::Different {
        return Certainty::NeverAcrossChangedNumber;
    }
    let same_number = level(Field::NhsNumber) == Level::Same || level(Field::Upn) == Level::Same;
    let same_birth = matches!(level(Field::DateOfBirth), Level::Same | Level::SameAssumed);
    let same_sex = level(Field::Sex) != Level::Different;
    if same_number && same_birth && same_sex && names_fit(&compared) && turned_exactly(a, b) {
        Certainty::Certain
    } else {
        Certainty::Uncertain
    }
}

/// Whether names that changed places did nothing else: a slip besides could be a twin's name.
fn turned_exactly(a: &Record, b: &Record) -> bool {
    let names = best_names(a, b);
    let exactly = |(x, y)| only_changed_places(x, y);
    names.given != Level::OtherWayRound || names.names.is_some_and(exactly)
}

fn names_fit(compared: &Comparisons) -> bool {
    use Level::{Close, Contains, Nickname, OtherWayRound, Same, SameCommon, SoundsAlike};
    let given = compared.level(Field::GivenNames);
    let surname = compared.level(Field::Surname);
    matches!(
        given,
        Same | SameCommon | Nickname | Contains | OtherWayRound | Close
    ) && matches!(
        surname,
        Same | SameCommon | Contains | OtherWayRound | Close | SoundsAlike
    )
}

#[cfg(test)]
mod tests;
