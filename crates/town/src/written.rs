//! How a source writes a person down: nicknames, old and new surnames, spellings, slips of the hand, swapped dates.
//! The rates are those a hub lives with: a few in a hundred.

use jiff::civil::Date;
use trefoil_core::person::BirthDate;
use trefoil_core::vocabulary::Source;

use crate::culture::surname_for;
use crate::day::Day;
use crate::dice::Dice;
use crate::household::{Kin, Member};
use crate::lists::SPELLINGS;

/// Given names and surname as this source wrote them.
pub(crate) fn name(
    member: &Member,
    source: Source,
    day: Date,
    dice: &mut Dice,
) -> (String, String) {
    if !member.born(day) {
        let surname = if dice.chance(0.7) {
            member.surname()
        } else {
            ""
        };
        return (String::new(), surname.to_owned());
    }
    let informal = matches!(source, Source::Police | Source::Public | Source::Voluntary);
    let called = member
        .called
        .filter(|_| dice.chance(if informal { 0.5 } else { 0.2 }));
    let mut given = spelled(called.unwrap_or(member.given), 0.07, dice);
    if let Some(middle) = member.middle.filter(|_| dice.chance(0.24)) {
        given.push(' ');
        given.push_str(middle);
    }
    let other = member
        .other_surname
        .as_deref()
        .filter(|_| dice.chance(0.22));
    let surname = other.map_or(member.surname(), |other| surname_for(other, member.sex));
    let mut surname = spelled(surname, 0.04, dice);
    if surname.contains('-') && dice.chance(0.2) {
        surname = halved(&surname, dice);
    }
    if dice.chance(if source == Source::Police { 0.7 } else { 0.4 }) {
        given = plain_letters(&given);
        surname = plain_letters(&surname);
    }
    if dice.chance(0.013) {
        given = slip(&given, dice);
    }
    if dice.chance(0.018) {
        surname = slip(&surname, dice);
    }
    if dice.chance(0.03) {
        surname = surname.to_uppercase();
    }
    if dice.chance(0.004) {
        return (surname, given);
    }
    (given, surname)
}

/// A birth date as this source wrote it.
pub(crate) fn birth(member: &Member, source: Source, day: Date, dice: &mut Dice) -> BirthDate {
    let of = Day::of(member.birth);
    if !member.born(day) {
        let expected = Day((of.0 + dice.between(-9, 12)).max(Day::of(day).0 + 1));
        return BirthDate::Expected(expected.date());
    }
    let missing = match (member.kin, source) {
        (Kin::Relative, _) => 0.3,
        (_, Source::Public) => 0.35,
        (Kin::Child | Kin::HalfSibling, _) => 0.015,
        (_, Source::School) => 0.4,
        _ => 0.05,
    };
    if dice.chance(missing) {
        return BirthDate::Missing;
    }
    let true_date = member.birth;
    let slip = dice.unit();
    if slip < 0.009 && true_date.day() <= 12 {
        let swapped = Date::new(true_date.year(), true_date.day(), true_date.month());
        return BirthDate::On(swapped.ok().filter(|d| *d <= day).unwrap_or(true_date));
    }
    if slip < 0.016 {
        let year = true_date.year() - 1;
        return BirthDate::On(
            Date::new(year, true_date.month(), true_date.day()).unwrap_or(true_date),
        );
    }
    if slip < 0.022 {
        let near = Day(of.0 - dice.between(1, 9)).date();
        return BirthDate::On(near);
    }
    BirthDate::On(true_date)
}

fn spelled(name: &str, likelihood: f64, dice: &mut Dice) -> String {
    let others = SPELLINGS
        .get(name)
        .filter(|_| dice.chance(likelihood * 2.0));
    others.map_or(name, |others| dice.line(others)).to_owned()
}

fn halved(surname: &str, dice: &mut Dice) -> String {
    let halves = surname.split_once('-').unwrap_or((surname, surname));
    match dice.below(3) {
        0 => halves.0.to_owned(),
        1 => halves.1.to_owned(),
        _ => format!("{} {}", halves.0, halves.1),
    }
}

/// One slip of the hand: a letter doubled, lost, swapped with its neighbour, or another.
fn slip(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 3 {
        return name.to_owned();
    }
    let place = 1 + dice.place(letters.len() - 2);
    match dice.below(4) {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        2 => {
            if let Some(letter) = letters.get(place).copied() {
                letters.insert(place, letter);
            }
        }
        _ => {
            if let Some(letter) = letters.get_mut(place) {
                *letter = dice
                    .pick(&['a', 'e', 'i', 'o', 'n', 'r', 's', 't'])
                    .unwrap_or('e');
            }
        }
    }
    letters.into_iter().collect()
}

/// As typed on an English keyboard.
pub(crate) fn plain_letters(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    name.chars().map(plain_letter).collect()
}

fn plain_letter(letter: char) -> char {
    match letter {
        'ą' | 'á' | 'à' | 'ã' | 'â' | 'ă' => 'a',
        'ć' | 'ç' => 'c',
        'Ç' => 'C',
        'ę' | 'é' | 'ê' => 'e',
        'ğ' => 'g',
        'í' | 'î' | 'ı' => 'i',
        'İ' => 'I',
        'ł' => 'l',
        'Ł' => 'L',
        'ń' | 'ň' | 'ñ' => 'n',
        'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'Ö' => 'O',
        'ś' | 'ș' | 'ş' => 's',
        'Ś' | 'Ș' | 'Ş' => 'S',
        'ț' => 't',
        'ü' | 'ú' => 'u',
        'ź' | 'ż' => 'z',
        other => other,
    }
}
