//! What a use was of, in words: the person by name, as far as the reviewer may see them; of anything else what it is and when it was used.

use std::collections::BTreeMap;

use trefoil_core::date_words::moment_short;
use trefoil_core::ids::PersonId;
use trefoil_policy::Asker;
use trefoil_store::person::cards_seen;
use trefoil_store::review::ReviewRow;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::persons::sights_of;

/// Names of the persons whom uses were of.
pub(crate) struct About(BTreeMap<PersonId, String>);

impl About {
    /// Of these uses, for who reviews them.
    pub(crate) async fn read(
        app: &App,
        tx: &mut Tx,
        asker: &Asker,
        rows: impl Iterator<Item = &ReviewRow>,
    ) -> Result<Self, Fault> {
        let mut persons: Vec<PersonId> = rows.filter_map(person).collect();
        persons.sort_unstable();
        persons.dedup();
        let sights = sights_of(app, tx, asker, &persons).await?;
        let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
        let named = cards
            .into_iter()
            .map(|(person, one)| (person, one.card.name.words()));
        Ok(Self(named.collect()))
    }

    /// In words.
    pub(crate) fn words(&self, row: &ReviewRow) -> String {
        let what = match row.subject_kind.as_str() {
            "contact" => "a contact",
            "person" => "a person",
            "family" => "a family",
            "strand" => "a strand",
            _ => "the office",
        };
        let name = person(row).and_then(|person| self.0.get(&person));
        let what = name.map_or(what, String::as_str);
        format!("{what}, {}", moment_short(row.first_at))
    }
}

fn person(row: &ReviewRow) -> Option<PersonId> {
    let subject = row.subject.filter(|_| row.subject_kind == "person");
    subject.map(PersonId::from)
}
