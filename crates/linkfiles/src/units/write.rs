//! Records on their way into the units that want them.

use trefoil_linkage::batch::wide::{Owners, Piece, Sheet, Words};

use super::folder::{Folder, unit_form};
use crate::frame::{FrameWriter, Values};
use crate::job::LinkError;

/// So many records are written together.
pub(super) const GROUP: usize = 1 << 14;

/// Texts, joined.
pub(super) fn words<'w>(texts: impl Iterator<Item = &'w str>) -> Words {
    let mut words = Words::default();
    texts.for_each(|text| words.push(text));
    words
}

/// The units of a plan, all of them open.
pub(super) struct Units {
    owners: Owners,
    open: Vec<Unit>,
}

struct Unit {
    writer: FrameWriter,
    rows: Vec<u32>,
    sheet: Sheet,
    /// By key.
    marks: Vec<Vec<u32>>,
    count: u64,
}

/// Some records, with their rows and, by key, their marks.
pub(super) struct Several<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) rows: &'s [u32],
    pub(super) marks: &'s [Vec<u32>],
}

impl Units {
    pub(super) fn create(
        folder: &Folder,
        plan: &str,
        parts: &[Vec<Piece>],
        keys: usize,
    ) -> Result<Self, LinkError> {
        let form = unit_form(keys);
        let open = (1..=parts.len()).map(|part| {
            Ok(Unit {
                writer: FrameWriter::create(&folder.unit(part), &form, plan)?,
                rows: Vec::new(),
                sheet: Sheet::default(),
                marks: vec![Vec::new(); keys],
                count: 0,
            })
        });
        Ok(Self {
            owners: Owners::of(parts, keys),
            open: open.collect::<Result<_, LinkError>>()?,
        })
    }

    pub(super) fn take(&mut self, some: &Several<'_>) -> Result<(), LinkError> {
        let mut wanted = Vec::new();
        for (at, row) in some.rows.iter().enumerate() {
            let mark = |marks: &Vec<u32>| marks.get(at).copied().unwrap_or(0);
            self.owners
                .parts_of(some.marks.iter().map(mark), &mut wanted);
            for part in &wanted {
                if let Some(unit) = self.open.get_mut(*part) {
                    unit.rows.push(*row);
                    unit.sheet.push_from(some.sheet, at);
                    for (own, marks) in unit.marks.iter_mut().zip(some.marks) {
                        own.push(mark(marks));
                    }
                    if unit.rows.len() == GROUP {
                        unit.flush()?;
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), LinkError> {
        for mut unit in self.open {
            unit.flush()?;
            unit.writer.finish(unit.count)?;
        }
        Ok(())
    }
}

impl Unit {
    fn flush(&mut self) -> Result<(), LinkError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.count += self.rows.len() as u64;
        let sheet = std::mem::take(&mut self.sheet);
        let rows = Values::Numbers(std::mem::take(&mut self.rows));
        let numbers = sheet.numbers.into_iter().map(Values::Numbers);
        let texts = sheet.texts.into_iter().map(Values::Texts);
        let marks = self
            .marks
            .iter_mut()
            .map(std::mem::take)
            .map(Values::Numbers);
        let columns = std::iter::once(rows)
            .chain(numbers)
            .chain(texts)
            .chain(marks);
        self.writer.group(columns.collect())
    }
}
