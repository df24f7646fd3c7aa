//! Askers and standings drawn by chance.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use trefoil_core::place::{PlaceKind, PlaceKinds};
use trefoil_core::principal::Role;
use trefoil_core::strand::Aspect;

use super::{all_subjects, hub_team, other_team, worker};
use crate::standing::Work;
use crate::{Asker, Relationship, Standing};

prop_compose! {
    /// A worker with up to four roles, in a team or none.
    pub(in crate::tests) fn any_worker()(
        roles in proptest::collection::vec(select(Role::ALL), 0..4),
        team in select(vec![None, Some(hub_team()), Some(other_team())]),
        hub in any::<bool>(),
        stepped_up in any::<bool>(),
    ) -> Asker {
        let mut asker = worker(&roles, team, hub);
        if let Some(facts) = asker.worker.as_mut() {
            facts.stepped_up = stepped_up;
        }
        asker
    }
}

prop_compose! {
    fn any_work()(
        team in proptest::collection::vec(
            (select(Role::ALL), select(Relationship::ALL)), 0..3),
        unallocated in any::<bool>(),
        unsettled in any::<bool>(),
        in_plan in any::<bool>(),
        share in select(Aspect::ALL),
        share_places in subsequence(PlaceKind::ALL, 0..=PlaceKind::ALL.len()),
    ) -> Work {
        let share_places = PlaceKinds::from_iter(share_places);
        Work { team, unallocated, unsettled, in_plan, share, share_places }
    }
}

prop_compose! {
    /// A standing with up to three relationships.
    pub(in crate::tests) fn any_standing()(
        subject in select(all_subjects()),
        relationships in proptest::collection::vec(select(Relationship::ALL), 0..3),
        in_hub in any::<bool>(),
        held_by_team in select(vec![None, Some(hub_team()), Some(other_team())]),
        proposed in any::<bool>(),
        work in any_work(),
    ) -> Standing {
        Standing { subject, relationships, in_hub, held_by_team, proposed, work }
    }
}
