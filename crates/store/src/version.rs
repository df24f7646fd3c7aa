//! Versions: every write of a record is a sealed row of its own, and the hash of its sealed bytes goes into the ledger.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::chance::{Chance, random};
use trefoil_core::ids::AuthorityId;
use trefoil_core::seal::{Authority32, Payload, RecordKey, Unsealable, seal, unseal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::strand::{Compartment, CompartmentKind};
use uuid::Uuid;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;
use crate::ledger::Touch;
use crate::ring::Ring;

statement! {
    VERSIONS_PUT (Rows 9) = "INSERT INTO version (authority_id, record_id, version, kind, compartment, recorded_at, wrapped_key, payload, commitment) VALUES {rows}";
}

/// What a record is. A record's kind never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A contact's sealed part.
    Contact,
    /// A sighting.
    Sighting,
    /// What is believed of a person.
    Person,
    /// A family's name.
    Family,
    /// An answer with its reason.
    Decision,
    /// A row that could not be attached.
    Quarantine,
    /// A part of an uploaded file.
    Upload,
    /// The numbers of a published report.
    Publication,
    /// What a worker wrote on a strand, or for all who work with the family.
    Note,
    /// Why somebody belongs on one side of the wall.
    Aggressor,
    /// A fact let through to the other side.
    Release,
    /// Why a strand was closed.
    Closing,
    /// Where somebody is or is reached.
    Place,
    /// How somebody is contacted safely.
    SafeContact,
    /// A warning, as sent or as it came to a strand.
    Signal,
    /// Who a worker is outside work.
    Identity,
    /// Why something was asked for or decided: an interest, a broken glass, a review.
    Ground,
    /// What is said of something that leaves.
    Output,
    /// The bytes that leave.
    OutputFile,
    /// One to whom nothing goes.
    Barred,
    /// A worker's passkey.
    Passkey,
    /// What somebody typed and has not sent yet.
    Draft,
    /// What agencies were shown when they were asked what they know.
    Check,
    /// What an agency answered.
    CheckAnswer,
    /// What a file is that came with a contact.
    Attachment,
    /// Its bytes.
    AttachmentFile,
    /// What follows a decision.
    Follow,
    /// What was found of what was done under a cut sight.
    Custody,
    /// Why somebody is at high risk, or comes off the list.
    HighRisk,
    /// Why two persons were said to be one, or two.
    Pair,
    /// What a school is told.
    Notice,
    /// What a school answered.
    NoticeAnswer,
    /// The link that a key adult is sent.
    NoticeLink,
}

impl RecordKind {
    /// Of what the payload is disposed once it became something else: an upload by its rows, a draft by what it was sent as.
    pub(crate) fn is_passing(code: &str) -> bool {
        [Self::Upload, Self::Draft]
            .iter()
            .any(|kind| kind.code() == code)
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Sighting => "sighting",
            Self::Person => "person",
            Self::Family => "family",
            Self::Decision => "decision",
            Self::Quarantine => "quarantine",
            Self::Upload => "upload",
            Self::Publication => "publication",
            Self::Note => "note",
            Self::Aggressor => "aggressor",
            Self::Release => "release",
            Self::Closing => "closing",
            Self::Place => "place",
            Self::SafeContact => "safe_contact",
            Self::Signal => "signal",
            Self::Identity => "identity",
            Self::Ground => "ground",
            Self::Output => "output",
            Self::OutputFile => "output_file",
            Self::Barred => "barred",
            Self::Passkey => "passkey",
            Self::Draft => "draft",
            Self::Check => "check",
            Self::CheckAnswer => "check_answer",
            Self::Attachment => "attachment",
            Self::AttachmentFile => "attachment_file",
            Self::Follow => "follow",
            Self::Custody => "custody",
            Self::HighRisk => "high_risk",
            Self::Pair => "pair",
            Self::Notice => "notice",
            Self::NoticeAnswer => "notice_answer",
            Self::NoticeLink => "notice_link",
        }
    }
}

/// The stored form of a compartment: `hub:<contact>`, or `<kind>:<family>[:<person>]`.
pub fn compartment_code(compartment: Compartment) -> String {
    match compartment {
        Compartment::Hub(contact) => format!("{}:{contact}", CompartmentKind::Hub.code()),
        Compartment::Family {
            family,
            kind,
            person: None,
        } => format!("{}:{family}", kind.code()),
        Compartment::Family {
            family,
            kind,
            person: Some(person),
        } => format!("{}:{family}:{person}", kind.code()),
    }
}

/// What ties sealed bytes to their place.
fn place(authority: AuthorityId, record: Uuid, version: i64) -> Vec<u8> {
    let mut place = Vec::with_capacity(26);
    place.extend_from_slice(&authority.code().to_be_bytes());
    place.extend_from_slice(record.as_bytes());
    place.extend_from_slice(&version.to_be_bytes());
    place
}

/// What the ledger records of a version: a hash of its sealed bytes with its kind, label and instant. The bytes are sealed
/// under a key of their own, so that what they say cannot be guessed from it.
pub(crate) fn commitment(
    kind: &str,
    compartment: &str,
    recorded_at: Timestamp,
    sealed: &[u8],
) -> [u8; 32] {
    let mut hash = Sha256::new();
    for label in [kind, compartment] {
        hash.update((label.len() as u64).to_be_bytes());
        hash.update(label);
    }
    hash.update(recorded_at.as_microsecond().to_be_bytes());
    hash.update(sealed);
    hash.finalize().into()
}

/// Versions gathered in one unit of work, sealed at once and written together.
pub struct Recording<'a> {
    authority: AuthorityId,
    ring: &'a Ring,
    chance: &'a dyn Chance,
    now: Timestamp,
    rows: Vec<Vec<Value>>,
    touched: Vec<Touch>,
}

impl<'a> Recording<'a> {
    /// An empty recording at one instant.
    pub fn new(
        authority: AuthorityId,
        ring: &'a Ring,
        chance: &'a dyn Chance,
        now: Timestamp,
    ) -> Self {
        Self {
            authority,
            ring,
            chance,
            now,
            rows: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Moves the instant that later versions carry: a town's work is written at the times of its story.
    pub fn at(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Seals one version of a record under a key of its own.
    pub fn put<P: Payload>(
        &mut self,
        kind: RecordKind,
        record: impl Into<Uuid>,
        version: i64,
        compartment: &str,
        payload: &P,
    ) {
        let record = record.into();
        let place = place(self.authority, record, version);
        let secret = Authority32::new(random(self.chance));
        let other = leaks(Leak::KeyLost).then(|| Authority32::new(random(self.chance)));
        let wrapped = self.ring.sealing().wrap(
            other.as_ref().unwrap_or(&secret),
            random(self.chance),
            &place,
        );
        let sealed = seal(
            payload,
            &RecordKey::new(&secret),
            random(self.chance),
            &place,
        )
        .0;
        let commitment = commitment(kind.code(), compartment, self.now, &sealed);
        self.touched.push(Touch {
            record,
            version,
            commitment: Some(commitment),
        });
        self.rows.push(vec![
            self.authority.into(),
            record.into(),
            version.into(),
            kind.code().into(),
            compartment.into(),
            self.now.into(),
            wrapped.into(),
            sealed.into(),
            commitment.to_vec().into(),
        ]);
    }

    /// What the ledger must record of the versions put since this was last asked: one act's part of a larger unit.
    pub fn touched(&mut self) -> Vec<Touch> {
        std::mem::take(&mut self.touched)
    }

    /// What was sealed, to be written elsewhere.
    pub fn sealed(self) -> Sealed {
        Sealed(self.rows)
    }

    /// Writes all.
    pub async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        self.sealed().write(tx).await
    }
}

/// Versions sealed before their transaction began.
pub struct Sealed(Vec<Vec<Value>>);

impl Sealed {
    /// Writes all.
    pub async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        tx.run_rows(&VERSIONS_PUT, self.0).await.map(drop)
    }
}

/// Opens a sealed version from four columns of a row: record, version, wrapped key, payload. `None` where it was disposed of.
pub fn open<P: Payload>(
    ring: &Ring,
    authority: AuthorityId,
    row: &Row,
    from: usize,
) -> Result<Option<P>, Fault> {
    let (record, version): (Uuid, i64) = (row.id(from)?, row.int(from + 1)?);
    let (Some(wrapped), Some(sealed)) = (row.blob_or_none(from + 2)?, row.blob_or_none(from + 3)?)
    else {
        return Ok(None);
    };
    let place = place(authority, record, version);
    let key = RecordKey::new(&ring.sealing().unwrap(&wrapped, &place)?);
    Ok(Some(unseal(&sealed, &key, &place)?))
}

/// As [`open`], where a version that was disposed of has no business being read.
pub fn open_whole<P: Payload>(
    ring: &Ring,
    authority: AuthorityId,
    row: &Row,
    from: usize,
) -> Result<P, Fault> {
    open(ring, authority, row, from)?.ok_or(Fault::Unsealable(Unsealable))
}
