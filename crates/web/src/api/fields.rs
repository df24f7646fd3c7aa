//! What a system may send, field by field: one table, by which what comes is read and what may come is described. What is in a field
//! is judged by `core`, as for whoever types it; here only that it is a field, and of its kind.

use serde_json::{Map, Value, json};
use trefoil_core::contact::{REFERENCE_LONGEST, SUMMARY_LONGEST};
use trefoil_core::contact_typed::{
    ContactTyped, LINE_LONGEST, PARTNERS, PEOPLE_MOST, WORDS_LONGEST,
};
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex};

use super::sent;
use crate::errors::Refused;

// a birth date as programs write it
mod birth;

/// The header by which a system names a sending.
pub(super) const KEY: &str = "Idempotency-Key";
/// How long such a name may be.
pub(super) const KEY_LONGEST: usize = 100;

/// What stands in a field.
#[derive(Clone, Copy)]
enum Kind {
    /// Text of at most so many characters.
    Text(usize),
    /// One of a closed list.
    Code(fn() -> Vec<&'static str>),
    /// A birth date, or what is known of one.
    Birth,
    /// The people.
    People,
}

/// A field.
struct Field {
    name: &'static str,
    says: &'static str,
    kind: Kind,
    needed: bool,
}

const fn needed(name: &'static str, kind: Kind, says: &'static str) -> Field {
    Field {
        name,
        says,
        kind,
        needed: true,
    }
}

const fn field(name: &'static str, kind: Kind, says: &'static str) -> Field {
    Field {
        needed: false,
        ..needed(name, kind, says)
    }
}

/// The codes of a closed list.
macro_rules! codes {
    ($list:ty) => {
        Kind::Code(|| <$list>::ALL.iter().map(|one| one.code()).collect())
    };
}

const LINE: Kind = Kind::Text(LINE_LONGEST);
const WORDS: Kind = Kind::Text(WORDS_LONGEST);

const CONTACT: [Field; 12] = [
    needed(
        "source",
        Kind::Code(|| PARTNERS.iter().map(|one| one.code()).collect()),
        "What kind of work the sender does",
    ),
    needed(
        "summary",
        Kind::Text(SUMMARY_LONGEST),
        "What happened, and what worries the sender; nobody's address, for which there are fields",
    ),
    needed("teller", LINE, "Who tells it: their name"),
    needed(
        "reached",
        LINE,
        "Their e-mail address or telephone number at work, to tell them what was decided",
    ),
    field(
        "organisation",
        LINE,
        "Where they work, where that is a part of the agency",
    ),
    field(
        "reference",
        Kind::Text(REFERENCE_LONGEST),
        "The sender's own reference. Without an Idempotency-Key it names the sending: the same twice is taken in once",
    ),
    field(
        "domestic_abuse",
        codes!(Known),
        "Whether they say that it is domestic abuse",
    ),
    field("grade", codes!(RiskGrade), "Their grade of risk"),
    field("instrument", codes!(RiskInstrument), "The tool they used"),
    field("police_attended", codes!(Known), "Whether police came"),
    field("place", LINE, "Where it was"),
    field("people", Kind::People, "The people that it is about"),
];

const PERSON: [Field; 15] = [
    needed("role", codes!(IncidentRole), "Who they are in it"),
    field("given", LINE, "First names"),
    field("surname", LINE, "Surname"),
    field(
        "birth",
        Kind::Birth,
        "2014-03-14; a year alone; \"about 7\", of whom only that is known; \"due 2026-03-14\" of an unborn child",
    ),
    field("sex", codes!(Sex), "Sex"),
    field("relationship", LINE, "Who they are to the victim"),
    field(
        "address_state",
        codes!(AddressState),
        "What is known of the address",
    ),
    field("address", LINE, "Address"),
    field("postcode", LINE, "Postcode"),
    field("phone", LINE, "Telephone"),
    field("school", LINE, "School or nursery"),
    field("safe", codes!(Known), "Whether it is safe to contact them"),
    field("safe_how", WORDS, "How it is safe"),
    field(
        "present",
        codes!(Known),
        "Of a child: whether they were there",
    ),
    field(
        "words",
        WORDS,
        "Of a child: what they said, in their own words",
    ),
];

/// The contact that was sent.
///
/// # Errors
/// `Unreadable` where it is no JSON object; `Invalid` naming each field that is none, or not of its kind.
pub(super) fn read(body: &[u8]) -> Result<ContactTyped, Refused> {
    let (sent, mut problems) = sent::read(body).map_err(|_| Refused::Unreadable)?;
    let Value::Object(sent) = sent else {
        return Err(Refused::Unreadable);
    };
    check(&sent, &CONTACT, "", &mut problems);
    if !problems.is_empty() {
        return Err(Refusal::Invalid(problems).into());
    }
    serde_json::from_value(Value::Object(sent)).map_err(|_| Refused::Unreadable)
}

fn check(sent: &Map<String, Value>, fields: &[Field], at: &str, problems: &mut Vec<Problem>) {
    for field in fields {
        let place = format!("{at}/{}", field.name);
        match sent.get(field.name) {
            None if field.needed => {
                problems.push(Problem::new(place, format!("Send this: {}.", field.says)));
            }
            None => {}
            Some(value) => value_check(value, field, &place, problems),
        }
    }
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    for name in sent.keys().filter(|name| !known(name)) {
        problems.push(Problem::new(
            format!("{at}/{}", sent::escaped(name)),
            "There is no such field.",
        ));
    }
}

fn value_check(value: &Value, field: &Field, place: &str, problems: &mut Vec<Problem>) {
    let wrong = match field.kind {
        Kind::People => return people_check(value, place, problems),
        Kind::Text(most) => text_wrong(value, most, field.needed),
        Kind::Code(codes) => code_wrong(value, &codes()),
        Kind::Birth => {
            let good = value.as_str().is_some_and(birth::is_read);
            (!good).then(|| birth::WORDS.to_owned())
        }
    };
    problems.extend(wrong.map(|words| Problem::new(place, words)));
}

fn text_wrong(value: &Value, most: usize, needed: bool) -> Option<String> {
    let Some(text) = value.as_str() else {
        return Some("Send text.".to_owned());
    };
    if text.chars().any(is_control) {
        return Some("Send text without control characters, but tabs and line ends.".to_owned());
    }
    let length = text.chars().count();
    if length > most {
        return Some(format!(
            "This has {length} characters. Send {most} or fewer."
        ));
    }
    (needed && text.trim().is_empty()).then(|| "Send more than blanks.".to_owned())
}

/// What no text holds, and no page can show.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The same for a machine, as ECMA-262 writes it inside brackets.
const CONTROLS: &str = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f";

fn code_wrong(value: &Value, codes: &[&str]) -> Option<String> {
    let known = value.as_str().is_some_and(|code| codes.contains(&code));
    (!known).then(|| format!("Send one of: {}.", codes.join(", ")))
}

fn people_check(value: &Value, place: &str, problems: &mut Vec<Problem>) {
    let people = value
        .as_array()
        .filter(|people| people.len() <= PEOPLE_MOST);
    let Some(people) = people else {
        let words = format!(
            "Send a list of at most {PEOPLE_MOST} people, and write of the others in the summary."
        );
        problems.push(Problem::new(place, words));
        return;
    };
    for (nth, person) in people.iter().enumerate() {
        let place = format!("{place}/{nth}");
        match person.as_object() {
            Some(person) => check(person, &PERSON, &place, problems),
            None => problems.push(Problem::new(place, "Send an object for each person.")),
        }
    }
}

/// The same table as a JSON Schema.
pub(super) fn contact_schema() -> Value {
    schema_of(&CONTACT)
}

fn schema_of(fields: &[Field]) -> Value {
    let properties = fields.iter();
    let properties: Map<String, Value> = properties
        .map(|field| (field.name.to_owned(), field_schema(field)))
        .collect();
    let needed = fields.iter().filter(|field| field.needed);
    let needed: Vec<&str> = needed.map(|field| field.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": needed,
        "additionalProperties": false,
    })
}

fn field_schema(field: &Field) -> Value {
    let mut schema = match field.kind {
        Kind::Text(most) => {
            let any = format!("[^{CONTROLS}]*");
            // More than blanks, where it is needed.
            let some = if field.needed {
                format!("[^\\s{CONTROLS}]{any}")
            } else {
                String::new()
            };
            json!({ "type": "string", "maxLength": most, "pattern": format!("^{any}{some}$") })
        }
        Kind::Code(codes) => json!({ "type": "string", "enum": codes() }),
        Kind::Birth => json!({ "type": "string", "pattern": birth::PATTERN }),
        Kind::People => json!({
            "type": "array",
            "maxItems": PEOPLE_MOST,
            "items": schema_of(&PERSON),
        }),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), field.says.into());
    }
    schema
}

#[cfg(test)]
mod tests;
