//! What both engines must do alike, looked at from behind the store: every statement, the ledger under tampering, what lies
//! on the disk, the wall between authorities. PostgreSQL is asked where `TREFOIL_TEST_POSTGRES` names a server whose role
//! may create databases. No page and no act of the application is tested here.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

mod at_rest;
mod checkpoint;
mod ground;
mod house;
mod measured;
mod migrated;
mod plans;
mod statements;
mod tamper;
mod wall;
mod way;
