//! Are these two records the same person? Records in, proposals out; no IO, no clock, no other crate of ours.
//!
//! A caller describes each person as a [`Description`] of plain strings and reads it once into a [`Record`],
//! which is normalised and cheap to compare many times:
//!
//! 1. [`keys`] gives a handful of blocking keys; two records worth comparing share at least one.
//! 2. [`rank`] scores the candidates that met, through a [`Scorer`], [`ModelScorer`].
//! 3. [`evidence()`] says in plain words, field by field, why a pair was proposed.
//! 4. [`certain`] says whether a link may be made without a person looking. It hardly ever may.
//!
//! [`batch`] does the same for many records at once, with weights that it learns from them: which of a million records are
//! one person. [`live`] asks about one record among many that are held in memory, with the batch's weights. A level is
//! worth the same in all three, by the same code, where they have the same model (docs/decisions/0046).
//!
//! A wrong merge can tell a perpetrator where a victim lives. So family members are never separated by what a
//! home shares (surname, phone, address, school): only by given name, birth date and number; and what a home
//! shares is counted once. [`Description`] and [`Record`] have no `Debug`: they hold values that must not be logged.

#![forbid(unsafe_code)]

mod address;
pub mod batch;
mod birth;
mod blocking;
mod caps;
mod compare;
mod decide;
mod evidence;
mod name;
mod nicknames;
mod normal;
mod record;
mod score;
mod similar;
mod sound;

pub use batch::live;
pub use birth::BirthDate;
pub use blocking::{MAX_KEYS, home_key, keys};
pub use compare::{Comparison, Comparisons, Field, Level, compare};
pub use decide::{Certainty, certain};
pub use evidence::{Evidence, Leaning, evidence};
pub use record::{Description, NamedAs, Record, Sex};
pub use score::{ModelScorer, Proposal, Scorer, rank};
