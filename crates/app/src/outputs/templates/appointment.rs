//! The letter that makes an appointment. Fixed fields alone: it names nobody but who reads it, and no place but where it goes.

use trefoil_core::calendar::{local_date, london};
use trefoil_core::date_words::weekday_day;
use trefoil_core::output::Addressee;
use trefoil_core::output::disclosure::{Basis, Gateway, Grounds, Purpose, Told};
use trefoil_core::output::document::Block;
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, or_leak};

use super::{Asked, Said, Template};

pub(super) const TEMPLATE: Template = Template {
    code: "appointment",
    words: "Letter: an appointment",
    narrative: false,
    formats: &["pdf", "docx", "html", "txt"],
    to: Addressee::is_party,
    grounds: Some(grounds),
    write,
};

/// The grounds of what only arranges to meet somebody.
pub(super) fn grounds() -> Grounds {
    Grounds {
        asked_by: String::new(),
        purpose: Purpose::Appointment,
        gateway: Gateway::OwnMatter,
        basis: Basis::PublicTask,
        necessity: "To arrange to meet.".to_owned(),
        told: Told::Themselves,
    }
}

fn write(asked: &Asked<'_>) -> Result<Said, Refusal> {
    let at = asked.meeting()?;
    let day = weekday_day(local_date(at));
    let time = at.to_zoned(london()).strftime("%-I.%M%P").to_string();
    let worker = asked.worker;
    let parts = vec![
        asked.greeting(),
        (
            asked.own(),
            Block::words(format!(
                "{worker} would like to meet you on {day} at {time}."
            )),
        ),
        (
            asked.own(),
            Block::words(format!(
                "You know where to come. If you cannot come, for whatever reason, tell {worker} in the way that you have agreed. You need not say which."
            )),
        ),
        asked.farewell(),
    ];
    Ok(Said {
        title: or_leak(Leak::WordsTell, "Your appointment".to_owned(), |title| {
            format!("{title} about domestic abuse")
        }),
        parts,
        event: None,
    })
}
