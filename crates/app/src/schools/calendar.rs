//! When schools open next, from the registers of one snapshot.

use std::collections::BTreeMap;

use jiff::Timestamp;
use trefoil_core::calendar::Calendar;
use trefoil_core::school::clock::{DueAtSchool, SchoolDays};
use trefoil_core::school::{Days, School, Urn};
use trefoil_store::school::{COMMON, DaysRow, SchoolRow, days_of, schools_named};
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// Schools with their calendars.
#[derive(Debug, Default)]
pub(crate) struct Calendars {
    schools: BTreeMap<Urn, SchoolRow>,
    days: Vec<DaysRow>,
    calendar: Option<Calendar>,
}

/// The authority's officer, as a school: there is always one.
pub(crate) fn officer() -> School {
    School {
        urn: Urn::OFFICER,
        name: "The authority's officer for children in no school".to_owned(),
        kind: String::new(),
        phase: trefoil_core::school::Phase::Unknown,
        area: 0,
        pupils: None,
        opened: None,
        closed: None,
        opens: None,
    }
}

impl Calendars {
    /// Of these schools.
    pub(crate) async fn read(app: &App, tx: &mut Tx, urns: &[Urn]) -> Result<Self, Fault> {
        let mut urns = urns.to_vec();
        urns.sort_unstable();
        urns.dedup();
        let numbers: Vec<i64> = urns.iter().map(|urn| urn.number()).collect();
        Ok(Self {
            schools: schools_named(tx, app.authority, &urns).await?,
            days: days_of(tx, app.authority, &numbers).await?,
            calendar: Some(app.calendar(tx).await?),
        })
    }

    /// A school.
    pub(crate) fn school(&self, urn: Urn) -> Option<School> {
        let known = self.schools.get(&urn).map(|row| row.school.clone());
        known.or_else(|| (urn == Urn::OFFICER).then(officer))
    }

    /// Its next opening after an instant; without a school, that of one of which nothing is recorded.
    pub(crate) fn due(&self, urn: Option<Urn>, known: Timestamp) -> Option<DueAtSchool> {
        let school = urn.and_then(|urn| self.school(urn));
        let nothing = School {
            name: String::new(),
            // Any number but the officer's: it has no line of its own.
            urn: Urn::new(999_999).unwrap_or(Urn::OFFICER),
            ..officer()
        };
        let school = school.unwrap_or(nothing);
        let own = self.of(school.urn.number());
        let common = self.of(COMMON);
        let calendar = self.calendar.as_ref()?;
        SchoolDays::new(&school, &own, &common, calendar).due(known)
    }

    fn of(&self, urn: i64) -> Vec<Days> {
        let own = self.days.iter().filter(|one| one.urn == urn);
        own.map(|one| one.days).collect()
    }
}
