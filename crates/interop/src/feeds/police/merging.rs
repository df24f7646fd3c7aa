//! What several rows say of one thing: the values of a column over the rows of an incident or of a person, and whether
//! they agree. Which value then counts is the caller's choice.

use std::collections::BTreeSet;

use trefoil_core::flag::FlagCode;

use super::columns::{Column, Columns};
use super::fields::{self, Doubt, Reading};
use super::issues::Issue;
use super::rows::Row;

/// Rows read together, and what is found on the way.
pub(super) struct Merging<'a> {
    columns: &'a Columns,
    /// Oldest first, so that the last value is the latest; rows of one age in order of content, so that the order of the
    /// file makes no difference.
    rows: Vec<&'a Row>,
    /// What was found.
    pub(super) issues: Vec<Issue>,
    /// Cells that could not be read, as written.
    pub(super) unread: Vec<(Column, String)>,
}

impl<'a> Merging<'a> {
    /// Over rows of any order.
    pub(super) fn new(columns: &'a Columns, rows: &[&'a Row]) -> Self {
        let mut rows = rows.to_vec();
        if rows.len() > 1 {
            rows.sort_by_cached_key(|row| (age(columns, row), row.digest));
        }
        Self {
            columns,
            rows,
            issues: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// The first of the rows in the file.
    pub(super) fn first_row(&self) -> u64 {
        self.rows.iter().map(|row| row.ordinal).min().unwrap_or(0)
    }

    /// Every value of a column, oldest first; blanks say nothing.
    pub(super) fn values<T>(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Reading<T>,
    ) -> Vec<(u64, T)> {
        let mut values = Vec::new();
        for row in &self.rows {
            let cell = row.cell(self.columns, column);
            let (value, doubt) = match read(cell) {
                Reading::Blank => continue,
                Reading::Value(value) => (Some(value), None),
                Reading::Doubtful(value, doubt) => (Some(value), Some(doubt)),
                Reading::Assumed(value, doubt) => {
                    keep(&mut self.unread, column, cell);
                    (Some(value), Some(doubt))
                }
                Reading::Unread(doubt) => {
                    keep(&mut self.unread, column, cell);
                    (None, Some(doubt))
                }
            };
            values.extend(value.map(|value| (row.ordinal, value)));
            if let Some(Doubt { code, words }) = doubt {
                self.issues
                    .push(Issue::of(row.ordinal, column, code, words));
            }
        }
        values
    }

    /// The values of a column that must agree, oldest first; `rule` says in words which one counts when they do not.
    pub(super) fn agreed<T: PartialEq>(
        &mut self,
        column: Column,
        rule: &str,
        read: impl Fn(&str) -> Reading<T>,
    ) -> Vec<T> {
        let values = self.values(column, read);
        let first = values.iter().min_by_key(|(row, _)| *row);
        let other = values
            .iter()
            .filter(|(_, value)| first.is_some_and(|(_, first)| first != value));
        if let Some(row) = other.map(|(row, _)| *row).min() {
            let words = format!("the rows do not agree; {rule}. All are in the raw record.");
            self.issues
                .push(Issue::of(row, column, FlagCode::RowsDisagree, &words));
        }
        values.into_iter().map(|(_, value)| value).collect()
    }

    /// The latest value of a column.
    pub(super) fn latest<T: PartialEq>(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> Reading<T>,
    ) -> Option<T> {
        self.agreed(column, "the latest counts", read).pop()
    }

    /// The latest text of a column.
    pub(super) fn text(&mut self, column: Column) -> Option<String> {
        self.latest(column, |cell| fields::text(cell, column.longest()))
    }
}

fn age(columns: &Columns, row: &Row) -> Option<jiff::Timestamp> {
    match fields::instant(row.cell(columns, Column::ReceivedAt)) {
        Reading::Value(instant) => Some(instant),
        _ => None,
    }
}

/// How many unreadable cells are kept beside one person; the raw record has them all.
const UNREAD_MOST: usize = 50;

/// Keeps a cell as written, once, up to the longest the column may be.
fn keep(unread: &mut Vec<(Column, String)>, column: Column, cell: &str) {
    if unread.len() >= UNREAD_MOST {
        return;
    }
    let kept: String = cell.chars().take(column.longest()).collect();
    if !unread
        .iter()
        .any(|(before, text)| *before == column && *text == kept)
    {
        unread.push((column, kept));
    }
}

/// The rows of one incident, person by person, in the order of the file: rows with one reference are one person, rows
/// without one are each a person of their own, however alike (twins).
pub(super) fn by_person<'a>(columns: &Columns, rows: &'a [Row]) -> Vec<Vec<&'a Row>> {
    let mut people: Vec<Vec<&Row>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for row in rows {
        let reference = row.cell(columns, Column::PersonReference);
        let place = if fields::says_nothing(reference) {
            people.len()
        } else {
            *places.entry(reference).or_insert(people.len())
        };
        match people.get_mut(place) {
            Some(person) => person.push(row),
            None => people.push(vec![row]),
        }
    }
    people
}

/// Every person reference of an incident.
pub(super) fn references<'a>(columns: &Columns, rows: &'a [Row]) -> BTreeSet<&'a str> {
    rows.iter()
        .map(|row| row.cell(columns, Column::PersonReference))
        .filter(|cell| !cell.is_empty())
        .collect()
}
