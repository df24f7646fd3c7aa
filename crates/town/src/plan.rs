//! How much is told to the hub, by whom and when: the volumes of the Blackpool scrutiny report (section 6.5), scaled
//! to the town's people, spread over days as each source works.

use jiff::Timestamp;
use trefoil_core::vocabulary::Source;

use crate::day::{Day, earlier};
use crate::dice::{Dice, Purpose, counted, real};

/// The people of the town whose volumes are known.
const BLACKPOOL: f64 = 140_000.0;

/// A stream of contacts: a source, with families or with adults only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stream {
    pub(crate) source: Source,
    pub(crate) adults_only: bool,
    /// Contacts a month in a town of 140,000.
    per_month: f64,
    /// The share that names domestic abuse.
    pub(crate) abuse: f64,
    /// Monday to Sunday.
    week: [f64; 7],
    /// Office hours and school terms.
    days: Open,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Open {
    Always,
    WorkingDays,
    SchoolDays,
}

const OFFICE: [f64; 7] = [1.1, 1.0, 1.0, 1.0, 1.15, 0.0, 0.0];
const NIGHTS: [f64; 7] = [1.05, 0.85, 0.82, 0.88, 0.98, 1.25, 1.4];
const EVERY: [f64; 7] = [1.1, 1.0, 1.0, 1.0, 1.1, 0.5, 0.4];

macro_rules! streams {
    ($($source:ident $adults:literal $month:literal $abuse:literal $week:ident $days:ident;)*) => {
        [$(Stream { source: Source::$source, adults_only: $adults, per_month: $month, abuse: $abuse,
            week: $week, days: Open::$days },)*]
    };
}

/// 500 families a month, of which police 200, half of those domestic abuse; and 90 contacts about adults only.
pub(crate) const STREAMS: [Stream; 9] = streams! {
    Police false 200.0 0.5 NIGHTS Always;
    Police true 90.0 0.9 NIGHTS Always;
    School false 112.0 0.22 OFFICE SchoolDays;
    Health false 70.0 0.3 EVERY Always;
    Public false 45.0 0.25 EVERY Always;
    ChildrensServices false 23.0 0.3 OFFICE WorkingDays;
    Probation false 20.0 0.7 OFFICE WorkingDays;
    Housing false 15.0 0.4 OFFICE WorkingDays;
    Voluntary false 15.0 0.5 OFFICE WorkingDays;
};

impl Stream {
    fn weight(&self, day: Day) -> f64 {
        let open = match self.days {
            Open::Always => true,
            Open::WorkingDays => day.is_working(),
            Open::SchoolDays => day.is_school_day(),
        };
        if !open {
            return 0.0;
        }
        let season = match day.date().month() {
            7 | 8 => 1.08,
            12 => 1.12,
            1 | 2 => 0.95,
            _ => 1.0,
        };
        let season = if self.source == Source::Police {
            season
        } else {
            1.0
        };
        season * self.week.get(day.weekday()).copied().unwrap_or(1.0)
    }
}

/// How many contacts come on which day, and for how many people.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) people: u64,
    pub(crate) first: Day,
    pub(crate) until: Timestamp,
    total: u64,
}

/// Contacts a year for a town of this many people, at the report's rate: about 7,080 for 140,000.
pub fn contacts_per_year(people: u64) -> f64 {
    let month: f64 = STREAMS.iter().map(|stream| stream.per_month).sum();
    month * 12.0 * real(people) / BLACKPOOL
}

/// The longest that a plan for a number of contacts takes; more contacts than that come more often.
const LONGEST_YEARS: u32 = 10;

impl Plan {
    /// Years of work at the report's rate, ending at an instant.
    pub fn for_years(people: u64, years: u32, until: Timestamp) -> Self {
        let years = years.max(1);
        let total = counted(contacts_per_year(people) * f64::from(years));
        Self::new(people, years, total, until)
    }

    /// Exactly so many contacts about so many people, ending with a day's end: at the report's rate while ten years
    /// suffice, and above it then.
    pub fn for_contacts(people: u64, contacts: u64, until: Timestamp) -> Self {
        let year = contacts_per_year(people).max(1.0);
        let years = u32::try_from(counted((real(contacts) / year).ceil())).unwrap_or(LONGEST_YEARS);
        Self::new(people, years.clamp(1, LONGEST_YEARS), contacts, until)
    }

    fn new(people: u64, years: u32, total: u64, until: Timestamp) -> Self {
        let last = Self::last_of(until);
        Self {
            people: people.max(1),
            first: Day(Day::of(earlier(last.date(), i64::from(years) * 36_525 / 100)).0 + 1),
            until,
            total,
        }
    }

    fn last_of(until: Timestamp) -> Day {
        let just_before = until.checked_sub(jiff::SignedDuration::from_nanos(1));
        Day::containing(just_before.unwrap_or(until))
    }

    /// The last day on which something happens.
    pub(crate) fn last(&self) -> Day {
        Self::last_of(self.until)
    }

    /// How many contacts are planned; on a last day that is not whole, a few of them fall away.
    pub fn contacts(&self) -> u64 {
        self.total
    }

    /// For each day from the first, how many contacts each stream brings. The whole adds up to the plan.
    pub(crate) fn days(&self, seed: u64) -> Vec<[u32; STREAMS.len()]> {
        let length = usize::try_from(self.last().0 - self.first.0 + 1).unwrap_or(0);
        let mut days = vec![[0; STREAMS.len()]; length];
        let month: f64 = STREAMS.iter().map(|stream| stream.per_month).sum();
        let (mut share, mut given) = (0.0, 0);
        for (place, stream) in STREAMS.iter().enumerate() {
            share += stream.per_month / month;
            let upto = counted(real(self.total) * share);
            let mut dice = Dice::new(seed, Purpose::Volume, u64::try_from(place).unwrap_or(0), 0);
            let counts = spread(stream, self.first, length, upto - given, &mut dice);
            for (day, count) in days.iter_mut().zip(counts) {
                if let Some(slot) = day.get_mut(place) {
                    *slot = count;
                }
            }
            given = upto;
        }
        days
    }
}

/// Spreads a total over days by weight, unevenly as chance does, and exactly.
fn spread(stream: &Stream, first: Day, length: usize, total: u64, dice: &mut Dice) -> Vec<u32> {
    let days = (first.0..).take(length).map(Day);
    let weights: Vec<f64> = days.map(|day| stream.weight(day)).collect();
    let whole: f64 = weights.iter().sum();
    // What rounding leaves over comes on the last day that is open.
    let last_open = weights.iter().rposition(|weight| *weight > 0.0);
    let last_open = last_open.unwrap_or(length.saturating_sub(1));
    let (mut sum, mut given) = (0.0, 0);
    let mut counts = Vec::with_capacity(length);
    for (place, weight) in weights.iter().enumerate() {
        sum += weight;
        let daily = real(total) * weight / whole.max(1.0);
        let noise = (dice.unit() + dice.unit() - 1.0) * 1.4 * daily.sqrt();
        let last = place == last_open;
        let exact = real(total) * sum / whole.max(1e-9);
        let upto = if last {
            total
        } else {
            counted(exact + noise).min(total)
        };
        let count = if *weight > 0.0 || last {
            upto.saturating_sub(given)
        } else {
            0
        };
        given += count;
        counts.push(u32::try_from(count).unwrap_or(u32::MAX));
    }
    counts
}
