//! The wire form of what follows a decision.

use serde::{Deserialize, Serialize};

use super::{Open, ReferrerWire, Wire, guard, open, read, write};
use crate::contact::CameBy;
use crate::decision::Outcome;
use crate::follow::tell::{Told, ToldRoute};
use crate::follow::{FollowContent, FollowDecided, FollowEntry};
use crate::ids::{FamilyId, PersonId};
use crate::name::PersonName;
use crate::person::SafeContact;
use crate::vocabulary::Source;

#[derive(Serialize, Deserialize)]
struct FollowWire {
    people: Vec<PersonName>,
    outcomes: Vec<Outcome>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decided: Vec<FollowDecided>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    told: Vec<ToldWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    families: Vec<FamilyId>,
    source: Option<Source>,
    referrer: Option<ReferrerWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    came_by: Option<CameBy>,
    service: String,
    note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entries: Vec<FollowEntry>,
}

#[derive(Serialize, Deserialize)]
struct ToldWire {
    person: Option<PersonId>,
    name: PersonName,
    safe: SafeContact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    terms: Option<String>,
    reached: Open,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    routes: Vec<ToldRoute>,
}

impl ToldWire {
    fn of(one: &Told) -> Self {
        Self {
            person: one.person,
            name: one.name.clone(),
            safe: one.safe.clone(),
            terms: one.terms.clone(),
            reached: open(one.reached.as_ref()),
            routes: one.routes.clone(),
        }
    }

    fn told(self) -> Told {
        Told {
            person: self.person,
            name: self.name,
            safe: self.safe,
            terms: self.terms,
            reached: guard(self.reached),
            routes: self.routes,
        }
    }
}

impl Wire for FollowContent {
    fn to_wire(&self) -> Vec<u8> {
        write(&FollowWire {
            people: self.people.clone(),
            outcomes: self.outcomes.clone(),
            decided: self.decided.clone(),
            told: self.told.iter().map(ToldWire::of).collect(),
            families: self.families.clone(),
            source: self.source,
            referrer: self.referrer.as_ref().map(ReferrerWire::of),
            reference: self.reference.clone(),
            came_by: self.came_by,
            service: self.service.clone(),
            note: self.note.clone(),
            entries: self.entries.clone(),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: FollowWire = read(bytes)?;
        Some(Self {
            people: wire.people,
            outcomes: wire.outcomes,
            decided: wire.decided,
            told: wire.told.into_iter().map(ToldWire::told).collect(),
            families: wire.families,
            source: wire.source,
            referrer: wire.referrer.map(ReferrerWire::referrer),
            reference: wire.reference,
            came_by: wire.came_by,
            service: wire.service,
            note: wire.note,
            entries: wire.entries,
        })
    }
}
