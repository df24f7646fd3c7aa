//! The wire form of each payload: JSON, private to this crate. Located values are written here and nowhere else.

mod follow;
mod notice;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::attachment::{AttachmentFacts, AttachmentFile};
use crate::check::{CheckAnswer, CheckAsked};
use crate::contact::{CameBy, ContactContent, Referrer};
use crate::custody::CustodyContent;
use crate::decision::Answer;
use crate::draft::DraftContent;
use crate::family::FamilyContent;
use crate::flag::Flag;
use crate::high_risk::HighRiskContent;
use crate::ids::PersonId;
use crate::interest::{Declared, WorkerIdentity};
use crate::located::Located;
use crate::note::NoteContent;
use crate::notice::{NoticeAnswer, NoticeLink};
use crate::output::{BarredContent, OutputDecided, OutputFacts, OutputFile};
use crate::pair::PairContent;
use crate::passkey::{PasskeyAsked, PasskeyContent};
use crate::person::PersonCard;
use crate::place::{PlaceContent, PlaceState, SafeContactContent};
use crate::publication::PublishedCells;
use crate::reason::Reason;
use crate::release::ReleaseContent;
use crate::sighting::{Described, Places, Sighting};
use crate::signal::SignalContent;
use crate::vocabulary::{AddressState, Known, RiskInstrument};

/// To bytes and back.
pub trait Wire: Sized {
    /// The bytes.
    fn to_wire(&self) -> Vec<u8>;
    /// The value; `None` where the bytes are not one.
    fn from_wire(bytes: &[u8]) -> Option<Self>;
}

fn write(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

macro_rules! plain_wire {
    ($($name:ty)*) => {$(
        impl Wire for $name {
            fn to_wire(&self) -> Vec<u8> {
                write(self)
            }

            fn from_wire(bytes: &[u8]) -> Option<Self> {
                read(bytes)
            }
        }
    )*};
}

plain_wire! { PersonCard FamilyContent NoteContent Reason ReleaseContent SafeContactContent SignalContent Answer PublishedCells }
plain_wire! { OutputFacts OutputDecided PasskeyContent PasskeyAsked DraftContent }
plain_wire! { NoticeAnswer NoticeLink CheckAsked CheckAnswer AttachmentFacts CustodyContent HighRiskContent PairContent }

/// A located text in its open form.
type Open = Option<String>;

fn open(value: Option<&Located<String>>) -> Open {
    value.map(|value| value.guarded().clone())
}

fn guard(value: Open) -> Option<Located<String>> {
    value.map(Located::new)
}

#[derive(Serialize, Deserialize)]
struct SightingWire {
    #[serde(flatten)]
    described: Described,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address_state: Option<AddressState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Open,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postcode: Open,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Open,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    school: Open,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unread_places: Vec<(String, String)>,
}

impl SightingWire {
    fn of(sighting: &Sighting) -> Self {
        let places = &sighting.places;
        Self {
            described: sighting.described.clone(),
            address_state: places.address_state,
            address: open(places.address.as_ref()),
            postcode: open(places.postcode.as_ref()),
            phone: open(places.phone.as_ref()),
            school: open(places.school.as_ref()),
            unread_places: places
                .unread
                .iter()
                .map(|(column, value)| (column.clone(), value.guarded().clone()))
                .collect(),
        }
    }

    fn sighting(self) -> Sighting {
        let places = Places {
            address_state: self.address_state,
            address: guard(self.address),
            postcode: guard(self.postcode),
            phone: guard(self.phone),
            school: guard(self.school),
            unread: self
                .unread_places
                .into_iter()
                .map(|(column, value)| (column, Located::new(value)))
                .collect(),
        };
        Sighting {
            described: self.described,
            places,
        }
    }
}

impl Wire for Sighting {
    fn to_wire(&self) -> Vec<u8> {
        write(&SightingWire::of(self))
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        read(bytes).map(SightingWire::sighting)
    }
}

#[derive(Serialize, Deserialize)]
struct IdentityWire {
    own: SightingWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Open,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kin: Vec<(SightingWire, bool)>,
}

impl Wire for WorkerIdentity {
    fn to_wire(&self) -> Vec<u8> {
        let kin = self.kin.iter();
        write(&IdentityWire {
            own: SightingWire::of(&self.own),
            email: open(self.email.as_ref()),
            kin: kin
                .map(|one| (SightingWire::of(&one.person), one.same_home))
                .collect(),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: IdentityWire = read(bytes)?;
        let kin = wire.kin.into_iter();
        Some(Self {
            own: wire.own.sighting(),
            email: guard(wire.email),
            kin: kin
                .map(|(person, same_home)| Declared {
                    person: person.sighting(),
                    same_home,
                })
                .collect(),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct PlaceWire {
    state: PlaceState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Open,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    postcode: Open,
}

impl Wire for PlaceContent {
    fn to_wire(&self) -> Vec<u8> {
        write(&PlaceWire {
            state: self.state,
            value: open(self.value.as_ref()),
            postcode: open(self.postcode.as_ref()),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: PlaceWire = read(bytes)?;
        Some(Self {
            state: wire.state,
            value: guard(wire.value),
            postcode: guard(wire.postcode),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct ContactWire {
    reference: Option<String>,
    version: i64,
    incident_started_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Open,
    police_attended: Known,
    instrument: RiskInstrument,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    referrer: Option<ReferrerWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    came_by: Option<CameBy>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    flags: Vec<Flag>,
    raw: String,
}

#[derive(Serialize, Deserialize)]
struct ReferrerWire {
    name: Option<String>,
    organisation: Option<String>,
    reference: Option<String>,
    reached: Open,
}

impl ReferrerWire {
    fn of(one: &Referrer) -> Self {
        Self {
            name: one.name.clone(),
            organisation: one.organisation.clone(),
            reference: one.reference.clone(),
            reached: open(one.reached.as_ref()),
        }
    }

    fn referrer(self) -> Referrer {
        Referrer {
            name: self.name,
            organisation: self.organisation,
            reference: self.reference,
            reached: guard(self.reached),
        }
    }
}

impl Wire for ContactContent {
    fn to_wire(&self) -> Vec<u8> {
        write(&ContactWire {
            reference: self.reference.clone(),
            version: self.version,
            incident_started_at: self.incident_started_at,
            place: open(self.place.as_ref()),
            police_attended: self.police_attended,
            instrument: self.instrument,
            summary: self.summary.clone(),
            referrer: self.referrer.as_ref().map(ReferrerWire::of),
            came_by: self.came_by,
            flags: self.flags.clone(),
            raw: self.raw.guarded().clone(),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: ContactWire = read(bytes)?;
        Some(Self {
            reference: wire.reference,
            version: wire.version,
            incident_started_at: wire.incident_started_at,
            place: guard(wire.place),
            police_attended: wire.police_attended,
            instrument: wire.instrument,
            summary: wire.summary,
            referrer: wire.referrer.map(ReferrerWire::referrer),
            came_by: wire.came_by,
            flags: wire.flags,
            raw: Located::new(wire.raw),
        })
    }
}

/// A located text that is a record of its own: a quarantined row, an uploaded file's part.
impl Wire for Located<String> {
    fn to_wire(&self) -> Vec<u8> {
        write(self.guarded())
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        read(bytes).map(Located::new)
    }
}

/// The bytes as they are.
macro_rules! bytes_wire {
    ($($name:ty)*) => {$(
        impl Wire for $name {
            fn to_wire(&self) -> Vec<u8> {
                self.0.clone()
            }

            fn from_wire(bytes: &[u8]) -> Option<Self> {
                Some(Self(bytes.to_vec()))
            }
        }
    )*};
}

bytes_wire! { OutputFile AttachmentFile }

#[derive(Serialize, Deserialize)]
struct BarredWire {
    person: Option<PersonId>,
    name: String,
    place: Open,
    why: String,
}

impl Wire for BarredContent {
    fn to_wire(&self) -> Vec<u8> {
        write(&BarredWire {
            person: self.person,
            name: self.name.clone(),
            place: open(self.place.as_ref()),
            why: self.why.clone(),
        })
    }

    fn from_wire(bytes: &[u8]) -> Option<Self> {
        let wire: BarredWire = read(bytes)?;
        Some(Self {
            person: wire.person,
            name: wire.name,
            place: guard(wire.place),
            why: wire.why,
        })
    }
}
