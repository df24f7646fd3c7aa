//! Police told of a child, or told more: what the child's school is to be told is prepared.

use trefoil_core::ids::ContactId;
use trefoil_store::Fault;
use trefoil_store::Tx;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::Due;
use trefoil_store::scribe::Boxed;

use crate::door::App;
use crate::notices::prepare::prepare;

pub(super) fn run<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    due: &'a Due,
) -> Boxed<'a, Result<Vec<Entry>, Fault>> {
    Box::pin(prepare(app, tx, ContactId::from(due.subject)))
}
