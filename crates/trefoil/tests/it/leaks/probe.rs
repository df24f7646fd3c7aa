//! Which observation must see which leak.

use trefoil_core::seeded::Leak;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    PerpetratorWorker,
    TeamMate,
    TheirManager,
    Triage,
    /// Was allocated to the second child, and is not any more.
    Former,
    Returns,
}

/// An observation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Probe {
    /// The same pages of two authorities that differ in what the reader may not know.
    Differs(Reader),
    /// A word on some page.
    Reads(Reader, &'static str),
    /// What is hidden, beside what is not there.
    Oracle(Reader),
    /// An answer, and no entry in the ledger: opened, or refused.
    Unrecorded(Reader, Answered),
    /// An answer without a header that every answer has.
    Without(&'static str, &'static str),
    /// A word in the database's file.
    AtRest,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    Opened,
    Refused,
}

/// The probe of each leak.
pub(super) fn probe_of(leak: Leak) -> Probe {
    use Probe::{AtRest, Differs, Oracle, Reads, Unrecorded, Without};
    use Reader::{Former, PerpetratorWorker, Returns, TeamMate, TheirManager, Triage};
    match leak {
        Leak::EverySight | Leak::SharedWhole | Leak::ItemsCounted => Differs(PerpetratorWorker),
        Leak::SharedAuthor => Reads(PerpetratorWorker, "Ruchi Patel"),
        Leak::FormerTie => Reads(Former, "Ashdown"),
        Leak::AnyManager => Differs(TheirManager),
        Leak::EverybodyCustodian => Differs(Returns),
        Leak::AlwaysInHub => Differs(Triage),
        Leak::HiddenIsNamed => Oracle(Returns),
        Leak::ReadUnrecorded => Unrecorded(PerpetratorWorker, Answered::Opened),
        Leak::RefusalUnrecorded => Unrecorded(PerpetratorWorker, Answered::Refused),
        Leak::TeamMateTie => Reads(TeamMate, "Gareth"),
        Leak::CacheKept => Without("cache-control", "no-store"),
        Leak::Framed => Without("x-frame-options", "DENY"),
        Leak::ReferrerSent => Without("referrer-policy", "no-referrer"),
        Leak::ForeignLoads => Without("content-security-policy", "default-src 'none'"),
        Leak::PlainAtRest => AtRest,
    }
}
