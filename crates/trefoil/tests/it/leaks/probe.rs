//! Which observation must see which leak. The observations are few and general: a leak is data.

use trefoil_core::seeded::Leak;

use super::papers::Paper;

/// Who looks at the twins' pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// An observation of the twins: two authorities that differ in what a reader may not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The same pages of both.
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
    /// Broken glass, and nobody to review it.
    Unreviewed,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answered {
    Opened,
    Refused,
}

/// An observation on the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// What leaves, in a kind of file.
    Paper(Paper, &'static str),
    /// A letter with a place in it, by its number in `guarded::WAYS`.
    Missed(usize),
    Unasked,
    Unreleased,
    Barred,
    Post,
    OwnFile,
    HisSide,
    Door,
    Shares,
    Places,
    Limits,
    Interested,
    Logs,
}

/// An observation that makes what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// A sighting that nobody linked.
    Linked(Likeness),
    /// A published report of few children.
    Published,
    Rules,
    Attached,
    Visits,
    People,
    Given,
    Closed,
    Unseen,
    Kept,
}

/// Two sightings of whom only a person may say that they are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same name and birth date, and no number.
    Namesakes,
    /// The same number, in a refuge.
    Hiding,
}

/// An observation, by where it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Probe {
    Twins(Look),
    Stage(Story),
    Alone(Alone),
}

/// The probe of each leak; one without ends the test.
pub(super) fn probe_of(leak: Leak) -> Probe {
    let told = || on_paper(leak).or_else(|| on_stage(leak));
    on_twins(leak)
        .map(Probe::Twins)
        .or_else(|| told().map(Probe::Stage))
        .or_else(|| alone(leak).map(Probe::Alone))
        .unwrap_or_else(|| unreachable!("{} has no probe", leak.code()))
}

fn on_twins(leak: Leak) -> Option<Look> {
    use Look::{
        AfterSignOut, AtRest, Differs, ForeignForm, IdOfNote, Oracle, Reads, Unrecorded,
        Unreviewed, Without,
    };
    use Reader::{Former, Interested, PerpetratorWorker, Returns, TeamMate, TheirManager, Triage};
    Some(match leak {
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
        Leak::Searchable => Without("x-robots-tag", "noindex"),
        Leak::ShareForEver => Reads(Former, "Rosalind"),
        Leak::GlassForEver => Reads(Triage, "Rosalind"),
        Leak::GlassUnreviewed => Unreviewed,
        Leak::PlainAtRest => AtRest,
        Leak::EverybodyLocated => Reads(PerpetratorWorker, "7 Harbour Row"),
        Leak::InterestUnheeded | Leak::LikenessOpen => Reads(Interested, "Ashdown"),
        Leak::SessionKept => AfterSignOut,
        Leak::FormUnchecked => ForeignForm,
        Leak::IdsInOrder => IdOfNote,
        _ => return None,
    })
}

/// What is seen in what leaves.
fn on_paper(leak: Leak) -> Option<Story> {
    use Paper::{Appointment, Invitation, Letter, Outcome, OwnFile, ToParent};
    use Story::{Missed, Paper as Of};
    Some(match leak {
        Leak::AllDelivered | Leak::FirstOfFamily | Leak::OneLetterForAll => Of(ToParent, "txt"),
        Leak::AddresseeInFileName => Of(ToParent, "pdf"),
        Leak::ShownOtherwise | Leak::AskerOnLetter | Leak::Unmarked => Of(Letter, "txt"),
        Leak::PdfAuthor | Leak::PrintedAgain => Of(Letter, "pdf"),
        Leak::HiddenText | Leak::WordAuthor => Of(Letter, "docx"),
        Leak::HtmlComment | Leak::LetterLoads => Of(Letter, "html"),
        Leak::WordsTell | Leak::NumberedInOrder => Of(Appointment, "txt"),
        Leak::InvitationPlace | Leak::InvitationTells | Leak::InvitationNames => {
            Of(Invitation, "ics")
        }
        Leak::HiddenSheet | Leak::HiddenRow | Leak::SheetNote | Leak::SheetAuthor => {
            Of(Outcome, "xlsx")
        }
        Leak::AgencyToldPlace => Of(Outcome, "csv"),
        Leak::FormulaRuns => Of(OwnFile, "csv"),
        Leak::KindInFileName => Of(OwnFile, "html"),
        Leak::KeptUnguarded | Leak::GuardReadsTitle => Missed(0),
        Leak::CaseUnfolded => Missed(1),
        Leak::SpacingUnfolded => Missed(2),
        Leak::AbbreviationUnknown => Missed(3),
        Leak::TagsUnread => Missed(4),
        Leak::EntitiesUnread => Missed(5),
        Leak::StreetUnguarded => Missed(6),
        Leak::PostcodeUnguarded => Missed(7),
        Leak::SchoolUnguarded => Missed(8),
        Leak::SourcesUnguarded => Missed(9),
        Leak::LookalikesUnfolded => Missed(10),
        Leak::NumberUnread => Missed(11),
        Leak::EncodedUnread => Missed(12),
        Leak::PrefixUnknown => Missed(13),
        _ => return None,
    })
}

/// What is seen of the acts of those on the stage.
fn on_stage(leak: Leak) -> Option<Story> {
    Some(match leak {
        Leak::NoteUnasked | Leak::SharedUnasked | Leak::MapUnasked => Story::Unasked,
        Leak::PartyFree
        | Leak::OwnRelease
        | Leak::HashUnbound
        | Leak::UnreleasedSent
        | Leak::RefusedSent
        | Leak::ReasonShown
        | Leak::CollectedUnreleased => Story::Unreleased,
        Leak::HeldFree | Leak::HeldOnce | Leak::BarredUnheeded | Leak::BarredExactly => {
            Story::Barred
        }
        Leak::OldHome
        | Leak::SecretQuoted
        | Leak::HandAddressed
        | Leak::UnsafePost
        | Leak::NoLettersUnheeded
        | Leak::SourceBeforeWorker
        | Leak::FirstWordStands
        | Leak::UnsafeSince
        | Leak::PostToHiding
        | Leak::RefugeQuoted
        | Leak::SharedMailbox
        | Leak::FatherIsParent => Story::Post,
        Leak::FileGivesOtherSide
        | Leak::FileGivesShared
        | Leak::SiblingInFile
        | Leak::WithheldInFile
        | Leak::SaidIgnored
        | Leak::OriginLost
        | Leak::CountTold
        | Leak::GapTold => Story::OwnFile,
        Leak::TypedUnwatched
        | Leak::SentUnwarned
        | Leak::ReleasedToHim
        | Leak::ChildsPlaceReleased
        | Leak::WarningToHim
        | Leak::HeldTold
        | Leak::MovedTold => Story::HisSide,
        Leak::FactUnheld
        | Leak::ItemUnheld
        | Leak::ItemRecallLost
        | Leak::FactRecallLost
        | Leak::FactReason
        | Leak::RecalledEmpty
        | Leak::ChildsPlaceCrosses
        | Leak::BothSidesTold
        | Leak::OpeningsTold => Story::Door,
        Leak::ShareWhole
        | Leak::ShareLocated
        | Leak::ShareKinds
        | Leak::PostedTold
        | Leak::ShareRecallLost
        | Leak::GivesMore
        | Leak::GivenAcross
        | Leak::AspectUnheeded
        | Leak::CodeWordShown
        | Leak::EveryAct => Story::Shares,
        Leak::OldStaysCurrent
        | Leak::RefugeAddressKept
        | Leak::StepUpSkipped
        | Leak::PlaceKinds
        | Leak::TitleNames => Story::Places,
        Leak::SearchesUncounted
        | Leak::PersonsUncounted
        | Leak::TriesUncounted
        | Leak::NameAlone
        | Leak::GlassAnswers
        | Leak::SubjectLost
        | Leak::WideUseUnreviewed => Story::Limits,
        Leak::AllocatedAnyway => Story::Interested,
        Leak::PathsLogged => Story::Logs,
        _ => return None,
    })
}

fn alone(leak: Leak) -> Option<Alone> {
    Some(match leak {
        Leak::NamesakesLinked => Alone::Linked(Likeness::Namesakes),
        Leak::HidingLinked => Alone::Linked(Likeness::Hiding),
        Leak::SmallShown => Alone::Published,
        Leak::ToldAll
        | Leak::OtherChildTold
        | Leak::SharedTold
        | Leak::OutcomeTold
        | Leak::AgencyToldStrand
        | Leak::NarrativeFree
        | Leak::WindowHoldsPlace
        | Leak::NoteCut
        | Leak::LookupsUnkeyed
        | Leak::BytesMovable => Alone::Rules,
        Leak::PropertiesUnread
        | Leak::CommentsUnread
        | Leak::PictureUnread
        | Leak::HiddenSheetUnread
        | Leak::ObjectsInside => Alone::Attached,
        Leak::OthersKept
        | Leak::LinksKept
        | Leak::OldVisit
        | Leak::IdleVisit
        | Leak::CookieKept
        | Leak::FailuresForgotten
        | Leak::SecretShownAgain => Alone::Visits,
        Leak::FirstOfTwo
        | Leak::NotSameForgotten
        | Leak::UndoKeepsCard
        | Leak::PlacesTold
        | Leak::ProtectionForgotten
        | Leak::AcrossNumberByAnybody
        | Leak::LinkedAcrossNumber
        | Leak::CarriedAcrossNumber => Alone::People,
        Leak::GlassOpensAll
        | Leak::ClosedStrandOpen
        | Leak::BothSides
        | Leak::FormerSide
        | Leak::MailUncompared => Alone::Given,
        Leak::KinUncompared | Leak::NewcomersUncompared => Alone::Closed,
        Leak::CutSightUnchecked | Leak::ReroutedOpen | Leak::HeldNoticeShown => Alone::Unseen,
        Leak::RowLost | Leak::UnreadLost | Leak::LateVersionLost | Leak::KeyLost => Alone::Kept,
        _ => return None,
    })
}
