//! The file, read once: each slice of it is normalised in memory, counted and written out again.

use std::path::Path;

use trefoil_linkage::batch::wide::{
    COLUMNS, Shared, Slice, Survey, TEXTS, column_name, columns_of, is_counted, rows_of, text_mark,
    twice,
};

use super::folder::{Folder, records_form};
use super::scratch::Scratch;
use super::write::{GROUP, words};
use crate::columns::ColumnMap;
use crate::frame::{Frame, FrameWriter, Values};
use crate::ids::Ids;
use crate::job::{LinkError, name_of};
use crate::records::{FileError, Sink, Source};

/// What came in.
pub(super) struct Taken {
    pub(super) shared: Shared,
    /// Of each record, in the file's order, its row.
    pub(super) rows: Vec<u32>,
    /// In how many files the records are.
    pub(super) files: usize,
    pub(super) unread: Vec<(String, u64)>,
    pub(super) recoded: u64,
    pub(super) scratch: Scratch,
}

/// Where the file goes.
pub(super) struct Into<'f> {
    pub(super) folder: &'f Folder,
    pub(super) plan: &'f str,
    /// So many records are in memory at once.
    pub(super) slice: usize,
}

/// Where what a record is called, and its values, stand in its file.
const ID: usize = 0;
const GIVEN: usize = 1;
const SURNAME: usize = 3;
const FIRST_TEXT: usize = 6;

pub(super) fn take_in(path: &Path, map: &ColumnMap, into: &Into<'_>) -> Result<Taken, LinkError> {
    let mut source = Source::open(path, map, true)?;
    let columns = columns_of(&source.columns());
    let (mut sink, mut survey) = (Sink::new(), Survey::default());
    let mut scratch = Scratch::of(into.folder.scratch());
    let (mut files, mut records, mut more) = (0, 0, true);
    while more {
        more = source.next(&mut sink)?;
        if sink.builder.len() >= into.slice || (!more && !sink.builder.is_empty()) {
            let (slice, ids) = sink.slice();
            let names = survey.take(&slice);
            keep(into, files, &slice, &ids, &names)?;
            for column in &columns {
                scratch.append(&column_name(*column), &slice.column(*column))?;
            }
            files += 1;
            records += slice.len();
        }
    }
    scratch.close(records)?;
    let unread = sink.builder.unread().iter();
    let unread = unread.map(|(column, count)| (name_of(*column).to_owned(), *count));
    let kept = Kept { into, files };
    kept.count(&mut survey)?;
    let ids = kept.ids(path)?;
    Ok(Taken {
        shared: survey.finish(),
        rows: rows_of(&scratch.all(&column_name(COLUMNS - 1))?, ids),
        files,
        unread: unread.collect(),
        recoded: sink.recoded,
        scratch,
    })
}

fn keep(
    into: &Into<'_>,
    file: usize,
    slice: &Slice,
    ids: &Ids,
    names: &[u32],
) -> Result<(), LinkError> {
    let path = into.folder.records(file);
    let mut writer = FrameWriter::create(&path, &records_form(), into.plan)?;
    for from in (0..slice.len()).step_by(GROUP) {
        let to = slice.len().min(from + GROUP);
        let sheet = slice.sheet(from..to, names);
        let ids = words((from..to).map(|at| ids.get(u32::try_from(at).unwrap_or(u32::MAX))));
        let numbers = sheet.numbers.into_iter().map(Values::Numbers);
        let texts = sheet.texts.into_iter().map(Values::Texts);
        let columns = std::iter::once(Values::Texts(ids))
            .chain(numbers)
            .chain(texts);
        writer.group(columns.collect())?;
    }
    writer.finish(slice.len() as u64)
}

/// All records, as they were written.
struct Kept<'f> {
    into: &'f Into<'f>,
    files: usize,
}

impl Kept<'_> {
    fn each(&self, columns: &[usize], mut call: impl FnMut(&[Values])) -> Result<(), LinkError> {
        for file in 0..self.files {
            let path = self.into.folder.records(file);
            let mut frame = Frame::open(&path, &records_form(), columns, self.into.plan)?;
            while let Some(values) = frame.next()? {
                call(&values);
            }
        }
        Ok(())
    }

    /// Counts what is too much to be counted while records come by.
    fn count(&self, survey: &mut Survey) -> Result<(), LinkError> {
        let mut whole = Vec::new();
        self.each(&[GIVEN, SURNAME], |values| {
            if let [Values::Numbers(given), Values::Numbers(surname)] = values {
                let each = given.iter().zip(surname);
                whole.extend(each.map(|(one, other)| u64::from(*one) << 32 | u64::from(*other)));
            }
        })?;
        survey.namesakes(whole);
        for column in (0..TEXTS.len()).filter(|column| is_counted(*column)) {
            let mut marks = Vec::new();
            self.each(&[FIRST_TEXT + column], |values| {
                if let [Values::Texts(texts)] = values {
                    marks.extend(texts.each().filter(|text| !text.is_empty()).map(text_mark));
                }
            })?;
            survey.distinct(column, marks);
        }
        Ok(())
    }

    /// What stands for the id of each record; two with one id are refused.
    fn ids(&self, path: &Path) -> Result<Vec<u64>, LinkError> {
        let mut marks = Vec::new();
        self.each(&[ID], |values| {
            if let [Values::Texts(ids)] = values {
                marks.extend(ids.each().map(text_mark));
            }
        })?;
        let Some((one, other)) = twice(&marks) else {
            return Ok(marks);
        };
        let (mut at, mut said) = (0, Vec::new());
        self.each(&[ID], |values| {
            if let [Values::Texts(ids)] = values {
                for id in ids.each() {
                    said.extend((at == one || at == other).then(|| id.to_owned()));
                    at += 1;
                }
            }
        })?;
        match said.as_slice() {
            [id, same] if id == same => {
                let path = path.display().to_string();
                Err(FileError::IdTwice(path, id.clone(), one + 1, other + 1).into())
            }
            _ => Ok(marks),
        }
    }
}
