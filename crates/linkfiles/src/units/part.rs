//! `trefoil link part`: one part's pairs, scored. A process of its own, which can be done again, and is done when its edges have
//! their name.

use std::path::Path;

use trefoil_linkage::batch::Zone;
use trefoil_linkage::batch::wide::{Damaged, Loader, NUMBERS, TEXTS, Unit};

use super::folder::{Folder, UnitError, edges_form, unit_form};
use super::load::{damaged, sheet};
use crate::frame::{Frame, FrameWriter, Values};
use crate::job::{LinkError, Step};

/// What a part came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartReport {
    /// Its records.
    pub records: u64,
    /// Pairs looked at.
    pub candidates: u64,
    /// Pairs that may matter.
    pub edges: u64,
}

/// So many pairs are written together.
const GROUP: usize = 1 << 16;

/// Does one part, counted from 1; `step` is told what is being done.
pub fn part(
    folder: &Path,
    number: usize,
    threads: usize,
    mut step: impl FnMut(Step),
) -> Result<PartReport, LinkError> {
    step(Step::Read);
    let folder = Folder::of(folder);
    let plan = folder.read()?;
    let none = || UnitError::NoSuchPart(number, plan.parts.len());
    let at = number.checked_sub(1).ok_or_else(none)?;
    let pieces = plan.parts.get(at).ok_or_else(none)?;
    let shared = folder.shared(&plan)?;
    let keys = plan.keys().unwrap_or_default();
    let path = folder.unit(number);
    let columns: Vec<usize> = (0..1 + NUMBERS.len() + TEXTS.len() + keys.len()).collect();
    let mut frame = Frame::open(&path, &unit_form(keys.len()), &columns, &plan.id)?;
    let (mut loader, mut marks) = (Loader::new(&shared), vec![Vec::new(); keys.len()]);
    while let Some(values) = frame.next()? {
        take(values, &mut loader, &mut marks).map_err(damaged(&path))?;
    }
    let records = loader.len() as u64;
    if frame.count != records {
        return Err(damaged(&path)(Damaged));
    }
    step(Step::Score);
    let unit = Unit::new(loader.finish(), &keys, &marks, &plan.weights, threads);
    drop(marks);
    let (edges, candidates) = unit.map_err(damaged(&path))?.edges(pieces);
    step(Step::Write);
    let mut writer = FrameWriter::create(&folder.edges(number), &edges_form(), &plan.id)?;
    for some in edges.chunks(GROUP) {
        writer.group(vec![
            Values::Numbers(some.iter().map(|edge| edge.a).collect()),
            Values::Numbers(some.iter().map(|edge| edge.b).collect()),
            Values::Weights(some.iter().map(|edge| edge.weight).collect()),
            Values::Numbers(some.iter().map(|edge| zone(edge.zone)).collect()),
        ])?;
    }
    writer.finish(candidates)?;
    Ok(PartReport {
        records,
        candidates,
        edges: edges.len() as u64,
    })
}

fn take(
    values: Vec<Values>,
    loader: &mut Loader<'_>,
    marks: &mut [Vec<u32>],
) -> Result<(), Damaged> {
    let mut values = values.into_iter();
    let Some(Values::Numbers(rows)) = values.next() else {
        return Err(Damaged);
    };
    loader.take(&sheet(&mut values)?, &rows)?;
    for (marks, values) in marks.iter_mut().zip(values) {
        match values {
            Values::Numbers(some) => marks.extend(some),
            _ => return Err(Damaged),
        }
    }
    Ok(())
}

fn zone(zone: Zone) -> u32 {
    match zone {
        Zone::Certain => 0,
        Zone::Ask => 1,
        Zone::No => 2,
    }
}
