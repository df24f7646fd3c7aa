//! A notice is older than the recording of when schools were told: it is recorded, as far as it is known.

use trefoil_core::ids::NoticeId;
use trefoil_store::Fault;
use trefoil_store::Tx;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::Due;
use trefoil_store::scribe::Boxed;

use crate::door::App;
use crate::notices::told_before::told_before;

pub(super) fn run<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    due: &'a Due,
) -> Boxed<'a, Result<Vec<Entry>, Fault>> {
    Box::pin(async move {
        told_before(app, tx, NoticeId::from(due.subject)).await?;
        Ok(Vec::new())
    })
}
