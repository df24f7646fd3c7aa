//! The second reading of a file: contacts one by one as they become whole, records that belong to none, and issues. Holds
//! the rows of one reference at a time; what stood far before is read again when the last of it has come.

use std::collections::VecDeque;
use std::io::{self, Read, Seek};

use jiff::Timestamp;
use trefoil_core::contact::ContactDraft;
use trefoil_core::flag::FlagCode;
use trefoil_core::located::Located;

use super::columns::Column;
use super::incident;
use super::issues::Issue;
use super::records::{Record, Records};
use super::rows::{Key, Row};
use super::runs::Run;
use super::scan::{self, Hash, Scan};

/// A contact that the file tells of.
pub struct Drafted {
    /// What the hub is handed. Each flag is also an issue of the file.
    pub draft: Box<ContactDraft>,
    /// The same for the same rows in any order of rows and of columns; another for any other content.
    pub digest: [u8; 32],
    /// The ordinals of its records, in order.
    pub rows: Vec<u64>,
}

/// A record that belongs to no contact, or that hides rows which do not. It is kept until somebody deals with it.
pub struct Quarantined {
    /// Its ordinal.
    pub row: u64,
    /// As it came, up to [`super::RECORD_KEPT`].
    pub raw: Located<String>,
    /// Why; not repeated as an [`Item::Issue`].
    pub reason: Issue,
    /// Whether it is a row of a contact all the same, which follows; the reason is then among that contact's issues.
    pub attached: bool,
}

/// What a file yields, in the order in which it becomes certain.
pub enum Item {
    /// A whole contact; its issues follow.
    Draft(Drafted),
    /// A record of no contact, or one that hides others.
    Quarantined(Quarantined),
    /// Something to look at.
    Issue(Issue),
    /// The bytes stopped coming, or are not those of the first reading. Always the last; contacts that were not whole are
    /// not handed out, so run it again.
    Stopped(Issue),
}

/// Reads the bytes once more. `open` begins at their beginning each time it is called; `now` is when the hub was told,
/// where a record does not say.
pub fn drafts<R: Read + Seek, F: Fn() -> R>(open: F, scan: Scan, now: Timestamp) -> Drafts<R, F> {
    let ready = scan.issues.iter().cloned().map(Item::Issue).collect();
    let mut drafts = Drafts {
        records: None,
        again: None,
        open,
        scan,
        now,
        record: Record::default(),
        run: None,
        ready,
    };
    if let Err(cut) = drafts.begin() {
        drafts.stop(&cut);
    }
    drafts
}

/// Why a second reading cannot go on.
enum Cut {
    /// The bytes stopped coming.
    Stopped,
    /// They are others than before.
    Changed,
}

impl From<io::Error> for Cut {
    fn from(_: io::Error) -> Self {
        Self::Stopped
    }
}

/// Rows of one reference that stand together and are the last of it.
struct Open {
    run: Run,
    hash: Hash,
    rows: Vec<(Key, Row)>,
}

/// The items of a file. Memory: the rows of one reference, and what the first reading noted.
pub struct Drafts<R, F> {
    /// `None` once the end is reached.
    records: Option<Records<R>>,
    /// For rows that stood far before.
    again: Option<(Records<R>, Record)>,
    open: F,
    scan: Scan,
    now: Timestamp,
    record: Record,
    /// Where the reading is; inside, the rows that are kept.
    run: Option<(Hash, Option<Open>)>,
    ready: VecDeque<Item>,
}

impl<R: Read + Seek, F: Fn() -> R> Iterator for Drafts<R, F> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            let read = self.records.as_mut()?.next(&mut self.record);
            let came = match read {
                Ok(true) => self.take(),
                Ok(false) => self.end(),
                Err(error) => Err(error.into()),
            };
            if let Err(cut) = came {
                self.stop(&cut);
            }
        }
    }
}

impl<R: Read + Seek, F: Fn() -> R> Drafts<R, F> {
    /// Past the header.
    fn begin(&mut self) -> Result<(), Cut> {
        let (records, ..) = scan::open((self.open)()).map_err(|_| Cut::Stopped)?;
        self.records = Some(records);
        Ok(())
    }

    fn take(&mut self) -> Result<(), Cut> {
        let record = &self.record;
        if record.is_empty() && !record.unclosed {
            return Ok(());
        }
        let key = Key::of(record, &self.scan.columns);
        let hash = key.as_ref().map(Hash::of);
        if self.run.as_ref().map(|(hash, _)| *hash) != hash {
            self.close()?;
            self.run = match hash {
                Some(hash) => Some((hash, self.opened(hash)?)),
                None => None,
            };
        }
        let Some(key) = key else {
            self.quarantine();
            return Ok(());
        };
        if let Some((_, Some(open))) = &mut self.run {
            open.rows
                .push((key, Row::of(&self.record, &self.scan.columns)));
        }
        Ok(())
    }

    /// A run that begins with the record; `None` where its rows are for later: read again when the last has come, or of
    /// another share.
    fn opened(&self, hash: Hash) -> Result<Option<Open>, Cut> {
        if !self.scan.runs.take(hash) {
            return Ok(None);
        }
        let run = Run::new(hash, self.record.ordinal, self.record.offset);
        let runs = self.scan.runs.of(hash);
        if runs.last() == Some(&run) {
            let rows = Vec::new();
            return Ok(Some(Open { run, hash, rows }));
        }
        match runs.binary_search(&run) {
            Ok(_) => Ok(None),
            Err(_) => Err(Cut::Changed),
        }
    }

    /// Hands out what the rows that end here complete.
    fn close(&mut self) -> Result<(), Cut> {
        let Some((_, Some(open))) = self.run.take() else {
            return Ok(());
        };
        let mut rows = Vec::new();
        let runs = self.scan.runs.of(open.hash).to_vec();
        for run in runs.into_iter().filter(|run| *run != open.run) {
            self.read_again(run, open.hash, &mut rows)?;
        }
        rows.extend(open.rows);
        for (key, rows) in by_key(rows) {
            self.hand_out(key, &rows);
        }
        Ok(())
    }

    /// The rows of a run that stood before.
    fn read_again(&mut self, run: Run, hash: Hash, rows: &mut Vec<(Key, Row)>) -> Result<(), Cut> {
        if self.again.is_none() {
            let records = Records::new((self.open)())?.ok_or(Cut::Changed)?;
            self.again = Some((records, Record::default()));
        }
        let (records, record) = self.again.as_mut().ok_or(Cut::Changed)?;
        records.resume(run.offset(), run.ordinal())?;
        let before = rows.len();
        while records.next(record)? {
            if record.is_empty() && !record.unclosed {
                continue;
            }
            match Key::of(record, &self.scan.columns) {
                Some(key) if Hash::of(&key) == hash => {
                    rows.push((key, Row::of(record, &self.scan.columns)));
                }
                _ => break,
            }
        }
        if rows.len() == before {
            return Err(Cut::Changed);
        }
        Ok(())
    }

    fn hand_out(&mut self, key: Key, rows: &[Row]) {
        for row in rows {
            let hides = row.hides_rows().map(|reason| Quarantined {
                row: row.ordinal,
                raw: Located::new(row.raw_text()),
                reason,
                attached: true,
            });
            self.ready.extend(hides.map(Item::Quarantined));
        }
        let (drafted, issues) = incident::drafted(&self.scan.columns, key, rows, self.now);
        self.ready.push_back(Item::Draft(drafted));
        self.ready.extend(issues.into_iter().map(Item::Issue));
    }

    /// The record belongs to no contact. Told with the first share only.
    fn quarantine(&mut self) {
        if !self.scan.runs.is_first() {
            return;
        }
        let row = self.record.ordinal;
        let reason = if self.record.unclosed {
            let words = "a quotation mark is opened and never closed, so everything from here to the end of the file cannot be told apart. It is kept as one row, up to its first 16 MB. Export the file again.";
            Issue::of_row(row, FlagCode::Unreadable, words)
        } else {
            let words = "there is no reference, so the row belongs to no contact. It is kept until somebody deals with it.";
            Issue::of(row, Column::IncidentReference, FlagCode::Missing, words)
        };
        self.ready.push_back(Item::Quarantined(Quarantined {
            row,
            raw: Located::new(self.record.raw_text()),
            reason,
            attached: false,
        }));
    }

    /// The end of the file: of the reading of its last share, or of another.
    fn end(&mut self) -> Result<(), Cut> {
        self.close()?;
        let read = self.records.take().map(|records| records.print());
        if read != Some(self.scan.print) {
            return Err(Cut::Changed);
        }
        if !self.scan.runs.next() {
            return Ok(());
        }
        let (mut records, columns, _) = scan::open((self.open)()).map_err(|_| Cut::Stopped)?;
        scan::find_runs(&mut records, &columns, &mut self.scan.runs)?;
        if records.print() != self.scan.print {
            return Err(Cut::Changed);
        }
        self.begin()
    }

    fn stop(&mut self, cut: &Cut) {
        (self.records, self.run) = (None, None);
        let words = match cut {
            Cut::Stopped => {
                "the file could not be read any further. Contacts that were whole are taken in; import the file again for the rest."
            }
            Cut::Changed => {
                "the file was changed while it was being read. Contacts that were whole are taken in; import the file again when nobody writes to it any more."
            }
        };
        self.ready.push_back(Item::Stopped(Issue::of_row(
            self.record.ordinal.max(1),
            FlagCode::Stopped,
            words,
        )));
    }
}

/// Rows by reference and version, in the order of the last row of each.
fn by_key(mut rows: Vec<(Key, Row)>) -> Vec<(Key, Vec<Row>)> {
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut groups: Vec<(Key, Vec<Row>)> = Vec::new();
    for (key, row) in rows {
        match groups.last_mut() {
            Some((met, rows)) if *met == key => rows.push(row),
            _ => groups.push((key, vec![row])),
        }
    }
    groups.sort_by_key(|(_, rows)| rows.last().map(|row| row.ordinal));
    groups
}
