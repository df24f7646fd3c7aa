//! Opening one use to review it: who, when, how often, on what, and, of a broken glass, why.

use trefoil_core::act::Act;
use trefoil_core::ids::ReviewId;
use trefoil_core::refusal::Refusal;
use trefoil_policy::{Asker, Permit};
pub use trefoil_store::glass::GlassRow;
use trefoil_store::glass::glass;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::review::{ReviewRow, ground, review};
use trefoil_store::{Fault, Tx};

use crate::door::{App, read_of, refusal};

/// The page of a review.
#[derive(Debug, Clone)]
pub struct ReviewPage {
    /// The use.
    pub row: ReviewRow,
    /// The broken glass, with the worker's own words.
    pub glass: Option<(GlassRow, String)>,
    /// What the review said.
    pub reason: Option<String>,
}

/// The use as its reviewer may see it.
///
/// # Errors
/// `NotFound` where there is none that is the asker's to review: their own is not there.
pub async fn review_view(app: &App, asker: &Asker, id: ReviewId) -> Result<ReviewPage, Refusal> {
    let act = Act::ReviewsView;
    let permit = app.leave(asker, act, None).await?;
    let on = (SubjectKind::Review, Some(id.uuid()));
    let mut tx = app.read().await?;
    let page = page(app, &mut tx, asker, &permit, id).await;
    drop(tx);
    let Some(page) = page.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, read_of(page.row.subject))
        .await?;
    Ok(page)
}

async fn page(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    permit: &Permit,
    id: ReviewId,
) -> Result<Option<ReviewPage>, Fault> {
    let Some(row) = found(app, tx, asker, permit, id).await? else {
        return Ok(None);
    };
    let (ring, authority) = (&app.ring, app.authority);
    let broken = match row.glass {
        Some(which) => glass(tx, authority, permit, which).await?,
        None => None,
    };
    let broken = match broken {
        Some(broken) => {
            let place = (broken.glass.uuid(), 1);
            let words = ground(tx, ring, authority, permit, place).await?;
            Some((broken, words.unwrap_or_default()))
        }
        None => None,
    };
    let reason = match row.outcome {
        Some(_) => ground(tx, ring, authority, permit, (id.uuid(), row.version)).await?,
        None => None,
    };
    Ok(Some(ReviewPage {
        row,
        glass: broken,
        reason,
    }))
}

/// The use, where it is the asker's to review.
pub(super) async fn found(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    permit: &Permit,
    id: ReviewId,
) -> Result<Option<ReviewRow>, Fault> {
    let Some(me) = asker.worker.as_ref().map(|facts| facts.worker) else {
        return Ok(None);
    };
    review(tx, app.authority, permit, (me, id)).await
}
