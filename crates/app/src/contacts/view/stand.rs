//! How the people of a contact stand now, beside what it says: on the list of high risk, with workers of their own, on the other side too.

use std::collections::BTreeMap;

use trefoil_core::act::Act;
use trefoil_core::aggressor::Finding;
use trefoil_core::follow::tell::{Side, side};
use trefoil_core::ids::PersonId;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Sight, Standing};
use trefoil_store::aggressor::findings_now;
use trefoil_store::contact::ContactHead;
use trefoil_store::high_risk::high_risk_in_contact;
use trefoil_store::{Fault, Tx};

use super::people::Beside;
use super::read::{Candidates, Reading, Seen};
use super::{ContactPerson, MayDo};
use crate::door::App;
use crate::families::terms::stands_of;
use crate::follows::tell::found_of;

impl Reading<'_> {
    /// Its people; and, now alone, where else they seem to be told of, who is on the list of high risk, and what those who work with them
    /// hold. From here on the transaction reads as the asker.
    pub(super) async fn stand_now(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        ((seen, candidates), beside): ((Seen, Candidates), &Beside),
    ) -> Result<Vec<ContactPerson>, Fault> {
        let mut people = beside.people(seen, candidates);
        if self.past {
            return Ok(people);
        }
        self.alike(tx, (beside.this, &mut people)).await?;
        let (app, who) = (self.app, &self.asker.principal);
        let on = high_risk_in_contact(tx, app.authority, sight, who).await?;
        let linked = people.iter().filter_map(|one| one.link.as_ref());
        let persons: Vec<PersonId> = linked.map(|link| link.person).collect();
        let mut stands = stands_of(app, tx, self.asker, &persons).await?;
        for one in &mut people {
            let theirs = on.iter().filter(|(root, _)| *root == one.row.root);
            one.at_risk = theirs.map(|(_, on)| *on).collect();
            let person = one.link.as_ref().map(|link| link.person);
            one.terms = person.and_then(|person| stands.terms.remove(&person));
            one.harming = person.and_then(|person| stands.harming.remove(&person));
        }
        self.doubts(tx, &mut people, beside).await?;
        Ok(people)
    }

    /// Of whom it is in doubt whether they are harmed or harm, by all that the viewer sees of them. What was recorded of that is asked for where
    /// somebody stands on both sides alone.
    async fn doubts(
        &self,
        tx: &mut Tx,
        people: &mut [ContactPerson],
        beside: &Beside,
    ) -> Result<(), Fault> {
        if !people.iter().any(on_both_sides) {
            return Ok(());
        }
        let authority = self.app.authority;
        let found = findings_now(tx, authority, self.permit, &beside.about).await?;
        let found: BTreeMap<PersonId, Finding> = found_of(found);
        for one in people.iter_mut() {
            let person = one.link.as_ref().map(|link| link.person);
            let found = person.and_then(|person| found.get(&person));
            one.in_doubt = side(held(one), found.copied()) == Side::InDoubt;
        }
        Ok(())
    }
}

/// Each role in which somebody is known: here, from before, and by who works with them.
fn held(one: &ContactPerson) -> Vec<IncidentRole> {
    let here = one.seen.described.roles.iter().map(|held| held.role);
    let before = one.earlier.iter().map(|before| before.role);
    let harms = one.harming.as_ref().map(|_| IncidentRole::Perpetrator);
    here.chain(before).chain(harms).collect()
}

fn on_both_sides(one: &ContactPerson) -> bool {
    side(held(one), None) == Side::InDoubt
}

/// What the viewer may do with the contact now.
pub(super) fn may_do(app: &App, asker: &Asker, standing: &Standing, head: &ContactHead) -> MayDo {
    let may = |act| app.policy.permit(asker, act, Some(standing)).is_ok();
    let mine = asker
        .worker
        .as_ref()
        .is_some_and(|facts| Some(facts.worker) == head.worker);
    let waiting = standing.in_hub;
    MayDo {
        link: waiting && may(Act::MatchConfirm),
        decide: waiting && may(Act::ContactDecide),
        take: waiting && head.worker.is_none() && may(Act::ContactTake),
        hand_over: waiting && may(Act::ContactHandOver),
        release: waiting && mine && may(Act::ContactRelease),
    }
}
