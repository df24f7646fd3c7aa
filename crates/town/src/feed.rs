//! The town's police contacts as a police feed, version 1: the same columns as a force would send.

use std::io::Write;

use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::vocabulary::{Known, Source};

use crate::happening::Happening;
use crate::plain::{PlainContact, PlainPerson};

/// The columns of the police feed, version 1, in its order.
pub const POLICE_COLUMNS: [&str; 33] = [
    "incident_reference",
    "version",
    "received_at",
    "incident_started_at",
    "incident_place",
    "police_attended",
    "domestic_abuse",
    "risk_instrument",
    "risk_grade",
    "summary",
    "person_reference",
    "role",
    "towards",
    "given_names",
    "surname",
    "date_of_birth",
    "sex",
    "ethnicity",
    "language",
    "interpreter_needed",
    "disability",
    "nhs_number",
    "upn",
    "relationship_to_victim",
    "address_state",
    "address_lines",
    "postcode",
    "phone",
    "safe_to_contact",
    "child_present",
    "child_spoken_to",
    "child_words",
    "school_name",
];

/// Writes the police contacts among these happenings as a feed with its header. Returns the number of data rows.
///
/// # Errors
/// Those of the writer.
pub fn police_csv(
    happenings: impl IntoIterator<Item = Happening>,
    to: impl Write,
) -> Result<u64, csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(POLICE_COLUMNS)?;
    let mut rows = 0;
    for happening in happenings {
        if happening.contact.source == Source::Police {
            rows += contact_rows(&happening.contact, &mut writer)?;
        }
    }
    writer.flush()?;
    Ok(rows)
}

/// The records of one contact as they would stand in the feed, without the header.
pub(crate) fn records(contact: &PlainContact) -> String {
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(2048)
        .from_writer(Vec::with_capacity(2048));
    // Writing to memory does not fail; were it to, the raw copy would be empty and the draft still whole.
    if contact_rows(contact, &mut writer).is_err() {
        return String::new();
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn contact_rows<W: Write>(
    contact: &PlainContact,
    writer: &mut csv::Writer<W>,
) -> Result<u64, csv::Error> {
    let received = contact.received_at.to_string();
    let started = contact.incident_started_at.map(|at| at.to_string());
    let mut rows = 0;
    for person in &contact.people {
        for (role, towards) in &person.roles {
            let incident = [
                text(contact.reference.as_ref()),
                "1",
                received.as_str(),
                text(started.as_ref()),
                text(contact.place.as_ref()),
                contact.police_attended.code(),
                contact.domestic_abuse.code(),
                contact.instrument.code(),
                contact.grade.code(),
                contact.summary.as_str(),
                text(person.reference.as_ref()),
                role.code(),
                text(towards.as_ref()),
            ];
            for field in incident {
                writer.write_field(field)?;
            }
            person_fields(person, writer)?;
            writer.write_record(None::<&[u8]>)?;
            rows += 1;
        }
    }
    Ok(rows)
}

fn person_fields<W: Write>(
    person: &PlainPerson,
    writer: &mut csv::Writer<W>,
) -> Result<(), csv::Error> {
    let birth = birth_text(&person.birth);
    let safe = match &person.safe_contact {
        SafeContact::NotAsked => "",
        SafeContact::Yes => "yes",
        SafeContact::No => "no",
        SafeContact::Only(rule) => rule,
    };
    let fields = [
        person.given.as_str(),
        person.surname.as_str(),
        birth.as_str(),
        person.sex.map_or("", |sex| sex.code()),
        person.ethnicity.unwrap_or_default(),
        person.language.unwrap_or_default(),
        stated(person.interpreter),
        person.disability.unwrap_or_default(),
        person.nhs_number.as_ref().map_or("", |n| n.digits()),
    ];
    for field in fields {
        writer.write_field(field)?;
    }
    let upn = person.upn.as_ref().map(ToString::to_string);
    let fields = [
        text(upn.as_ref()),
        person.relationship_to_victim.unwrap_or_default(),
        person.address_state.map_or("", |state| state.code()),
        text(person.address_lines.as_ref()),
        text(person.postcode.as_ref()),
        text(person.phone.as_ref()),
        safe,
        stated(person.child_present),
        stated(person.child_spoken_to),
        person.child_words.unwrap_or_default(),
        text(person.school.as_ref()),
    ];
    for field in fields {
        writer.write_field(field)?;
    }
    Ok(())
}

/// An optional column is left empty where nothing is known.
fn stated(known: Known) -> &'static str {
    if known == Known::Unknown {
        ""
    } else {
        known.code()
    }
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

fn birth_text(birth: &BirthDate) -> String {
    match birth {
        BirthDate::Missing => String::new(),
        BirthDate::On(date) => date.to_string(),
        BirthDate::Expected(date) => format!("expected {date}"),
        BirthDate::Unreadable(written) => written.clone(),
    }
}

#[cfg(test)]
mod tests;
