//! The same appointment for a calendar: a word, a beginning and an end. No place, nobody's name, and nothing of what it is about.

use jiff::SignedDuration;
use trefoil_core::output::Addressee;
use trefoil_core::output::document::{Block, Event};
use trefoil_core::refusal::Refusal;

use super::{Asked, Said, Template, appointment};

pub(super) const TEMPLATE: Template = Template {
    code: "invitation",
    words: "Calendar invitation",
    narrative: false,
    formats: &["ics"],
    to: Addressee::is_party,
    grounds: Some(appointment::grounds),
    write,
};

/// How long an appointment is taken to be.
const LENGTH: SignedDuration = SignedDuration::from_hours(1);

fn write(asked: &Asked<'_>) -> Result<Said, Refusal> {
    let from = asked.meeting()?;
    let until = from.checked_add(LENGTH).unwrap_or(from);
    let (made, number) = asked.made;
    Ok(Said {
        title: "Appointment".to_owned(),
        parts: vec![(asked.own(), Block::words("Appointment"))],
        event: Some(Event {
            title: "Appointment".to_owned(),
            from,
            until,
            uid: number.to_owned(),
            made,
        }),
    })
}
