//! The ledger at the console: verifying it, and signing a checkpoint for partners to keep.

use trefoil_core::act::Act;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Fault;
use trefoil_store::ledger::{SubjectKind, checkpoint_make, checkpoint_since, verify};

pub use trefoil_store::ledger::{
    Checkpoint, Finding, NotACheckpoint, Verified, WitnessFault, countersign,
};

use crate::door::{App, refusal};

/// Verifies the whole ledger, against a checkpoint too where one is given. Its own entry is appended after the look.
pub async fn ledger_verify(
    app: &App,
    asker: &Asker,
    checkpoint: Option<&Checkpoint>,
) -> Result<Verified, Refusal> {
    let _permit = app.leave(asker, Act::LedgerVerify, None).await?;
    let mut tx = app.read_as(asker).await?;
    let verified = verify(&mut tx, &app.ring, app.authority, checkpoint)
        .await
        .map_err(refusal)?;
    drop(tx);
    if verified.findings.is_empty() {
        app.record(
            asker,
            Act::LedgerVerify,
            (SubjectKind::Authority, None),
            Vec::new(),
        )
        .await?;
    }
    Ok(verified)
}

/// Signs the ledger as it stands; with the proof that it continues one of `since` entries, where that is asked for.
///
/// # Errors
/// `Conflict` where the ledger has fewer entries than that.
pub async fn ledger_checkpoint(
    app: &App,
    asker: &Asker,
    since: Option<u64>,
) -> Result<Checkpoint, Refusal> {
    let _permit = app.leave(asker, Act::LedgerCheckpoint, None).await?;
    app.record(
        asker,
        Act::LedgerCheckpoint,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await?;
    let mut tx = app.read_as(asker).await?;
    let (ring, authority) = (&app.ring, app.authority);
    let made = match since {
        Some(from) => checkpoint_since(&mut tx, ring, authority, from).await,
        None => checkpoint_make(&mut tx, ring, authority).await,
    };
    made.map_err(|fault| match fault {
        Fault::Stale => Refusal::Conflict(
            "The ledger has fewer entries than that checkpoint: entries were removed. Keep this database as it is, and tell your information-governance officer.".to_owned(),
        ),
        other => refusal(other),
    })
}

/// Notes that the key was copied.
pub async fn key_exported(app: &App, asker: &Asker) -> Result<(), Refusal> {
    let _permit = app.leave(asker, Act::KeyExport, None).await?;
    app.record(
        asker,
        Act::KeyExport,
        (SubjectKind::Authority, None),
        Vec::new(),
    )
    .await
}
