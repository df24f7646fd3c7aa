//! The folds: a stream of events into a report's numbers, in constant memory, or into the rows behind one of them.

use jiff::Timestamp;
use trefoil_core::calendar::Calendar;
use trefoil_core::event::{Event, Module};

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
    in_use: Vec<Module>,
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
            in_use: Vec::new(),
            tallies: definition.measures().map(tally).collect(),
        }
    }

    /// Counts what was done before another instant than the period's end.
    #[must_use]
    pub fn dated_before(mut self, instant: Timestamp) -> Self {
        self.gather = self.gather.dated_before(instant);
        self
    }

    /// Takes the next event; those of one contact are adjacent, the contact first.
    pub fn push(&mut self, event: Event) {
        if let Event::InUse(module) = event {
            self.in_use.push(module);
        }
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
            cells: self.tallies.iter().map(|tally| self.cell(tally)).collect(),
        }
    }

    fn cell(&self, tally: &Tally) -> Cell {
        match Module::from_code(tally.measure.part()) {
            Some(module) if !self.in_use.contains(&module) => Cell::NotInUse,
            _ => tally.cell(),
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

/// Folds events into the numbers of a report and of each part of some days, in one stream.
pub struct PartsFold<'a> {
    whole: ReportFold<'a>,
    parts: Vec<ReportFold<'a>>,
}

impl<'a> PartsFold<'a> {
    /// An empty report and its parts, which follow each other. A part of the report's days knows what was done as the report
    /// does; a part beside them what was done before all the parts were over.
    pub fn new(whole: ReportFold<'a>, parts: &[Period], calendar: &'a Calendar) -> Self {
        let last = parts.last().map_or(whole.period, |part| *part).is_over();
        let fold = |part: &Period| {
            let inside = whole.period.holds(*part);
            let before = if inside { whole.period.is_over() } else { last };
            ReportFold::new(whole.definition, *part, whole.as_at, calendar).dated_before(before)
        };
        let parts = parts.iter().map(fold).collect();
        Self { whole, parts }
    }

    /// Takes the next event; those of one contact are adjacent, the contact first.
    pub fn push(&mut self, event: Event) {
        let received = match &event {
            Event::Contact(contact) => contact.received_at,
            Event::Decision(decision) => decision.received_at,
            Event::Notice(notice) => notice.received_at,
            Event::InUse(_) => {
                for part in &mut self.parts {
                    part.push(event.clone());
                }
                self.whole.push(event);
                return;
            }
        };
        let place = self
            .parts
            .partition_point(|part| part.period.is_over() <= received);
        if let Some(part) = self.parts.get_mut(place) {
            part.push(event.clone());
        }
        self.whole.push(event);
    }

    /// The numbers of the whole and of each part, when the stream has ended.
    pub fn finish(self) -> (Report, Vec<Report>) {
        let parts = self.parts.into_iter().map(ReportFold::finish);
        (self.whole.finish(), parts.collect())
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
