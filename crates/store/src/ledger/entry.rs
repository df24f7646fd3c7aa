//! One act, and the canonical bytes that its leaf hash covers: every column of its row, unambiguously.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::AuthorityId;
use trefoil_core::principal::Principal;
use uuid::Uuid;

use crate::db::{Value, micros};

/// What kind of thing an act was on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// The authority as a whole.
    Authority,
    /// A contact.
    Contact,
    /// A person.
    Person,
    /// A family.
    Family,
    /// One person's strand of a family's work.
    Strand,
    /// A worker's account.
    Worker,
    /// A file taken in.
    Import,
    /// A published report.
    Publication,
    /// A worker's possible interest in a family.
    Interest,
    /// A broken glass.
    Glass,
    /// A use that is reviewed.
    Review,
    /// Something that leaves.
    Output,
    /// What somebody typed and has not sent yet.
    Draft,
    /// What a school is told.
    Notice,
    /// A look at what was done under a cut sight.
    Custody,
}

impl SubjectKind {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Contact => "contact",
            Self::Person => "person",
            Self::Family => "family",
            Self::Strand => "strand",
            Self::Worker => "worker",
            Self::Import => "import",
            Self::Publication => "publication",
            Self::Interest => "interest",
            Self::Glass => "glass",
            Self::Review => "review",
            Self::Output => "output",
            Self::Draft => "draft",
            Self::Notice => "notice",
            Self::Custody => "custody",
        }
    }
}

/// A record that an act read or wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// The record.
    pub record: Uuid,
    /// The version written; 0 where the current one was read.
    pub version: i64,
    /// What was written: the hash of the sealed bytes. A bare hash of a postcode could be guessed; this one cannot.
    pub commitment: Option<[u8; 32]>,
}

/// One act, as it is appended.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub principal: Principal,
    /// What was done.
    pub act: Act,
    /// How it ended.
    pub outcome: ActOutcome,
    /// On what kind of thing.
    pub subject_kind: SubjectKind,
    /// On which.
    pub subject: Option<Uuid>,
    /// Why, in a few words that name nobody.
    pub purpose: String,
    /// Every record read or written.
    pub touched: Vec<Touch>,
}

/// A row of `ledger_entry` but its leaf, as stored and as hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub authority: i64,
    pub seq: i64,
    pub at: i64,
    pub principal_kind: String,
    pub principal: String,
    pub act: String,
    pub outcome: String,
    pub subject_kind: String,
    pub subject: Option<Vec<u8>>,
    pub purpose: String,
    pub touched: Vec<u8>,
}

impl Columns {
    pub(super) fn of(entry: &Entry, authority: AuthorityId, seq: i64) -> Self {
        Self {
            authority: i64::from(authority.code()),
            seq,
            at: micros(entry.at),
            principal_kind: entry.principal.kind().to_owned(),
            principal: entry.principal.name(),
            act: entry.act.code().to_owned(),
            outcome: entry.outcome.code().to_owned(),
            subject_kind: entry.subject_kind.code().to_owned(),
            subject: entry.subject.map(|subject| subject.as_bytes().to_vec()),
            purpose: entry.purpose.clone(),
            touched: touched_bytes(&entry.touched),
        }
    }

    /// RFC 6962's leaf hash, SHA-256 of a zero byte and the canonical bytes: each column with its length before it.
    pub(super) fn leaf(&self) -> [u8; 32] {
        let mut bytes = vec![0];
        for number in [self.authority, self.seq, self.at] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        let texts = [
            &self.principal_kind,
            &self.principal,
            &self.act,
            &self.outcome,
            &self.subject_kind,
            &self.purpose,
        ];
        for text in texts {
            field(&mut bytes, text.as_bytes());
        }
        bytes.push(u8::from(self.subject.is_some()));
        field(&mut bytes, self.subject.as_deref().unwrap_or_default());
        field(&mut bytes, &self.touched);
        Sha256::digest(&bytes).into()
    }

    pub(super) fn values(self, leaf: [u8; 32]) -> Vec<Value> {
        vec![
            self.authority.into(),
            self.seq.into(),
            self.at.into(),
            self.principal_kind.into(),
            self.principal.into(),
            self.act.into(),
            self.outcome.into(),
            self.subject_kind.into(),
            self.subject.into(),
            self.purpose.into(),
            self.touched.into(),
            leaf.to_vec().into(),
        ]
    }
}

fn field(all: &mut Vec<u8>, bytes: &[u8]) {
    all.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    all.extend_from_slice(bytes);
}

/// Per record: its id, the version, and a commitment of 32 bytes where the length byte says so.
fn touched_bytes(touched: &[Touch]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(touched.len() * 57);
    for touch in touched {
        bytes.extend_from_slice(touch.record.as_bytes());
        bytes.extend_from_slice(&touch.version.to_be_bytes());
        match touch.commitment {
            None => bytes.push(0),
            Some(commitment) => {
                bytes.push(32);
                bytes.extend_from_slice(&commitment);
            }
        }
    }
    bytes
}

/// The records in the stored form; `None` where the bytes are not such a list.
pub(crate) fn touched_read(bytes: &[u8]) -> Option<Vec<Touch>> {
    let mut touched = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (record, after) = rest.split_at_checked(16)?;
        let (version, after) = after.split_at_checked(8)?;
        let (length, after) = after.split_first()?;
        let (commitment, after) = after.split_at_checked(usize::from(*length))?;
        touched.push(Touch {
            record: Uuid::from_slice(record).ok()?,
            version: i64::from_be_bytes(version.try_into().ok()?),
            commitment: if commitment.is_empty() {
                None
            } else {
                Some(commitment.try_into().ok()?)
            },
        });
        rest = after;
    }
    Some(touched)
}
