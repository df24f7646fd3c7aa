//! A made-up authority at true volumes, from a seed: households, what happens to them, and what agencies tell the hub.
//! Pure: the same arguments make the same town, byte for byte. No clock, no files, and nobody who exists.
#![forbid(unsafe_code)]

mod cast;
mod culture;
mod day;
mod decide;
mod dice;
mod draft;
pub mod feed;
pub mod fill;
pub mod happening;
mod hours;
pub mod household;
mod incident;
mod lists;
mod make;
mod number;
mod person;
mod place;
pub mod plain;
pub mod plan;
pub mod records;
pub mod register;
mod relation;
pub mod school;
pub mod staff;
mod summary;
pub mod town;
mod written;

pub use feed::police_csv;
pub use fill::{Filled, fill};
pub use happening::{Happening, PlannedAnswer, PlannedDecision};
pub use household::{HouseholdId, PersonId};
pub use plain::{PlainContact, PlainPerson};
pub use plan::{Plan, contacts_per_year};
pub use records::{Written, records};
pub use register::terms;
pub use school::School;
pub use staff::{StaffMember, key_adult, staff};
pub use town::{AUTHORITY_CODE, AUTHORITY_NAME, Happenings, Seed, Town};
