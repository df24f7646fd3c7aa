//! A contact: something an agency told the hub. The draft is what a channel hands in; the content is what is sealed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::flag::Flag;
use crate::located::Located;
use crate::sighting::Sighting;
use crate::vocabulary::{Known, RiskGrade, RiskInstrument, Source, closed_list};

/// What any channel hands to the hub.
#[derive(Clone)]
pub struct ContactDraft {
    /// Who told us.
    pub source: Source,
    /// The source's own reference, up to 40 characters; with the source it names one contact for ever.
    pub reference: Option<String>,
    /// The source's version of that reference, from 1.
    pub version: i64,
    /// When the hub was told.
    pub received_at: Timestamp,
    /// When the incident began.
    pub incident_started_at: Option<Timestamp>,
    /// Where; free text.
    pub place: Option<Located<String>>,
    /// Whether police attended.
    pub police_attended: Known,
    /// Whether the source says this is domestic abuse.
    pub domestic_abuse: Known,
    /// The tool used.
    pub instrument: RiskInstrument,
    /// The source's grade.
    pub grade: RiskGrade,
    /// Free text, up to 100,000 characters.
    pub summary: Option<String>,
    /// The people, each once.
    pub people: Vec<Sighting>,
    /// Who told us, where they said so.
    pub referrer: Option<Referrer>,
    /// By which way it came, where that says something of who told it.
    pub came_by: Option<CameBy>,
    /// What needs a second look.
    pub flags: Vec<Flag>,
    /// The records of the feed as they came, in order, for the sealed raw copy. May hold located text.
    pub raw: Located<String>,
}

/// Who told us, so that they can be told what was decided (Working Together: the referrer is told within a working day). Where they
/// are reached is kept as a place is: it may be a school.
#[derive(Clone, Default)]
pub struct Referrer {
    /// Their name.
    pub name: Option<String>,
    /// Their organisation.
    pub organisation: Option<String>,
    /// What they call it: of a feed it names one contact for ever, of a person it is what to say on the telephone.
    pub reference: Option<String>,
    /// An e-mail address or a number at work.
    pub reached: Option<Located<String>>,
}

/// The sealed part of a contact: everything but its people, who are sightings of their own.
#[derive(Clone)]
pub struct ContactContent {
    /// The source's own reference.
    pub reference: Option<String>,
    /// The source's version.
    pub version: i64,
    /// When the incident began.
    pub incident_started_at: Option<Timestamp>,
    /// Where.
    pub place: Option<Located<String>>,
    /// Whether police attended.
    pub police_attended: Known,
    /// The tool used.
    pub instrument: RiskInstrument,
    /// Free text.
    pub summary: Option<String>,
    /// Who told us, where they said so.
    pub referrer: Option<Referrer>,
    /// By which way it came, where that was kept.
    pub came_by: Option<CameBy>,
    /// What needs a second look.
    pub flags: Vec<Flag>,
    /// The records as they came.
    pub raw: Located<String>,
}

/// What the subject of a message stands behind in its story.
pub const SUBJECT_MARK: &str = "Subject: ";

impl ContactContent {
    /// What whoever wrote the message called it.
    pub fn subject(&self) -> Option<&str> {
        let story = self.summary.as_deref();
        let story = story.filter(|_| self.came_by == Some(CameBy::Mail))?;
        story.lines().next()?.strip_prefix(SUBJECT_MARK)
    }
}

closed_list! {
    /// By which way a contact came.
    CameBy {
        Typed = "typed", "Typed at the hub";
        PartnerForm = "partner_form", "The partners' form, without an account";
        Mail = "mail", "E-mail";
        PartnerApi = "partner_api", "A partner's own system";
    }
}

impl CameBy {
    /// Whether it proves neither who told it nor for whom they work: anybody may have sent it.
    pub fn proves_nobody(self) -> bool {
        matches!(self, Self::PartnerForm | Self::Mail)
    }

    /// What whoever reads it must know of who told it; nothing where somebody of the hub's own took it in.
    pub fn unproved(self) -> Option<&'static str> {
        match self {
            Self::Typed => None,
            Self::PartnerForm => Some(
                "This came by the partners' form. Nobody's account stands behind it: who sent it is not proved. Before you tell them anything, ring back by a number that you look up yourself, not by the one given here.",
            ),
            Self::Mail => Some(
                "This came by e-mail. Anybody can write any name and address into a message: who sent it is not proved. Before you tell them anything, ring back by a number that you look up yourself. It names nobody yet: say below whom it is about.",
            ),
            Self::PartnerApi => Some(
                "This came from the agency's own system, which proves the agency, and not who of it wrote this. Before you tell them anything, ring the agency by a number that you look up yourself, not by the one given here.",
            ),
        }
    }
}

closed_list! {
    /// Where a contact stands in the hub.
    ContactState {
        Waiting = "waiting", "Waiting for a decision";
        Decided = "decided", "Decided";
    }
}

/// How long a contact's reference may be, in characters (police feed, version 1).
pub const REFERENCE_LONGEST: usize = 40;

/// How long a summary may be, in characters (police feed, version 1).
pub const SUMMARY_LONGEST: usize = 100_000;

/// The parts of a contact that lists sort and filter by. They name nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFacts {
    /// Who told us.
    pub source: Source,
    /// When the hub was told; the clock starts here.
    pub received_at: Timestamp,
    /// Whether the source says this is domestic abuse.
    pub domestic_abuse: Known,
    /// The source's grade.
    pub grade: RiskGrade,
}
