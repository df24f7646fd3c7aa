//! Outputs: what leaves the house. Each has one addressee and one purpose, is composed from what that addressee may be told, and
//! goes through the same states. There is no cc: two recipients are two outputs.

pub mod disclosure;
pub mod document;
pub mod passage;
pub mod told;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, WorkerId};
use crate::located::Located;
use crate::refusal::{Problem, Refusal};
use crate::seeded::{Leak, leaks};
use crate::strand::CompartmentKind;
use crate::vocabulary::{Source, closed_list};

closed_list! {
    /// How an output reaches its addressee.
    Channel {
        Hand = "hand", "Given by hand, at an appointment";
        Post = "post", "Post, to their own address";
        Secure = "secure", "Secure e-mail to an agency";
    }
}

closed_list! {
    /// Where an output stands.
    OutputState {
        Waiting = "waiting", "Waiting for release";
        Released = "released", "Released, not sent yet";
        Refused = "refused", "Not released";
        Sent = "sent", "Sent";
    }
}

/// The one to whom an output goes. Exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Addressee {
    /// A person of the family, on whose own side the output is made.
    Person {
        /// Who.
        person: PersonId,
        /// Their side.
        side: CompartmentKind,
    },
    /// The parent whom a child lives with, about that child.
    Parent {
        /// The parent.
        person: PersonId,
        /// The child.
        child: PersonId,
    },
    /// An agency, by a named recipient in it.
    Agency {
        /// What kind of agency.
        source: Source,
    },
    /// A school, by a named recipient in it.
    School,
    /// A worker with a login.
    Worker {
        /// Who.
        worker: WorkerId,
    },
    /// Anybody.
    Public,
}

impl Addressee {
    /// The kind, as it is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Parent { .. } => "parent",
            Self::Agency { .. } => "agency",
            Self::School => "school",
            Self::Worker { .. } => "worker",
            Self::Public => "public",
        }
    }

    /// Whether it is a member of the family or a party: nothing reaches one without a second person's release.
    pub fn is_party(&self) -> bool {
        self.person().is_some()
    }

    /// The person who receives it, where it is a party.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { person, .. } | Self::Parent { person, .. } => Some(*person),
            Self::Agency { .. } | Self::School | Self::Worker { .. } | Self::Public => None,
        }
    }

    /// Whether the channel can reach it: a party is not written to by agencies' e-mail, an agency has no home.
    ///
    /// # Errors
    /// In words, where it cannot.
    pub fn reached_by(&self, channel: Channel) -> Result<(), Refusal> {
        let fits = match channel {
            Channel::Hand => true,
            Channel::Post => self.is_party(),
            Channel::Secure => !self.is_party() || leaks(Leak::SharedMailbox),
        };
        if fits {
            return Ok(());
        }
        let words = if self.is_party() {
            "Choose by hand, or post: secure e-mail is for agencies."
        } else {
            "Choose secure e-mail, or by hand: post is for a person's own address."
        };
        Err(Refusal::invalid("channel", words))
    }
}

/// Why an output waits, as only its releaser is told: by kind and place, never by value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// It holds a place of somebody's of the family.
    Place {
        /// What kind of place, in words.
        kind: String,
        /// Whose side.
        side: CompartmentKind,
        /// Where in the output, in words.
        at: String,
    },
    /// The recipient is one to whom nothing goes.
    Barred,
    /// It holds pictures, which nobody but a person can read.
    Pictures,
}

impl Held {
    /// What the releaser reads.
    pub fn words(&self) -> String {
        match self {
            Self::Place { kind, side, at } => {
                format!("It holds {kind} from the {}, in {at}.", side.words().to_lowercase())
            }
            Self::Barred => {
                "The recipient, or where it goes, is on this family's list of those to whom nothing goes.".to_owned()
            }
            Self::Pictures => "It holds pictures, which only a person can check.".to_owned(),
        }
    }
}

/// Whether an output waits for a second person: it tells in free words, goes to a party, or is held. What is composed of fixed
/// fields alone, and goes to an agency, does not (theorem T12).
pub fn needs_release(narrative: bool, addressee: &Addressee, held: &[Held]) -> bool {
    (narrative && !leaks(Leak::NarrativeFree))
        || (addressee.is_party() && !leaks(Leak::PartyFree))
        || (!held.is_empty() && !leaks(Leak::HeldFree))
}

/// A step of an output's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Somebody else releases these exact bytes.
    Release {
        /// Who.
        by: WorkerId,
        /// The hash of the bytes that they were shown.
        hash: [u8; 32],
    },
    /// Somebody else decides that it does not leave.
    Refuse {
        /// Who.
        by: WorkerId,
    },
    /// It leaves, unless something new stands against it: then it waits again.
    Send {
        /// Whether something that its releaser did not see stands against it now.
        held: bool,
    },
}

/// An output as far as its next step depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it stands.
    pub state: OutputState,
    /// Who wrote it.
    pub author: WorkerId,
    /// The hash of its bytes.
    pub hash: [u8; 32],
}

impl Way {
    /// Where the step leads. There is no way from a draft to sent but through a release of the same bytes by somebody else.
    ///
    /// # Errors
    /// In words, where the step does not fit.
    pub fn next(&self, step: &Step) -> Result<OutputState, Refusal> {
        use OutputState::{Refused, Released, Sent, Waiting};
        match (self.state, step) {
            (Waiting, Step::Release { by, .. } | Step::Refuse { by })
                if *by == self.author && !leaks(Leak::OwnRelease) =>
            {
                let words = "You wrote this, so somebody else decides whether it leaves. Ask a colleague who may.";
                Err(Refusal::Conflict(words.to_owned()))
            }
            (Waiting, Step::Release { hash, .. })
                if *hash != self.hash && !leaks(Leak::HashUnbound) =>
            {
                let words = "This is not what you were shown. Open it again and look before you release it.";
                Err(Refusal::Conflict(words.to_owned()))
            }
            (Waiting, Step::Release { .. }) => Ok(Released),
            (Waiting, Step::Refuse { .. }) => Ok(Refused),
            (Released, Step::Send { held: false }) => Ok(Sent),
            (Released, Step::Send { held: true }) if leaks(Leak::HeldOnce) => Ok(Sent),
            (Released, Step::Send { held: true }) => Ok(Waiting),
            (Waiting, Step::Send { .. }) if leaks(Leak::UnreleasedSent) => Ok(Sent),
            (Refused, Step::Send { .. }) if leaks(Leak::RefusedSent) => Ok(Sent),
            (Waiting, Step::Send { .. }) => {
                let words = "This waits for release. Nothing was sent.";
                Err(Refusal::Conflict(words.to_owned()))
            }
            (Released | Refused | Sent, _) => {
                let words = "Somebody else decided about this while you had it open. Open it again to see how it stands.";
                Err(Refusal::Conflict(words.to_owned()))
            }
        }
    }
}

/// One to whom nothing of a family goes, as it is sealed: a person, a name, a place, or several of these.
#[derive(Clone, Default)]
pub struct BarredContent {
    /// A person of the family.
    pub person: Option<PersonId>,
    /// Whoever they are, as written.
    pub name: String,
    /// Where nothing goes: an address, a telephone number, an e-mail address.
    pub place: Option<Located<String>>,
    /// Why.
    pub why: String,
}

impl BarredContent {
    /// Whether nothing may go to this recipient, by person or by name.
    pub fn bars(&self, person: Option<PersonId>, name: &str) -> bool {
        let plain = |text: &str| {
            if leaks(Leak::BarredExactly) {
                return text.to_owned();
            }
            text.to_lowercase()
                .split_whitespace()
                .collect::<Vec<&str>>()
                .join(" ")
        };
        let same = !self.name.trim().is_empty() && plain(&self.name) == plain(name);
        same || (self.person.is_some() && self.person == person)
    }
}

/// What is sealed of an output; its bytes are a record of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFacts {
    /// Whom it is for, by name, as it stands on it.
    pub addressee: Addressee,
    /// The name.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// What it says, as its readers here are shown it: the same pieces as in the file.
    #[serde(default)]
    pub text: String,
    /// Why it may be told.
    pub grounds: disclosure::Grounds,
    /// Why it waits; for the releaser alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
    /// What was left out and why, for the record of a subject access request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<passage::Withheld>,
}

/// The exact bytes that leave, as they are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile(pub Vec<u8>);

/// What a releaser said, or why somebody refused; sealed as a later version of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputDecided {
    /// In their words.
    pub reason: String,
}

impl OutputDecided {
    /// A decision with its reason.
    ///
    /// # Errors
    /// Where nothing was written, or too much.
    pub fn new(reason: &str) -> Result<Self, Refusal> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::invalid("reason", "Say why, in a sentence."));
        }
        let problem = disclosure::too_long("reason", reason);
        problem.map_or_else(
            || {
                Ok(Self {
                    reason: reason.to_owned(),
                })
            },
            |problem| Err(Refusal::Invalid(vec![problem])),
        )
    }
}

/// A number of an output that tells nothing of how many there are: ten letters and digits that are read out without mistake.
pub fn number(random: [u8; 10]) -> String {
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let sign = |byte: u8| {
        SIGNS
            .get(usize::from(byte % 32))
            .map_or('2', |sign| char::from(*sign))
    };
    let all: Vec<char> = random.into_iter().map(sign).collect();
    let (first, last) = all.split_at(all.len() / 2);
    format!(
        "{}-{}",
        first.iter().collect::<String>(),
        last.iter().collect::<String>()
    )
}

/// The line that stands on every output but an invitation, which has its number alone.
pub fn made_for(name: &str, at: Timestamp, number: &str) -> String {
    let day = crate::date_words::day(crate::calendar::local_date(at));
    format!("Made for {name} on {day}, disclosure {number}.")
}

/// One problem, where the text is missing.
pub(crate) fn wanted(field: &str, text: &str, words: &str) -> Option<Problem> {
    text.trim().is_empty().then(|| Problem::new(field, words))
}

#[cfg(test)]
mod tests;
