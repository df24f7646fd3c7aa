//! The town: what follows from its size, and the stream of what happens in it, day by day, never held whole.

use jiff::Timestamp;
use jiff::civil::Date;
use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::vocabulary::Source;

use crate::day::Day;
use crate::decide::decision;
use crate::dice::{Dice, Purpose, scaled};
use crate::happening::Happening;
use crate::hours::arrival;
use crate::household::{Household, HouseholdId, Kind};
use crate::incident::{When, contact};
use crate::make::{GENERATION, household};
use crate::number;
use crate::person::Scene;
use crate::plan::{Plan, STREAMS, Stream};
use crate::school::{School, Schools};

/// The DfE code that the town uses unless told otherwise.
pub const AUTHORITY_CODE: u16 = 890;

/// The made-up authority's name.
pub const AUTHORITY_NAME: &str = "Marramsea Council";

/// What a town is grown from. The same seed and plan make the same town, byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

/// How many people share one number: children and their parents first, grown-ups without children never.
const NUMBERED_SLOTS: u64 = 5;

/// What follows from a town's size.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    pub(crate) seed: u64,
    pub(crate) families: u64,
    pub(crate) adults: u64,
    pub(crate) districts: u64,
    pub(crate) schools: Schools,
    first_generation: u64,
    generations: u64,
}

impl Scale {
    fn new(seed: u64, plan: &Plan) -> Self {
        // About 107 families with children and 240 households without in a thousand people (census proportions).
        let families = (plan.people * 107 / 1000).max(20);
        let generation = |day: i64| (day + 25_567).div_euclid(GENERATION);
        let (first, last) = (
            generation(plan.first.0),
            generation(plan.last().0 + GENERATION - 1),
        );
        Self {
            seed,
            families,
            adults: (plan.people * 240 / 1000).max(20),
            districts: crate::place::districts(plan.people),
            schools: Schools::new(families, AUTHORITY_CODE),
            first_generation: u64::try_from(first).unwrap_or(0),
            generations: u64::try_from(last - first + 1).unwrap_or(1),
        }
    }

    /// The NHS number of a member of a family, or none.
    pub(crate) fn nhs_number(&self, id: HouseholdId, index: u64, slot: u8) -> Option<NhsNumber> {
        let slot = u64::from(slot);
        if id.0 % 2 == 1 || slot >= NUMBERED_SLOTS {
            return None;
        }
        let generation = (id.0 / 2 + 8 - self.first_generation % 8) % 8;
        let ordinal = (generation * self.families + index) * NUMBERED_SLOTS + slot;
        number::nhs_number(ordinal, self.families * self.generations * NUMBERED_SLOTS)
    }
}

/// A made-up town.
#[derive(Debug, Clone)]
pub struct Town {
    scale: Scale,
    plan: Plan,
}

impl Town {
    /// A town of this many people and these years of contacts up to an instant, at the report's rate.
    pub fn new(seed: Seed, people: u64, years: u32, until: Timestamp) -> Self {
        Self::planned(seed, Plan::for_years(people, years, until))
    }

    /// A town by a plan.
    pub fn planned(seed: Seed, plan: Plan) -> Self {
        Self {
            scale: Scale::new(seed.0, &plan),
            plan,
        }
    }

    /// The instant at which a London day ends: what `--until DATE` means.
    pub fn end_of(date: Date) -> Timestamp {
        Day::of(date).at(86_400)
    }

    /// How many contacts are planned.
    pub fn contacts(&self) -> u64 {
        self.plan.contacts()
    }

    /// The schools, for the register.
    pub fn schools(&self) -> Vec<School> {
        self.scale.schools.all()
    }

    /// Everything that happens, in order of time, made on the fly.
    pub fn happenings(&self) -> Happenings {
        Happenings {
            scale: self.scale.clone(),
            until: self.plan.until,
            next: self.plan.first,
            days: self.plan.days(self.scale.seed).into_iter(),
            today: Vec::new().into_iter(),
        }
    }
}

/// One contact of a day before it is made.
#[derive(Debug, Clone, Copy)]
struct Coming {
    when: When,
    stream: &'static Stream,
    stream_place: u64,
}

/// The stream of happenings. Holds one day's times and nothing of the people.
#[derive(Debug)]
pub struct Happenings {
    scale: Scale,
    until: Timestamp,
    next: Day,
    days: std::vec::IntoIter<[u32; STREAMS.len()]>,
    today: std::vec::IntoIter<Coming>,
}

impl Iterator for Happenings {
    type Item = Happening;

    fn next(&mut self) -> Option<Happening> {
        loop {
            if let Some(coming) = self.today.next() {
                return Some(happening(&self.scale, coming, self.until));
            }
            let counts = self.days.next()?;
            self.today = day_plan(self.scale.seed, self.next, self.until, counts).into_iter();
            self.next = Day(self.next.0 + 1);
        }
    }
}

/// The day's contacts in order of time, each with its number.
fn day_plan(seed: u64, day: Day, until: Timestamp, counts: [u32; STREAMS.len()]) -> Vec<Coming> {
    let mut coming = Vec::new();
    let shift = |from: Timestamp, seconds: i64| {
        from.checked_add(jiff::SignedDuration::from_secs(seconds))
            .unwrap_or(from)
    };
    for ((stream_place, stream), count) in (0..).zip(&STREAMS).zip(counts) {
        let mut dice = Dice::new(seed, Purpose::Arrival, stream_place, tag(day));
        for _ in 0..count {
            let (second, ago) = arrival(stream.source, day, &mut dice);
            let received = day.at(second);
            let when = When {
                day,
                received,
                started: ago.map(|ago| shift(received, -ago)),
                number: 0,
            };
            coming.push(Coming {
                when,
                stream,
                stream_place,
            });
        }
    }
    coming.sort_by_key(|one| (one.when.received, one.stream_place));
    for (number, one) in (0..).zip(&mut coming) {
        one.when.number = number;
    }
    coming.retain(|one| one.when.received < until);
    coming
}

fn tag(day: Day) -> u64 {
    u64::try_from(day.0 + 100_000).unwrap_or(0)
}

fn happening(scale: &Scale, coming: Coming, until: Timestamp) -> Happening {
    let Coming { when, stream, .. } = coming;
    let mut dice = Dice::new(scale.seed, Purpose::Incident, tag(when.day), when.number);
    let household = concerned(scale, stream, when.day, &mut dice);
    let scene = Scene {
        town: scale,
        household: &household,
        source: stream.source,
        day: when.day,
        date: when.day.date(),
    };
    let mut writing = Dice::new(scale.seed, Purpose::Writing, tag(when.day), when.number);
    let contact = contact(&scene, stream, when, &mut writing);
    let mut deciding = Dice::new(scale.seed, Purpose::Decision, tag(when.day), when.number);
    Happening {
        at: when.received,
        decision: decision(&contact, when.day, until, &mut deciding),
        truth: contact.people.iter().map(|person| person.person).collect(),
        household: household.id,
        contact,
    }
}

/// The household that a contact is about. Some are known far better than others (a Pareto tail), and trouble comes
/// in spells, so that about a third of families come back within a year.
fn concerned(scale: &Scale, stream: &Stream, day: Day, dice: &mut Dice) -> Household {
    let (kind, slots) = if stream.adults_only {
        (Kind::Adults, scale.adults)
    } else {
        (Kind::Family, scale.families)
    };
    let slots = usize::try_from(slots).unwrap_or(1);
    let mut index = 0;
    for attempt in 0..5 {
        let draw = dice.unit();
        let skewed = draw * draw.sqrt();
        index = u64::try_from(scaled(skewed, slots)).unwrap_or(0);
        let in_spell = in_spell(scale.seed, kind, index, day) || dice.chance(0.3);
        if !in_spell && attempt < 4 {
            continue;
        }
        let found = household(scale.seed, kind, index, day);
        if attempt == 4 || suits(&found, stream, day) {
            return found;
        }
    }
    household(scale.seed, kind, index, day)
}

/// Whether trouble is with this household now: about sixteen months in four years.
fn in_spell(seed: u64, kind: Kind, index: u64, day: Day) -> bool {
    let which = index * 2 + u64::from(kind == Kind::Adults);
    let mut dice = Dice::new(seed, Purpose::Spell, u64::MAX, which);
    let phase = dice.between(0, 1459);
    (day.0 + phase).rem_euclid(1460) < 490
}

/// Schools write about pupils; anybody writes about children who are there or expected.
fn suits(household: &Household, stream: &Stream, day: Day) -> bool {
    let date = day.date();
    if stream.adults_only {
        return true;
    }
    if stream.source == Source::School {
        return household
            .children(date)
            .any(|(_, child)| (4..17).contains(&child.age(date)));
    }
    // Only police and health hear of families whose first child is not yet born.
    let before_birth = matches!(stream.source, Source::Police | Source::Health);
    household
        .children(date)
        .any(|(_, child)| before_birth || child.born(date))
}

#[cfg(test)]
mod tests;
