//! The wire form of what follows a decision.

use serde::{Deserialize, Serialize};

use super::{ReferrerWire, Wire, read, write};
use crate::decision::Outcome;
use crate::follow::FollowContent;
use crate::name::PersonName;
use crate::vocabulary::Source;

#[derive(Serialize, Deserialize)]
struct FollowWire {
    people: Vec<PersonName>,
    outcomes: Vec<Outcome>,
    source: Option<Source>,
    referrer: Option<ReferrerWire>,
    service: String,
    note: String,
}

impl Wire for FollowContent {
    fn to_wire(&self) -> Vec<u8> {
        write(&FollowWire {
            people: self.people.clone(),
            outcomes: self.outcomes.clone(),
            source: self.source,
            referrer: self.referrer.as_ref().map(ReferrerWire::of),
            service: self.service.clone(),
            note: self.note.clone(),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: FollowWire = read(bytes)?;
        Some(Self {
            people: wire.people,
            outcomes: wire.outcomes,
            source: wire.source,
            referrer: wire.referrer.map(ReferrerWire::referrer),
            service: wire.service,
            note: wire.note,
        })
    }
}
