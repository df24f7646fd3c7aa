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
    /// Emergency duty, who may be the father.
    Interested,
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
    /// A visit that was ended.
    AfterSignOut,
    /// A form without its token.
    ForeignForm,
    /// The id of a note.
    IdOfNote,
    /// A sighting that nobody linked.
    Linked(Likeness),
    /// Broken glass, and nobody to review it.
    Unreviewed,
    /// A published report of few children.
    Published,
}

/// Two sightings of whom only a person may say that they are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same name and birth date, and no number.
    Namesakes,
    /// The same number, in a refuge.
    Hiding,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    Opened,
    Refused,
}

/// The probe of each leak.
pub(super) fn probe_of(leak: Leak) -> Probe {
    use Probe::{
        AfterSignOut, AtRest, Differs, ForeignForm, IdOfNote, Linked, Oracle, Published, Reads,
        Unrecorded, Unreviewed, Without,
    };
    use Reader::{Former, Interested, PerpetratorWorker, Returns, TeamMate, TheirManager, Triage};
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
        Leak::ShareForEver => Reads(Former, "Rosalind"),
        Leak::GlassForEver => Reads(Triage, "Rosalind"),
        Leak::GlassUnreviewed => Unreviewed,
        Leak::PlainAtRest => AtRest,
        Leak::EverybodyLocated => Reads(PerpetratorWorker, "7 Harbour Row"),
        Leak::NamesakesLinked => Linked(Likeness::Namesakes),
        Leak::HidingLinked => Linked(Likeness::Hiding),
        Leak::InterestUnheeded => Reads(Interested, "Ashdown"),
        Leak::SmallShown => Published,
        Leak::SessionKept => AfterSignOut,
        Leak::FormUnchecked => ForeignForm,
        Leak::IdsInOrder => IdOfNote,
    }
}
