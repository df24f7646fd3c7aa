//! The count of a year, made another way than the product makes it: days are places in a list that was counted on from 1 January 2012,
//! instants are seconds, and British summer time is the rule of the law and no table of zones.

use std::collections::{BTreeMap, BTreeSet};

/// Seconds from 1970 to the first day of the list, a Sunday.
const FIRST: i64 = 1_325_376_000;
const DAY: i64 = 86_400;
const MONTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// When the hub works, in seconds of the day.
const WORKS: (i64, i64) = (9 * 3600, 17 * 3600);

/// A place in the list of days.
pub(super) type Place = i64;

/// The days of 2012 to 2029.
pub(super) struct Days {
    names: Vec<String>,
    places: BTreeMap<String, Place>,
    holidays: BTreeSet<String>,
    /// Summer times, each from and until, in seconds.
    summers: Vec<(i64, i64)>,
    /// Seconds in which the hub works before each day.
    worked: Vec<i64>,
}

impl Days {
    pub(super) fn new() -> Self {
        let mut names = Vec::new();
        for year in 2012..2030 {
            for (month, length) in (1..).zip(MONTHS) {
                let leap = i64::from(month == 2 && year % 4 == 0);
                names.extend((1..=length + leap).map(|day| format!("{year}-{month:02}-{day:02}")));
            }
        }
        let places = (0..).zip(&names).map(|(place, name)| (name.clone(), place));
        let mut days = Self {
            places: places.collect(),
            names,
            holidays: published(),
            summers: Vec::new(),
            worked: Vec::new(),
        };
        for year in 2012..2030 {
            let turn = |month| FIRST + days.last_sunday(year, month) * DAY + 3600;
            let summer = (turn("03"), turn("10"));
            days.summers.push(summer);
        }
        days.sum_up();
        days
    }

    /// The last Sunday of a month of 31 days.
    fn last_sunday(&self, year: i64, month: &str) -> Place {
        let mut place = self.place(&format!("{year}-{month}-31"));
        while place % 7 != 0 {
            place -= 1;
        }
        place
    }

    fn sum_up(&mut self) {
        let mut sum = 0;
        self.worked.clear();
        for place in 0..i64::try_from(self.names.len()).unwrap() {
            self.worked.push(sum);
            if self.is_worked(place) {
                sum += WORKS.1 - WORKS.0;
            }
        }
    }

    /// Another bank holiday.
    pub(super) fn proclaim(&mut self, day: &str) {
        self.holidays.insert(day.to_owned());
        self.sum_up();
    }

    pub(super) fn place(&self, day: &str) -> Place {
        self.places[day]
    }

    pub(super) fn name(&self, place: Place) -> &str {
        &self.names[usize::try_from(place).unwrap()]
    }

    /// The list begins with a Sunday.
    pub(super) fn is_worked(&self, place: Place) -> bool {
        !matches!(place % 7, 0 | 6) && !self.holidays.contains(self.name(place))
    }

    fn is_summer(&self, at: i64) -> bool {
        self.summers
            .iter()
            .any(|(from, to)| (*from..*to).contains(&at))
    }

    /// The day of an instant in London, and the second of that day by the clock on the wall.
    pub(super) fn local(&self, at: i64) -> (Place, i64) {
        let wall = at - FIRST + if self.is_summer(at) { 3600 } else { 0 };
        (wall / DAY, wall % DAY)
    }

    /// The instant at which the clock on the wall shows a second of a day.
    pub(super) fn instant(&self, place: Place, second: i64) -> i64 {
        let winter = FIRST + place * DAY + second;
        if self.is_summer(winter - 3600) {
            winter - 3600
        } else {
            winter
        }
    }

    /// The end of the first working day after the day of an instant.
    pub(super) fn decision(&self, received: i64) -> i64 {
        let (day, _) = self.local(received);
        let next = (day + 1..day + 30)
            .find(|place| self.is_worked(*place))
            .unwrap();
        self.instant(next + 1, 0)
    }

    /// Seconds in which the hub worked until an instant.
    fn worked_until(&self, at: i64) -> i64 {
        let (day, second) = self.local(at);
        let today = if self.is_worked(day) {
            second.clamp(WORKS.0, WORKS.1) - WORKS.0
        } else {
            0
        };
        self.worked[usize::try_from(day).unwrap()] + today
    }

    /// The first second at which so many hours of the hub's have passed.
    pub(super) fn after_hours(&self, received: i64, hours: i64) -> i64 {
        let aim = self.worked_until(received) + hours * 3600;
        let (mut low, mut high) = (received, received + 200 * DAY);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.worked_until(middle) >= aim {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// Whether a child is told of to a school: in reception since September of the year in which they were four by the end of August, and
    /// not 18 yet. Days as they are written sort as they come.
    pub(super) fn is_of_school_age(&self, born: &str, day: Place) -> bool {
        let day = self.name(day);
        let number = |text: &str| text.parse::<i64>().unwrap();
        let september = number(&day[..4]) - i64::from(&day[5..7] < "09");
        let grown = format!("{}{}", number(&born[..4]) + 18, &born[4..]);
        born <= format!("{}-08-31", september - 4).as_str() && day < grown.as_str()
    }
}

fn published() -> BTreeSet<String> {
    let text = include_str!("../../../../../core/data/bank-holidays.json");
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let events = all["england-and-wales"]["events"].as_array().unwrap();
    let day = |one: &serde_json::Value| one["date"].as_str().unwrap().to_owned();
    events.iter().map(day).collect()
}

/// A school: when it opens, and what closes it.
#[derive(Debug, Clone)]
pub(super) struct School {
    pub(super) name: String,
    /// Seconds after midnight.
    pub(super) opens: i64,
    /// First and last days of its own terms; none: those of all.
    pub(super) terms: Vec<(String, String)>,
    /// Days on which it is closed beside those of all.
    pub(super) inset: BTreeSet<String>,
    /// The day from which it is no more.
    pub(super) closed: Option<String>,
    /// It works on every working day, as the authority's officer does.
    pub(super) officer: bool,
}

impl School {
    /// The first opening after an instant, day by day.
    pub(super) fn next(&self, days: &Days, common: &[(String, String)], known: i64) -> Option<i64> {
        let (first, _) = days.local(known);
        let terms = if self.terms.is_empty() {
            common
        } else {
            &self.terms
        };
        (first..first + 400)
            .filter(|place| {
                let day = days.name(*place);
                let inside =
                    |(from, to): &(String, String)| from.as_str() <= day && day <= to.as_str();
                let gone = self.closed.as_deref().is_some_and(|from| from <= day);
                days.is_worked(*place)
                    && !gone
                    && !self.inset.contains(day)
                    && (self.officer || terms.iter().any(inside))
            })
            .map(|place| days.instant(place, self.opens))
            .find(|opens| *opens > known)
    }
}

/// The count's own control: days that were looked up in a printed calendar.
#[test]
fn the_count_is_that_of_a_printed_calendar() {
    let days = Days::new();
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
    assert_eq!(days.names.len(), 6_575);
    assert_eq!(
        days.instant(days.place("2026-03-29"), 0),
        at("2026-03-29T00:00:00Z")
    );
    assert_eq!(
        days.instant(days.place("2026-03-30"), 31_500),
        at("2026-03-30T07:45:00Z")
    );
    assert_eq!(
        days.instant(days.place("2025-10-27"), 31_500),
        at("2025-10-27T08:45:00Z")
    );
    assert_eq!(
        days.decision(at("2026-04-02T22:59:00Z")),
        at("2026-04-07T23:00:00Z")
    );
    assert_eq!(
        days.decision(at("2025-12-24T10:00:00Z")),
        at("2025-12-30T00:00:00Z")
    );
    assert_eq!(
        days.after_hours(at("2026-03-17T10:00:00Z"), 24),
        at("2026-03-20T10:00:00Z")
    );
    assert_eq!(
        days.after_hours(at("2026-06-01T22:00:00Z"), 24),
        at("2026-06-04T16:00:00Z")
    );
    assert!(days.is_of_school_age("2021-08-31", days.place("2025-09-01")));
    assert!(!days.is_of_school_age("2021-09-01", days.place("2026-08-31")));
    assert!(days.is_of_school_age("2008-02-29", days.place("2026-02-28")));
    assert!(!days.is_of_school_age("2008-02-29", days.place("2026-03-01")));
}
