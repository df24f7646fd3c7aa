//! The only SQL: SQLite and PostgreSQL behind one facade; sealed versions of every record; the ledger.
//! No rule of practice and no page lives here: what to write is decided above, who may is decided in `policy`.
#![forbid(unsafe_code)]

pub mod aggressor;
pub mod authority;
pub mod backup;
pub mod barred;
pub mod budget;
pub mod candidate;
pub mod contact;
pub mod db;
pub mod decision;
pub mod draft;
pub mod events;
pub mod family;
pub mod fault;
pub mod glass;
pub mod health;
pub mod imports;
pub mod interest;
pub mod leaver;
pub mod ledger;
pub mod link;
pub mod meeting;
pub mod migrate;
pub mod note;
pub mod notice;
pub mod once;
pub mod outbox;
pub mod output;
pub mod passkey;
pub mod person;
pub mod place;
pub mod provider;
pub mod publication;
pub mod quarantine;
pub mod queue;
pub mod rag;
pub mod release;
pub mod review;
pub mod ring;
pub mod school;
pub mod scribe;
pub mod search;
pub mod session;
pub mod share;
pub mod sighting;
pub mod signal;
pub mod standing;
pub mod statements;
pub mod strand;
pub mod version;
pub mod worker;

pub use db::{Db, Engine, Place, Reader, Tx, role_passes_over, way_warning};
pub use fault::Fault;
pub use ring::Ring;
pub use scribe::{Scribe, Written};
