//! Notices: what a school is told about one child and one incident (Operation Encompass), and where each stands. There is no field
//! for a place: a school needs none, and a key adult may be anybody's neighbour.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::located::Located;
use crate::looks_like::trace;
use crate::name::PersonName;
use crate::person::BirthDate;
use crate::refusal::{Problem, Refusal};
use crate::school::Urn;
use crate::vocabulary::{Known, closed_list};

pub mod told;
closed_list! {
    /// Where a notice stands.
    NoticeState {
        ToDo = "to_do", "To do";
        PoliceTold = "police_told", "Police told the school";
        Telephoned = "telephoned", "The hub told the school by telephone";
        Sent = "sent", "Sent, not read yet";
        Read = "read", "Read by the school";
        Acknowledged = "acknowledged", "Acknowledged by the school";
        Answered = "answered", "Answered by the school";
        Cannot = "cannot", "Not told";
    }
}

impl NoticeState {
    /// Whether the school knows.
    pub fn is_told(self) -> bool {
        matches!(
            self,
            Self::PoliceTold | Self::Telephoned | Self::Read | Self::Acknowledged | Self::Answered
        )
    }

    /// Whether somebody still has to see to it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::Sent)
    }
}

closed_list! {
    /// Why a school is not told.
    WhyNot {
        Age = "age", "The child is not of school age";
        Same = "same", "It is the same child as in another notice";
        NotAbuse = "not_abuse", "It was not domestic abuse";
        Unsafe = "unsafe", "It is not safe to tell this school now";
        Unknown = "unknown", "Nobody could say which school";
        NotAttended = "not_attended", "Police did not attend";
    }
}

closed_list! {
    /// What happened, from a list: a story could hold a place.
    Circumstance {
        Argument = "argument", "An argument between adults at home";
        Threats = "threats", "Threats or shouting";
        Violence = "violence", "Violence against an adult";
        Injury = "injury", "An adult was hurt";
        Damage = "damage", "Things were broken";
        Control = "control", "One adult controls or frightens another";
        Stalking = "stalking", "An adult was followed or pestered";
        Order = "order", "An order of a court was broken";
        Moved = "moved", "The family may not be staying at home";
        Arrest = "arrest", "Somebody was arrested";
    }
}

closed_list! {
    /// Whether the school may speak to the parents about it.
    MaySpeak default No {
        No = "no", "Do not speak to the parents about this notice";
        Ask = "ask", "Ask the hub before you speak to a parent about this notice";
        Victim = "victim", "You may speak to the parent who was harmed, alone, and to nobody else";
    }
}

closed_list! {
    /// How the school was found.
    FoundHow default Unknown {
        Certain = "certain", "The only school of that name in the register";
        Chosen = "chosen", "Chosen by a worker";
        Possible = "possible", "It may be one of several: choose";
        Closed = "closed", "The register says that the school is closed: ask where the child goes now";
        Nowhere = "nowhere", "Not in a school: the authority's officer is told";
        Unknown = "unknown", "Not found in the register: ask, and choose";
    }
}

/// Characters of each of a notice's free texts.
pub const WORDS_LONGEST: usize = 600;

/// Why a school is told though police did not attend, as a worker wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lawful {
    /// The code of the gateway.
    pub gateway: String,
    /// Why it is necessary.
    pub reason: String,
}

/// What is sealed of a notice.
#[derive(Clone, Default)]
pub struct NoticeContent {
    /// The child.
    pub child: PersonName,
    /// Their birth date.
    pub birth: BirthDate,
    /// The police's reference.
    pub reference: Option<String>,
    /// When it began.
    pub incident_at: Option<Timestamp>,
    /// Whether the child was there.
    pub present: Known,
    /// Whether somebody spoke to the child.
    pub spoken_to: Known,
    /// What the child said, as the school is told it.
    pub words: String,
    /// Whether what the child said was left out, since it seems to hold a place.
    pub left_out: bool,
    /// What happened.
    pub circumstances: Vec<Circumstance>,
    /// Whether the parents may be spoken to.
    pub parents: MaySpeak,
    /// Who may collect the child.
    pub collects: String,
    /// Whom the school does not ring.
    pub not_ring: String,
    /// The school, by its number.
    pub school: Option<Located<String>>,
    /// Which schools it may be, by their numbers.
    pub possible: Vec<Located<String>>,
    /// The school in the source's own words.
    pub said: Option<Located<String>>,
    /// How it was found.
    pub found: FoundHow,
    /// Whether somebody of the family hides: then nothing goes by itself.
    pub hides: bool,
    /// Whether the child's age is not known.
    pub age_unknown: bool,
    /// Why it is told all the same, where police did not attend.
    pub lawful: Option<Lawful>,
    /// Why it is not told, or what a worker noted when they told it.
    pub note: String,
}

/// What a worker typed of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeTyped {
    /// The school's number.
    pub school: String,
    /// What the child said.
    pub words: String,
    /// What happened.
    pub circumstances: Vec<Circumstance>,
    /// Whether the parents may be spoken to.
    pub parents: Option<MaySpeak>,
    /// Who may collect the child.
    pub collects: String,
    /// Whom the school does not ring.
    pub not_ring: String,
}

/// One of a notice's free texts, where nothing stands against it.
///
/// # Errors
/// Where it is too long, or holds what looks like a place: by its pattern alone, whoever's it is.
pub fn words_typed(field: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() > WORDS_LONGEST {
        return Err(Problem::new(
            field,
            format!("Make it {WORDS_LONGEST} characters or fewer."),
        ));
    }
    match trace(text) {
        Some(found) => {
            let words = format!(
                "This seems to hold {}. A school is told no place: take it out.",
                found.words()
            );
            Err(Problem::new(field, words))
        }
        None => Ok(text.to_owned()),
    }
}

impl NoticeTyped {
    /// Writes it over what is there.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn over(&self, known: &NoticeContent) -> Result<(NoticeContent, Option<Urn>), Refusal> {
        let mut problems = Vec::new();
        let mut text = |field: &str, typed: &str| {
            words_typed(field, typed).unwrap_or_else(|problem| {
                problems.push(problem);
                String::new()
            })
        };
        let words = text("words", &self.words);
        let collects = text("collects", &self.collects);
        let not_ring = text("not_ring", &self.not_ring);
        let school: Option<Urn> = match self.school.trim() {
            "" => None,
            typed => typed.parse().map_or_else(
                |_| {
                    problems.push(Problem::new(
                        "school",
                        "Choose a school, or enter its reference number (URN) of six digits.",
                    ));
                    None
                },
                Some,
            ),
        };
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let mut content = NoticeContent {
            words,
            left_out: known.left_out && self.words.trim().is_empty(),
            circumstances: self.circumstances.clone(),
            parents: self.parents.unwrap_or(known.parents),
            collects,
            not_ring,
            ..known.clone()
        };
        if let Some(urn) = school {
            content.school = Some(Located::new(urn.to_string()));
            content.found = FoundHow::Chosen;
            content.age_unknown = false;
        }
        Ok((content, school))
    }
}

/// What is done with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeStep {
    /// A worker records that police told the school.
    PoliceTold,
    /// A worker told the school by telephone.
    Telephoned,
    /// A worker decides that the school is not told.
    Cannot,
    /// It is to do again: a mistake, or another school.
    Again,
    /// It leaves.
    Send,
    /// The school opened it with its code.
    Read,
    /// The school says that it knows.
    Acknowledge,
    /// The school says how the child is.
    Answer,
}

/// Where a step leads.
///
/// # Errors
/// `Conflict` in words, where it does not fit how the notice stands.
pub fn notice_next(state: NoticeState, step: NoticeStep) -> Result<NoticeState, Refusal> {
    use NoticeState as S;
    use NoticeStep as T;
    match (state, step) {
        (S::ToDo | S::Sent, T::PoliceTold) => Ok(S::PoliceTold),
        (S::ToDo | S::Sent, T::Telephoned) => Ok(S::Telephoned),
        (S::ToDo, T::Cannot) => Ok(S::Cannot),
        (S::ToDo, T::Send) => Ok(S::Sent),
        (S::PoliceTold | S::Telephoned | S::Cannot | S::Sent, T::Again) => Ok(S::ToDo),
        (S::Sent, T::Read) => Ok(S::Read),
        // Whoever opens it again reads it again, and may say twice that they know; what they said before stands.
        (S::Read | S::Acknowledged | S::Answered, T::Read)
        | (S::Acknowledged | S::Answered, T::Acknowledge) => Ok(state),
        (S::Sent | S::Read, T::Acknowledge) => Ok(S::Acknowledged),
        (S::Read | S::Acknowledged | S::Answered, T::Answer) => Ok(S::Answered),
        (
            S::Read | S::Acknowledged | S::Answered,
            T::PoliceTold | T::Telephoned | T::Again | T::Cannot | T::Send,
        ) => {
            let words = "The school has read this notice. Open it again to see how it stands.";
            Err(Refusal::Conflict(words.to_owned()))
        }
        _ => {
            let words = "Somebody else dealt with this notice while you had it open. Open it again to see how it stands.";
            Err(Refusal::Conflict(words.to_owned()))
        }
    }
}

/// Why a notice is not sent by itself: each is something that a person has to look at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByHand {
    /// No agreement with the police is recorded.
    NoAgreement,
    /// The school is not certain.
    School,
    /// The child's age is not known.
    Age,
    /// Somebody of the family hides: what an officer wrote may be the school that they left.
    Hides,
    /// What the child said may hold a place.
    LeftOut,
    /// Nobody at the school can be written to.
    NoKeyAdult,
}

impl ByHand {
    /// What the worker reads.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoAgreement => "The police tell schools here, not the hub: record when they did.",
            Self::School => "Choose the school.",
            Self::Age => "Find out whether the child is of school age: no birth date is known.",
            Self::Hides => {
                "Somebody in this family may be hiding: make sure that this is the child's school now."
            }
            Self::LeftOut => "The child's words may hold a place: write what may be told.",
            Self::NoKeyAdult => {
                "No key adult of this school can be written to: tell the school by telephone."
            }
        }
    }
}

/// What stands against sending a notice by itself. Who could be written to matters only where the hub writes.
pub fn by_hand(content: &NoticeContent, agreed: bool, reachable: bool) -> Vec<ByHand> {
    let sure = matches!(
        content.found,
        FoundHow::Certain | FoundHow::Chosen | FoundHow::Nowhere
    );
    let chosen = content.found == FoundHow::Chosen;
    let each = [
        (!agreed, ByHand::NoAgreement),
        (!sure || content.school.is_none(), ByHand::School),
        (content.age_unknown, ByHand::Age),
        (content.hides && !chosen, ByHand::Hides),
        (content.left_out, ByHand::LeftOut),
        (agreed && sure && !reachable, ByHand::NoKeyAdult),
    ];
    each.into_iter()
        .filter(|(stands, _)| *stands)
        .map(|(_, why)| why)
        .collect()
}

/// The secret of a link that a key adult is sent: sealed, so that every try to send it sends the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLink {
    /// What stands in the link.
    pub token: String,
}

closed_list! {
    /// How a child is, as the school says.
    ChildToday {
        Well = "well", "As usual";
        Upset = "upset", "Quiet, upset or tired";
        Worried = "worried", "We are worried: please ring us";
        Away = "away", "Not in school";
    }
}

/// What a school answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeAnswer {
    /// How the child is.
    pub today: ChildToday,
    /// In the school's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl NoticeAnswer {
    /// An answer as it was typed.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(today: Option<ChildToday>, words: &str) -> Result<Self, Refusal> {
        match (today, words_typed("words", words)) {
            (Some(today), Ok(words)) => Ok(Self { today, words }),
            (today, words) => {
                let none = today
                    .is_none()
                    .then(|| Problem::new("today", "Say how the child is today."));
                Err(Refusal::Invalid(
                    none.into_iter().chain(words.err()).collect(),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests;
