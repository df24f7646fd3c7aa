//! Other waiting contacts that seem to be about the same child: two who decide them apart would each decide on half of what was told.

use std::collections::BTreeMap;

use trefoil_core::contact::ContactFacts;
use trefoil_core::ids::{ContactId, SightingId};
use trefoil_core::sighting::Sighting;
use trefoil_linkage::{Record, Scorer};
use trefoil_policy::{Permit, Reach};
use trefoil_store::alike::children_alike;
use trefoil_store::sighting::SightingRow;
use trefoil_store::{Fault, Tx};

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
        of: (ContactId, &[(SightingRow, Sighting)]),
    ) -> Result<BTreeMap<SightingId, Vec<AlikeContact>>, Fault> {
        match self.app.policy.reach(self.asker) {
            Some(reach) if !self.past => alike(self.app, tx, &reach, of).await,
            _ => Ok(BTreeMap::new()),
        }
    }
}

/// Of each child of a contact, the others within the reach. One who is known in both is not told here: that is told with their contacts.
async fn alike(
    app: &App,
    tx: &mut Tx,
    reach: &Reach,
    (contact, seen): (ContactId, &[(SightingRow, Sighting)]),
) -> Result<BTreeMap<SightingId, Vec<AlikeContact>>, Fault> {
    let permit = leave_to_compare(app)?;
    let children: Vec<_> = seen.iter().filter(|(row, _)| row.child).collect();
    let keys = children.iter().flat_map(|(_, one)| {
        let record = sighting_record(one, &permit);
        keys_sought(app.ring.index(), &record)
    });
    let keys: Vec<i64> = keys.collect();
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    let others = children_alike(tx, &app.ring, app.authority, reach, (contact, &keys)).await?;
    let mut found = BTreeMap::new();
    for one in children {
        let same = others.iter().filter(|(row, _, other)| {
            let known = row.person.is_some() && row.person == one.0.person;
            !known && seems((&one.0, &one.1), (row, other), &permit)
        });
        let mut same: Vec<AlikeContact> = same
            .map(|(row, facts, other)| AlikeContact {
                contact: row.contact,
                facts: *facts,
                name: other.described.name.words(),
            })
            .collect();
        same.dedup_by_key(|one| one.contact);
        found.insert(one.0.sighting, same);
    }
    Ok(found)
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
