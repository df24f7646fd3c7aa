//! A contact came in graded high, or somebody in it was matched: whoever the authority's rule puts on the list of high risk is put on.

use trefoil_core::ids::ContactId;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::Due;
use trefoil_store::scribe::Boxed;
use trefoil_store::{Fault, Tx};

use crate::door::App;
use crate::high_risk::raise::raise;

pub(super) fn run<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    due: &'a Due,
) -> Boxed<'a, Result<Vec<Entry>, Fault>> {
    Box::pin(raise(app, tx, ContactId::from(due.subject)))
}
