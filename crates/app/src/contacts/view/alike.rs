//! Other waiting contacts that seem to be about the same child: two who decide them apart would each decide on half of what was told.

use trefoil_core::contact::ContactFacts;
use trefoil_core::ids::ContactId;
use trefoil_core::sighting::Sighting;
use trefoil_linkage::{Record, Scorer};
use trefoil_policy::{Permit, Reach};
use trefoil_store::alike::children_alike;
use trefoil_store::known::kept_apart;
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx};

use super::ContactPerson;
use super::read::Reading;
use crate::door::App;
use crate::matching::describe::{keys_sought, scorer, sighting_record, sighting_record_closed};
use crate::matching::evidence::leave_to_compare;

/// From this probability on two children seem to be one.
const SEEMS: f64 = 0.5;

/// Another waiting contact that seems to be about the same child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeContact {
    /// The contact.
    pub contact: ContactId,
    /// Source, time, domestic abuse, grade.
    pub facts: ContactFacts,
    /// What the child is called there.
    pub name: String,
}

impl Reading<'_> {
    /// Other waiting contacts that seem to be about a child of this one, as far as the viewer reaches them; with the past there are none.
    pub(super) async fn alike(
        &self,
        tx: &mut Tx,
        (contact, people): (ContactId, &mut [ContactPerson]),
    ) -> Result<(), Fault> {
        match self.app.policy.reach(self.asker) {
            Some(reach) if !self.past => alike(self.app, tx, &reach, (contact, people)).await,
            _ => Ok(()),
        }
    }
}

/// Of each child of a contact, the others within the reach. One who is known in both is not told here: that is told with their contacts; and
/// one whose identity is kept apart is told beside nobody.
async fn alike(
    app: &App,
    tx: &mut Tx,
    reach: &Reach,
    (contact, people): (ContactId, &mut [ContactPerson]),
) -> Result<(), Fault> {
    let permit = leave_to_compare(app)?;
    let children = people.iter().filter(|one| one.row.child);
    let keys = children.flat_map(|one| {
        let record = sighting_record(&one.seen, &permit);
        keys_sought(app.ring.index(), &record)
    });
    let keys: Vec<i64> = keys.collect();
    if keys.is_empty() {
        return Ok(());
    }
    let apart = kept_apart(tx, app.authority, &permit).await?;
    let apart = |row: &SightingRow| row.person.is_some_and(|person| apart.contains(&person));
    let mut others = children_alike(tx, &app.ring, app.authority, reach, (contact, &keys)).await?;
    others.retain(|(row, ..)| !apart(row));
    let children = people.iter_mut().filter(|one| one.row.child);
    for one in children.filter(|one| !apart(&one.row)) {
        let same = others.iter().filter(|(row, _, other)| {
            let known = row.person.is_some() && row.person == one.row.person;
            !known && seems((&one.row, &one.seen), (row, other), &permit)
        });
        let mut same: Vec<AlikeContact> = same
            .map(|(row, facts, other)| AlikeContact {
                contact: row.contact,
                facts: *facts,
                name: other.described.name.words(),
            })
            .collect();
        same.dedup_by_key(|one| one.contact);
        one.alike = same;
    }
    Ok(())
}

/// Whether two seem to be one. Of somebody who may be hiding, places are left out: that they are the same would say where they are.
fn seems(
    (row, one): (&SightingRow, &Sighting),
    (other_row, other): (&SightingRow, &Sighting),
    permit: &Permit,
) -> bool {
    let hiding = row.protects || other_row.protects;
    let record = |seen: &Sighting| -> Record {
        if hiding {
            sighting_record_closed(seen)
        } else {
            sighting_record(seen, permit)
        }
    };
    scorer().score(&record(one), &record(other)).probability >= SEEMS
}
