//! Records of a plan on their way into memory: all of a unit, or some of all.

use std::path::Path;

use trefoil_linkage::batch::wide::{Damaged, Loader, NOT_WANTED, NUMBERS, Shared, Sheet, TEXTS};

use super::folder::{Folder, records_form};
use crate::frame::{Frame, Values};
use crate::job::LinkError;
use crate::records::FileError;

/// A file of a plan, some records after the other.
pub(super) fn damaged(path: &Path) -> impl Fn(Damaged) -> LinkError {
    move |error| FileError::Read(path.display().to_string(), error.to_string()).into()
}

/// A sheet out of the columns of a file, which come in its order.
pub(super) fn sheet(values: &mut impl Iterator<Item = Values>) -> Result<Sheet, Damaged> {
    let mut sheet = Sheet::default();
    for column in &mut sheet.numbers {
        match values.next() {
            Some(Values::Numbers(numbers)) => *column = numbers,
            _ => return Err(Damaged),
        }
    }
    for column in &mut sheet.texts {
        match values.next() {
            Some(Values::Texts(texts)) => *column = texts,
            _ => return Err(Damaged),
        }
    }
    Ok(sheet)
}

/// All records of a plan.
pub(super) struct Records<'f> {
    pub(super) folder: &'f Folder,
    pub(super) plan: &'f str,
    pub(super) files: usize,
    /// Of each record, in the file's order, its row.
    pub(super) rows: &'f [u32],
}

impl Records<'_> {
    /// Calls with some records after the other, and their rows.
    pub(super) fn each(
        &self,
        mut call: impl FnMut(&Sheet, &[u32]) -> Result<(), LinkError>,
    ) -> Result<(), LinkError> {
        let columns: Vec<usize> = (1..=NUMBERS.len() + TEXTS.len()).collect();
        let mut at = 0;
        for file in 0..self.files {
            let path = self.folder.records(file);
            let mut frame = Frame::open(&path, &records_form(), &columns, self.plan)?;
            while let Some(values) = frame.next()? {
                let sheet = sheet(&mut values.into_iter()).map_err(damaged(&path))?;
                let rows = self.rows.get(at..at + sheet.len());
                call(&sheet, rows.ok_or(Damaged).map_err(damaged(&path))?)?;
                at += sheet.len();
            }
        }
        Ok(())
    }

    /// Those whose rows are wanted; `taken` is told of each its place in the file.
    pub(super) fn some<'s>(
        &self,
        shared: &'s Shared,
        wanted: &[u32],
        mut taken: impl FnMut(usize),
    ) -> Result<Loader<'s>, LinkError> {
        let mut is_wanted = vec![false; self.rows.len()];
        for row in wanted {
            if let Some(slot) = is_wanted.get_mut(*row as usize) {
                *slot = true;
            }
        }
        let wanted = |row: &u32| is_wanted.get(*row as usize).copied().unwrap_or(false);
        let (mut loader, mut at, mut some) = (Loader::new(shared), 0, Vec::new());
        self.each(|sheet, rows| {
            some.clear();
            for row in rows {
                let is = wanted(row);
                some.push(if is { *row } else { NOT_WANTED });
                if is {
                    taken(at);
                }
                at += 1;
            }
            loader
                .take(sheet, &some)
                .map_err(damaged(&self.folder.plan()))
        })?;
        Ok(loader)
    }
}
