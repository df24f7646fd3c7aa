//! `trefoil link gather`: what all parts found becomes clusters, once.

use std::path::Path;

use trefoil_linkage::batch::Zone;
use trefoil_linkage::batch::wide::{Damaged, Gathering};
use trefoil_linkage::batch::{Column, Edge};

use super::folder::{Folder, Plan, UnitError, edges_form, records_form};
use super::load::{Records, damaged};
use crate::frame::{Frame, Values};
use crate::ids::Ids;
use crate::job::{LinkError, Report, Step};
use crate::out;
use crate::records::FileError;

/// Without a word about memory, so many records that hang together are looked at together.
const TOGETHER: u64 = 1_000_000;
const LEAST_TOGETHER: u64 = 10_000;
/// A record is so large in memory, about.
const BYTES_A_RECORD: u64 = 320;

/// Makes clusters of what all parts found; `step` is told what is being done.
pub fn gather(
    folder: &Path,
    out: &Path,
    memory: Option<u64>,
    threads: usize,
    mut step: impl FnMut(Step),
) -> Result<Report, LinkError> {
    step(Step::Read);
    let folder = Folder::of(folder);
    let plan = folder.read()?;
    let found = Found {
        folder: &folder,
        plan: &plan,
    };
    let least = Gathering::least(plan.threshold);
    let mut edges = Vec::new();
    let candidates = found.each(|edge| edges.extend((edge.weight > least).then_some(edge)))?;
    step(Step::Cluster);
    let whole = folder.plan();
    let gathering = Gathering::new(edges, plan.records(), least).map_err(damaged(&whole))?;
    let rows = folder.all_rows(&plan)?;
    let of = grown(gathering, &found, &rows, (memory, threads))?;
    step(Step::Write);
    let mut pairs = 0;
    found.each(|edge| pairs += u64::from(cluster(&of, edge.a) == cluster(&of, edge.b)))?;
    let heads = Heads::read(&folder, &plan, &rows, &of)?;
    write(out, &folder, &plan, (&rows, &of), &heads)?;
    let own = (0_u32..).zip(&of).filter(|(row, of)| row == *of);
    Ok(Report {
        records: plan.census.records,
        candidates,
        pairs,
        clusters: own.count() as u64,
        recall: plan.recall,
        passed_over: plan.passed_over.clone(),
        unread: unread(&plan),
        recoded: plan.recoded,
        model: plan.model().ok_or_else(|| damaged(&whole)(Damaged))?,
    })
}

/// By row, the row that stands for its cluster.
fn grown(
    mut gathering: Gathering,
    found: &Found<'_>,
    rows: &[u32],
    (memory, threads): (Option<u64>, usize),
) -> Result<Vec<u32>, LinkError> {
    let Found { folder, plan } = found;
    let shared = folder.shared(plan)?;
    let records = Records {
        folder,
        plan: &plan.id,
        files: plan.files,
        rows,
    };
    let most = memory.map_or(TOGETHER, |memory| memory / 3 / BYTES_A_RECORD);
    let most = usize::try_from(most.max(LEAST_TOGETHER)).unwrap_or(usize::MAX);
    while let Some(some) = gathering.next(most) {
        let table = records.some(&shared, &some.rows, |_| {})?.finish();
        let grown = gathering.grow(&some, &table, &plan.weights, threads);
        grown.map_err(damaged(&folder.plan()))?;
    }
    Ok(gathering.finish())
}

fn cluster(of: &[u32], row: u32) -> u32 {
    of.get(row as usize).copied().unwrap_or(row)
}

fn unread(plan: &Plan) -> Vec<(&'static str, u64)> {
    let named = |name: &str| Column::ALL.iter().find(|(_, own)| *own == name);
    let each = plan.unread.iter();
    each.filter_map(|(name, count)| Some((named(name)?.1, *count)))
        .collect()
}

/// What all parts found.
struct Found<'f> {
    folder: &'f Folder,
    plan: &'f Plan,
}

impl Found<'_> {
    /// Calls with each pair, and says how many were looked at.
    fn each(&self, mut call: impl FnMut(Edge)) -> Result<u64, LinkError> {
        let parts = 1..=self.plan.parts.len();
        let missing = parts
            .clone()
            .filter(|part| !self.folder.edges(*part).exists());
        let missing: Vec<String> = missing.map(|part| part.to_string()).collect();
        if !missing.is_empty() {
            return Err(UnitError::Missing(missing.join(", ")).into());
        }
        let mut candidates = 0;
        for part in parts {
            let path = self.folder.edges(part);
            let mut frame = Frame::open(&path, &edges_form(), &[0, 1, 2], &self.plan.id)?;
            candidates += frame.count;
            while let Some(values) = frame.next()? {
                if let [
                    Values::Numbers(a),
                    Values::Numbers(b),
                    Values::Weights(weights),
                ] = values.as_slice()
                {
                    for ((a, b), weight) in a.iter().zip(b).zip(weights) {
                        call(Edge {
                            a: *a,
                            b: *b,
                            weight: *weight,
                            zone: Zone::Ask,
                        });
                    }
                }
            }
        }
        Ok(candidates)
    }
}

/// The ids of records that stand for clusters of several.
struct Heads {
    ids: Ids,
    /// By row, which of them it is, counted from 1; 0 where it stands for itself alone.
    places: Vec<u32>,
}

impl Heads {
    fn read(folder: &Folder, plan: &Plan, rows: &[u32], of: &[u32]) -> Result<Self, LinkError> {
        let mut places = vec![0; of.len()];
        for (row, head) in (0..).zip(of) {
            if let (false, Some(place)) = (row == *head, places.get_mut(*head as usize)) {
                *place = 1;
            }
        }
        let mut ids = Ids::default();
        each_id(folder, plan, rows, |id, row| {
            if let Some(place) = places.get_mut(row as usize).filter(|place| **place > 0) {
                if !ids.push(id) {
                    return Err(FileError::TooMany(folder.plan().display().to_string()).into());
                }
                *place = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            }
            Ok(())
        })?;
        Ok(Self { ids, places })
    }

    fn id(&self, row: u32) -> Option<&str> {
        let place = self.places.get(row as usize)?.checked_sub(1)?;
        Some(self.ids.get(place))
    }
}

fn each_id(
    folder: &Folder,
    plan: &Plan,
    rows: &[u32],
    mut call: impl FnMut(&str, u32) -> Result<(), LinkError>,
) -> Result<(), LinkError> {
    let mut rows = rows.iter();
    for file in 0..plan.files {
        let path = folder.records(file);
        let mut frame = Frame::open(&path, &records_form(), &[0], &plan.id)?;
        while let Some(values) = frame.next()? {
            if let [Values::Texts(ids)] = values.as_slice() {
                for (id, row) in ids.each().zip(&mut rows) {
                    call(id, *row)?;
                }
            }
        }
    }
    Ok(())
}

fn write(
    out: &Path,
    folder: &Folder,
    plan: &Plan,
    (rows, of): (&[u32], &[u32]),
    heads: &Heads,
) -> Result<(), LinkError> {
    let failed = |error| LinkError::Out(out.display().to_string(), error);
    let mut clusters = out::Clusters::create(out).map_err(failed)?;
    each_id(folder, plan, rows, |id, row| {
        let head = cluster(of, row);
        let of = if head == row {
            Some(id)
        } else {
            heads.id(head)
        };
        clusters.put(id, of.unwrap_or(id)).map_err(failed)
    })?;
    clusters.finish().map_err(failed)
}
