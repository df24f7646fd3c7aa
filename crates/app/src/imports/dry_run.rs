//! What taking a police file in would do, by what is held and what came before in the file. Writes nothing but its entry.

use std::io::{Read, Seek};

use trefoil_core::act::Act;
use trefoil_interop::feeds::police::{self, Drafted, Item};
use trefoil_policy::Asker;
use trefoil_store::contact::held_by_reference;
use trefoil_store::imports::Counts;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::{Fault, Tx};

use super::police::{Imported, NotImported};
use super::run::count;
use crate::contacts::intake::reference_hash;
use crate::door::{App, refusal};

/// Says what taking a file in would do, and writes nothing but its ledger entry.
///
/// # Errors
/// `File` where the whole file is refused; `Refused` where the door does.
pub async fn police_dry_run<R: Read + Seek + Send>(
    app: &App,
    asker: &Asker,
    open: impl Fn() -> R + Send,
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
    let mut known = Known::default();
    let mut tx = app.read().await?;
    for item in police::drafts(open, scan, app.now()) {
        match item {
            Item::Draft(drafted) => {
                imported.counts.people += count(drafted.rows.len() as u64);
                would_do(app, &mut tx, &mut known, &drafted, &mut imported.counts)
                    .await
                    .map_err(refusal)?;
            }
            Item::Issue(issue) => imported.hear([issue]),
            Item::Stopped(issue) => {
                imported.stopped = Some(issue.message.clone());
                imported.hear([issue]);
            }
            Item::Quarantined(row) => {
                imported.counts.quarantined += 1;
                imported.hear((!row.attached).then_some(row.reason));
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

/// What is held of the reference that came last, and what this file adds to it: all versions of one come together.
#[derive(Default)]
struct Known {
    reference: Option<i64>,
    versions: Vec<(i64, Vec<u8>)>,
}

/// Counts what one contact would become, by what is held and what came before it in the file.
async fn would_do(
    app: &App,
    tx: &mut Tx,
    known: &mut Known,
    drafted: &Drafted,
    counts: &mut Counts,
) -> Result<(), Fault> {
    let Some(hash) = reference_hash(app, &drafted.draft) else {
        counts.created += 1;
        return Ok(());
    };
    if known.reference != Some(hash) {
        let held = held_by_reference(tx, app.authority, drafted.draft.source, vec![hash]).await?;
        known.reference = Some(hash);
        known.versions = held
            .into_values()
            .next()
            .map(|held| held.digests)
            .unwrap_or_default();
    }
    let versions = &mut known.versions;
    let this = (drafted.draft.version, drafted.digest.to_vec());
    match (versions.is_empty(), versions.contains(&this)) {
        (true, _) => counts.created += 1,
        (false, true) => counts.unchanged += 1,
        (false, false) => counts.updated += 1,
    }
    versions.push(this);
    Ok(())
}
