//! What follows from somebody's being in a contact: who must not see them, who they may be, and who they certainly are.

use std::collections::HashSet;

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{MatchId, PersonId, SightingId};
use trefoil_core::link::How;
use trefoil_core::sighting::Sighting;
use trefoil_policy::{Permit, Subject};
use trefoil_store::candidate::candidates_put;
use trefoil_store::ledger::Entry;
use trefoil_store::sighting::{SightingRow, keys_put};
use trefoil_store::version::Recording;
use trefoil_store::{Fault, Tx};

use crate::door::{App, subject_of};
use crate::interests::raise::Raising;
use crate::matching::evidence::leave_to_compare;
use crate::matching::propose::{Wanted, propose};
use crate::matching::{Linking, settle};

/// What follows from somebody's being in a contact: first who must not see them, then who they may be.
pub(super) async fn met(
    app: &App,
    tx: &mut Tx,
    pairs: &[(&SightingRow, &Sighting)],
    now: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let mut entries = Raising::new(app, now)?.people(tx, pairs).await?;
    entries.extend(match_by_itself(app, tx, pairs, now).await?);
    Ok(entries)
}

/// Lookups and proposals for new sightings; those that are certain and safe are linked, each by an act of its own.
pub(crate) async fn match_by_itself(
    app: &App,
    tx: &mut Tx,
    pairs: &[(&SightingRow, &Sighting)],
    now: Timestamp,
) -> Result<Vec<Entry>, Fault> {
    let comparing = leave_to_compare(app)?;
    let wanted: Vec<Wanted> = pairs
        .iter()
        .map(|(row, seen)| Wanted::new(app, &comparing, row, seen))
        .collect();
    let found = propose(app, tx, &comparing, &wanted, now).await?;
    let certain: HashSet<SightingId> = found
        .certain
        .iter()
        .map(|(sighting, _)| *sighting)
        .collect();
    let open = wanted.iter().filter(|one| !certain.contains(&one.sighting));
    let keys: Vec<(i64, SightingId)> = open.flat_map(Wanted::keyed).collect();
    keys_put(tx, app.authority, &keys).await?;
    candidates_put(tx, app.authority, &found.proposed).await?;
    let mut entries = Vec::with_capacity(found.certain.len());
    for (sighting, person) in found.certain {
        if let Some((row, _)) = pairs.iter().find(|(row, _)| row.sighting == sighting) {
            entries.push(link_certain(app, tx, &comparing, row, person, now).await?);
        }
    }
    Ok(entries)
}

async fn link_certain(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    row: &SightingRow,
    person: PersonId,
    now: Timestamp,
) -> Result<Entry, Fault> {
    let by = trefoil_store::search::principal_key(&permit.principal());
    let linking = Linking {
        app,
        permit,
        by,
        matched: MatchId::mint(&app.mint(now)),
        now,
    };
    let mut recording: Recording<'_> = app.recording(now);
    linking
        .link_known(tx, &mut recording, row, person, How::Certain)
        .await?;
    settle(&linking, tx, &mut recording, row.contact).await?;
    let entry = app.entry(
        permit.principal(),
        Act::MatchAuto,
        subject_of(Subject::Contact(row.contact)),
        recording.touched(),
    );
    recording.write(tx).await?;
    Ok(entry)
}
