//! What a contact that came in leaves to be done after the commit.

use jiff::Timestamp;
use trefoil_core::contact::ContactDraft;
use trefoil_core::ids::{ContactId, JobId};
use trefoil_core::vocabulary::{Known, RiskGrade, Source};
use trefoil_store::outbox::job_put;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::high_risk::raise::raise_later;

/// Leaves what a school may have to be told to be prepared, and whoever was harmed to be put on the list where it came graded high.
pub(super) async fn came_later(
    app: &App,
    tx: &mut Tx,
    (contact, draft): (ContactId, &ContactDraft),
    now: Timestamp,
) -> Result<(), Fault> {
    if draft.grade == RiskGrade::High {
        raise_later(app, tx, contact, now).await?;
    }
    let child = draft.people.iter().any(|one| one.described.is_child());
    if !child || draft.source != Source::Police || draft.police_attended != Known::Yes {
        return Ok(());
    }
    let job = JobId::mint(&app.mint(now));
    let kind = crate::jobs::NOTICE_MAKE;
    job_put(tx, app.authority, job, kind, contact.uuid(), now).await
}
