//! The wire form of what a school is told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Open, Wire, guard, open, read, write};
use crate::located::Located;
use crate::name::PersonName;
use crate::notice::{Circumstance, FoundHow, Lawful, MaySpeak, NoticeContent};
use crate::person::BirthDate;
use crate::vocabulary::Known;

#[derive(Serialize, Deserialize)]
struct NoticeWire {
    child: PersonName,
    birth: BirthDate,
    reference: Option<String>,
    incident_at: Option<Timestamp>,
    present: Known,
    spoken_to: Known,
    words: String,
    left_out: bool,
    circumstances: Vec<Circumstance>,
    parents: MaySpeak,
    collects: String,
    not_ring: String,
    school: Open,
    possible: Vec<String>,
    said: Open,
    found: FoundHow,
    hides: bool,
    age_unknown: bool,
    lawful: Option<Lawful>,
    note: String,
}

impl Wire for NoticeContent {
    fn to_wire(&self) -> Vec<u8> {
        let one = self.clone();
        write(&NoticeWire {
            school: open(one.school.as_ref()),
            possible: one
                .possible
                .iter()
                .map(|urn| urn.guarded().clone())
                .collect(),
            said: open(one.said.as_ref()),
            child: one.child,
            birth: one.birth,
            reference: one.reference,
            incident_at: one.incident_at,
            present: one.present,
            spoken_to: one.spoken_to,
            words: one.words,
            left_out: one.left_out,
            circumstances: one.circumstances,
            parents: one.parents,
            collects: one.collects,
            not_ring: one.not_ring,
            found: one.found,
            hides: one.hides,
            age_unknown: one.age_unknown,
            lawful: one.lawful,
            note: one.note,
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: NoticeWire = read(bytes)?;
        Some(Self {
            school: guard(wire.school),
            possible: wire.possible.into_iter().map(Located::new).collect(),
            said: guard(wire.said),
            child: wire.child,
            birth: wire.birth,
            reference: wire.reference,
            incident_at: wire.incident_at,
            present: wire.present,
            spoken_to: wire.spoken_to,
            words: wire.words,
            left_out: wire.left_out,
            circumstances: wire.circumstances,
            parents: wire.parents,
            collects: wire.collects,
            not_ring: wire.not_ring,
            found: wire.found,
            hides: wire.hides,
            age_unknown: wire.age_unknown,
            lawful: wire.lawful,
            note: wire.note,
        })
    }
}
