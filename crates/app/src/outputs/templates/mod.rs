//! Templates: a file for each kind of output, saying in what words it speaks, part by part, each with whose it is. A template is
//! handed no place, and cannot open one.

mod access;
mod appointment;
mod invitation;
mod letter;
mod outcome;

use jiff::{SignedDuration, Timestamp};
use trefoil_core::decision::Outcome;
use trefoil_core::ids::PersonId;
use trefoil_core::meeting::AHEAD_DAYS;
use trefoil_core::output::Addressee;
use trefoil_core::output::disclosure::Grounds;
use trefoil_core::output::document::{Block, Event};
use trefoil_core::output::told::Label;
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;

/// A kind of output.
pub struct Template {
    /// The code that is stored and sent.
    pub code: &'static str,
    /// What people read.
    pub words: &'static str,
    /// Whether it tells in free words: then it always waits for a second person.
    pub narrative: bool,
    /// The formats in which it is written, the best first.
    pub formats: &'static [&'static str],
    /// For whom it may be.
    pub to: fn(&Addressee) -> bool,
    /// The grounds, where they are always the same.
    pub grounds: Option<fn() -> Grounds>,
    /// What it says.
    pub(crate) write: fn(&Asked<'_>) -> Result<Said, Refusal>,
}

/// Every template that is written from its form. The file of a subject access request is gathered instead (`gather`).
pub const ALL: &[&Template] = &[
    &appointment::TEMPLATE,
    &invitation::TEMPLATE,
    &letter::TEMPLATE,
    &outcome::TEMPLATE,
    &access::TEMPLATE,
];

/// The template of a code.
pub fn of_code(code: &str) -> Option<&'static Template> {
    ALL.iter().copied().find(|one| one.code == code)
}

/// What a template may speak of.
pub(crate) struct Asked<'a> {
    /// What they are called.
    pub(crate) name: &'a str,
    /// On whose side it is written.
    pub(crate) whose: (CompartmentKind, PersonId),
    /// Who writes.
    pub(crate) worker: &'a str,
    /// When it is written, and its number.
    pub(crate) made: (Timestamp, &'a str),
    /// When the appointment is.
    pub(crate) meeting: Option<Timestamp>,
    /// Free words, as typed.
    pub(crate) words: &'a str,
    /// What was decided on the addressee's contacts: outcome, when, and when the contact came.
    pub(crate) outcomes: &'a [(Outcome, Timestamp, Timestamp)],
    /// The passages of a person's own file.
    pub(crate) passages: &'a [Passage],
}

/// A passage that is given: when it was written, and what it says.
pub(crate) struct Passage {
    pub(crate) at: Timestamp,
    pub(crate) label: Label,
    pub(crate) text: String,
}

/// What a template says.
pub(crate) struct Said {
    pub(crate) title: String,
    pub(crate) parts: Vec<(Label, Block)>,
    pub(crate) event: Option<Event>,
}

impl Asked<'_> {
    /// The label of the side on which it is written.
    pub(crate) fn own(&self) -> Label {
        Label::Strand(self.whose.0, self.whose.1)
    }

    /// How a letter begins.
    pub(crate) fn greeting(&self) -> (Label, Block) {
        (Label::House, Block::words(format!("Dear {},", self.name)))
    }

    /// How it ends.
    pub(crate) fn farewell(&self) -> (Label, Block) {
        (
            Label::House,
            Block::words(format!("Yours sincerely\n{}", self.worker)),
        )
    }

    /// When the appointment is.
    pub(crate) fn meeting(&self) -> Result<Timestamp, Refusal> {
        let wanted = || Refusal::invalid("day", "Write the day and the time of the appointment.");
        let at = self.meeting.ok_or_else(wanted)?;
        if at <= self.made.0 {
            return Err(Refusal::invalid(
                "day",
                "Choose a day and a time that are still to come.",
            ));
        }
        if at.duration_since(self.made.0) > SignedDuration::from_hours(24 * AHEAD_DAYS) {
            let words = "Choose a day within a year. Check the year.";
            return Err(Refusal::invalid("day", words));
        }
        Ok(at)
    }
}
