//! Blocking keys: two records worth comparing share at least one. Nothing is compared here.
//!
//! | prefix | key | meets |
//! |---|---|---|
//! | `nhs:` `upn:` `phone:` | the number | whatever else changed |
//! | `dob+given:` | birth date, first given name by sound | a changed surname, day and month swapped |
//! | `dob+surname:` | year and month, surname by sound | a wrong day, another given name |
//! | `names:` | given name and surname by sound, in either order | a wrong or missing birth date |
//! | `dob+initial:` | birth date, initial of the given name | a badly spelled name |
//!
//! Keys hold what they are made of: hash them with a secret before they are stored. `names:` is the only coarse one;
//! a caller who meets hundreds of candidates there should drop them if another key met.

use crate::birth::BirthDate;
use crate::name::{Name, Part};
use crate::nicknames::full_form;
use crate::record::{FullName, Record};
use crate::sound::sound;

/// The most keys a record has.
pub const MAX_KEYS: usize = 6;

/// The blocking keys of a record, each beginning with its kind; at most [`MAX_KEYS`], no two the same.
///
/// Where more could be made, the surest come first: numbers, then birth date with a name, then the names, then
/// second surnames and aliases.
pub fn keys(record: &Record) -> Vec<String> {
    let mut keys = Keys(Vec::with_capacity(MAX_KEYS));
    keys.add(
        record
            .nhs_number
            .as_ref()
            .map(|number| format!("nhs:{number}")),
    );
    keys.add(record.upn.as_ref().map(|number| format!("upn:{number}")));
    for (nth, name) in record.names.iter().enumerate() {
        keys.name(name, record.born);
        if nth == 0 {
            keys.add(
                record
                    .phone
                    .as_ref()
                    .map(|number| format!("phone:{number}")),
            );
            keys.add(initial(name, record.born));
        }
    }
    for name in &record.names {
        keys.second_surname(name, record.born);
    }
    keys.0
}

/// The home that a record gives, where it says which house of which postcode it is. Not a blocking key: whole households share
/// it. It meets those who live together.
pub fn home_key(record: &Record) -> Option<String> {
    let house = record.address.as_ref()?.house_key()?;
    let postcode = record.postcode.as_ref()?;
    Some(format!("home:{postcode}:{house}"))
}

struct Keys(Vec<String>);

impl Keys {
    fn add(&mut self, key: Option<String>) {
        if let Some(key) = key
            && self.0.len() < MAX_KEYS
            && !self.0.contains(&key)
        {
            self.0.push(key);
        }
    }

    fn name(&mut self, name: &FullName, born: BirthDate) {
        let given = called(&name.given);
        // The last part is the family's in most of Europe and in double-barrelled names as they are cut short.
        let surname = name.surname.parts.last();
        self.add(
            day(born)
                .zip(given.as_ref())
                .map(|(day, given)| format!("dob+given:{day}:{given}")),
        );
        self.surname(surname, given.as_deref(), born);
    }

    fn second_surname(&mut self, name: &FullName, born: BirthDate) {
        let given = called(&name.given);
        self.surname(name.surname.parts.first(), given.as_deref(), born);
    }

    fn surname(&mut self, surname: Option<&Part>, given: Option<&str>, born: BirthDate) {
        for month in months(born).into_iter().flatten() {
            self.add(surname.map(|surname| format!("dob+surname:{month}:{}", surname.sound)));
        }
        let both = surname.map(|surname| surname.sound.as_str()).zip(given);
        self.add(both.map(|(x, y)| format!("names:{}:{}", x.min(y), x.max(y))));
    }
}

/// The first given name by sound, in its full form: Bill meets William.
fn called(name: &Name) -> Option<String> {
    name.parts.first().map(|part| sound(full_form(&part.text)))
}

fn initial(name: &FullName, born: BirthDate) -> Option<String> {
    let letter = name.given.parts.first()?.text.chars().next()?;
    day(born).map(|day| format!("dob+initial:{day}:{letter}"))
}

/// The birth date with the lesser of day and month first, so that swapped ones meet.
fn day(born: BirthDate) -> Option<String> {
    match born {
        BirthDate::Exact { year, month, day } => Some(format!(
            "{year:04}-{:02}-{:02}",
            month.min(day),
            month.max(day)
        )),
        BirthDate::Expected { .. } | BirthDate::None => None,
    }
}

/// The month of birth; for the unborn the month due and its neighbours, one of which the birth will most often meet.
fn months(born: BirthDate) -> [Option<String>; 3] {
    let said = |year: i16, month: u8| Some(format!("{year:04}-{month:02}"));
    match born {
        BirthDate::Exact { year, month, .. } => [said(year, month), None, None],
        BirthDate::Expected { year, month, .. } => {
            let before = if month <= 1 {
                said(year.saturating_sub(1), 12)
            } else {
                said(year, month - 1)
            };
            let after = if month >= 12 {
                said(year.saturating_add(1), 1)
            } else {
                said(year, month + 1)
            };
            [said(year, month), before, after]
        }
        BirthDate::None => [None, None, None],
    }
}

#[cfg(test)]
mod tests;
