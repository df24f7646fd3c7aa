//! What a worker's broken glass opens now.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::StrandId;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::Asker;
use trefoil_store::glass::glass_live;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::strand::strands_of_glass;

use crate::door::{App, read_of, refusal};

/// A strand that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which.
    pub strand: StrandId,
    /// Whose side.
    pub kind: CompartmentKind,
    /// Until when.
    pub until: Timestamp,
}

/// The asker's own; nothing of anybody else's.
///
/// # Errors
/// `NotAllowed` where the asker's role does not break the glass.
pub async fn glass_view(app: &App, asker: &Asker) -> Result<Vec<Opened>, Refusal> {
    let act = Act::GlassView;
    let permit = app.leave(asker, act, None).await?;
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Err(Refusal::NotFound);
    };
    let now = app.now();
    let mut tx = app.read().await?;
    let strands = strands_of_glass(&mut tx, app.authority, &permit, me, now)
        .await
        .map_err(refusal)?;
    let live = glass_live(&mut tx, app.authority, me, now)
        .await
        .map_err(refusal)?;
    drop(tx);
    let opened = strands.iter().filter_map(|strand| {
        let ends = live.iter().filter(|(open, _)| *open == strand.strand);
        Some(Opened {
            strand: strand.strand,
            kind: strand.kind,
            until: ends.map(|(_, until)| *until).max()?,
        })
    });
    let opened: Vec<Opened> = opened.collect();
    let read = read_of(opened.iter().map(|one| one.strand.uuid()));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(opened)
}
