//! The rows of a part, gathered for each table and written together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trefoil_core::contact::ContactState;
use trefoil_core::ids::{AuthorityId, ContactId, FamilyId, MatchId, PersonId};
use trefoil_policy::Permit;
use trefoil_store::contact::{ContactVersion, contacts_put};
use trefoil_store::decision::{DecisionRow, decisions_put};
use trefoil_store::link::{Link, links_put};
use trefoil_store::person::Stands;
use trefoil_store::sighting::{SightingRow, sightings_put};
use trefoil_store::{Fault, Tx, family, person};

/// Rows gathered for each table; keys are in their order, so that each page of an index is touched once.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) contacts: Vec<(Timestamp, ContactVersion)>,
    pub(super) sightings: Vec<SightingRow>,
    pub(super) persons: BTreeMap<PersonId, Stands>,
    pub(super) keys: BTreeSet<(i64, PersonId)>,
    pub(super) links: Vec<Link>,
    pub(super) families: Vec<(Timestamp, FamilyId)>,
    pub(super) members: Vec<(Timestamp, MatchId, FamilyId, PersonId)>,
    pub(super) about: Vec<(Timestamp, MatchId, ContactId, FamilyId)>,
    pub(super) decisions: Vec<DecisionRow>,
}

impl Rows {
    pub(super) async fn write(
        self,
        authority: AuthorityId,
        tx: &mut Tx,
        permit: &Permit,
    ) -> Result<(), Fault> {
        contacts_put(tx, authority, ContactState::Decided, &self.contacts).await?;
        sightings_put(tx, authority, &self.sightings).await?;
        person::persons_stand(tx, authority, self.persons.into_values()).await?;
        let keys: Vec<(i64, PersonId)> = self.keys.into_iter().collect();
        person::keys_put(tx, authority, &keys).await?;
        links_put(tx, authority, &self.links).await?;
        family::families_put(tx, authority, permit, &self.families).await?;
        family::members_put(tx, authority, &self.members).await?;
        family::about_put(tx, authority, &self.about).await?;
        decisions_put(tx, authority, permit, &self.decisions).await
    }
}
