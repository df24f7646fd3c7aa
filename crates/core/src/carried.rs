//! What somebody who was told of before is in a contact into which they are added: what they were told to be is never made less, and
//! where it is not shown to the one who adds them, or was told both ways, that one says it.

use crate::vocabulary::IncidentRole;

/// Until this age somebody is decided about as a child (Children Act 1989, section 105).
pub const GROWN_UP: i16 = 18;

/// The roles that go with somebody, and what is still to be said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// What goes with them.
    pub roles: Vec<IncidentRole>,
    /// What they may be said to be; none: nothing is to be said.
    pub choices: Vec<IncidentRole>,
}

/// Of somebody of that age, told of in these roles in contacts that the one who adds them may see.
pub fn carried(age: Option<i16>, unborn: bool, told: &[IncidentRole]) -> Carried {
    use IncidentRole::{Child, Other, Perpetrator, Victim};
    let was = |role: IncidentRole| told.contains(&role);
    let child = unborn || age.map_or(was(Child), |age| age < GROWN_UP);
    let sides = [Victim, Perpetrator].into_iter().filter(|role| was(*role));
    let mut roles: Vec<IncidentRole> = child.then_some(Child).into_iter().chain(sides).collect();
    let choices = match roles.as_slice() {
        [Victim, Perpetrator] => std::mem::take(&mut roles),
        [] if age.is_none() => vec![Child, Victim, Perpetrator, Other],
        [] => vec![Victim, Perpetrator, Other],
        _ => Vec::new(),
    };
    Carried { roles, choices }
}

impl Carried {
    /// Their roles, with what was said of them; `None` where nothing was said that fits and something must be. What goes with them
    /// is not changed by what is said.
    pub fn with(self, said: Option<IncidentRole>) -> Option<Vec<IncidentRole>> {
        if self.choices.is_empty() {
            return Some(self.roles);
        }
        let said = said.filter(|role| self.choices.contains(role));
        said.map(|role| vec![role])
    }
}

#[cfg(test)]
mod tests {
    use super::IncidentRole::{Child, Other, Perpetrator, Victim};
    use super::*;

    #[test]
    fn nobody_is_made_less_than_they_were_told_to_be() {
        let check =
            |age, told: &[IncidentRole], roles: &[IncidentRole], choices: &[IncidentRole]| {
                let expect = Carried {
                    roles: roles.to_vec(),
                    choices: choices.to_vec(),
                };
                assert_eq!(carried(age, false, told), expect, "{age:?} {told:?}");
            };
        check(Some(7), &[], &[Child], &[]);
        check(Some(17), &[Perpetrator], &[Child, Perpetrator], &[]);
        check(
            Some(17),
            &[Perpetrator, Victim],
            &[Child, Victim, Perpetrator],
            &[],
        );
        check(Some(40), &[Other, Perpetrator], &[Perpetrator], &[]);
        check(Some(40), &[Victim, Victim], &[Victim], &[]);
        check(
            Some(40),
            &[Victim, Perpetrator],
            &[],
            &[Victim, Perpetrator],
        );
        // A grown-up of whom it is not shown that they stood on a side, and one who was a child then.
        check(Some(40), &[], &[], &[Victim, Perpetrator, Other]);
        check(Some(40), &[Other], &[], &[Victim, Perpetrator, Other]);
        check(Some(19), &[Child], &[], &[Victim, Perpetrator, Other]);
        check(None, &[Child], &[Child], &[]);
        check(None, &[], &[], &[Child, Victim, Perpetrator, Other]);
        assert_eq!(carried(None, true, &[]).roles, [Child]);
    }

    #[test]
    fn what_is_said_counts_where_it_is_asked_and_fits() {
        let check = |told: &[IncidentRole], said, expect: Option<&[IncidentRole]>| {
            let with = carried(Some(40), false, told).with(said);
            assert_eq!(with.as_deref(), expect, "{told:?} {said:?}");
        };
        check(&[], None, None);
        check(&[], Some(Perpetrator), Some(&[Perpetrator]));
        check(&[], Some(Child), None);
        check(&[Perpetrator], Some(Other), Some(&[Perpetrator]));
        check(&[Perpetrator, Victim], Some(Other), None);
        check(&[Perpetrator, Victim], Some(Victim), Some(&[Victim]));
    }
}
