//! Whom of a family a decision may be told, from all that whoever decides may see: what its people were in this contact and in others, and
//! what is recorded of those who stood on both sides.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use trefoil_core::aggressor::Finding;
use trefoil_core::decision::Route;
use trefoil_core::follow::tell::{Side, Told, ToldRoute, may_be_rung, may_be_told, safest, side};
use trefoil_core::ids::{FamilyId, PersonId, SightingId};
use trefoil_core::person::SafeContact;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_policy::{Asker, Permit};
use trefoil_store::aggressor::findings_now;
use trefoil_store::contact::ContactHead;
use trefoil_store::family::families_of_contacts;
use trefoil_store::interest::closed_to;
use trefoil_store::person::{cards_seen, contacts_of_persons};
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::families::terms::{Stands, Terms};
use crate::persons::sights_of;

/// What is known of the people of a contact beside what it says.
pub(crate) struct Known {
    /// The families that it is about.
    pub(crate) families: Vec<FamilyId>,
    roles: BTreeMap<PersonId, BTreeSet<IncidentRole>>,
    safe: BTreeMap<PersonId, SafeContact>,
    found: BTreeMap<PersonId, Finding>,
    /// How they stand with those who work with them, as far as whoever decides sees it.
    stands: Stands,
}

/// What is recorded of each person: who harms in one family that a contact is about is not told of it by another.
pub(crate) fn found_of(
    all: BTreeMap<(FamilyId, PersonId), Finding>,
) -> BTreeMap<PersonId, Finding> {
    let mut found = BTreeMap::new();
    for ((_, person), finding) in all {
        if found.get(&person) != Some(&Finding::Harms) {
            found.insert(person, finding);
        }
    }
    found
}

impl Known {
    /// Read before the contact is decided: by then it may be closed to whoever decides.
    pub(crate) async fn read(
        app: &App,
        tx: &mut Tx,
        (asker, permit): (&Asker, &Permit),
        head: &ContactHead,
        rows: &[SightingRow],
        at: Timestamp,
    ) -> Result<Self, Fault> {
        let authority = app.authority;
        let persons: BTreeSet<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let persons: Vec<PersonId> = persons.into_iter().collect();
        let about = families_of_contacts(tx, authority, &[head.contact], at).await?;
        let families: Vec<FamilyId> = about.into_iter().map(|(_, family)| family).collect();
        let sights = sights_of(app, tx, asker, &persons).await?;
        let cards = cards_seen(tx, &app.ring, authority, &sights).await?;
        let closed = closed_to(tx, authority, &asker.principal).await?;
        let mut roles: BTreeMap<PersonId, BTreeSet<IncidentRole>> = BTreeMap::new();
        for one in contacts_of_persons(tx, authority, &sights, &closed, at).await? {
            roles.entry(one.person).or_default().insert(one.role);
        }
        let found = found_of(findings_now(tx, authority, permit, &families).await?);
        Ok(Self {
            families,
            roles,
            safe: cards
                .into_iter()
                .map(|(person, known)| (person, known.card.safe_contact))
                .collect(),
            found,
            stands: Stands::default(),
        })
    }

    /// With how its people stand with those who work with them.
    pub(crate) fn with(self, stands: Stands) -> Self {
        Self { stands, ..self }
    }

    /// Of whom it is in doubt whether they are harmed or harm.
    pub(crate) fn in_doubt(&self, seen: &[(SightingRow, Sighting)]) -> BTreeSet<SightingId> {
        let doubt = seen
            .iter()
            .filter(|(row, seen)| self.side(row, seen) == Side::InDoubt);
        doubt.map(|(row, _)| row.root).collect()
    }

    /// Who may be told.
    pub(crate) fn told(&self, seen: &[(SightingRow, Sighting)], routes: &[Route]) -> Vec<Told> {
        let each = seen.iter().map(|(row, seen)| {
            let side = self.side(row, seen);
            (self.one(row, seen, routes), side, row.child)
        });
        let told = may_be_told(each.collect());
        let named = told.into_iter();
        named.filter(|one| !one.name.words().is_empty()).collect()
    }

    fn side(&self, row: &SightingRow, seen: &Sighting) -> Side {
        let here = seen.described.roles.iter().map(|held| held.role);
        let elsewhere = row.person.and_then(|person| self.roles.get(&person));
        let harms = row
            .person
            .filter(|person| self.stands.harming.contains_key(person));
        let harms = harms.map(|_| IncidentRole::Perpetrator);
        let held = here
            .chain(elsewhere.into_iter().flatten().copied())
            .chain(harms);
        let found = row.person.and_then(|person| self.found.get(&person));
        side(held, found.copied())
    }

    fn one(&self, row: &SightingRow, seen: &Sighting, routes: &[Route]) -> Told {
        let card = row.person.and_then(|person| self.safe.get(&person));
        let terms = row.person.and_then(|person| self.stands.terms.get(&person));
        let here = seen.described.safe_contact.clone();
        let safe = match card {
            Some(card) => safest(card.clone(), here),
            None => here,
        };
        Told {
            person: row.person,
            name: seen.described.name.clone(),
            reached: seen
                .places
                .phone
                .clone()
                .filter(|_| terms.is_none() && may_be_rung(&safe)),
            terms: terms.map(Terms::words),
            routes: ToldRoute::of(row.root, routes),
            safe,
        }
    }
}
