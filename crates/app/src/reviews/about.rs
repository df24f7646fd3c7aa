//! What a use was of, in words: whom it was about by name, as far as the reviewer may see them, and when it was. A query for each kind of
//! record, however many there are.

use std::collections::BTreeMap;

use trefoil_core::date_words::moment_short;
use trefoil_core::ids::{ContactId, FamilyId, PersonId, StrandId};
use trefoil_core::name::{PersonName, names_words};
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Sight};
use trefoil_store::family::family_names;
use trefoil_store::person::cards_seen;
use trefoil_store::queue::people_named;
use trefoil_store::review::ReviewRow;
use trefoil_store::standing::{contact_standings, family_standings};
use trefoil_store::strand::strands_whose;
use trefoil_store::{Fault, Tx};
use uuid::Uuid;

use crate::door::App;
use crate::persons::sights_of;

/// Whom uses were about, by what was used.
pub(crate) struct About(BTreeMap<Uuid, String>);

/// Who asks, in which snapshot.
struct Naming<'a> {
    app: &'a App,
    tx: &'a mut Tx,
    asker: &'a Asker,
}

impl About {
    /// Of these uses, for who reviews them.
    pub(crate) async fn read(
        app: &App,
        tx: &mut Tx,
        asker: &Asker,
        rows: impl Iterator<Item = &ReviewRow>,
    ) -> Result<Self, Fault> {
        let mut of: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
        for row in rows {
            if let Some(subject) = row.subject {
                of.entry(&row.subject_kind).or_default().push(subject);
            }
        }
        let mut of = |kind: &str| {
            let mut all = of.remove(kind).unwrap_or_default();
            all.sort_unstable();
            all.dedup();
            all
        };
        let mut naming = Naming { app, tx, asker };
        let mut named = naming.persons(of("person"), of("strand")).await?;
        named.extend(naming.contacts(of("contact")).await?);
        named.extend(naming.families(of("family")).await?);
        Ok(Self(named))
    }

    /// In words.
    pub(crate) fn words(&self, row: &ReviewRow) -> String {
        let named = row.subject.and_then(|subject| self.0.get(&subject));
        let what = match (row.subject_kind.as_str(), named) {
            ("person", Some(name)) => name.clone(),
            (kind, named) => {
                let what = match kind {
                    "contact" => "a contact",
                    "person" => "a person",
                    "family" => "a family",
                    "strand" => "a strand",
                    _ => "the office",
                };
                named.map_or_else(|| what.to_owned(), |name| format!("{what} ({name})"))
            }
        };
        format!("{what}, {}", moment_short(row.first_at))
    }
}

impl Naming<'_> {
    /// Persons, and strands by whose side they are.
    async fn persons(
        &mut self,
        persons: Vec<Uuid>,
        strands: Vec<Uuid>,
    ) -> Result<BTreeMap<Uuid, String>, Fault> {
        let (app, authority) = (self.app, self.app.authority);
        let strands: Vec<StrandId> = strands.into_iter().map(StrandId::from).collect();
        let whose = strands_whose(self.tx, authority, &strands).await?;
        let persons = persons.into_iter().map(PersonId::from);
        let mut all: Vec<PersonId> = persons.chain(whose.iter().map(|(_, one)| *one)).collect();
        all.sort_unstable();
        all.dedup();
        let sights = sights_of(app, self.tx, self.asker, &all).await?;
        let cards = cards_seen(self.tx, &app.ring, authority, &sights).await?;
        let cards = cards.into_iter();
        let mut named: BTreeMap<Uuid, String> = cards
            .map(|(person, one)| (person.uuid(), one.card.name.words()))
            .collect();
        for (strand, person) in whose {
            if let Some(name) = named.get(&person.uuid()).cloned() {
                named.insert(strand.uuid(), name);
            }
        }
        Ok(named)
    }

    async fn contacts(&mut self, contacts: Vec<Uuid>) -> Result<BTreeMap<Uuid, String>, Fault> {
        let (app, authority) = (self.app, self.app.authority);
        let contacts: Vec<ContactId> = contacts.into_iter().map(ContactId::from).collect();
        let standings = contact_standings(self.tx, authority, self.asker, &contacts).await?;
        let sights = standings.iter();
        let sights: Vec<Sight> = sights
            .map(|(_, standing)| app.policy.sight(self.asker, standing))
            .collect();
        let mut people: BTreeMap<ContactId, Vec<PersonName>> = BTreeMap::new();
        for (contact, name) in people_named(self.tx, &app.ring, authority, &sights).await? {
            people.entry(contact).or_default().push(name);
        }
        let named = people.into_iter();
        Ok(named
            .map(|(contact, names)| (contact.uuid(), names_words(&names, None)))
            .collect())
    }

    async fn families(&mut self, families: Vec<Uuid>) -> Result<BTreeMap<Uuid, String>, Fault> {
        let (app, authority) = (self.app, self.app.authority);
        let families: Vec<FamilyId> = families.into_iter().map(FamilyId::from).collect();
        let now = app.now();
        let standings = family_standings(self.tx, authority, self.asker, &families, now).await?;
        let sights = standings
            .iter()
            .map(|(family, standing)| (*family, app.policy.sight(self.asker, &standing.family)));
        let seen: Vec<(FamilyId, Sight)> = sights
            .filter(|(_, sight)| sight.sees(CompartmentKind::Shared, Aspect::Full))
            .collect();
        let Some((_, leave)) = seen.first() else {
            return Ok(BTreeMap::new());
        };
        let ids: Vec<FamilyId> = seen.iter().map(|(family, _)| *family).collect();
        let names = family_names(self.tx, &app.ring, authority, &ids, leave).await?;
        Ok(names
            .into_iter()
            .map(|(family, name)| (family.uuid(), name))
            .collect())
    }
}
