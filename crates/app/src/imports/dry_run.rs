//! What taking a police file in would do, by what is held and what came before in the file. Writes nothing but its entry.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;
use std::io::Read;

use trefoil_core::act::Act;
use trefoil_interop::feeds::police::{self, Drafted, Item};
use trefoil_policy::Asker;
use trefoil_store::contact::held_by_reference;
use trefoil_store::imports::Counts;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use super::police::{Imported, NotImported, count};
use crate::contacts::intake::reference_hash;
use crate::door::{App, refusal};

/// Says what taking a file in would do, and writes nothing but its ledger entry.
///
/// # Errors
/// `File` where the whole file is refused; `Refused` where the door does.
pub async fn police_dry_run<R: Read + Send>(
    app: &App,
    asker: &Asker,
    open: impl Fn() -> R,
) -> Result<Imported, NotImported> {
    let _permit = app.leave(asker, Act::ImportStart, None).await?;
    let scan = police::scan(open()).map_err(NotImported::File)?;
    let mut imported = Imported {
        counts: Counts {
            rows: count(scan.rows),
            ..Counts::default()
        },
        ..Imported::default()
    };
    let mut known: HashMap<i64, Vec<(i64, Vec<u8>)>> = HashMap::new();
    let mut tx = app.read().await?;
    for item in police::drafts(open(), &scan, app.now()) {
        match item {
            Item::Draft(drafted) => {
                imported.counts.people += count(drafted.rows.len() as u64);
                would_do(app, &mut tx, &mut known, &drafted, &mut imported.counts)
                    .await
                    .map_err(refusal)?;
            }
            Item::Issue(issue) => imported.issues.push(issue),
            Item::Stopped(issue) => imported.stopped = Some(issue.message),
            Item::Quarantined(row) => {
                imported.counts.quarantined += 1;
                imported.issues.push(row.reason);
            }
        }
    }
    drop(tx);
    imported.issues.sort_by_key(|issue| issue.row);
    app.record(
        asker,
        Act::ImportView,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    Ok(imported)
}

/// Counts what one contact would become, by what is held and what came before it in the file.
async fn would_do(
    app: &App,
    tx: &mut Tx,
    known: &mut HashMap<i64, Vec<(i64, Vec<u8>)>>,
    drafted: &Drafted,
    counts: &mut Counts,
) -> Result<(), Fault> {
    let Some(hash) = reference_hash(app, &drafted.draft) else {
        counts.created += 1;
        return Ok(());
    };
    let versions = match known.entry(hash) {
        Known::Occupied(met) => met.into_mut(),
        Known::Vacant(new) => {
            let held =
                held_by_reference(tx, app.authority, drafted.draft.source, vec![hash]).await?;
            new.insert(
                held.into_values()
                    .next()
                    .map(|held| held.digests)
                    .unwrap_or_default(),
            )
        }
    };
    let this = (drafted.draft.version, drafted.digest.to_vec());
    match (versions.is_empty(), versions.contains(&this)) {
        (true, _) => counts.created += 1,
        (false, true) => counts.unchanged += 1,
        (false, false) => counts.updated += 1,
    }
    versions.push(this);
    Ok(())
}
