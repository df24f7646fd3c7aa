//! Every route as every role: allowed, refused, or the same to the byte as what does not exist. What is expected is written
//! here by hand from the access model, one line a route; nothing is asked of the policy. The audit sweep walks the same table.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod fields;
mod forms;
mod hidden;
mod ledger_sweep;
mod roles;
mod scene;
mod table;
mod work;
