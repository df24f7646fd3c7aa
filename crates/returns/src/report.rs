//! A report as data: which measures, in which order, how they add up, and what each came to.
//! Its forms (JSON, CSV, HTML) and what is hidden in them are made elsewhere.

use jiff::Timestamp;

use crate::measures::{Measure, named, part_of};
use crate::period::Period;

/// A line of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The measure of that name.
    Measure(&'static str),
    /// A part that no authority can use yet.
    NotInUse(&'static str),
}

/// A line of a report as its forms print it.
#[derive(Debug, Clone, Copy)]
pub enum Printed {
    /// What a measure came to.
    Figure(&'static Measure, Cell),
    /// A part that is not in use, once.
    NotInUse(&'static str),
}

/// That one number is the sum of others. A name that is no measure stands for a number that is not printed but that a
/// reader can reckon with ("the rest").
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    /// The whole.
    pub total: &'static str,
    /// What it is made of, without overlap and without gap.
    pub parts: &'static [&'static str],
}

/// A number that is not printed, but that a printed share gives away.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The name of the number in the sums.
    pub number: &'static str,
    /// The share.
    pub by: &'static str,
}

/// What a report is made of.
#[derive(Debug)]
pub struct Definition {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its title on paper.
    pub title: &'static str,
    /// Its lines in order; those of one part are adjacent.
    pub lines: &'static [Line],
    /// How its numbers add up.
    pub sums: &'static [Sum],
    /// What its shares give away.
    pub told: &'static [Told],
}

impl Definition {
    /// Its measures in order.
    pub fn measures(&self) -> impl Iterator<Item = &'static Measure> {
        self.lines.iter().filter_map(|line| match line {
            Line::Measure(name) => named(name),
            Line::NotInUse(_) => None,
        })
    }
}

/// What a measure came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// So many rows.
    Count(u64),
    /// So many of so many.
    Share {
        /// The rows of the measure.
        part: u64,
        /// The rows of which they are a part.
        of: u64,
    },
    /// Not shown, so that nobody can be made out in a small number.
    Hidden,
    /// Its part is not in use by the authority: said to be so, never shown as zero.
    NotInUse,
}

impl Cell {
    /// The share from 0 to 1; of nothing it is 0. `None` where it is no share or hidden.
    pub fn share(self) -> Option<f64> {
        match self {
            Self::Share { of: 0, .. } => Some(0.0),
            Self::Share { part, of } => Some(ratio(part, of)),
            Self::Count(_) | Self::Hidden | Self::NotInUse => None,
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of children in one authority are far below 2 to the 52"
)]
fn ratio(part: u64, of: u64) -> f64 {
    part as f64 / of as f64
}

/// A report's numbers.
#[derive(Debug, Clone)]
pub struct Report {
    /// What it is made of.
    pub definition: &'static Definition,
    /// The days it is about.
    pub period: Period,
    /// The instant at which its facts were known.
    pub as_at: Timestamp,
    /// One for each measure of the definition, in order.
    pub cells: Vec<Cell>,
}

impl Report {
    /// Each measure with what it came to.
    pub fn figures(&self) -> impl Iterator<Item = (&'static Measure, Cell)> {
        self.definition.measures().zip(self.cells.iter().copied())
    }

    /// The lines in order. Of a part that is not in use there is one, which says so.
    pub fn printed(&self) -> Vec<Printed> {
        let mut printed: Vec<Printed> = Vec::new();
        let mut unused: Vec<&'static str> = Vec::new();
        for line in self.definition.lines {
            let (Line::Measure(path) | Line::NotInUse(path)) = line;
            let figure = named(path).zip(self.cell(path));
            let figure = figure.filter(|(_, cell)| *cell != Cell::NotInUse);
            if let Some((measure, cell)) = figure {
                printed.push(Printed::Figure(measure, cell));
            } else if !unused.contains(&part_of(path)) {
                unused.push(part_of(path));
                printed.push(Printed::NotInUse(part_of(path)));
            }
        }
        printed
    }

    /// What the measure of that name came to.
    pub fn cell(&self, name: &str) -> Option<Cell> {
        self.figures()
            .find(|(measure, _)| measure.name == name)
            .map(|(_, cell)| cell)
    }
}
