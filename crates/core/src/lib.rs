//! The words of the field as types, and their rules. Pure: values in, values out.
//! No IO, no clock, no randomness: instants, ids and nonces are arguments. Nothing here knows who is asking.

pub mod act;
pub mod budget;
pub mod calendar;
pub mod chance;
pub mod clock;
pub mod contact;
pub mod date_words;
pub mod decision;
pub mod event;
pub mod family;
pub mod flag;
pub mod glass;
pub mod hex;
pub mod ids;
pub mod interest;
pub mod link;
pub mod located;
pub mod looks_like;
pub mod name;
pub mod nhs_number;
pub mod note;
pub mod person;
pub mod place;
pub mod principal;
pub mod publication;
pub mod refusal;
pub mod relationship;
pub mod seal;
pub mod seeded;
pub mod sighting;
pub mod signal;
pub mod strand;
pub mod upn;
pub mod vocabulary;
