//! Typed identifiers. Every record has a UUID of its own kind; an authority is its DfE code. What comes in by the million has one
//! that carries its instant (version 7), so that it is written at the end of its tables. What belongs to a family's work has one
//! that says nothing (version 4): from the other side of a wall, ids in order would tell when something was written there, and
//! how much. Ids are minted by the caller from an instant and random bytes: nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A local authority and its safeguarding partnership: the tenant. The three-digit DfE code, 1 to 999 (Blackpool is 890).
/// First in every key and every query, so that no statement can cross authorities by omission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AuthorityId(u16);

/// The text is not a three-digit DfE code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an authority is named by its three-digit DfE code, such as 890")]
pub struct NotAnAuthority;

impl AuthorityId {
    /// From the number of the code.
    pub fn new(code: u16) -> Result<Self, NotAnAuthority> {
        if (1..=999).contains(&code) {
            Ok(Self(code))
        } else {
            Err(NotAnAuthority)
        }
    }

    /// The number of the code.
    pub fn code(self) -> u16 {
        self.0
    }
}

impl FromStr for AuthorityId {
    type Err = NotAnAuthority;

    fn from_str(text: &str) -> Result<Self, NotAnAuthority> {
        let well_formed = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !well_formed {
            return Err(NotAnAuthority);
        }
        text.parse().map_err(|_| NotAnAuthority).and_then(Self::new)
    }
}

impl fmt::Display for AuthorityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// Where new ids come from: the binary's clock and randomness, or a test's seeded ones.
pub trait Mint {
    /// A fresh UUIDv7.
    fn mint(&self) -> Uuid;

    /// A fresh `UUIDv4`: it carries no instant and stands in no order.
    fn mint_unordered(&self) -> Uuid;
}

/// A UUIDv7 of `at` (milliseconds) and ten random bytes.
pub fn uuid_v7(at: Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A `UUIDv4` of sixteen random bytes.
pub fn uuid_v4(random: [u8; 16]) -> Uuid {
    uuid::Builder::from_random_bytes(random).into_uuid()
}

macro_rules! ids {
    ($mint:ident: $($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A fresh id.
            pub fn mint(from: &dyn Mint) -> Self {
                Self(from.$mint())
            }

            /// The UUID beneath.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! { mint:
    /// One human being as we now believe.
    PersonId
    /// A person exactly as one source described them, once.
    SightingId
    /// A decision that a sighting is of a person.
    LinkId
    /// One act of matching: all links that a worker confirmed together, undone together.
    MatchId
    /// Something an agency told the hub.
    ContactId
    /// The hub's answer about one child of a contact, or about a contact without a child.
    DecisionId
    /// A body that works with families.
    AgencyId
    /// A team or pod in an agency.
    TeamId
    /// A person with a login.
    WorkerId
    /// A signed-in visit.
    SessionId
    /// One file given to a feed.
    ImportId
    /// A row that could not be attached to any contact, kept until somebody deals with it.
    QuarantineId
    /// A report as it was published.
    PublicationId
    /// Work to be done after a commit.
    JobId
}

ids! { mint_unordered:
    /// A group of people worked with as one.
    FamilyId
    /// One person's side of a family's work.
    StrandId
    /// What a worker wrote on a strand, or for all who work with the family.
    NoteId
    /// A fact let through to the perpetrator's side by its owner.
    ReleaseId
    /// A warning from the perpetrator's side.
    SignalId
    /// What an agency is asked about the people of a contact.
    CheckId
    /// A file that came with a contact, or was added to it.
    AttachmentId
    /// What follows a decision.
    FollowId
    /// A look at what was done under a cut sight.
    CustodyId
    /// A reason for which somebody is on the list of high risk.
    HighRiskId
    /// Where somebody is or is reached.
    PlaceId
    /// How somebody is contacted safely.
    SafeContactId
    /// Who the primary aggressor is, as somebody recorded it.
    AggressorId
    /// Leave given to a worker of another team for a strand, for a time.
    ShareId
    /// A worker's possible interest in a family.
    ConflictId
    /// One breaking of the glass.
    GlassId
    /// A use of a wide right that somebody reviews.
    ReviewId
    /// Something that leaves the house.
    OutputId
    /// An entry of a family's list of those to whom nothing goes.
    BarredId
    /// A meeting about families at high risk.
    MeetingId
    /// A family on a meeting's list.
    ListingId
    /// A worker's passkey.
    PasskeyId
    /// What somebody typed and has not sent yet.
    DraftId
    /// A page on which somebody without an account tells of a family.
    FormId
    /// A level that somebody at the hub gave a contact.
    GradingId
    /// Two persons who may be one.
    PairId
    /// What was said of two persons.
    SaidId
    /// What a school is told about one child and one incident.
    NoticeId
    /// An entry of a calendar of terms.
    TermId
    /// A token of an agency's system.
    TokenId
    /// A change of an agency, a team or an account.
    ChangeId
}
