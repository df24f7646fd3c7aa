//! Leave for an act on a family or a strand, asked with how it stands now; one that is not there answers as one that may not be
//! seen.

use trefoil_core::act::Act;
use trefoil_core::ids::{FamilyId, StrandId};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::{Aspect, CompartmentKind};
use trefoil_policy::{Asker, Permit, Relationship, Sight, Standing, Subject};
use trefoil_store::Tx;
use trefoil_store::standing::{FamilyStanding, family_standing};
use trefoil_store::strand::{self, StrandRow};

use crate::door::{App, refusal};

/// A strand as the asker met it.
pub(crate) struct Met {
    pub(crate) strand: StrandRow,
    pub(crate) standing: Standing,
    pub(crate) family: FamilyStanding,
}

/// A strand with its family as they stand to the asker; `None` where there is none.
pub(crate) async fn meet(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    id: StrandId,
) -> Result<Option<Met>, Refusal> {
    let found = strand::strand(tx, app.authority, id)
        .await
        .map_err(refusal)?;
    // Where there is no strand, a family that there is not is asked for all the same: as much is done as for one that is hidden.
    let family = found.map_or_else(|| FamilyId::from(id.uuid()), |row| row.family);
    let family = family_standing(tx, app.authority, asker, family, app.now())
        .await
        .map_err(refusal)?;
    let Some(family) = family else {
        return Ok(None);
    };
    let own = family.strands.iter().find(|(one, _)| one.strand == id);
    let Some((strand, standing)) = own.cloned() else {
        return Ok(None);
    };
    Ok(Some(Met {
        strand,
        standing,
        family,
    }))
}

/// Leave for an act on one strand.
///
/// # Errors
/// As the policy refuses; `NotFound` where there is no such strand.
pub(crate) async fn leave_on_strand(
    app: &App,
    asker: &Asker,
    act: Act,
    id: StrandId,
) -> Result<(Permit, Met), Refusal> {
    // A sight of released facts alone is met on the family's page: the strand itself is nowhere, whatever is tried on it.
    let known = |met: &Met| {
        let sight = app.policy.sight(asker, &met.standing);
        sight.sees(met.strand.kind, Aspect::Needs)
    };
    leave_where(app, asker, act, id, known).await
}

/// Leave for an act that is theirs to whom the strand is allocated, however little they see of it: it stands in their list.
///
/// # Errors
/// As [`leave_on_strand`].
pub(crate) async fn leave_on_own(
    app: &App,
    asker: &Asker,
    act: Act,
    id: StrandId,
) -> Result<(Permit, Met), Refusal> {
    let known = |met: &Met| {
        let ties = &met.standing.relationships;
        let own = [Relationship::Allocated, Relationship::Cover];
        let sight = app.policy.sight(asker, &met.standing);
        sight.sees(met.strand.kind, Aspect::Needs) || own.iter().any(|one| ties.contains(one))
    };
    leave_where(app, asker, act, id, known).await
}

async fn leave_where(
    app: &App,
    asker: &Asker,
    act: Act,
    id: StrandId,
    known: impl Fn(&Met) -> bool + Send,
) -> Result<(Permit, Met), Refusal> {
    let mut tx = app.read().await?;
    let met = meet(app, &mut tx, asker, id).await?;
    drop(tx);
    let Some(met) = met.filter(|met| known(met)) else {
        return app.nothing(asker, act, nowhere(id)).await;
    };
    let permit = app.leave(asker, act, Some(&met.standing)).await?;
    Ok((permit, met))
}

/// What the ledger is told of a strand whose kind is nobody's to know.
pub(crate) fn nowhere(id: StrandId) -> Subject {
    Subject::Strand(id, CompartmentKind::Sealed)
}

/// Leave for an act on what a family's workers share.
///
/// # Errors
/// As the policy refuses; `NotFound` where there is no such family, or nobody works with it.
pub(crate) async fn leave_on_family(
    app: &App,
    asker: &Asker,
    act: Act,
    id: FamilyId,
) -> Result<(Permit, FamilyStanding), Refusal> {
    let mut tx = app.read().await?;
    let standing = family_standing(&mut tx, app.authority, asker, id, app.now())
        .await
        .map_err(refusal)?;
    drop(tx);
    let Some(standing) = standing else {
        return app.nothing(asker, act, Subject::Family(id)).await;
    };
    let permit = app.leave(asker, act, Some(&standing.family)).await?;
    Ok((permit, standing))
}

impl App {
    /// The asker's sight of each strand of a family, in its order.
    pub(crate) fn sights_of_strands(
        &self,
        asker: &Asker,
        family: &FamilyStanding,
    ) -> Vec<(StrandRow, Sight)> {
        let strands = family.strands.iter();
        strands
            .map(|(row, standing)| (row.clone(), self.policy.sight(asker, standing)))
            .collect()
    }
}
