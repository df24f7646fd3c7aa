//! One linking from files to files. Nothing is left half written: a result takes its name when it is whole.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use trefoil_linkage::batch::{
    Batch, Column, Linked, MODEL_VERSION, Model, ModelError, PassedOver, Phase, Settings,
};

use crate::columns::ColumnMap;
use crate::ids::Ids;
use crate::out;
use crate::records::{FileError, read};
use crate::units::{self, UnitError};

/// What is to be linked, and where what comes out goes.
#[derive(Debug, Clone)]
pub struct Request {
    /// One file, or two that are linked with each other.
    pub files: Vec<PathBuf>,
    /// Names of columns.
    pub columns: ColumnMap,
    /// Clusters of one file, pairs of two.
    pub out: PathBuf,
    /// A model to use instead of learning one.
    pub model: Option<PathBuf>,
    /// Where the model is kept.
    pub save_model: Option<PathBuf>,
    /// Where all scored pairs go.
    pub explain: Option<PathBuf>,
    /// Threads.
    pub threads: usize,
    /// A match probability instead of the engine's own decision.
    pub threshold: Option<f64>,
    /// Each of two files may have somebody twice.
    pub dedupe_inputs: bool,
    /// About so many bytes of memory may be used: then one file is linked in parts, in a folder beside what comes out.
    pub memory: Option<u64>,
}

/// What a linking came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Records read.
    pub records: u64,
    /// Pairs looked at.
    pub candidates: u64,
    /// Pairs taken for one person.
    pub pairs: u64,
    /// Clusters, those of one record among them.
    pub clusters: u64,
    /// Of the pairs of one person, what share the keys meet, as far as that can be told; nothing with a model that was given.
    pub recall: Option<f64>,
    /// By the key that too many share: who is not looked at by it.
    pub passed_over: Vec<(String, PassedOver)>,
    /// Values that could not be read as what their column holds, by column.
    pub unread: Vec<(&'static str, u64)>,
    /// Values that were no UTF-8.
    pub recoded: u64,
    /// The model.
    pub model: Model,
}

impl Report {
    /// Who is passed over, in words: a line for each key.
    pub fn passed_over_words(&self) -> Vec<String> {
        let each = self.passed_over.iter().map(|(key, over)| {
            format!(
                "Groups that share {key} and are too large to compare: {}, of {} records; these meet others by other keys alone.",
                over.groups, over.records
            )
        });
        each.collect()
    }
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the files.
    Read,
    /// Finding out which records meet.
    Meet,
    /// Learning the model.
    Learn,
    /// Scoring.
    Score,
    /// Making clusters.
    Cluster,
    /// Writing what came out.
    Write,
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// A file that comes in.
    #[error(transparent)]
    In(#[from] FileError),
    /// A file that goes out.
    #[error("{0} cannot be written: {1}")]
    Out(String, std::io::Error),
    /// A file that comes out would be written over one that is needed.
    #[error("{0} is read or written already: give what comes out another name")]
    Twice(String),
    /// The model's file.
    #[error("{0} is no model: {1}")]
    ModelFile(String, String),
    /// The model.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A folder of parts.
    #[error(transparent)]
    Unit(#[from] UnitError),
}

/// Links; `step` is told what is being done.
pub fn link(request: &Request, mut step: impl FnMut(Step)) -> Result<Report, LinkError> {
    apart(request)?;
    if let Some(memory) = request.memory {
        return units::in_parts(request, memory, step);
    }
    step(Step::Read);
    let model = request.model.as_deref().map(model_of).transpose()?;
    let paths: Vec<&Path> = request.files.iter().map(PathBuf::as_path).collect();
    let records = read(&paths, &request.columns)?;
    let unread = records
        .table
        .unread()
        .iter()
        .map(|(column, count)| (name_of(*column), *count))
        .collect();
    let settings = Settings {
        threads: request.threads.max(1),
        threshold: request.threshold,
        dedupe_inputs: request.dedupe_inputs,
        // Nothing that is written says it.
        zones: false,
    };
    let mut told = |phase| {
        step(match phase {
            Phase::Meet => Step::Meet,
            Phase::Learn => Step::Learn,
            Phase::Score => Step::Score,
            Phase::Cluster => Step::Cluster,
        });
    };
    let batch = Batch::new(records.table, model.as_ref(), settings, &mut told)?;
    let linked = batch.link(&mut told);
    step(Step::Write);
    write(request, &batch, &linked, &records.ids)?;
    Ok(Report {
        records: records.ids.len() as u64,
        candidates: linked.candidates,
        pairs: linked.pairs.len() as u64,
        clusters: linked.heads(),
        recall: batch.recall(),
        passed_over: batch.passed_over(),
        unread,
        recoded: records.recoded,
        model: batch.model(),
    })
}

/// Nothing that comes out may take the place of a file that comes in, nor of another that comes out; but a model may be kept where it was.
fn apart(request: &Request) -> Result<(), LinkError> {
    let whole = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let mut taken: Vec<PathBuf> = request.files.iter().map(|file| whole(file)).collect();
    let model = request.model.as_ref();
    let kept = request.save_model.as_ref();
    taken.extend(
        model
            .filter(|path| kept != Some(path))
            .map(|path| whole(path)),
    );
    let out = [Some(&request.out), request.explain.as_ref(), kept];
    for path in out.into_iter().flatten() {
        let path = whole(path);
        if taken.contains(&path) {
            return Err(LinkError::Twice(path.display().to_string()));
        }
        taken.push(path);
    }
    Ok(())
}

fn write(request: &Request, batch: &Batch, linked: &Linked, ids: &Ids) -> Result<(), LinkError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error| LinkError::Out(path, error)
    };
    if request.files.len() > 1 {
        out::pairs(&request.out, linked, ids).map_err(failed(&request.out))?;
    } else {
        out::clusters(&request.out, linked, ids).map_err(failed(&request.out))?;
    }
    if let Some(path) = &request.explain {
        out::explained(path, batch, ids).map_err(failed(path))?;
    }
    if let Some(path) = &request.save_model {
        out::model(path, &batch.model()).map_err(failed(path))?;
    }
    Ok(())
}

/// A model has one short line for each level of each field: some ten thousand bytes.
const MOST_OF_MODEL: u64 = 1 << 24;

pub(crate) fn model_of(path: &Path) -> Result<Model, LinkError> {
    let bad = |why: &dyn std::fmt::Display| {
        LinkError::ModelFile(path.display().to_string(), why.to_string())
    };
    let mut text = String::new();
    let file = File::open(path).map_err(|error| bad(&error))?;
    let read = file.take(MOST_OF_MODEL).read_to_string(&mut text);
    if read.map_err(|error| bad(&error))? as u64 == MOST_OF_MODEL {
        return Err(bad(&"it is too long"));
    }
    // A model of another form may lack what this one has: that it is of another form is the news.
    let version = serde_json::from_str::<Value>(&text).ok();
    let version = version.and_then(|model| model.get("version").and_then(Value::as_u64));
    match version.and_then(|version| u32::try_from(version).ok()) {
        Some(version) if version != MODEL_VERSION => Err(ModelError::Version(version).into()),
        _ => serde_json::from_str(&text).map_err(|error| bad(&error)),
    }
}

pub(crate) fn name_of(column: Column) -> &'static str {
    let found = Column::ALL.iter().find(|(of, _)| *of == column);
    found.map_or("", |(_, name)| name)
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod models;
#[cfg(test)]
mod tests;
