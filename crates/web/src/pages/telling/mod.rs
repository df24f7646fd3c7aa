//! The form with which a contact is told, by a worker at the hub or by a partner: its controls, and what they send. Where it is sent and
//! what becomes of it is its page's business.

mod by;
mod controls;
mod person;
mod typed;

pub(super) use by::By;
pub(super) use controls::TellingForm;
pub(super) use person::PersonBoxes;
pub(super) use typed::{person as person_typed, typed};
