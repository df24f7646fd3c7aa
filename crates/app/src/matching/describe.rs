//! From what is recorded to what the linkage compares: records and their keyed lookups.

use std::sync::LazyLock;

use trefoil_core::located::{Located, Opens};
use trefoil_core::name::PersonName;
use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::seal::IndexKey;
use trefoil_core::sighting::{Described, Places, Sighting};
use trefoil_core::vocabulary::Sex;
use trefoil_linkage::{self as linkage, Description, ModelScorer, NamedAs, Record};

/// The one scorer of the hub.
pub(crate) fn scorer() -> &'static ModelScorer {
    static SCORER: LazyLock<ModelScorer> = LazyLock::new(ModelScorer::new);
    &SCORER
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn birth_of(birth: &BirthDate) -> linkage::BirthDate {
    let parts = |date: &jiff::civil::Date| {
        (
            date.year(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    };
    match birth {
        BirthDate::On(date) => {
            let (year, month, day) = parts(date);
            linkage::BirthDate::Exact { year, month, day }
        }
        BirthDate::Expected(date) => {
            let (year, month, day) = parts(date);
            linkage::BirthDate::Expected { year, month, day }
        }
        BirthDate::Missing | BirthDate::Unreadable(_) => linkage::BirthDate::None,
    }
}

fn sex_of(sex: Option<Sex>) -> linkage::Sex {
    match sex {
        Some(Sex::Female) => linkage::Sex::Female,
        Some(Sex::Male) => linkage::Sex::Male,
        Some(Sex::Unknown) | None => linkage::Sex::NotGiven,
    }
}

fn described(one: &Described) -> Description<'_> {
    Description {
        given_names: given(&one.name.given),
        surname: given(&one.name.surname),
        date_of_birth: birth_of(&one.birth),
        sex: sex_of(one.sex),
        nhs_number: one.nhs_number.as_ref().map(NhsNumber::digits),
        upn: one.upn.as_ref().map(trefoil_core::upn::Upn::characters),
        ..Description::default()
    }
}

/// A record of who was described, without where: for a search, which has no places.
pub(crate) fn sighting_record_closed(one: &Sighting) -> Record {
    Record::read(&described(&one.described))
}

fn named_as(name: &PersonName) -> NamedAs<'_> {
    NamedAs {
        given_names: given(&name.given),
        surname: given(&name.surname),
    }
}

fn believed(card: &PersonCard) -> Description<'_> {
    Description {
        given_names: given(&card.name.given),
        surname: given(&card.name.surname),
        date_of_birth: birth_of(&card.birth),
        sex: sex_of(card.sex),
        nhs_number: card.nhs_number.as_ref().map(NhsNumber::digits),
        upn: card.upn.as_ref().map(trefoil_core::upn::Upn::characters),
        aliases: card.aliases.iter().map(named_as).collect(),
        ..Description::default()
    }
}

/// A record of a believed person, without where.
pub(crate) fn card_record(card: &PersonCard) -> Record {
    Record::read(&believed(card))
}

fn place<'a>(value: Option<&'a Located<String>>, leave: &impl Opens) -> Option<&'a str> {
    value
        .and_then(|value| value.open(leave))
        .map(String::as_str)
        .and_then(given)
}

fn with_places<'a>(
    mut description: Description<'a>,
    places: &[&'a Places],
    leave: &impl Opens,
) -> Description<'a> {
    let latest = |of: fn(&Places) -> Option<&Located<String>>| {
        places.iter().find_map(|one| place(of(one), leave))
    };
    description.phone = latest(|places| places.phone.as_ref());
    description.postcode = latest(|places| places.postcode.as_ref());
    description.address = latest(|places| places.address.as_ref());
    description.school = latest(|places| places.school.as_ref());
    description
}

/// A record of one sighting, places included where the leave opens them.
pub(crate) fn sighting_record(one: &Sighting, leave: &impl Opens) -> Record {
    Record::read(&with_places(
        described(&one.described),
        &[&one.places],
        leave,
    ))
}

/// A record of a person from everything that was said of them, latest first; `None` where nothing was.
pub(crate) fn person_record(said: &[&Sighting], leave: &impl Opens) -> Option<Record> {
    if said.is_empty() {
        return None;
    }
    let card = trefoil_core::link::card_of(said.iter().map(|one| &one.described));
    let places: Vec<&Places> = said.iter().map(|one| &one.places).collect();
    Some(Record::read(&with_places(believed(&card), &places, leave)))
}

/// The keyed lookups under which a record can be found. Somebody without a birth date can be found by names alone.
pub(crate) fn keys_kept(index: &IndexKey, record: &Record) -> Vec<i64> {
    let keys = linkage::keys(record);
    let dated = keys.iter().any(|key| !is_coarse(key));
    let by_names = keys
        .iter()
        .filter(|key| !dated && is_coarse(key))
        .map(|key| index.hash(UNDATED, key));
    keys.iter()
        .map(|key| index.hash(KNOWN, key))
        .chain(by_names)
        .chain(home(index, record))
        .collect()
}

/// The lookup of those who live there.
fn home(index: &IndexKey, record: &Record) -> Option<i64> {
    linkage::home_key(record).map(|key| index.hash(HOME, &key))
}

/// The keyed lookup of an e-mail address: the same as that of one that is kept with a strand (`core::place`).
pub(crate) fn key_of_mail(index: &IndexKey, mail: &str) -> i64 {
    index.hash("email", mail)
}

/// The keyed lookups by which those who are like this record, or live with it, are looked for.
pub(crate) fn keys_around(index: &IndexKey, record: &Record) -> Vec<i64> {
    let mut keys = keys_sought(index, record);
    keys.extend(home(index, record));
    keys
}

/// The keyed lookups by which records like this one are looked for. With a birth date, names alone meet only those who have
/// none: everybody of a common name in the town is not a candidate.
pub(crate) fn keys_sought(index: &IndexKey, record: &Record) -> Vec<i64> {
    let keys = linkage::keys(record);
    let dated = keys.iter().any(|key| !is_coarse(key));
    let kind = |key: &str| {
        if dated && is_coarse(key) {
            UNDATED
        } else {
            KNOWN
        }
    };
    keys.iter().map(|key| index.hash(kind(key), key)).collect()
}

/// Lookups among everybody.
const KNOWN: &str = "person";
/// Lookups among those without a birth date.
const UNDATED: &str = "undated";

/// Lookups among those who live somewhere.
const HOME: &str = "home";

/// Whether a key is of names alone.
fn is_coarse(key: &str) -> bool {
    key.starts_with("names:")
}
