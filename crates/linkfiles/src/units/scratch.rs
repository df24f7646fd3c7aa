//! Columns of numbers while a plan is made: one flat file each, all records in the file's order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Error, Read, Write};
use std::path::{Path, PathBuf};

use trefoil_linkage::batch::wide::{Columns, column_name};

use crate::job::LinkError;

/// So many records' values are read at once.
const AT_ONCE: usize = 1 << 14;

/// A folder of columns.
pub(super) struct Scratch {
    folder: PathBuf,
    open: BTreeMap<String, BufWriter<File>>,
    records: usize,
}

/// A column on its way in.
pub(super) struct Column {
    /// Nothing where no record says anything.
    file: Option<BufReader<File>>,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn failed(path: &Path) -> impl Fn(Error) -> LinkError {
    move |error| LinkError::Out(path.display().to_string(), error)
}

impl Scratch {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            open: BTreeMap::new(),
            records: 0,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Adds some records' values.
    pub(super) fn append(&mut self, name: &str, values: &[u32]) -> Result<(), LinkError> {
        let path = self.path(name);
        let file = match self.open.entry(name.to_owned()) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let file = File::create(&path).map_err(failed(&path))?;
                entry.insert(BufWriter::with_capacity(1 << 16, file))
            }
        };
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        file.write_all(&bytes).map_err(failed(&path))
    }

    /// What was added is all that there is, of so many records.
    pub(super) fn close(&mut self, records: usize) -> Result<(), LinkError> {
        self.records = records;
        for (name, mut file) in std::mem::take(&mut self.open) {
            file.flush().map_err(failed(&self.path(&name)))?;
        }
        Ok(())
    }

    /// A column, to be read from its beginning.
    pub(super) fn column(&self, name: &str) -> Result<Column, LinkError> {
        let path = self.path(name);
        let file = match File::open(&path) {
            Ok(file) => Some(BufReader::with_capacity(1 << 16, file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&path)(error)),
        };
        Ok(Column {
            file,
            path,
            bytes: Vec::new(),
        })
    }

    /// A column of all records.
    pub(super) fn all(&self, name: &str) -> Result<Vec<u32>, LinkError> {
        let (mut column, mut all) = (self.column(name)?, Vec::with_capacity(self.records));
        let mut some = Vec::new();
        while all.len() < self.records {
            column.next((self.records - all.len()).min(AT_ONCE), &mut some)?;
            all.extend(&some);
        }
        Ok(all)
    }
}

impl Column {
    /// The next records' values.
    pub(super) fn next(&mut self, count: usize, out: &mut Vec<u32>) -> Result<(), LinkError> {
        out.clear();
        let Some(file) = &mut self.file else {
            out.resize(count, 0);
            return Ok(());
        };
        self.bytes.resize(count * 4, 0);
        file.read_exact(&mut self.bytes)
            .map_err(failed(&self.path))?;
        let (values, _) = self.bytes.as_chunks();
        out.extend(values.iter().map(|bytes| u32::from_le_bytes(*bytes)));
        Ok(())
    }
}

impl Columns for Scratch {
    type Error = LinkError;

    fn scan(
        &mut self,
        columns: &[usize],
        call: &mut dyn FnMut(&[&[u32]]),
    ) -> Result<(), LinkError> {
        let open = columns
            .iter()
            .map(|column| self.column(&column_name(*column)));
        let mut open: Vec<Column> = open.collect::<Result<_, _>>()?;
        let mut values: Vec<Vec<u32>> = vec![Vec::new(); open.len()];
        let mut left = self.records;
        while left > 0 {
            let count = left.min(AT_ONCE);
            for (column, values) in open.iter_mut().zip(&mut values) {
                column.next(count, values)?;
            }
            let some: Vec<&[u32]> = values.iter().map(Vec::as_slice).collect();
            call(&some);
            left -= count;
        }
        Ok(())
    }
}
