//! Somebody acted whose sight may be cut: it is looked at once more with what they may not see.

use trefoil_core::ids::CustodyId;
use trefoil_store::ledger::Entry;
use trefoil_store::outbox::Due;
use trefoil_store::scribe::Boxed;
use trefoil_store::{Fault, Tx};

use crate::custody::check::check;
use crate::door::App;

pub(super) fn run<'a>(
    app: &'a App,
    tx: &'a mut Tx,
    due: &'a Due,
) -> Boxed<'a, Result<Vec<Entry>, Fault>> {
    Box::pin(check(app, tx, CustodyId::from(due.subject)))
}
