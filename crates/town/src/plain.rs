//! A contact as plain values: what the town makes first, before it becomes a draft (whose located values cannot be
//! opened here) or rows of a police feed. The values are made-up, so nothing in them needs a guard.

use jiff::Timestamp;
use trefoil_core::flag::Flag;
use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::upn::Upn;
use trefoil_core::vocabulary::{
    AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex, Source,
};

use crate::household::PersonId;

/// A made-up contact, in the words of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainContact {
    /// Who told.
    pub source: Source,
    /// The source's reference; police contacts always have one.
    pub reference: Option<String>,
    /// When the hub was told.
    pub received_at: Timestamp,
    /// When the incident began.
    pub incident_started_at: Option<Timestamp>,
    /// Where, in words.
    pub place: Option<String>,
    /// Whether police attended.
    pub police_attended: Known,
    /// Whether the source says this is domestic abuse.
    pub domestic_abuse: Known,
    /// The tool used.
    pub instrument: RiskInstrument,
    /// The source's grade.
    pub grade: RiskGrade,
    /// The account.
    pub summary: String,
    /// The people, each once.
    pub people: Vec<PlainPerson>,
    /// What an importer of the same rows would flag.
    pub flags: Vec<Flag>,
}

/// A made-up person, as one source wrote them.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainPerson {
    /// Who this truly is.
    pub person: PersonId,
    /// The source's own reference.
    pub reference: Option<String>,
    /// Every role, with the reference of the person towards whom it holds.
    pub roles: Vec<(IncidentRole, Option<String>)>,
    /// Given names as written.
    pub given: String,
    /// Surname as written.
    pub surname: String,
    /// Birth date as written.
    pub birth: BirthDate,
    /// As written.
    pub sex: Option<Sex>,
    /// Police self-defined code or census code.
    pub ethnicity: Option<&'static str>,
    /// Language beside English.
    pub language: Option<&'static str>,
    /// Whether an interpreter is needed.
    pub interpreter: Known,
    /// In words.
    pub disability: Option<&'static str>,
    /// Of the test range.
    pub nhs_number: Option<NhsNumber>,
    /// Of this town's schools.
    pub upn: Option<Upn>,
    /// In words.
    pub relationship_to_victim: Option<&'static str>,
    /// What the source says of the address.
    pub address_state: Option<AddressState>,
    /// Address lines.
    pub address_lines: Option<String>,
    /// Postcode in the area ZZ.
    pub postcode: Option<String>,
    /// Telephone, of the numbers for drama.
    pub phone: Option<String>,
    /// How they may be contacted.
    pub safe_contact: SafeContact,
    /// Children: present at the incident.
    pub child_present: Known,
    /// Children: spoken to.
    pub child_spoken_to: Known,
    /// Children: what they said.
    pub child_words: Option<&'static str>,
    /// School as the source wrote it.
    pub school: Option<String>,
}

impl PlainPerson {
    /// Somebody of whom nothing is written yet.
    pub(crate) fn nameless(person: PersonId) -> Self {
        Self {
            person,
            reference: None,
            roles: Vec::new(),
            given: String::new(),
            surname: String::new(),
            birth: BirthDate::Missing,
            sex: None,
            ethnicity: None,
            language: None,
            interpreter: Known::Unknown,
            disability: None,
            nhs_number: None,
            upn: None,
            relationship_to_victim: None,
            address_state: None,
            address_lines: None,
            postcode: None,
            phone: None,
            safe_contact: SafeContact::NotAsked,
            child_present: Known::Unknown,
            child_spoken_to: Known::Unknown,
            child_words: None,
            school: None,
        }
    }

    /// Whether the role is child.
    pub fn is_child(&self) -> bool {
        self.holds(IncidentRole::Child)
    }

    /// Whether the person holds a role here.
    pub fn holds(&self, role: IncidentRole) -> bool {
        self.roles.iter().any(|(held, _)| *held == role)
    }
}

impl PlainContact {
    /// The places in `people` of the children.
    pub fn children(&self) -> impl Iterator<Item = usize> {
        self.people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.is_child())
            .map(|(place, _)| place)
    }
}
