//! From a plain contact to the draft that the app takes in. Located values go under guard here and stay there.

use trefoil_core::contact::ContactDraft;
use trefoil_core::located::Located;
use trefoil_core::name::PersonName;
use trefoil_core::sighting::{Described, Places, RoleHeld, Sighting};
use trefoil_core::vocabulary::Source;

use crate::feed;
use crate::plain::{PlainContact, PlainPerson};

impl PlainContact {
    /// The draft that a channel would hand to the hub. Of police the raw records are kept, as the feed would.
    pub fn draft(&self) -> ContactDraft {
        let raw = if self.source == Source::Police {
            feed::records(self)
        } else {
            String::new()
        };
        ContactDraft {
            source: self.source,
            reference: self.reference.clone(),
            version: 1,
            received_at: self.received_at,
            incident_started_at: self.incident_started_at,
            place: self.place.clone().map(Located::new),
            police_attended: self.police_attended,
            domestic_abuse: self.domestic_abuse,
            instrument: self.instrument,
            grade: self.grade,
            summary: Some(self.summary.clone()),
            people: self.people.iter().map(sighting).collect(),
            referrer: None,
            came_by: None,
            flags: self.flags.clone(),
            raw: Located::new(raw),
        }
    }
}

fn sighting(person: &PlainPerson) -> Sighting {
    let role_held = |(role, towards): &(_, Option<String>)| RoleHeld {
        role: *role,
        towards: towards.clone(),
    };
    Sighting {
        described: Described {
            reference: person.reference.clone(),
            roles: person.roles.iter().map(role_held).collect(),
            name: PersonName::new(person.given.as_str(), person.surname.as_str()),
            birth: person.birth.clone(),
            sex: person.sex,
            ethnicity: person.ethnicity.map(str::to_owned),
            language: person.language.map(str::to_owned),
            interpreter: person.interpreter,
            disability: person.disability.map(str::to_owned),
            nhs_number: person.nhs_number.clone(),
            upn: person.upn.clone(),
            relationship_to_victim: person.relationship_to_victim.map(str::to_owned),
            safe_contact: person.safe_contact.clone(),
            child_present: person.child_present,
            child_spoken_to: person.child_spoken_to,
            child_words: person.child_words.map(str::to_owned),
            added_here: false,
            unread: Vec::new(),
        },
        places: Places {
            address_state: person.address_state,
            address: person.address_lines.clone().map(Located::new),
            postcode: person.postcode.clone().map(Located::new),
            phone: person.phone.clone().map(Located::new),
            school: person.school.clone().map(Located::new),
            unread: Vec::new(),
        },
    }
}
