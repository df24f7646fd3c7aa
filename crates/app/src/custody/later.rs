//! Leaving an act to be looked at, in its own transaction: a row and a job, the same for whoever acts on whatever, so that neither the
//! answer nor its time says what the look will find.

use jiff::Timestamp;
use trefoil_core::custody::CutAct;
use trefoil_core::ids::{ContactId, CustodyId, JobId, NoticeId};
use trefoil_core::principal::Principal;
use trefoil_policy::Permit;
use trefoil_store::custody::custody_put;
use trefoil_store::outbox::job_put;
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// Leaves it. What a machine does is bounded by its own rule; what a person does is looked at.
pub(crate) async fn look_later(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    what: (CutAct, ContactId, Option<NoticeId>),
    at: Timestamp,
) -> Result<(), Fault> {
    if !matches!(permit.principal(), Principal::Worker(_)) {
        return Ok(());
    }
    let custody = CustodyId::mint(&app.mint(at));
    custody_put(tx, app.authority, permit, custody, what, at).await?;
    let job = JobId::mint(&app.mint(at));
    let kind = crate::jobs::SIGHT_CHECK;
    job_put(tx, app.authority, job, kind, custody.uuid(), at).await
}
