//! One person in one contact, as the source wrote them: roles, name, numbers, and where they can be found.

use jiff::civil::Date;
use trefoil_core::person::SafeContact;
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known, Sex, Source};

use crate::cast::Pattern;
use crate::culture::CultureId;
use crate::day::Day;
use crate::dice::{Dice, Purpose};
use crate::household::{Household, Kin, Member, PersonId};
use crate::incident;
use crate::lists::WORDS;
use crate::number;
use crate::place;
use crate::plain::PlainPerson;
use crate::relation::relation;
use crate::town::Scale;
use crate::written;

/// What a contact is about and who tells it.
pub(crate) struct Scene<'a> {
    pub(crate) town: &'a Scale,
    pub(crate) household: &'a Household,
    pub(crate) source: Source,
    pub(crate) day: Day,
    pub(crate) date: Date,
}

/// One member's part: roles, with the member towards whom each holds.
pub(crate) struct Part {
    pub(crate) member: usize,
    pub(crate) roles: Vec<(IncidentRole, Option<usize>)>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) victim: Option<usize>,
    /// Somebody points at this person, so the reference must be there.
    pub(crate) referenced: bool,
}

impl Part {
    pub(crate) fn new(member: usize, role: IncidentRole) -> Self {
        Self {
            member,
            roles: vec![(role, None)],
            pattern: None,
            victim: None,
            referenced: false,
        }
    }

    fn is(&self, role: IncidentRole) -> bool {
        self.roles.iter().any(|(held, _)| *held == role)
    }
}

/// The force's reference of a person: theirs alone.
pub(crate) fn reference(person: PersonId) -> String {
    format!("N{:010}", number::scattered(person.0, 10_000_000_000))
}

/// Writes a member of the household down; `None` where there is no such member.
pub(crate) fn person(
    scene: &Scene<'_>,
    part: &Part,
    present: bool,
    dice: &mut Dice,
) -> Option<PlainPerson> {
    let member = scene.household.members.get(part.member)?;
    let id = scene.household.id.person(member.slot);
    let born = member.born(scene.date);
    let (given, surname) = written::name(member, scene.source, scene.date, dice);
    let mut person = PlainPerson {
        reference: person_reference(scene, part, id, born, dice),
        roles: part
            .roles
            .iter()
            .map(|(role, towards)| (*role, towards.and_then(|to| incident::towards(scene, to))))
            .collect(),
        given,
        surname,
        birth: written::birth(member, scene.source, scene.date, dice),
        sex: (born && !dice.chance(0.02)).then_some(member.sex),
        ethnicity: ethnicity(member, scene.source, dice).filter(|_| born),
        disability: member
            .disability
            .filter(|_| member.age(scene.date) >= 5 && dice.chance(0.4)),
        relationship_to_victim: relation(scene, part, member).filter(|_| !dice.chance(0.06)),
        ..PlainPerson::nameless(id)
    };
    language(&mut person, member, scene.date, dice);
    numbers(&mut person, scene, member, dice);
    whereabouts(&mut person, scene, part, member, dice);
    if part.is(IncidentRole::Child) {
        child_voice(&mut person, scene, member, present, dice);
        if part.victim.is_none() {
            person.child_words = None;
        }
    }
    if part.is(IncidentRole::Victim) {
        person.safe_contact = safe_contact(dice);
    }
    Some(person)
}

fn person_reference(
    scene: &Scene<'_>,
    part: &Part,
    id: PersonId,
    born: bool,
    dice: &mut Dice,
) -> Option<String> {
    let kept = scene.source == Source::Police && born && dice.chance(0.9);
    // Rows without a reference are each another person, so somebody with two roles must have one.
    if part.referenced || part.roles.len() > 1 {
        return Some(reference(id));
    }
    // Some people stand twice in the force's own system.
    let twice = dice.chance(0.04);
    kept.then(|| {
        if twice {
            reference(id).replacen('N', "M", 1)
        } else {
            reference(id)
        }
    })
}

fn ethnicity(member: &Member, source: Source, dice: &mut Dice) -> Option<&'static str> {
    let police = source == Source::Police;
    if dice.chance(if police { 0.25 } else { 0.4 }) {
        return None;
    }
    let own = member.culture.get()?;
    let (code, mixed) = if police {
        (own.police, "M9")
    } else {
        (own.census, "MOTH")
    };
    let second = member.second_culture.and_then(CultureId::get);
    let differs = second.is_some_and(|second| {
        let other = if police { second.police } else { second.census };
        other != code
    });
    Some(if differs { mixed } else { code })
}

fn language(person: &mut PlainPerson, member: &Member, day: Date, dice: &mut Dice) {
    let language = member.culture.get().map_or("", |culture| culture.language);
    if language.is_empty() || !member.born(day) {
        return;
    }
    if member.interpreter && member.age(day) >= 18 {
        person.language = Some(language);
        person.interpreter = if dice.chance(0.85) {
            Known::Yes
        } else {
            Known::Unknown
        };
    } else if dice.chance(0.15) {
        person.language = Some(language);
        person.interpreter = Known::No;
    }
}

fn numbers(person: &mut PlainPerson, scene: &Scene<'_>, member: &Member, dice: &mut Dice) {
    if !member.born(scene.date) {
        return;
    }
    let (nhs, upn) = match scene.source {
        Source::Health => (0.94, 0.0),
        Source::ChildrensServices => (0.55, 0.5),
        Source::School => (0.02, 0.92),
        Source::Police => (0.05, 0.0),
        _ => (0.03, 0.0),
    };
    if dice.chance(nhs) {
        person.nhs_number =
            scene
                .town
                .nhs_number(scene.household.id, scene.household.index, member.slot);
    }
    let child = matches!(member.kin, Kin::Child | Kin::HalfSibling);
    if child && (4..18).contains(&member.age(scene.date)) && dice.chance(upn) {
        let serial = u64::from(member.serial);
        person.upn = scene
            .town
            .schools
            .upn(scene.household.index, member.birth, serial);
    }
}

/// How somebody's address stands on a day. A hiding place holds for a season, for the victim and their children.
fn address_state(scene: &Scene<'_>, part: &Part, member: &Member) -> AddressState {
    let season = u64::try_from(scene.day.0.div_euclid(120)).unwrap_or(0);
    let hiding = part.is(IncidentRole::Victim)
        || (part.is(IncidentRole::Child) && !part.is(IncidentRole::Perpetrator));
    let which = scene.household.id.0;
    if hiding
        && part
            .pattern
            .is_none_or(|pattern| pattern != Pattern::ChildToParent)
    {
        let draw = Dice::new(scene.town.seed, Purpose::Spell, which, season * 64 + 1).unit();
        if draw < 0.022 {
            return AddressState::Refuge;
        }
        if draw < 0.05 {
            return AddressState::Withheld;
        }
        return AddressState::Known;
    }
    let slot = u64::from(member.slot) + 2;
    let draw = Dice::new(scene.town.seed, Purpose::Spell, which, season * 64 + slot).unit();
    if part.is(IncidentRole::Perpetrator) && member.age(scene.date) >= 18 && draw < 0.05 {
        return AddressState::None;
    }
    AddressState::Known
}

fn whereabouts(
    person: &mut PlainPerson,
    scene: &Scene<'_>,
    part: &Part,
    member: &Member,
    dice: &mut Dice,
) {
    let known = address_state(scene, part, member);
    let likely = match scene.source {
        Source::Public => 0.6,
        _ if member.kin == Kin::Relative => 0.5,
        _ => 0.93,
    };
    let state = if known == AddressState::Known && !dice.chance(likely) {
        AddressState::Unknown
    } else {
        known
    };
    person.address_state = Some(state);
    let adult = member.age(scene.date) >= 16;
    if state == AddressState::Known {
        let home_of = if member.kin == Kin::Relative {
            member.slot - 12
        } else {
            member.home
        };
        let town = scene.town;
        let home = place::home(
            town.seed,
            scene.household.id.0,
            home_of,
            scene.day,
            town.districts,
        );
        person.address_lines = Some(as_written(&home.lines, dice));
        person.postcode = (!dice.chance(0.07)).then(|| {
            if dice.chance(0.06) {
                home.postcode.replace(' ', "")
            } else {
                home.postcode
            }
        });
    }
    let telephoned = if state.protects() { 0.4 } else { 0.7 };
    if adult && dice.chance(telephoned) {
        person.phone = Some(place::phone(scene.town.seed, person.person.0, scene.day));
    }
}

fn as_written(lines: &str, dice: &mut Dice) -> String {
    let short = if dice.chance(0.12) {
        lines
            .replace(" Road", " Rd")
            .replace(" Street", " St")
            .replace(" Avenue", " Ave")
    } else {
        lines.to_owned()
    };
    match short.rsplit_once(", ") {
        Some((street, _)) if dice.chance(0.35) => street.to_owned(),
        _ => short,
    }
}

fn child_voice(
    person: &mut PlainPerson,
    scene: &Scene<'_>,
    member: &Member,
    present: bool,
    dice: &mut Dice,
) {
    let age = member.age(scene.date);
    let school = scene
        .town
        .schools
        .attended(scene.household.index, member.birth, scene.date);
    let says_school = if scene.source == Source::School {
        0.98
    } else {
        0.7
    };
    person.school = school.filter(|_| dice.chance(says_school)).map(|name| {
        let kind_left_out = name.rsplit_once(' ').filter(|_| dice.chance(0.12));
        kind_left_out.map_or(name.clone(), |(short, _)| short.to_owned())
    });
    if !member.born(scene.date) {
        return;
    }
    if scene.source == Source::Police {
        person.child_present = if present { Known::Yes } else { Known::No };
    }
    let spoken = present && age >= 4 && dice.chance(0.5);
    if scene.source == Source::Police || spoken {
        person.child_spoken_to = if spoken { Known::Yes } else { Known::No };
    }
    if spoken && dice.chance(0.7) {
        person.child_words = Some(dice.line(WORDS.section("child words")));
    }
}

fn safe_contact(dice: &mut Dice) -> SafeContact {
    match dice.below(20) {
        0..=8 => SafeContact::Yes,
        9 => SafeContact::No,
        10..=13 => SafeContact::Only(dice.line(WORDS.section("safe contact")).to_owned()),
        _ => SafeContact::NotAsked,
    }
}

/// The word for a person by sex.
pub(crate) fn by_sex(sex: Sex, female: &'static str, male: &'static str) -> &'static str {
    if sex == Sex::Male { male } else { female }
}
