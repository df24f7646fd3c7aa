//! One contact about one household: who is in it, in which roles, and what is told. The people are written down in
//! `person`, the account in `summary`.

use jiff::Timestamp;
use trefoil_core::flag::{Flag, FlagCode};
use trefoil_core::person::BirthDate;
use trefoil_core::vocabulary::{IncidentRole, Known, RiskGrade, RiskInstrument, Source};

use crate::cast::{Cast, Pattern, cast};
use crate::day::Day;
use crate::dice::Dice;
use crate::household::{Household, Kin};
use crate::person::{Part, Scene, person, reference};
use crate::place;
use crate::plain::{PlainContact, PlainPerson};
use crate::plan::Stream;
use crate::summary::{self, Told};

/// When a contact comes, and its number among its day's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct When {
    pub(crate) day: Day,
    pub(crate) received: Timestamp,
    pub(crate) started: Option<Timestamp>,
    pub(crate) number: u64,
}

/// Makes a contact.
pub(crate) fn contact(
    scene: &Scene<'_>,
    stream: &Stream,
    when: When,
    dice: &mut Dice,
) -> PlainContact {
    let day = scene.date;
    let abuse = dice.chance(stream.abuse);
    let cast = cast(scene.town.seed, scene.household, day, dice).filter(|_| abuse);
    let abuse = cast.is_some();
    let present = dice.chance(0.72);
    let parts = parts(scene.household, cast.as_ref(), stream, day, dice);
    let people: Vec<PlainPerson> = parts
        .iter()
        .filter_map(|part| person(scene, part, present, dice))
        .collect();
    let police = stream.source == Source::Police;
    let (instrument, grade) = risk(police && abuse, dice);
    let summary = account(scene, cast.as_ref(), stream.source, present, &people, dice);
    let doubtful = dice.chance(0.02);
    PlainContact {
        source: stream.source,
        reference: contact_reference(stream.source, when, dice),
        received_at: when.received,
        incident_started_at: when.started.filter(|_| !dice.chance(0.02)),
        place: police.then(|| place_of(scene, cast.as_ref(), dice)),
        police_attended: attended(police, dice),
        domestic_abuse: match (abuse, doubtful) {
            (_, true) => Known::Unknown,
            (true, false) => Known::Yes,
            (false, false) => Known::No,
        },
        instrument,
        grade,
        summary,
        flags: flags(&people, day),
        people,
    }
}

fn attended(police: bool, dice: &mut Dice) -> Known {
    match (police, dice.chance(0.88)) {
        (true, true) => Known::Yes,
        (true, false) => Known::No,
        (false, _) => Known::Unknown,
    }
}

fn risk(assessed: bool, dice: &mut Dice) -> (RiskInstrument, RiskGrade) {
    if !assessed {
        return (RiskInstrument::None, RiskGrade::Unknown);
    }
    let instrument = dice.weighted(&[
        (RiskInstrument::Dara, 68),
        (RiskInstrument::Dash, 27),
        (RiskInstrument::Other, 2),
        (RiskInstrument::None, 3),
    ]);
    let grade = dice.weighted(&[
        (RiskGrade::Standard, 56),
        (RiskGrade::Medium, 29),
        (RiskGrade::High, 13),
        (RiskGrade::Unknown, 2),
    ]);
    (
        instrument.unwrap_or(RiskInstrument::None),
        grade.unwrap_or(RiskGrade::Unknown),
    )
}

/// The form is the town's own: a prefix, the day, and a number unlike any other of that day.
fn contact_reference(source: Source, when: When, dice: &mut Dice) -> Option<String> {
    let date = when.day.date().strftime("%Y%m%d").to_string();
    let number = when.number * 7 + dice.below(7);
    match source {
        Source::Police => Some(format!("ZP-{date}-{:05}", number + 11)),
        Source::Public => None,
        _ if dice.chance(0.35) => None,
        _ => Some(format!("RS-{date}-{number:04}")),
    }
}

/// Who is in the contact, in which roles.
fn parts(
    household: &Household,
    cast: Option<&Cast>,
    stream: &Stream,
    day: jiff::civil::Date,
    dice: &mut Dice,
) -> Vec<Part> {
    let mut parts: Vec<Part> = cast.map_or_else(Vec::new, cast_parts);
    if cast.is_none() {
        for (place, member) in household.members.iter().enumerate() {
            let likelihood = match member.kin {
                Kin::Parent | Kin::Adult => 0.94,
                Kin::OtherParent | Kin::StepParent | Kin::AdultPartner => 0.45,
                Kin::Grandparent => 0.7,
                _ => 0.0,
            };
            if dice.chance(likelihood) {
                parts.push(Part::new(place, IncidentRole::Other));
            }
        }
    }
    if !stream.adults_only {
        let home = cast.map_or(0, |cast| u8::from(cast.home == 1));
        children(household, home, day, &mut parts, dice);
    }
    if parts.is_empty() {
        parts.push(Part::new(0, IncidentRole::Other));
    }
    parts
}

fn cast_parts(cast: &Cast) -> Vec<Part> {
    let mut victim = Part::new(cast.victim, IncidentRole::Victim);
    victim.pattern = Some(cast.pattern);
    let mut parts: Vec<Part> = Vec::with_capacity(6);
    let several = cast.perpetrators.len() > 1;
    for place in &cast.perpetrators {
        let mut part = Part::new(*place, IncidentRole::Perpetrator);
        part.pattern = Some(cast.pattern);
        part.victim = Some(cast.victim);
        if several || cast.pattern == Pattern::Both {
            part.roles = vec![(IncidentRole::Perpetrator, Some(cast.victim))];
            part.referenced = true;
            victim.referenced = true;
        }
        if cast.pattern == Pattern::Both {
            part.roles.push((IncidentRole::Victim, Some(cast.victim)));
            victim.roles = vec![
                (IncidentRole::Victim, Some(*place)),
                (IncidentRole::Perpetrator, Some(*place)),
            ];
        }
        parts.push(part);
    }
    parts.insert(0, victim);
    parts
}

/// Adds the children of the home; those of the other home are sometimes there. At least one child is named.
fn children(
    household: &Household,
    home: u8,
    day: jiff::civil::Date,
    parts: &mut Vec<Part>,
    dice: &mut Dice,
) {
    let victim = parts
        .iter()
        .find(|part| part.pattern.is_some())
        .map(|part| part.member);
    let all: Vec<(usize, u8)> = household
        .children(day)
        .map(|(place, child)| (place, child.home))
        .collect();
    for (place, of) in &all {
        let likelihood = match (*of == home, home) {
            (true, _) => 0.95,
            (false, 1) => 0.45,
            (false, _) => 0.04,
        };
        let accused = parts.iter_mut().find(|part| part.member == *place);
        if let Some(accused) = accused {
            if all.len() == 1 || dice.chance(0.5) {
                accused.roles.push((IncidentRole::Child, None));
            }
        } else if dice.chance(likelihood) {
            let mut part = Part::new(*place, IncidentRole::Child);
            part.victim = victim;
            parts.push(part);
        }
    }
    let named = |part: &Part| {
        let mut roles = part.roles.iter();
        roles.any(|(role, _)| *role == IncidentRole::Child)
    };
    if !parts.iter().any(named) {
        name_one(&all, victim, parts);
    }
}

/// Puts a first child into a contact that would otherwise name none, though it is about a family.
fn name_one(all: &[(usize, u8)], victim: Option<usize>, parts: &mut Vec<Part>) {
    let in_parts = |parts: &[Part], place: usize| parts.iter().any(|part| part.member == place);
    if let Some((place, _)) = all.iter().find(|(place, _)| !in_parts(parts, *place)) {
        let mut part = Part::new(*place, IncidentRole::Child);
        part.victim = victim;
        parts.push(part);
        return;
    }
    let is_child = |part: &&mut Part| all.iter().any(|(place, _)| *place == part.member);
    if let Some(accused) = parts.iter_mut().find(is_child) {
        accused.roles.push((IncidentRole::Child, None));
    }
}

fn account(
    scene: &Scene<'_>,
    cast: Option<&Cast>,
    source: Source,
    present: bool,
    people: &[PlainPerson],
    dice: &mut Dice,
) -> String {
    let called = |place: Option<usize>| {
        let member = place.and_then(|place| scene.household.members.get(place))?;
        Some((member.called.unwrap_or(member.given), member.sex))
    };
    let victim = called(cast.map(|cast| cast.victim));
    let perpetrator = called(cast.and_then(|cast| cast.perpetrators.first().copied()));
    let unborn = expecting(scene, cast);
    let told = Told {
        victim: victim.map_or("A parent", |(name, _)| name),
        victim_sex: victim.map(|(_, sex)| sex),
        perpetrator: perpetrator.map_or("", |(name, _)| name),
        perpetrator_sex: perpetrator.map(|(_, sex)| sex),
        children: people
            .iter()
            .filter(|person| person.is_child() && !person.holds(IncidentRole::Perpetrator))
            .filter(|person| !matches!(person.birth, BirthDate::Expected(_)))
            .count(),
        unborn,
    };
    let abuse = cast.is_some();
    if source != Source::Police {
        return summary::other(&told, source, abuse, dice);
    }
    let has_child = people.iter().any(PlainPerson::is_child);
    let section = match cast {
        Some(cast) => cast.pattern.section(),
        None if has_child && told.children == 0 => "concern unborn",
        None if has_child => "concern",
        None => "adult concern",
    };
    summary::police(&told, section, present, dice)
}

/// Whether the person hurt is who expects a child now.
fn expecting(scene: &Scene<'_>, cast: Option<&Cast>) -> bool {
    let victim = cast.and_then(|cast| scene.household.members.get(cast.victim));
    scene.household.children(scene.date).any(|(_, child)| {
        let mother = if child.kin == Kin::HalfSibling {
            Kin::OtherPartner
        } else {
            Kin::Parent
        };
        !child.born(scene.date) && victim.is_some_and(|victim| victim.kin == mother)
    })
}

fn place_of(scene: &Scene<'_>, cast: Option<&Cast>, dice: &mut Dice) -> String {
    let number = cast.map_or(0, |cast| cast.home);
    let town = scene.town;
    let home = place::home(
        town.seed,
        scene.household.id.0,
        number,
        scene.day,
        town.districts,
    );
    match dice.below(10) {
        0 => format!("Street outside {}", home.lines),
        1 => "Car park by the supermarket".to_owned(),
        _ => format!("{}, {}", home.lines, home.postcode),
    }
}

/// What an importer would flag in these people: somebody under 18 who is not in the role of child.
fn flags(people: &[PlainPerson], day: jiff::civil::Date) -> Vec<Flag> {
    let young = |person: &&PlainPerson| {
        !person.is_child() && person.birth.age_on(day).is_some_and(|age| age < 18)
    };
    people
        .iter()
        .filter(young)
        .map(|_| Flag {
            code: FlagCode::UnderEighteen,
            column: Some("date_of_birth".to_owned()),
            message: "Somebody in this incident is under 18 but is not in the role of child."
                .to_owned(),
        })
        .collect()
}

/// The references that `towards` points at.
pub(crate) fn towards(scene: &Scene<'_>, member: usize) -> Option<String> {
    let member = scene.household.members.get(member)?;
    Some(reference(scene.household.id.person(member.slot)))
}
