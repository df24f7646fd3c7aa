//! A contact as somebody types it, a worker at the hub or a partner: what must be there, how much of it, and what is kept as it is
//! written because nobody knows better. A child without a name, an address alone, no child at all: all of these are contacts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::local_date;
use crate::contact::{CameBy, ContactDraft, REFERENCE_LONGEST, Referrer, SUMMARY_LONGEST};
use crate::date_typed::birth_typed;
use crate::doubts::doubts;
use crate::flag::{Flag, FlagCode};
use crate::located::Located;
use crate::name::PersonName;
use crate::person::{BirthDate, SafeContact};
use crate::refusal::{Problem, Refusal};
use crate::sighting::{Described, Places, RoleHeld, Sighting};
use crate::vocabulary::{
    AddressState, IncidentRole, Known, RiskGrade, RiskInstrument, Sex, Source,
};

// what nobody can see in it
mod hidden;
// what a partner must say beside it
mod partner;

pub use partner::{PARTNERS, is_partner};

/// People whom one form can hold: a family of three generations and the neighbours.
pub const PEOPLE_MOST: usize = 12;
/// Characters of a name, a place, a line.
pub const LINE_LONGEST: usize = 200;
/// Characters of a child's words, or of a rule for contacting somebody.
pub const WORDS_LONGEST: usize = 2_000;

/// What was typed of the contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactTyped {
    /// Who told us.
    pub source: Option<Source>,
    /// Their own reference.
    pub reference: String,
    /// Whether they say that it is domestic abuse.
    pub domestic_abuse: Known,
    /// Their grade of risk.
    pub grade: Option<RiskGrade>,
    /// Their tool.
    pub instrument: Option<RiskInstrument>,
    /// Whether police came.
    pub police_attended: Known,
    /// Where it was.
    pub place: String,
    /// What happened.
    pub summary: String,
    /// Who told us, to tell them what was decided: their name.
    pub teller: String,
    /// Their organisation.
    pub organisation: String,
    /// How they are reached at work.
    pub reached: String,
    /// The people.
    pub people: Vec<PersonTyped>,
}

/// What was typed of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonTyped {
    /// What they were in it.
    pub role: Option<IncidentRole>,
    /// First names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth date, as typed in one box.
    pub birth: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Mother, ex-partner.
    pub relationship: String,
    /// What is said of the address.
    pub address_state: Option<AddressState>,
    /// Address lines.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Phone.
    pub phone: String,
    /// School or nursery.
    pub school: String,
    /// Whether it is safe to contact them.
    pub safe: Option<Known>,
    /// How it is safe.
    pub safe_how: String,
    /// Of a child: whether they were there.
    pub present: Known,
    /// Of a child: what they said.
    pub words: String,
}

impl PersonTyped {
    /// Whether nothing was typed. A role alone is nobody; of somebody whom nobody can name, what was chosen is enough: whether a child was there,
    /// that it is not safe to contact them, that they are in a refuge.
    pub fn is_blank(&self) -> bool {
        let told = self.present != Known::Unknown
            || self.sex.is_some()
            || self.safe.is_some_and(|safe| safe != Known::Unknown)
            || self.address_state.is_some();
        let unnamed = self.role.is_some() && told;
        self.texts().iter().all(|text| text.trim().is_empty()) && !unnamed
    }

    /// Somebody who is named in a contact that is there already, in the words of the boxes of its first person.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(&self, now: Timestamp) -> Result<Sighting, Refusal> {
        if self.is_blank() {
            let words = "Write as much as you know of this person: a name, an age, an address.";
            return Err(Refusal::invalid(&field_of(0, "given"), words));
        }
        let mut problems = Vec::new();
        let mut seen = self.sighting((0, local_date(now)), &mut problems);
        seen.described.added_here = true;
        if problems.is_empty() {
            Ok(seen)
        } else {
            Err(Refusal::Invalid(problems))
        }
    }

    fn texts(&self) -> [&String; 10] {
        [
            &self.given,
            &self.surname,
            &self.birth,
            &self.relationship,
            &self.address,
            &self.postcode,
            &self.phone,
            &self.school,
            &self.safe_how,
            &self.words,
        ]
    }

    fn sighting(&self, (at, today): (usize, Date), problems: &mut Vec<Problem>) -> Sighting {
        let birth = birth_typed(&self.birth, today).unwrap_or_else(|words| {
            problems.push(Problem::new(field_of(at, "birth"), words));
            BirthDate::Missing
        });
        if self.role.is_none() {
            let words = "Say whether this person is a child, the victim, the one who harms, or somebody else.";
            problems.push(Problem::new(field_of(at, "role"), words));
        }
        problems.extend(self.too_long(at));
        let described = Described {
            roles: vec![RoleHeld {
                role: self.role.unwrap_or(IncidentRole::Other),
                towards: None,
            }],
            name: PersonName::new(self.given.trim(), self.surname.trim()),
            birth,
            sex: self.sex,
            relationship_to_victim: text(&self.relationship),
            safe_contact: self.safe_contact(),
            child_present: self.present,
            child_words: text(&self.words),
            ..Described::default()
        };
        let places = Places {
            address_state: self.address_state,
            address: located(&self.address),
            postcode: located(&self.postcode),
            phone: located(&self.phone),
            school: located(&self.school),
            ..Places::default()
        };
        Sighting { described, places }
    }

    fn too_long(&self, at: usize) -> impl Iterator<Item = Problem> {
        let each = [
            ("given", &self.given, LINE_LONGEST),
            ("surname", &self.surname, LINE_LONGEST),
            ("relationship", &self.relationship, LINE_LONGEST),
            ("address", &self.address, LINE_LONGEST),
            ("postcode", &self.postcode, LINE_LONGEST),
            ("phone", &self.phone, LINE_LONGEST),
            ("school", &self.school, LINE_LONGEST),
            ("safe_how", &self.safe_how, WORDS_LONGEST),
            ("words", &self.words, WORDS_LONGEST),
        ];
        let each = each.into_iter();
        each.filter_map(move |(name, text, most)| too_long(&field_of(at, name), text, most))
    }

    fn safe_contact(&self) -> SafeContact {
        match (self.safe, text(&self.safe_how)) {
            (Some(Known::No), _) => SafeContact::No,
            (_, Some(how)) => SafeContact::Only(how),
            (Some(Known::Yes), None) => SafeContact::Yes,
            (Some(Known::Unknown) | None, None) => SafeContact::NotAsked,
        }
    }
}

/// The name of a field of the person at this place.
pub fn field_of(at: usize, name: &str) -> String {
    format!("p{at}-{name}")
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn located(typed: &str) -> Option<Located<String>> {
    text(typed).map(Located::new)
}

fn too_long(field: &str, typed: &str, most: usize) -> Option<Problem> {
    let length = typed.trim().chars().count();
    (length > most).then(|| {
        let words = format!("This has {length} characters. Make it {most} or fewer.");
        Problem::new(field, words)
    })
}

impl ContactTyped {
    /// The contact.
    ///
    /// # Errors
    /// `Invalid` naming each field that will not do.
    pub fn read(&self, now: Timestamp) -> Result<ContactDraft, Refusal> {
        let mut problems = self.wrong();
        let people = self.people.iter().enumerate();
        let people: Vec<Sighting> = people
            .filter(|(_, one)| !one.is_blank())
            .map(|(at, one)| one.sighting((at, local_date(now)), &mut problems))
            .collect();
        let says = [&self.summary, &self.place];
        if people.is_empty() && says.iter().all(|one| one.trim().is_empty()) {
            let words = "Write what happened, or whom it is about: as much as you know.";
            problems.push(Problem::new("summary", words));
        }
        let Some(source) = self.source.filter(|_| problems.is_empty()) else {
            return Err(Refusal::Invalid(problems));
        };
        Ok(ContactDraft {
            source,
            reference: None,
            version: 1,
            received_at: now,
            incident_started_at: None,
            place: located(&self.place),
            police_attended: self.police_attended,
            domestic_abuse: self.domestic_abuse,
            instrument: self.instrument.unwrap_or(RiskInstrument::None),
            grade: self.grade.unwrap_or(RiskGrade::Unknown),
            summary: text(&self.summary),
            flags: self.flags(&people, now),
            people,
            referrer: self.referrer(),
            came_by: Some(CameBy::Typed),
            raw: Located::new(serde_json::to_string(self).unwrap_or_default()),
        })
    }

    fn referrer(&self) -> Option<Referrer> {
        let typed = [
            &self.teller,
            &self.organisation,
            &self.reference,
            &self.reached,
        ];
        let told = typed.iter().any(|one| !one.trim().is_empty());
        told.then(|| Referrer {
            name: text(&self.teller),
            organisation: text(&self.organisation),
            reference: text(&self.reference),
            reached: located(&self.reached),
        })
    }

    fn flags(&self, people: &[Sighting], now: Timestamp) -> Vec<Flag> {
        let flag = |code, message| Flag {
            code,
            column: None,
            message,
        };
        let described = people.iter().map(|one| &one.described);
        let doubts = doubts(described, local_date(now)).into_iter();
        let doubts = doubts.map(|one| flag(one.code, one.words.to_owned()));
        let hidden = self.hidden().into_iter();
        let hidden = hidden.map(|words| flag(FlagCode::HiddenCharacters, words));
        doubts.chain(hidden).collect()
    }

    fn wrong(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.source.is_none() {
            problems.push(Problem::new("source", "Choose who told you."));
        }
        for (field, text, most) in [
            ("reference", &self.reference, REFERENCE_LONGEST),
            ("place", &self.place, LINE_LONGEST),
            ("teller", &self.teller, LINE_LONGEST),
            ("organisation", &self.organisation, LINE_LONGEST),
            ("reached", &self.reached, LINE_LONGEST),
            ("summary", &self.summary, SUMMARY_LONGEST),
        ] {
            problems.extend(too_long(field, text, most));
        }
        if self.people.len() > PEOPLE_MOST {
            let words = format!(
                "Write at most {PEOPLE_MOST} people here, and the others in what happened."
            );
            problems.push(Problem::new("people", words));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
