//! Rows that a stray quotation mark has swallowed: opened in one row and closed in a later one, it makes one record of all
//! between, and CSV has nothing to say against it. A record whose later lines read as rows of this very file is told of;
//! nothing is guessed about where it should have ended.

use super::columns::{Column, Columns};
use super::encoding;
use super::fields::{self, Reading};

/// How much of what follows a line end is read as a row, in bytes: a row's first cells say what it is.
const LOOKED_AT: usize = 16 << 10;

/// A row of so many columns is not met by chance in a narrative.
const MANY: usize = 8;

/// The first line of a record, from 2, that reads as a row of its own; `raw` is without the line ends around it.
pub(super) fn first_line(raw: &[u8], columns: &Columns) -> Option<usize> {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    if !raw.iter().any(is_end) {
        return None;
    }
    let mut cells = Cells::new(columns.names.len());
    let (mut start, mut line) = (0, 1);
    while let Some(length) = raw.get(start..)?.iter().position(is_end) {
        let end = start + length;
        let pair = raw.get(end..).unwrap_or_default().starts_with(b"\r\n");
        start = end + if pair { 2 } else { 1 };
        line += 1;
        let rest = raw.get(start..).unwrap_or_default();
        let this_line = rest.split(is_end).next().unwrap_or_default();
        if columns.names.len() > 1 && !this_line.contains(&b',') {
            continue;
        }
        // Past the line only inside a quotation mark that it opens, and that ends where the next one opens: all lines
        // together read the record once more, however it is made.
        cells.fill(rest.get(..LOOKED_AT).unwrap_or(rest));
        if cells.are_a_row(columns) {
            return Some(line);
        }
    }
    None
}

/// What stands after a line end, read as a record.
struct Cells {
    reader: csv_core::Reader,
    text: Vec<u8>,
    /// Where each cell ends, with room for one more than there should be, so that too many are seen.
    ends: Vec<usize>,
    /// How many there are.
    count: usize,
}

impl Cells {
    fn new(width: usize) -> Self {
        Self {
            reader: csv_core::Reader::new(),
            text: vec![0; LOOKED_AT + 1],
            ends: vec![0; width + 2],
            count: 0,
        }
    }

    fn fill(&mut self, bytes: &[u8]) {
        self.reader.reset();
        let last = self.ends.len() - 1;
        let ends = self.ends.get_mut(..last).unwrap_or_default();
        let (result, _, wrote, count) = self.reader.read_record(bytes, &mut self.text, ends);
        self.count = count;
        // The last line of the record has no line end, and a quotation mark may be open: what came is its last cell.
        if matches!(result, csv_core::ReadRecordResult::InputEmpty)
            && let Some(end) = self.ends.get_mut(count)
        {
            *end = wrote;
            self.count += 1;
        }
    }

    /// The cell of a column; empty where there is none.
    fn cell(&self, columns: &Columns, column: Column) -> String {
        let ends = self.ends.get(..self.count).unwrap_or_default();
        let bytes = columns.place(column).and_then(|place| {
            let before = place.checked_sub(1).map(|before| ends.get(before));
            let start = before.map_or(Some(0), Option::<&usize>::copied)?;
            self.text.get(start..*ends.get(place)?)
        });
        let text = encoding::text_of(bytes.unwrap_or_default()).0;
        text.trim().to_owned()
    }

    /// Whether there is a reference and nothing speaks against a row: one of the cells that are the same in every row reads
    /// as it should, or there are as many cells as columns and those are empty, or there are too many for chance.
    fn are_a_row(&self, columns: &Columns) -> bool {
        if fields::says_nothing(&self.cell(columns, Column::IncidentReference)) {
            return false;
        }
        let said = [
            said(&fields::instant(&self.cell(columns, Column::ReceivedAt))),
            said(&fields::known(&self.cell(columns, Column::DomesticAbuse))),
            said(&fields::role(&self.cell(columns, Column::Role))),
        ];
        let as_wide = self.count == columns.names.len();
        said.contains(&Some(true))
            || (as_wide && (!said.contains(&Some(false)) || self.count >= MANY))
    }
}

/// Whether a cell reads as it should; `None` where it is empty.
fn said<T>(reading: &Reading<T>) -> Option<bool> {
    match reading {
        Reading::Blank => None,
        Reading::Value(_) | Reading::Doubtful(..) => Some(true),
        Reading::Assumed(..) | Reading::Unread(_) => Some(false),
    }
}

#[cfg(test)]
mod tests;
