//! Interests: a worker who may be one of the people of a family, or kin of one, or live with one. They are kept out of
//! everything about it, at once, and a person decides whether it is so.

use jiff::civil::Date;

use crate::date_typed::{birth_wrong, day_typed};
use crate::located::Located;
use crate::looks_like::{dialled, email, postcode};
use crate::name::PersonName;
use crate::person::BirthDate;
use crate::refusal::{Problem, Refusal};
use crate::sighting::{Described, Places, Sighting};
use crate::vocabulary::closed_list;

closed_list! {
    /// Where an interest stands.
    InterestState {
        Pending = "pending", "Waits for a decision";
        Confirmed = "confirmed", "It is an interest";
        Refused = "refused", "It is not an interest";
    }
}

closed_list! {
    /// In what a worker, or somebody whom they declared, is like a person of a family.
    Likeness {
        NameBirth = "name_birth", "The same name and birth date";
        NamePhone = "name_phone", "The same name and phone number";
        Phone = "phone", "The same phone number";
        Home = "home", "The same home";
        NameNear = "name_near", "A like name and a like birth date";
        NameOnly = "name_only", "The same name, with no birth date to compare";
        Kin = "kin", "Somebody whom the worker declared as family or household";
        Mail = "mail", "The same e-mail address";
    }
}

/// Several likenesses, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Likenesses(i64);

impl Likenesses {
    /// As stored.
    pub fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// To be stored.
    pub fn bits(self) -> i64 {
        self.0
    }

    /// These and one more.
    #[must_use]
    pub fn with(self, one: Likeness) -> Self {
        Self(self.0 | 1 << one as u32)
    }

    /// All of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of `other` are among these: then it says nothing new.
    pub fn hold(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Each, in order.
    pub fn iter(self) -> impl Iterator<Item = Likeness> {
        let all = Likeness::ALL.iter().copied();
        all.filter(move |one| self.0 & 1 << *one as u32 != 0)
    }

    /// Whether chance alone would hardly make it.
    pub fn is_strong(self) -> bool {
        self.iter()
            .any(|one| matches!(one, Likeness::NameBirth | Likeness::NamePhone))
    }
}

/// Somebody whom a worker declared: kin, or household.
#[derive(Clone, Default)]
pub struct Declared {
    /// Who.
    pub person: Sighting,
    /// Whether they live with the worker.
    pub same_home: bool,
}

/// Who a worker is outside work, as far as a family could be found to be theirs. Sealed, and shown to nobody.
#[derive(Clone, Default)]
pub struct WorkerIdentity {
    /// The worker, as a source would describe them.
    pub own: Sighting,
    /// Their own e-mail address.
    pub email: Option<Located<String>>,
    /// Their kin and household.
    pub kin: Vec<Declared>,
}

/// Kin and household that can be declared: more is a mistake in the form.
pub const KIN_MOST: usize = 20;

/// Characters of a name, an address, a line.
const LONGEST: usize = 200;
/// Years that anybody lives.
const OLDEST: i16 = 120;

/// What an administrator typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityTyped {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth date.
    pub birth: Option<Date>,
    /// Address lines.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// Phone.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Kin and household, one a line: "Gary Hughes, 1 5 1980, same home".
    pub kin: String,
}

impl IdentityTyped {
    /// What is sealed of it.
    ///
    /// # Errors
    /// A problem for each field, and each line, that cannot be used.
    pub fn read(&self, today: Date) -> Result<WorkerIdentity, Refusal> {
        let mut problems = Vec::new();
        for (field, value, words) in [
            ("given", &self.given, "Enter the worker's first name."),
            ("surname", &self.surname, "Enter the worker's surname."),
        ] {
            if value.trim().is_empty() {
                problems.push(Problem::new(field, words));
            }
        }
        match self.birth {
            None => {
                let words = "Enter the worker's birth date: without it they would be taken for everybody of their name.";
                problems.push(Problem::new("birth", words));
            }
            Some(birth) => problems.extend(
                unborn(birth, today)
                    .map(|words| Problem::new("birth", format!("The birth date {words}"))),
            ),
        }
        problems.extend(self.unreadable());
        let kin = self.kin(today, &mut problems);
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let places = Places {
            address: located(&self.address),
            postcode: located(&self.postcode),
            phone: located(&self.phone),
            ..Places::default()
        };
        let birth = self.birth.map_or(BirthDate::Missing, BirthDate::On);
        Ok(WorkerIdentity {
            own: sighting(
                PersonName::new(self.given.trim(), self.surname.trim()),
                birth,
                places,
            ),
            email: located(&self.email),
            kin,
        })
    }

    /// What is too long, or no postcode, number or address: a home or a number that cannot be read is compared with nobody's.
    fn unreadable(&self) -> Vec<Problem> {
        let one = |text: &str, reads: fn(&str) -> Option<String>| {
            text.trim().is_empty() || reads(text.trim()).is_some()
        };
        let long = |text: &str| text.chars().count() > LONGEST;
        let wrong = [
            ("given", long(&self.given), "Make the first name shorter."),
            ("surname", long(&self.surname), "Make the surname shorter."),
            ("address", long(&self.address), "Make the address shorter."),
            (
                "postcode",
                !one(&self.postcode, postcode),
                "Write the whole postcode, such as FY1 1AD, or leave it empty.",
            ),
            (
                "phone",
                !one(&self.phone, number),
                "Write the whole phone number, such as 07700 900 982, or leave it empty.",
            ),
            (
                "email",
                !one(&self.email, email),
                "Write the whole e-mail address, such as name@example.org, or leave it empty.",
            ),
        ];
        let wrong = wrong.into_iter().filter(|(_, wrong, _)| *wrong);
        wrong
            .map(|(field, _, words)| Problem::new(field, words))
            .collect()
    }

    fn kin(&self, today: Date, problems: &mut Vec<Problem>) -> Vec<Declared> {
        let lines = self.kin.lines().enumerate();
        let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.trim().is_empty()).collect();
        if lines.len() > KIN_MOST {
            let words = format!(
                "Declare at most {KIN_MOST} people; these are {}.",
                lines.len()
            );
            problems.push(Problem::new("kin", words));
            return Vec::new();
        }
        let mut kin = Vec::with_capacity(lines.len());
        for (place, line) in lines {
            match self.declared(line, today) {
                Ok(one) => kin.push(one),
                Err(words) => {
                    problems.push(Problem::new("kin", format!("Line {}: {words}", place + 1)));
                }
            }
        }
        kin
    }

    fn declared(&self, line: &str, today: Date) -> Result<Declared, String> {
        if line.chars().count() > LONGEST {
            return Err("make it shorter.".to_owned());
        }
        let mut parts = line.split(',').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let (given, surname) = name
            .rsplit_once(char::is_whitespace)
            .ok_or_else(|| "enter a first name and a surname.".to_owned())?;
        let (mut birth, mut same_home) = (BirthDate::Missing, false);
        for part in parts.filter(|part| !part.is_empty()) {
            if part.eq_ignore_ascii_case("same home") {
                same_home = true;
            } else {
                let day = day_typed(part).ok_or_else(|| {
                    format!("\u{201c}{part}\u{201d} is neither a birth date, such as 1 5 1980, nor \u{201c}same home\u{201d}.")
                })?;
                if let Some(words) = unborn(day, today) {
                    return Err(format!("the birth date {words}"));
                }
                birth = BirthDate::On(day);
            }
        }
        let places = if same_home {
            Places {
                address: located(&self.address),
                postcode: located(&self.postcode),
                ..Places::default()
            }
        } else {
            Places::default()
        };
        Ok(Declared {
            person: sighting(PersonName::new(given.trim(), surname), birth, places),
            same_home,
        })
    }
}

/// A telephone number of any country: digits enough to ring.
fn number(text: &str) -> Option<String> {
    dialled(text).filter(|digits| (9..=15).contains(&digits.len()))
}

/// Why nobody who works here, or lives with one who does, can be born then.
fn unborn(birth: Date, today: Date) -> Option<&'static str> {
    if birth_wrong(birth, today).is_some() {
        return Some("is still to come. Check the year.");
    }
    (birth.year() < today.year() - OLDEST).then_some("is too long ago. Check the year.")
}

fn located(text: &str) -> Option<Located<String>> {
    let text = text.trim();
    (!text.is_empty()).then(|| Located::new(text.to_owned()))
}

fn sighting(name: PersonName, birth: BirthDate, places: Places) -> Sighting {
    Sighting {
        described: Described {
            name,
            birth,
            ..Described::default()
        },
        places,
    }
}

#[cfg(test)]
mod tests;
