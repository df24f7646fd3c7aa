//! The people of a contact, each with who they are held to be or may be, and the contacts that came before.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::ids::{ContactId, FamilyId, PersonId, SightingId, WorkerId};
use trefoil_core::principal::WorkerFacts;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::IncidentRole;
use trefoil_store::link;
use trefoil_store::person::{Believed, PersonContact};
use trefoil_store::sighting::SightingRow;

use super::{ContactPerson, FamilyOther, LinkShown};
use crate::matching::evidence::Candidate;
use crate::matching::kin::carried_of;
use crate::names::ITSELF;

/// What a machine's act is called where a worker's name would stand.
fn machine_words(key: &str) -> String {
    match key.split_once(':') {
        Some(("feed", "mail_drop")) => "the e-mail that it came by".to_owned(),
        Some(("feed", _)) => "the police feed".to_owned(),
        Some(("console", _)) => "the operator at the console".to_owned(),
        Some(("job", "auto_link")) => {
            "the system itself, because it is certain and safe".to_owned()
        }
        _ => ITSELF.to_owned(),
    }
}

/// What is known beside the contact's own content, as far as the viewer may see it.
pub(super) struct Beside {
    pub(super) this: ContactId,
    pub(super) links: Vec<link::Link>,
    pub(super) about: Vec<FamilyId>,
    pub(super) members: Vec<(PersonId, FamilyId)>,
    pub(super) cards: BTreeMap<PersonId, Believed>,
    pub(super) contacts: Vec<PersonContact>,
    /// In which roles members of the families were told of.
    pub(super) roles: Vec<(PersonId, IncidentRole)>,
    pub(super) at: Timestamp,
    pub(super) workers: Vec<WorkerFacts>,
}

impl Beside {
    /// Whether somebody is of a family that the contact is held to be about.
    pub(super) fn is_of_family(&self, person: PersonId) -> bool {
        self.members.iter().any(|(member, _)| *member == person)
    }

    /// Who did something, as the ledger writes it, as a page says it.
    pub(super) fn by_words(&self, key: &str) -> String {
        let worker = self
            .workers
            .iter()
            .find(|facts| key == format!("worker:{}", facts.worker));
        worker.map_or_else(|| machine_words(key), |facts| facts.name.clone())
    }

    /// Who has the contact, by name.
    pub(super) fn holder(&self, worker: Option<WorkerId>) -> Option<String> {
        worker.map(|worker| self.by_words(&format!("worker:{worker}")))
    }

    /// Who works the hub's queue, but the one who has the contact.
    pub(super) fn colleagues(&self, but: Option<WorkerId>) -> Vec<(WorkerId, String)> {
        let others = self
            .workers
            .iter()
            .filter(|facts| facts.hub_team && Some(facts.worker) != but);
        others
            .map(|facts| (facts.worker, facts.name.clone()))
            .collect()
    }

    /// Members of a family who are not in this contact.
    pub(super) fn others(&self, family: FamilyId) -> Vec<FamilyOther> {
        let here = |person: &PersonId| self.links.iter().any(|link| link.person == *person);
        let members = self
            .members
            .iter()
            .filter(|(person, of)| *of == family && !here(person));
        let other = |believed: &Believed| FamilyOther {
            carried: carried_of(&believed.card, believed.person, &self.roles, self.at),
            believed: believed.clone(),
        };
        members
            .filter_map(|(person, _)| self.cards.get(person).map(other))
            .collect()
    }

    fn link_of(&self, sighting: SightingId) -> Option<LinkShown> {
        let link = self.links.iter().find(|link| link.sighting == sighting)?;
        Some(LinkShown {
            matched: link.matched,
            person: link.person,
            how: link.how,
            made_by: self.by_words(&link.made_by),
            since: link.known_from,
        })
    }

    fn earlier(&self, person: Option<PersonId>) -> Vec<PersonContact> {
        let others = self.contacts.iter().filter(|one| one.contact != self.this);
        others
            .filter(|one| Some(one.person) == person)
            .cloned()
            .collect()
    }

    /// Other contacts of all of them, newest first, each once.
    pub(super) fn history(&self) -> Vec<PersonContact> {
        let others = self.contacts.iter().filter(|one| one.contact != self.this);
        let mut history: Vec<PersonContact> = others.cloned().collect();
        history.dedup_by_key(|one| one.contact);
        history
    }

    /// The people in the contact's order.
    pub(super) fn people(
        &self,
        seen: Vec<(SightingRow, Sighting)>,
        candidates: Vec<(SightingId, Vec<Candidate>)>,
    ) -> Vec<ContactPerson> {
        let mut candidates: BTreeMap<SightingId, Vec<Candidate>> = candidates.into_iter().collect();
        let person = |(row, seen): (SightingRow, Sighting)| {
            let link = self.link_of(row.sighting);
            let person = link.as_ref().map(|link| link.person);
            ContactPerson {
                believed: person.and_then(|person| self.cards.get(&person)).cloned(),
                candidates: candidates.remove(&row.sighting).unwrap_or_default(),
                earlier: self.earlier(person),
                alike: Vec::new(),
                terms: None,
                harming: None,
                in_doubt: false,
                at_risk: Vec::new(),
                row,
                seen,
                link,
            }
        };
        seen.into_iter().map(person).collect()
    }
}

/// Everybody who is linked, or in a family that the contact is about; each once.
pub(super) fn persons_of(links: &[link::Link], members: &[(PersonId, FamilyId)]) -> Vec<PersonId> {
    let linked = links.iter().map(|link| link.person);
    let mut persons: Vec<PersonId> = linked
        .chain(members.iter().map(|(person, _)| *person))
        .collect();
    persons.sort_unstable();
    persons.dedup();
    persons
}
