//! The only door: authenticate, load facts, decide, act, record. One file per act; what each may do is asked of `policy`,
//! what it means is decided in `core`, what it changes is written by `store`, in one transaction with its ledger entry.
#![forbid(unsafe_code)]

pub mod accounts;
pub mod agencies;
pub mod backups;
pub mod board;
pub mod budgets;
pub mod checks;
pub mod clock_rules;
pub mod contacts;
pub mod custody;
mod door;
pub mod drafts;
pub mod families;
pub mod follows;
pub mod glass;
pub mod health;
pub mod high_risk;
pub mod imports;
pub mod interests;
pub mod jobs;
pub mod ledger;
pub mod matching;
pub mod meetings;
mod names;
pub mod notices;
mod open;
pub mod outputs;
pub mod pairs;
pub mod persons;
pub mod queue;
pub mod reports;
pub mod reviews;
pub mod schools;
mod town;
pub mod work;
mod world;

pub use door::App;
pub use open::{
    Fault, KeyFault, authorities, create, key_fits, migrations_apply, open, pending_migrations,
    rotate,
};
pub use town::{
    Arrival, TownAnswer, TownBook, TownContact, town_at_risk, town_decided, town_families,
    town_signal, town_twice, town_waiting,
};
pub use trefoil_policy::Asker;
pub use trefoil_store::{Fault as StoreFault, Place, role_passes_over, way_warning};
pub use world::World;
