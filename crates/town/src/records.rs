//! Files of records with their truth, for those who measure how well records are linked: the town's people over their lives, as
//! agencies that do not share a number wrote them down. Nothing of what happened to anybody; columns as `trefoil link` reads them.

mod custom;
mod hand;
mod life;
mod making;
mod slip;
mod told;

use std::io::Write;

use jiff::civil::Date;

use crate::dice::{Dice, Purpose};
use crate::household::{Household, Kind};
use crate::make::household;
use crate::number::scattered;
use crate::place;

use life::{Life, Town};
use making::called;
use told::{COLUMNS, told};

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Records.
    pub records: u64,
    /// People who have one or more.
    pub people: u64,
}

/// Writes the records of a town of so many people up to a day, and whom each is of: `record_id,person_id,household_id,culture`.
/// Records come in an order that says nothing.
///
/// # Errors
/// Those of the writers.
pub fn records(
    seed: u64,
    people: u64,
    until: Date,
    to: impl Write,
    truth: impl Write,
) -> Result<Written, csv::Error> {
    let town = Town {
        seed,
        districts: place::districts(people),
        until,
        // As many as the town has in all, and then some: the numbers of nobody do not suffice for more.
        slots: (people * 347 / 1000).max(40),
    };
    let mut lines = Vec::new();
    let mut written = Written {
        records: 0,
        people: 0,
    };
    // About 107 families with children and 240 households without in a thousand people (census proportions).
    for (kind, slots) in [
        (Kind::Family, people * 107 / 1000),
        (Kind::Adults, people * 240 / 1000),
    ] {
        for index in 0..slots.max(20) {
            let household = household(seed, kind, index, crate::day::Day::of(until));
            for life in lives(&town, &household) {
                let own = of_one(&town, &life);
                written.people += u64::from(!own.is_empty());
                lines.extend(own);
            }
        }
    }
    written.records = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    write(lines, to, truth)?;
    Ok(written)
}

/// A record, and whom it is of.
struct Line {
    values: [String; COLUMNS.len()],
    truth: [String; 3],
}

fn lives<'h>(town: &'h Town, household: &'h Household) -> Vec<Life<'h>> {
    let mut dice = Dice::new(town.seed, Purpose::Papers, household.id.0, 0);
    let called = called(household, town.until, &mut dice);
    let each = household.members.iter().zip(called);
    each.map(|(member, names)| Life::of(town, household, member, names))
        .collect()
}

/// The records of one person: most have one or two, some many.
fn of_one(town: &Town, life: &Life<'_>) -> Vec<Line> {
    let mut dice = Dice::new(town.seed, Purpose::Records, life.person.0, 0);
    let mut home = Dice::new(town.seed, Purpose::Records, life.household.id.0, 1);
    let busy = home.chance(0.24);
    if !life.member.born(town.until) || dice.chance(0.15) {
        return Vec::new();
    }
    let mut lines = Vec::new();
    loop {
        lines.extend(told(town, life, &mut dice).map(|values| Line {
            values,
            truth: [
                life.person.0.to_string(),
                life.household.id.0.to_string(),
                life.names.culture.to_owned(),
            ],
        }));
        let again = if busy { 0.62 } else { 0.2 };
        if lines.len() >= 20 || !dice.chance(again) {
            return lines;
        }
    }
}

fn write(mut lines: Vec<Line>, to: impl Write, truth: impl Write) -> Result<(), csv::Error> {
    let count = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    let mut order: Vec<(u64, usize)> = (0..count)
        .map(|at| scattered(at, count.max(1)))
        .zip(0..)
        .collect();
    order.sort_unstable();
    let mut to = csv::Writer::from_writer(to);
    let mut of_whom = csv::Writer::from_writer(truth);
    to.write_record(COLUMNS)?;
    of_whom.write_record(["record_id", "person_id", "household_id", "culture"])?;
    for (id, at) in order {
        let Some(line) = lines.get_mut(at) else {
            continue;
        };
        let id = id.to_string();
        if let Some(first) = line.values.first_mut() {
            first.clone_from(&id);
        }
        to.write_record(&line.values)?;
        let [person, household, culture] = &line.truth;
        of_whom.write_record([&id, person, household, culture])?;
    }
    to.flush()?;
    of_whom.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests;
