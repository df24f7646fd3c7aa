//! How somebody is contacted safely, as those who work with them hold it now, and who they are: for whoever opens a contact or a person, as
//! far as they see the strands. What a source said once is older than what somebody's own worker agreed with them.

use std::collections::BTreeMap;

use trefoil_core::ids::{PersonId, WorkerId};
use trefoil_core::place::SafeContactContent;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::Asker;
use trefoil_store::place::safe_contacts;
use trefoil_store::standing::{FamilyStanding, family_standings};
use trefoil_store::{Fault, Tx, family};

use crate::door::App;

/// What the viewer may know of one person's strands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// How they are contacted safely: each of their strands on which somebody recorded it.
    pub safe: Vec<SafeContactContent>,
    /// Who works with them, by name and role.
    pub workers: Vec<String>,
    /// The same by their ids.
    pub ids: Vec<WorkerId>,
}

/// How persons stand with those who work with them, as far as the viewer sees their strands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stands {
    /// What is held of how they are contacted safely.
    pub terms: BTreeMap<PersonId, Terms>,
    /// Who is worked with as one who harms, with who works with them so.
    pub harming: BTreeMap<PersonId, Vec<WorkerId>>,
}

impl Terms {
    /// Whom to ask first, and each of the terms. Where somebody works with them and recorded nothing, that is said: it is no leave to ring.
    pub fn words(&self) -> String {
        let first = if self.workers.is_empty() {
            String::new()
        } else {
            let workers = self.workers.join("; ");
            format!("Ask first who works with them: {workers}. ")
        };
        let held = self.safe.iter().map(SafeContactContent::words);
        let held: Vec<String> = held.collect();
        if held.is_empty() {
            format!("{first}They have not recorded how to contact this person safely.")
        } else {
            format!("{first}{}", held.join(" "))
        }
    }
}

/// The terms of these persons, and who of them harms, as far as the asker sees their strands. From here on the transaction reads as the
/// asker.
pub(crate) async fn stands_of(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    persons: &[PersonId],
) -> Result<Stands, Fault> {
    let mut all = Stands::default();
    if persons.is_empty() {
        return Ok(all);
    }
    let of = family::families_of_persons(tx, app.authority, persons, app.now()).await?;
    let mut families: Vec<_> = of.into_iter().map(|(_, family)| family).collect();
    families.sort_unstable();
    families.dedup();
    let standings = family_standings(tx, app.authority, asker, &families, app.now()).await?;
    for standing in standings.values() {
        add(app, tx, asker, standing, (persons, &mut all)).await?;
    }
    Ok(all)
}

async fn add(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    standing: &FamilyStanding,
    (persons, all): (&[PersonId], &mut Stands),
) -> Result<(), Fault> {
    for (strand, sight) in app.sights_of_strands(asker, standing) {
        let seen = sight.sees(strand.kind, Aspect::Safety) && strand.closed_at.is_none();
        if !seen || !persons.contains(&strand.person) {
            continue;
        }
        let workers = standing.workers.iter();
        let workers: Vec<_> = workers.filter(|one| one.strand == strand.strand).collect();
        // Of the one who harms it is no question of their safety: who may see the whole of it knows that they are worked with, and by whom.
        if strand.kind == CompartmentKind::Perpetrator {
            if sight.sees(strand.kind, Aspect::Full) {
                let theirs = all.harming.entry(strand.person).or_default();
                theirs.extend(workers.iter().map(|one| one.worker));
            }
            continue;
        }
        let held = safe_contacts(tx, &app.ring, app.authority, &[&sight]).await?;
        if held.is_empty() && workers.is_empty() {
            continue;
        }
        let theirs = all.terms.entry(strand.person).or_default();
        theirs
            .safe
            .extend(held.into_iter().next_back().map(|held| held.content));
        for worker in workers {
            let words = format!("{}, {}", worker.words(), worker.role.words());
            if !theirs.workers.contains(&words) {
                theirs.workers.push(words);
                theirs.ids.push(worker.worker);
            }
        }
    }
    Ok(())
}
