//! `trefoil link plan`: the file is read once, the model learned, and every part's records written out.

use std::path::{Path, PathBuf};

use trefoil_linkage::batch::wide::{
    Learned, Piece, Sample, Settled, by_chance, given, key_name, keys_of, learn, settle, share_out,
    text_mark,
};
use trefoil_linkage::batch::{Model, PassedOver};

use super::folder::{Decided, Folder, Plan, UnitError, names_form, namesakes_form, rows_form};
use super::load::Records;
use super::scratch::Scratch;
use super::take_in::{Into, Taken, take_in};
use super::write::{GROUP, Several, Units, words};
use crate::columns::ColumnMap;
use crate::frame::{FrameWriter, Values};
use crate::job::{LinkError, Step, model_of};
use crate::out;
use crate::records::FileError;

/// What is to be planned.
#[derive(Debug, Clone)]
pub struct PlanRequest {
    /// The records.
    pub file: PathBuf,
    /// Names of columns.
    pub columns: ColumnMap,
    /// The folder to make.
    pub folder: PathBuf,
    /// In how many parts; where it is not said, as many as the memory asks for.
    pub parts: Option<usize>,
    /// A model to use instead of learning one.
    pub model: Option<PathBuf>,
    /// Threads.
    pub threads: usize,
    /// A match probability instead of the engine's own decision.
    pub threshold: Option<f64>,
    /// About how many bytes of memory may be used.
    pub memory: Option<u64>,
}

/// What was planned.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanReport {
    /// Records read.
    pub records: u64,
    /// Parts.
    pub parts: usize,
    /// Records in all parts; one that several parts need counts for each.
    pub copies: u64,
    /// As in [`Report`](crate::Report).
    pub unread: Vec<(String, u64)>,
    /// As in [`Report`](crate::Report).
    pub recoded: u64,
    /// As in [`Report`](crate::Report).
    pub recall: Option<f64>,
    /// The model.
    pub model: Model,
}

/// A record in memory, with its texts and what it meets others by, is about so large; so is one of a slice.
const BYTES_A_RECORD: u64 = 320;
/// Without a word about memory.
const SLICE: u64 = 500_000;
const LEAST_SLICE: u64 = 4096;
/// Without a word about parts.
const PARTS: usize = 8;
/// More files than this are not held open at once.
const MOST_PARTS: usize = 512;

/// Plans; `step` is told what is being done.
pub fn plan(request: &PlanRequest, mut step: impl FnMut(Step)) -> Result<PlanReport, LinkError> {
    step(Step::Read);
    let kept = request.model.as_deref().map(model_of).transpose()?;
    let id = id_of(request)?;
    let folder = Folder::make(&request.folder)?;
    let into = Into {
        folder: &folder,
        plan: &id,
        slice: slice_of(request),
    };
    let mut taken = take_in(&request.file, &request.columns, &into)?;
    step(Step::Meet);
    let meeting = Meeting::find(&mut taken)?;
    step(Step::Learn);
    let records = Records {
        folder: &folder,
        plan: &id,
        files: taken.files,
        rows: &taken.rows,
    };
    let learned = match &kept {
        Some(kept) => given(kept, &meeting.keys, &taken.shared.census)?,
        None => meeting.learn(&records, &taken, request.threads)?,
    };
    step(Step::Write);
    let crowds = meeting.crowds(&learned.keys);
    let passed_over = meeting.passed_over(&learned.keys);
    let copies = crowds.iter().flatten().map(|count| u64::from(*count)).sum();
    let parts = share_out(&crowds, parts_of(request, copies));
    units(&records, &taken.scratch, &learned.keys, &parts)?;
    shared(&folder, &id, &taken)?;
    let decided = Decided {
        id: id.clone(),
        files: taken.files,
        learned,
        parts,
        threshold: request.threshold,
        passed_over,
        unread: taken.unread,
        recoded: taken.recoded,
    };
    whole(&folder, Plan::of(decided, taken.shared.census), copies)
}

/// All else is written: so is what was decided, and then there is a plan.
fn whole(folder: &Folder, plan: Plan, copies: u64) -> Result<PlanReport, LinkError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error| LinkError::Out(path, error)
    };
    let version = || UnitError::Version(folder.plan().display().to_string());
    let model = plan.model().ok_or_else(version)?;
    out::model(&folder.model(), &model).map_err(failed(&folder.model()))?;
    let scratch = folder.scratch();
    std::fs::remove_dir_all(&scratch).map_err(failed(&scratch))?;
    out::json(&folder.plan(), &plan).map_err(failed(&folder.plan()))?;
    Ok(PlanReport {
        records: plan.census.records,
        parts: plan.parts.len(),
        copies,
        unread: plan.unread,
        recoded: plan.recoded,
        recall: plan.recall,
        model,
    })
}

/// How many records are in memory at once while the file is read.
fn slice_of(request: &PlanRequest) -> usize {
    let by_memory = |memory: u64| memory / 6 / BYTES_A_RECORD;
    let slice = request.memory.map_or(SLICE, by_memory);
    usize::try_from(slice.max(LEAST_SLICE)).unwrap_or(usize::MAX)
}

/// What names a plan: the file as it is, and how it is to be linked.
fn id_of(request: &PlanRequest) -> Result<String, LinkError> {
    let named = request.file.display().to_string();
    let about = std::fs::metadata(&request.file)
        .map_err(|error| FileError::Read(named, error.to_string()))?;
    let model = request.model.as_deref().map(std::fs::read).transpose();
    let said = format!(
        "{request:?} {} {:?} {model:?}",
        about.len(),
        about.modified()
    );
    Ok(format!("{:016x}", text_mark(&said)))
}

/// How many parts: each of them holds its records in memory.
fn parts_of(request: &PlanRequest, copies: u64) -> usize {
    let by_memory = |memory: u64| {
        let parts = (copies * BYTES_A_RECORD).div_ceil((memory / 2).max(1));
        usize::try_from(parts).unwrap_or(MOST_PARTS)
    };
    let parts = request
        .parts
        .or_else(|| request.memory.map(by_memory))
        .unwrap_or(PARTS);
    parts.clamp(1, MOST_PARTS)
}

/// By which keys records meet.
struct Meeting {
    /// By their numbers.
    keys: Vec<usize>,
    pairs: Vec<u64>,
    over: Vec<PassedOver>,
    crowds: Vec<Vec<u32>>,
    /// The records that a model is learned from.
    sample: Vec<u32>,
}

/// What a key's marks are called.
fn mark_of(key: usize) -> String {
    format!("mark-{key}")
}

impl Meeting {
    fn find(taken: &mut Taken) -> Result<Self, LinkError> {
        let census = &taken.shared.census;
        let mut meeting = Self {
            keys: keys_of(census),
            pairs: Vec::new(),
            over: Vec::new(),
            crowds: Vec::new(),
            sample: by_chance(census),
        };
        for key in &meeting.keys {
            let settled: Settled = settle(*key, &taken.rows, &mut taken.scratch)?;
            meeting.pairs.push(settled.pairs);
            meeting.over.push(settled.over);
            meeting.crowds.push(settled.crowd());
            meeting.sample.extend(settled.sample());
            for rows in taken.rows.chunks(GROUP) {
                let mark = |row: &u32| settled.marks.get(*row as usize).copied();
                let marks: Vec<u32> = rows.iter().map(|row| mark(row).unwrap_or(0)).collect();
                taken.scratch.append(&mark_of(*key), &marks)?;
            }
        }
        taken.scratch.close(taken.rows.len())?;
        Ok(meeting)
    }

    fn learn(
        &self,
        records: &Records<'_>,
        taken: &Taken,
        threads: usize,
    ) -> Result<Learned, LinkError> {
        let (mut places, scratch) = (Vec::new(), &taken.scratch);
        let loader = records.some(&taken.shared, &self.sample, |at| places.push(at))?;
        let marks = self.keys.iter().map(|key| {
            let all = scratch.all(&mark_of(*key))?;
            let of = |at: &usize| all.get(*at).copied().unwrap_or(0);
            Ok(places.iter().map(of).collect())
        });
        let sample = Sample {
            marks: marks.collect::<Result<_, LinkError>>()?,
            table: &loader.finish(),
            keys: &self.keys,
            pairs: self.pairs.clone(),
        };
        Ok(learn(sample, threads))
    }

    /// Of the keys that are used, who is passed over.
    fn passed_over(&self, used: &[usize]) -> Vec<(String, PassedOver)> {
        let each = self.keys.iter().zip(&self.over);
        let used = each.filter(|(key, over)| used.contains(key) && over.records > 0);
        used.map(|(key, over)| (key_name(*key), *over)).collect()
    }

    /// Of the keys that are used, how many meet somebody in each of the finest stretches.
    fn crowds(&self, used: &[usize]) -> Vec<Vec<u32>> {
        let crowds = self.keys.iter().zip(&self.crowds);
        let used = crowds.filter(|(key, _)| used.contains(key));
        used.map(|(_, crowd)| crowd.clone()).collect()
    }
}

/// Writes every part's records.
fn units(
    records: &Records<'_>,
    scratch: &Scratch,
    keys: &[usize],
    parts: &[Vec<Piece>],
) -> Result<(), LinkError> {
    let open = keys.iter().map(|key| scratch.column(&mark_of(*key)));
    let mut open = open.collect::<Result<Vec<_>, LinkError>>()?;
    let mut marks = vec![Vec::new(); keys.len()];
    let mut units = Units::create(records.folder, records.plan, parts, keys.len())?;
    records.each(|sheet, rows| {
        for (column, marks) in open.iter_mut().zip(&mut marks) {
            column.next(rows.len(), marks)?;
        }
        units.take(&Several {
            sheet,
            rows,
            marks: &marks,
        })
    })?;
    units.finish()
}

/// Writes what every part needs to know of all records.
fn shared(folder: &Folder, plan: &str, taken: &Taken) -> Result<(), LinkError> {
    let shared = &taken.shared;
    let mut names = FrameWriter::create(&folder.names(), &names_form(), plan)?;
    let [given, surname] = &shared.counts;
    for ((from, given), surname) in (0..)
        .step_by(GROUP)
        .zip(given.chunks(GROUP))
        .zip(surname.chunks(GROUP))
    {
        let texts = (from..from + given.len()).map(|at| shared.names.get(at));
        let counts = [given, surname].map(|counts| Values::Numbers(counts.to_vec()));
        names.group(
            std::iter::once(Values::Texts(words(texts)))
                .chain(counts)
                .collect(),
        )?;
    }
    names.finish(shared.names.len() as u64)?;
    let mut whole = FrameWriter::create(&folder.namesakes(), &namesakes_form(), plan)?;
    for some in shared.namesakes.chunks(GROUP) {
        let half = |(name, _): &(u64, u32), shift: u32| u32::try_from(name >> shift & 0xffff_ffff);
        let of = |shift: u32| {
            some.iter()
                .map(|one| half(one, shift).unwrap_or(0))
                .collect()
        };
        let counts = some.iter().map(|(_, count)| *count).collect();
        whole.group([of(32), of(0), counts].map(Values::Numbers).into())?;
    }
    whole.finish(shared.namesakes.len() as u64)?;
    let mut all = FrameWriter::create(&folder.rows(), &rows_form(), plan)?;
    for some in taken.rows.chunks(GROUP) {
        all.group(vec![Values::Numbers(some.to_vec())])?;
    }
    all.finish(taken.rows.len() as u64)
}
