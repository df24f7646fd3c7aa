//! A sighting: a person exactly as one source described them. Immutable; a correction is another sighting.

use serde::{Deserialize, Serialize};

use crate::located::Located;
use crate::name::PersonName;
use crate::nhs_number::NhsNumber;
use crate::person::{BirthDate, SafeContact};
use crate::upn::Upn;
use crate::vocabulary::{AddressState, IncidentRole, Known, Sex};

/// One role in the incident, and towards whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RoleHeld {
    /// The role.
    pub role: IncidentRole,
    /// The source's reference of the person towards whom it holds; `None`: towards all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub towards: Option<String>,
}

/// Who somebody is, as described; holds nothing from which they could be found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// The source's own reference for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Every role held in the incident; at least one.
    pub roles: Vec<RoleHeld>,
    /// As written.
    pub name: PersonName,
    /// As written.
    #[serde(default)]
    pub birth: BirthDate,
    /// As written.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// The police self-defined code or the census code, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether an interpreter is needed.
    #[serde(default)]
    pub interpreter: Known,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disability: Option<String>,
    /// Only where the check digit holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nhs_number: Option<NhsNumber>,
    /// Only where the check letter holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upn: Option<Upn>,
    /// Free text ("mother", "ex-partner").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship_to_victim: Option<String>,
    /// How they may be contacted safely.
    #[serde(default)]
    pub safe_contact: SafeContact,
    /// Children only: present at the incident.
    #[serde(default)]
    pub child_present: Known,
    /// Children only: spoken to alone.
    #[serde(default)]
    pub child_spoken_to: Known,
    /// What the child said, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_words: Option<String>,
    /// Added at the hub to what the source told: named from its words, or of a family that is known. A later version of what the source
    /// told does not take them out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added_here: bool,
    /// Values that could not be read, as written, by column. Located columns are kept in [`Places::unread`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<(String, String)>,
}

impl Described {
    /// Whether the contact counts this person as a child: the role decides, whatever the birth date.
    pub fn is_child(&self) -> bool {
        self.roles
            .iter()
            .any(|held| held.role == IncidentRole::Child)
    }

    /// The role that decides the strand: child before victim before perpetrator before other.
    pub fn first_role(&self) -> IncidentRole {
        self.roles
            .iter()
            .map(|held| held.role)
            .min()
            .unwrap_or(IncidentRole::Other)
    }
}

/// Where somebody could be found, as described. Every value is under guard.
#[derive(Clone, Default)]
pub struct Places {
    /// What the source says of the address.
    pub address_state: Option<AddressState>,
    /// Address lines.
    pub address: Option<Located<String>>,
    /// Postcode as written.
    pub postcode: Option<Located<String>>,
    /// Phone as written.
    pub phone: Option<Located<String>>,
    /// School as the source wrote it.
    pub school: Option<Located<String>>,
    /// Located values that could not be read, as written, by column.
    pub unread: Vec<(String, Located<String>)>,
}

/// A person exactly as one source described them.
#[derive(Clone, Default)]
pub struct Sighting {
    /// Who.
    pub described: Described,
    /// Where.
    pub places: Places,
}

impl Sighting {
    /// Whether this sighting says that the person is hiding.
    pub fn protects(&self) -> bool {
        self.places
            .address_state
            .is_some_and(AddressState::protects)
    }
}
