//! The rules against a second implementation, a golden matrix, and themselves with one taken away.

mod compare;
mod golden;
mod mutants;
mod proof;
mod properties;
mod reasons;
mod reference;
mod rules;
mod worlds;
