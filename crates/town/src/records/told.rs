//! One record: what one source wrote of somebody on one day.

use jiff::civil::Date;
use trefoil_core::vocabulary::Sex;

use crate::day::Day;
use crate::dice::Dice;
use crate::lists::SPELLINGS;
use crate::written::plain_letters;

use super::custom::{Called, Custom};
use super::hand::Hand;
use super::life::{Life, Town};
use super::slip::{dated, heard, misread, typed};

/// The columns of the linkage commands that a record has.
pub(super) const COLUMNS: [&str; 14] = [
    "record_id",
    "given_names",
    "middle_names",
    "surname",
    "full_name",
    "date_of_birth",
    "sex",
    "address",
    "postcode",
    "phone",
    "email",
    "national_id",
    "source",
    "event_year",
];

/// So many years of records there are.
const YEARS: i64 = 8;

/// One record, its id left open; nothing where somebody was not there yet on the day that it is of.
pub(super) fn told(
    town: &Town,
    life: &Life<'_>,
    dice: &mut Dice,
) -> Option<[String; COLUMNS.len()]> {
    let day = Day(Day::of(town.until).0 - dice.between(0, YEARS * 365));
    let day = Day(day.0.max(Day::of(life.member.birth).0 + 1));
    let hand = Hand::draw(life.grown(day), dice)?;
    let (mut given, middle, mut surname) = name(life, hand, day, dice);
    let mut whole = String::new();
    if dice.chance(hand.whole) {
        whole = match life.names.custom {
            Custom::SurnameFirst if dice.chance(0.6) => format!("{surname} {given}"),
            _ => [given.as_str(), &middle, &surname].join(" "),
        };
        given.clear();
        surname.clear();
    }
    let middle = if whole.is_empty() {
        middle
    } else {
        String::new()
    };
    let (address, postcode) = home(town, life, hand, day, dice);
    let number = life.number(town).filter(|_| dice.chance(hand.number));
    Some([
        String::new(),
        given,
        middle,
        surname,
        whole,
        birth(life, hand, dice),
        sex(life.member.sex, hand, dice),
        address,
        postcode,
        telephone(town, life, hand, day, dice),
        life.grown(day)
            .then(|| life.mail(day))
            .filter(|_| dice.chance(hand.mail))
            .unwrap_or_default(),
        number.map_or_else(String::new, |number| copied(&number, dice)),
        hand.source.to_owned(),
        day.date().year().to_string(),
    ])
}

/// A number as it is copied: once in eighty with a mistake.
fn copied(number: &str, dice: &mut Dice) -> String {
    if dice.chance(0.0125) {
        misread(number, dice)
    } else {
        number.to_owned()
    }
}

/// Given name, other names and surname as this hand wrote them.
fn name(life: &Life<'_>, hand: &Hand, day: Day, dice: &mut Dice) -> (String, String, String) {
    let names = &life.names;
    let old = names
        .before(day.date())
        .filter(|_| dice.chance(hand.old_name * 2.0));
    let Some(called) = old.or_else(|| names.on(day.date())) else {
        return Default::default();
    };
    let Called {
        mut given,
        mut middle,
        mut surname,
    } = called.clone();
    if let Some(short) = life
        .member
        .called
        .filter(|_| given == life.member.given && dice.chance(hand.short * 2.0))
    {
        short.clone_into(&mut given);
    }
    by_custom(life, (&mut given, &mut middle, &mut surname), dice);
    for name in [&mut given, &mut surname] {
        *name = spelled(name, life, hand, dice);
    }
    if !dice.chance(hand.middle) {
        middle.clear();
    } else if dice.chance(0.35) {
        middle = middle.chars().take(1).collect();
    }
    if dice.chance(0.03) {
        surname = surname.to_uppercase();
    }
    (given, middle, surname)
}

/// What those who write English names make of others.
fn by_custom(
    life: &Life<'_>,
    (given, middle, surname): (&mut String, &mut String, &mut String),
    dice: &mut Dice,
) {
    let custom = life.names.custom;
    match custom {
        // The name by which he is called, not Mohammed.
        Custom::Own if !middle.is_empty() && dice.chance(0.5) => std::mem::swap(given, middle),
        Custom::SurnameFirst if !middle.is_empty() && dice.chance(0.45) => {
            std::mem::swap(given, middle);
        }
        Custom::Sikh if dice.chance(0.2) => {
            let title = if life.is_woman() { "Kaur" } else { "Singh" };
            let family = surname.rsplit(' ').next().unwrap_or_default();
            *surname = if dice.chance(0.5) { title } else { family }.to_owned();
        }
        Custom::Chain if dice.chance(0.25) => std::mem::swap(middle, surname),
        Custom::Chain if dice.chance(0.15) => *surname = format!("{middle} {surname}"),
        _ => {}
    }
    *surname = of_two(surname, custom, dice);
    *given = of_words(given, dice);
    // A woman whose name has a form of its own, under a man's.
    if life.is_woman()
        && let Some((form_of_men, _)) = life.member.surname.split_once('/')
        && dice.chance(0.25)
    {
        form_of_men.clone_into(surname);
    }
    let swapped = match custom {
        Custom::SurnameFirst => 0.2,
        Custom::Own | Custom::Chain => 0.05,
        Custom::Family | Custom::Patronymic => 0.006,
        Custom::Sikh | Custom::MotherFirst | Custom::FatherFirst => 0.03,
    };
    if dice.chance(swapped) {
        std::mem::swap(given, surname);
    }
}

/// Of two surnames one may be left out, or a hyphen put between them, or left out.
fn of_two(surname: &str, custom: Custom, dice: &mut Dice) -> String {
    let both = matches!(custom, Custom::MotherFirst | Custom::FatherFirst);
    let by_blank = surname.split_once(' ').filter(|_| both);
    match (by_blank, surname.split_once('-')) {
        (Some((first, last)), _) => match dice.below(20) {
            0..=3 => first.to_owned(),
            4..=7 => last.to_owned(),
            8..=9 => format!("{first}-{last}"),
            _ => surname.to_owned(),
        },
        (None, Some((first, last))) => match dice.below(10) {
            0 => first.to_owned(),
            1 => last.to_owned(),
            2 | 3 => format!("{first} {last}"),
            _ => surname.to_owned(),
        },
        _ => surname.to_owned(),
    }
}

/// A given name of more than one word: hyphened, cut short, or written as one.
fn of_words(given: &str, dice: &mut Dice) -> String {
    let Some((first, rest)) = given.split_once(' ') else {
        return given.to_owned();
    };
    match dice.below(5) {
        0 => given.replace(' ', "-"),
        1 => first.to_owned(),
        2 => format!("{first}{}", rest.replace(' ', "").to_lowercase()),
        _ => given.to_owned(),
    }
}

/// A name as it is spelled by who hears or types it.
fn spelled(name: &str, life: &Life<'_>, hand: &Hand, dice: &mut Dice) -> String {
    let english = life.names.custom == Custom::Family && name.is_ascii();
    let others = SPELLINGS.get(name);
    let mut written = match others.filter(|_| dice.chance(if english { 0.05 } else { 0.15 })) {
        Some(others) => dice.line(others).to_owned(),
        None => name.to_owned(),
    };
    if dice.chance(0.8) {
        written = plain_letters(&written);
    }
    if dice.chance(hand.heard * if english { 1.0 } else { 3.0 }) {
        written = heard(&written, dice);
    }
    if dice.chance(hand.slip) {
        written = typed(&written, dice);
    }
    written
}

fn birth(life: &Life<'_>, hand: &Hand, dice: &mut Dice) -> String {
    let born = life.member.birth;
    let first = |born: Date| Date::new(born.year(), 1, 1).unwrap_or(born);
    // Of many who came as grown-ups no paper says more than the year.
    let of_papers = life.member.interpreter && life.person.0.is_multiple_of(3);
    let born = if of_papers { first(born) } else { born };
    let missing = dice.chance(hand.no_birth);
    let written = match dice.unit() {
        chance if chance < hand.by_year => first(born),
        chance if chance < hand.by_year + hand.wrong_birth => dated(born, dice),
        _ => born,
    };
    let ways = ["%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"];
    let way = usize::from(hand.source == "housing") + 2 * usize::from(hand.source == "health");
    let way = ways.get(way).copied().unwrap_or("%Y-%m-%d");
    if missing {
        String::new()
    } else {
        written.strftime(way).to_string()
    }
}

fn sex(of: Sex, hand: &Hand, dice: &mut Dice) -> String {
    let said = match (of, dice.chance(0.004)) {
        _ if dice.chance(hand.no_sex) => "",
        (Sex::Female, false) | (Sex::Male, true) => "F",
        (Sex::Male, false) | (Sex::Female, true) => "M",
        _ => "",
    };
    said.to_owned()
}

fn home(town: &Town, life: &Life<'_>, hand: &Hand, day: Day, dice: &mut Dice) -> (String, String) {
    let since = if dice.chance(hand.old_home) {
        dice.between(200, 2500)
    } else {
        0
    };
    let home = life.home(town, Day(day.0 - since));
    let (mut address, mut postcode) = (home.lines.replace(',', ""), home.postcode);
    if dice.chance(0.04) {
        address = typed(&address, dice);
    }
    if dice.chance(hand.no_postcode) {
        postcode.clear();
        if dice.chance(0.5) {
            address.clear();
        }
    } else if dice.chance(0.02) {
        postcode = typed(&postcode, dice);
    } else if dice.chance(0.1) {
        postcode = postcode.replace(' ', "");
    }
    (address, postcode)
}

fn telephone(town: &Town, life: &Life<'_>, hand: &Hand, day: Day, dice: &mut Dice) -> String {
    if !dice.chance(hand.telephone) {
        return String::new();
    }
    let number = life.telephone(town, day);
    match dice.below(20) {
        0 => misread(&number, dice),
        1..=4 => format!(
            "{} {}",
            number.get(..5).unwrap_or_default(),
            number.get(5..).unwrap_or_default()
        ),
        5 => format!("+44{}", number.get(1..).unwrap_or_default()),
        _ => number,
    }
}
