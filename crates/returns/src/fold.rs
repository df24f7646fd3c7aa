//! The folds: a stream of events into a report's numbers, in constant memory, or into the rows behind one of them.

use jiff::Timestamp;
use trefoil_core::calendar::Calendar;
use trefoil_core::event::Event;

use crate::case::{Case, Gather};
use crate::measures::{Measure, Row};
use crate::period::Period;
use crate::report::{Cell, Definition, Report};

/// Folds events into a report's numbers.
pub struct ReportFold<'a> {
    definition: &'static Definition,
    period: Period,
    as_at: Timestamp,
    gather: Gather<'a>,
    tallies: Vec<Tally>,
}

struct Tally {
    measure: &'static Measure,
    rows: u64,
    of: u64,
}

impl<'a> ReportFold<'a> {
    /// An empty report. The events that follow must be as known at `as_at`.
    pub fn new(
        definition: &'static Definition,
        period: Period,
        as_at: Timestamp,
        calendar: &'a Calendar,
    ) -> Self {
        let tally = |measure| Tally {
            measure,
            rows: 0,
            of: 0,
        };
        Self {
            definition,
            period,
            as_at,
            gather: Gather::new(period, calendar),
            tallies: definition.measures().map(tally).collect(),
        }
    }

    /// Takes the next event; those of one contact are adjacent, the contact first.
    pub fn push(&mut self, event: Event) {
        if let Some(case) = self.gather.push(event) {
            self.add(&case);
        }
    }

    /// The numbers, when the stream has ended.
    pub fn finish(mut self) -> Report {
        if let Some(case) = self.gather.finish() {
            self.add(&case);
        }
        Report {
            definition: self.definition,
            period: self.period,
            as_at: self.as_at,
            cells: self.tallies.iter().map(Tally::cell).collect(),
        }
    }

    fn add(&mut self, case: &Case) {
        for tally in &mut self.tallies {
            tally.measure.step(case, &mut |_| tally.rows += 1);
            tally.measure.step_of(case, &mut |_| tally.of += 1);
        }
    }
}

impl Tally {
    fn cell(&self) -> Cell {
        if self.measure.share_of.is_some() {
            Cell::Share {
                part: self.rows,
                of: self.of,
            }
        } else {
            Cell::Count(self.rows)
        }
    }
}

impl Report {
    /// The report of events at hand.
    pub fn fold(
        definition: &'static Definition,
        events: impl IntoIterator<Item = Event>,
        period: Period,
        as_at: Timestamp,
        calendar: &Calendar,
    ) -> Self {
        let mut fold = ReportFold::new(definition, period, as_at, calendar);
        for event in events {
            fold.push(event);
        }
        fold.finish()
    }
}

/// Folds events into the rows behind one measure, in the order of the stream. For a share: the rows of its upper part.
pub struct RowsFold<'a> {
    measure: &'static Measure,
    gather: Gather<'a>,
}

impl<'a> RowsFold<'a> {
    /// For one measure of one period.
    pub fn new(measure: &'static Measure, period: Period, calendar: &'a Calendar) -> Self {
        Self {
            measure,
            gather: Gather::new(period, calendar),
        }
    }

    /// Takes the next event and hands over the rows that are complete.
    pub fn push(&mut self, event: Event, counted: &mut dyn FnMut(Row)) {
        if let Some(case) = self.gather.push(event) {
            self.measure.step(&case, counted);
        }
    }

    /// Hands over the last rows, when the stream has ended.
    pub fn finish(mut self, counted: &mut dyn FnMut(Row)) {
        if let Some(case) = self.gather.finish() {
            self.measure.step(&case, counted);
        }
    }
}

/// The rows behind one measure, of events at hand.
pub fn rows_of(
    measure: &'static Measure,
    events: impl IntoIterator<Item = Event>,
    period: Period,
    calendar: &Calendar,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut fold = RowsFold::new(measure, period, calendar);
    for event in events {
        fold.push(event, &mut |row| rows.push(row));
    }
    fold.finish(&mut |row| rows.push(row));
    rows
}
