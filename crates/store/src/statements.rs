//! The registry: every statement there is. A test prepares each, at every length, on both engines.

use crate::db::Statement;

/// What the hub stands on.
const HUB: &[&[Statement]] = &[
    crate::alike::ALL,
    crate::authority::ALL,
    crate::candidate::ALL,
    crate::contact::ALL,
    crate::decision::ALL,
    crate::events::ALL,
    crate::events::notices::ALL,
    crate::family::ALL,
    crate::imports::ALL,
    crate::known::ALL,
    crate::link::ALL,
    crate::migrate::ALL,
    crate::outbox::ALL,
    crate::person::ALL,
    crate::publication::ALL,
    crate::quarantine::ALL,
    crate::queue::ALL,
    crate::ring::ALL,
    crate::search::ALL,
    crate::session::ALL,
    crate::sighting::ALL,
    crate::standing::ALL,
];

/// The work with families, accounts, and what leaves.
const WORK: &[&[Statement]] = &[
    crate::agency::ALL,
    crate::aggressor::ALL,
    crate::budget::ALL,
    crate::attachment::ALL,
    crate::change::ALL,
    crate::check::ALL,
    crate::check::mail::ALL,
    crate::draft::ALL,
    crate::follow::ALL,
    crate::provider::ALL,
    crate::passkey::ALL,
    crate::place::ALL,
    crate::rag::ALL,
    crate::receipt::ALL,
    crate::release::ALL,
    crate::share::ALL,
    crate::meeting::ALL,
    crate::signal::ALL,
    crate::note::ALL,
    crate::once::ALL,
    crate::output::ALL,
    crate::barred::ALL,
    crate::standing::FAMILIES,
    crate::strand::ALL,
    crate::contact::has::ALL,
    crate::contact::held::ALL,
    crate::contact::unproved::ALL,
    crate::version::ALL,
    crate::worker::ALL,
];

/// What is looked back at, and what an operator is told.
const UPKEEP: &[&[Statement]] = &[
    crate::glass::ALL,
    crate::leaver::ALL,
    crate::review::ALL,
    crate::health::ALL,
];

/// Every statement of the store.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    HUB.iter()
        .chain(WORK)
        .chain(UPKEEP)
        .copied()
        .chain(crate::interest::ALL)
        .chain(crate::school::ALL)
        .chain(crate::notice::EACH)
        .chain(crate::custody::BOTH)
        .chain(crate::pair::EACH)
        .chain(crate::high_risk::BOTH)
        .chain(crate::ledger::ALL.iter().copied())
        .flatten()
}
