//! Passages of a person's file: what a subject access request gathers, each given or withheld with a coded reason. Nothing of
//! another person's side is given unless somebody says so, and what is withheld leaves no trace in the file.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::PersonId;
use crate::seeded::{Leak, leaks};
use crate::strand::CompartmentKind;
use crate::vocabulary::closed_list;

closed_list! {
    /// Why a passage is withheld (Data Protection Act 2018).
    WithholdReason {
        ThirdParty = "third_party", "It is about somebody else, who has not agreed (schedule 2, paragraph 16)";
        SeriousHarm = "serious_harm", "It would be likely to cause serious harm to somebody (schedule 3, paragraphs 2 to 5)";
        Crime = "crime", "It would prejudice preventing or detecting a crime (schedule 2, paragraph 2)";
        ChildAbuse = "child_abuse", "It is child abuse data, and giving it is not in the child's interests (schedule 3, paragraph 21)";
        Privilege = "privilege", "It is legal advice (schedule 2, paragraph 19)";
        Court = "court", "It is in a report to a court (schedule 3, paragraphs 9 and 18)";
    }
}

/// Where a passage comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The record.
    pub record: Uuid,
    /// The part of the family's record.
    pub kind: CompartmentKind,
    /// Whose side, where it is a side.
    pub person: Option<PersonId>,
}

impl Origin {
    /// Whether it is of the person's own side.
    pub fn is_of(&self, person: PersonId, side: CompartmentKind) -> bool {
        self.kind == side && (self.person == Some(person) || leaks(Leak::SiblingInFile))
    }
}

/// What is done with a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is given.
    Give,
    /// It is withheld.
    Withhold(WithholdReason),
}

impl Answer {
    /// What is done where nobody has said anything: the person's own side is given, anything of another's is withheld.
    pub fn unless_said(origin: Origin, person: PersonId, side: CompartmentKind) -> Self {
        let shared = origin.kind == CompartmentKind::Shared;
        let seeded = leaks(Leak::FileGivesOtherSide) || (shared && leaks(Leak::FileGivesShared));
        if origin.is_of(person, side) || seeded {
            Self::Give
        } else {
            Self::Withhold(WithholdReason::ThirdParty)
        }
    }

    /// From a form's code: `give`, or a reason.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "give" {
            return Some(Self::Give);
        }
        WithholdReason::from_code(code).map(Self::Withhold)
    }

    /// The code in a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Give => "give",
            Self::Withhold(reason) => reason.code(),
        }
    }
}

/// A passage that was withheld, kept with the output for whoever answers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Which.
    pub origin: Origin,
    /// Why.
    pub reason: WithholdReason,
}
