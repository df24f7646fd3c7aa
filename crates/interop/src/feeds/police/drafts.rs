//! The second reading of a file: contacts one by one as they become whole, records that belong to none, and issues.
//! Holds the records of incidents whose last record has not come yet, and nothing else.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::io::Read;

use jiff::Timestamp;
use trefoil_core::contact::ContactDraft;
use trefoil_core::flag::FlagCode;
use trefoil_core::located::Located;

use super::columns::Column;
use super::incident;
use super::issues::Issue;
use super::records::{Record, Records};
use super::rows::{Key, Row};
use super::scan::{self, Scan};

/// A contact that the file tells of.
pub struct Drafted {
    /// What the hub is handed. Each flag is also an issue of the file.
    pub draft: Box<ContactDraft>,
    /// The same for the same rows in any order of rows and of columns; another for any other content.
    pub digest: [u8; 32],
    /// The ordinals of its records, in order.
    pub rows: Vec<u64>,
}

/// A record that belongs to no contact. It is kept until somebody deals with it.
pub struct Quarantined {
    /// Its ordinal.
    pub row: u64,
    /// As it came, up to [`super::RECORD_KEPT`].
    pub raw: Located<String>,
    /// Why; not repeated as an [`Item::Issue`].
    pub reason: Issue,
}

/// What a file yields, in the order in which it becomes certain.
pub enum Item {
    /// A whole contact; its issues follow.
    Draft(Drafted),
    /// A record of no contact.
    Quarantined(Quarantined),
    /// Something to look at.
    Issue(Issue),
    /// The bytes stopped coming. Always the last; contacts that were not whole are not handed out, so run it again.
    Stopped(Issue),
}

/// Reads the stream from its beginning once more. `now` is when the hub was told, where a record does not say.
pub fn drafts<R: Read>(input: R, scan: &Scan, now: Timestamp) -> Drafts<'_, R> {
    let mut ready: VecDeque<Item> = scan.issues.iter().cloned().map(Item::Issue).collect();
    let records = match scan::open(input) {
        Ok((records, _, _)) => Some(records),
        Err(refused) => {
            let words = refused.to_string();
            ready.push_back(Item::Stopped(Issue::of_row(
                1,
                FlagCode::Unreadable,
                &words,
            )));
            None
        }
    };
    Drafts {
        records,
        scan,
        now,
        record: Record::default(),
        open: HashMap::default(),
        ready,
    }
}

/// The items of a file. Memory: the records of open incidents.
pub struct Drafts<'a, R> {
    /// `None` once the end is reached.
    records: Option<Records<R>>,
    scan: &'a Scan,
    now: Timestamp,
    record: Record,
    open: HashMap<Key, Vec<Row>, BuildHasherDefault<DefaultHasher>>,
    ready: VecDeque<Item>,
}

impl<R: Read> Iterator for Drafts<'_, R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match self.records.as_mut()?.next(&mut self.record) {
                Ok(true) => self.take(),
                Ok(false) => self.finish(),
                Err(_) => self.stop(),
            }
        }
    }
}

impl<R> Drafts<'_, R> {
    fn take(&mut self) {
        let record = &self.record;
        if record.unclosed {
            let words = "a quotation mark is opened and never closed, so everything from here to the end of the file cannot be told apart. It is kept as one row, up to its first 16 MB. Export the file again.";
            return self.quarantine(Issue::of_row(record.ordinal, FlagCode::Unreadable, words));
        }
        if record.is_empty() {
            return;
        }
        let Some(key) = Key::of(record, &self.scan.columns) else {
            let words = "there is no reference, so the row belongs to no contact. It is kept until somebody deals with it.";
            return self.quarantine(Issue::of(
                record.ordinal,
                Column::IncidentReference,
                FlagCode::Missing,
                words,
            ));
        };
        let row = Row::of(record, &self.scan.columns);
        let last = self.scan.is_last(&key, record.ordinal);
        if last {
            let mut rows = self.open.remove(&key).unwrap_or_default();
            rows.push(row);
            self.hand_out(key, &rows);
        } else {
            self.open.entry(key).or_default().push(row);
        }
    }

    fn hand_out(&mut self, key: Key, rows: &[Row]) {
        let (drafted, issues) = incident::drafted(&self.scan.columns, key, rows, self.now);
        self.ready.push_back(Item::Draft(drafted));
        self.ready.extend(issues.into_iter().map(Item::Issue));
    }

    fn quarantine(&mut self, reason: Issue) {
        let row = self.record.ordinal;
        let raw = Located::new(self.record.raw_text());
        self.ready
            .push_back(Item::Quarantined(Quarantined { row, raw, reason }));
    }

    /// What is still open when the file ends: incidents that share a hash, or a file that changed between readings.
    fn finish(&mut self) {
        self.records = None;
        let mut rest: Vec<(Key, Vec<Row>)> = std::mem::take(&mut self.open).into_iter().collect();
        rest.sort_by_key(|(_, rows)| rows.first().map(|row| row.ordinal));
        for (key, rows) in rest {
            self.hand_out(key, &rows);
        }
    }

    fn stop(&mut self) {
        self.records = None;
        self.open.clear();
        let words = "the file could not be read any further. Contacts that were whole are taken in; import the file again for the rest.";
        self.ready.push_back(Item::Stopped(Issue::of_row(
            self.record.ordinal,
            FlagCode::Unreadable,
            words,
        )));
    }
}
