//! Where everything of a plan is, and what was decided.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use trefoil_linkage::batch::wide::{
    Learned, NUMBERS, Piece, Shared, TEXTS, Weights, Words, key_name, key_number, model,
};
use trefoil_linkage::batch::{Census, Model, PassedOver};

use crate::frame::{Form, Frame, Kind, Values};
use crate::job::LinkError;
use crate::records::FileError;

/// The form of plan that is read and written.
const VERSION: u32 = 1;

/// What is wrong with a folder of parts.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// There is no plan.
    #[error("{0} holds no plan that is whole; `trefoil link plan` makes one")]
    NoPlan(String),
    /// There is a plan already, or something else.
    #[error("{0} is not empty; name a folder that is empty or not there yet")]
    NotEmpty(String),
    /// The plan is of another version of this program.
    #[error("{0} is of another version of this program; plan again")]
    Version(String),
    /// There are fewer parts.
    #[error("there is no part {0}: the plan has parts 1 to {1}")]
    NoSuchPart(usize, usize),
    /// Not all parts are done.
    #[error("not done yet: part {0}; do each with `trefoil link part`")]
    Missing(String),
    /// What is asked for cannot be done in parts.
    #[error("in parts, {0}")]
    NotInParts(&'static str),
}

/// What was decided for all parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Plan {
    version: u32,
    /// What every file of the plan says it is of.
    pub(super) id: String,
    /// In how many files the records are.
    pub(super) files: usize,
    pub(super) census: Census,
    /// The keys that are used, by their names.
    keys: Vec<String>,
    pub(super) weights: Weights,
    /// By part, the stretches of keys that it looks at.
    pub(super) parts: Vec<Vec<Piece>>,
    pub(super) threshold: Option<f64>,
    pub(super) recall: Option<f64>,
    pub(super) passed_over: Vec<(String, PassedOver)>,
    pub(super) unread: Vec<(String, u64)>,
    pub(super) recoded: u64,
}

/// What a plan is made of besides what is counted for it.
pub(super) struct Decided {
    pub(super) id: String,
    pub(super) files: usize,
    pub(super) learned: Learned,
    pub(super) parts: Vec<Vec<Piece>>,
    pub(super) threshold: Option<f64>,
    pub(super) passed_over: Vec<(String, PassedOver)>,
    pub(super) unread: Vec<(String, u64)>,
    pub(super) recoded: u64,
}

impl Plan {
    pub(super) fn of(decided: Decided, census: Census) -> Self {
        Self {
            version: VERSION,
            id: decided.id,
            files: decided.files,
            census,
            keys: decided
                .learned
                .keys
                .iter()
                .map(|key| key_name(*key))
                .collect(),
            weights: decided.learned.weights,
            parts: decided.parts,
            threshold: decided.threshold,
            recall: decided.learned.recall,
            passed_over: decided.passed_over,
            unread: decided.unread,
            recoded: decided.recoded,
        }
    }

    /// The model that was learned or given.
    pub(super) fn model(&self) -> Option<Model> {
        model(&self.learned()?, &self.census)
    }

    /// The keys that are used, by their numbers.
    pub(super) fn keys(&self) -> Option<Vec<usize>> {
        self.keys.iter().map(|name| key_number(name)).collect()
    }

    /// What was learned.
    pub(super) fn learned(&self) -> Option<Learned> {
        Some(Learned {
            weights: self.weights.clone(),
            keys: self.keys()?,
            recall: self.recall,
        })
    }

    /// How many records there are.
    pub(super) fn records(&self) -> usize {
        usize::try_from(self.census.records).unwrap_or(usize::MAX)
    }
}

/// A folder of parts.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

const RECORDS: &str = "records";
const UNITS: &str = "units";
const EDGES: &str = "edges";
const SCRATCH: &str = "scratch";

impl Folder {
    pub(super) fn of(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Makes it, where it is not there yet. A plan that was never finished is forgotten.
    pub(super) fn make(path: &Path) -> Result<Self, LinkError> {
        let folder = Self::of(path);
        let failed = |error| LinkError::Out(path.display().to_string(), error);
        std::fs::create_dir_all(path).map_err(failed)?;
        for own in [RECORDS, UNITS, EDGES, SCRATCH] {
            if folder.plan().exists() {
                break;
            }
            match std::fs::remove_dir_all(path.join(own)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(failed(error));
                }
                _ => {}
            }
        }
        for own in [
            folder.names(),
            folder.namesakes(),
            folder.rows(),
            folder.model(),
        ] {
            if !folder.plan().exists() {
                let _ = std::fs::remove_file(own);
            }
        }
        if std::fs::read_dir(path).map_err(failed)?.next().is_some() {
            return Err(UnitError::NotEmpty(path.display().to_string()).into());
        }
        for own in [RECORDS, UNITS, EDGES, SCRATCH] {
            std::fs::create_dir(path.join(own)).map_err(failed)?;
        }
        Ok(folder)
    }

    pub(super) fn plan(&self) -> PathBuf {
        self.0.join("plan.json")
    }

    pub(super) fn model(&self) -> PathBuf {
        self.0.join("model.json")
    }

    pub(super) fn names(&self) -> PathBuf {
        self.0.join("names.parquet")
    }

    pub(super) fn namesakes(&self) -> PathBuf {
        self.0.join("namesakes.parquet")
    }

    pub(super) fn rows(&self) -> PathBuf {
        self.0.join("rows.parquet")
    }

    pub(super) fn records(&self, file: usize) -> PathBuf {
        self.0.join(RECORDS).join(format!("{file:04}.parquet"))
    }

    pub(super) fn unit(&self, part: usize) -> PathBuf {
        self.0.join(UNITS).join(format!("{part:04}.parquet"))
    }

    pub(super) fn edges(&self, part: usize) -> PathBuf {
        self.0.join(EDGES).join(format!("{part:04}.parquet"))
    }

    pub(super) fn scratch(&self) -> PathBuf {
        self.0.join(SCRATCH)
    }

    /// The plan that it holds.
    pub(super) fn read(&self) -> Result<Plan, LinkError> {
        let named = || self.0.display().to_string();
        let text = std::fs::read_to_string(self.plan());
        let text = text.map_err(|_| UnitError::NoPlan(named()))?;
        let version = || UnitError::Version(self.plan().display().to_string());
        let plan: Plan = serde_json::from_str(&text).map_err(|_| version())?;
        if plan.version != VERSION || plan.model().is_none() {
            return Err(version().into());
        }
        Ok(plan)
    }

    /// What every part needs to know of all records.
    pub(super) fn shared(&self, plan: &Plan) -> Result<Shared, LinkError> {
        let mut shared = Shared {
            names: Words::default(),
            counts: [Vec::new(), Vec::new()],
            namesakes: Vec::new(),
            census: plan.census.clone(),
        };
        let form = names_form();
        let mut names = Frame::open(&self.names(), &form, &[0, 1, 2], &plan.id)?;
        while let Some(values) = names.next()? {
            if let [
                Values::Texts(texts),
                Values::Numbers(given),
                Values::Numbers(surname),
            ] = values.as_slice()
            {
                texts.each().for_each(|text| shared.names.push(text));
                let [of_given, of_surname] = &mut shared.counts;
                of_given.extend(given);
                of_surname.extend(surname);
            }
        }
        let form = namesakes_form();
        let mut whole = Frame::open(&self.namesakes(), &form, &[0, 1, 2], &plan.id)?;
        while let Some(values) = whole.next()? {
            if let [
                Values::Numbers(given),
                Values::Numbers(surname),
                Values::Numbers(count),
            ] = values.as_slice()
            {
                let each = given.iter().zip(surname).zip(count);
                let each = each.map(|((given, surname), count)| {
                    (u64::from(*given) << 32 | u64::from(*surname), *count)
                });
                shared.namesakes.extend(each);
            }
        }
        Ok(shared)
    }

    /// Of each record, in the file's order, its row.
    pub(super) fn all_rows(&self, plan: &Plan) -> Result<Vec<u32>, LinkError> {
        let mut rows = Vec::with_capacity(plan.records());
        let mut frame = Frame::open(&self.rows(), &rows_form(), &[0], &plan.id)?;
        while let Some(values) = frame.next()? {
            if let [Values::Numbers(numbers)] = values.as_slice() {
                rows.extend(numbers);
            }
        }
        let all = plan.records();
        let fits = rows.len() == all && rows.iter().all(|row| (*row as usize) < all);
        if fits {
            Ok(rows)
        } else {
            let path = self.rows().display().to_string();
            Err(FileError::Read(path, "it does not fit the plan".to_owned()).into())
        }
    }
}

fn number(name: &str) -> (String, Kind) {
    (name.to_owned(), Kind::Number)
}

fn values() -> impl Iterator<Item = (String, Kind)> {
    let texts = TEXTS.iter().map(|name| ((*name).to_owned(), Kind::Text));
    NUMBERS.iter().map(|name| number(name)).chain(texts)
}

/// The id, then [`NUMBERS`], then [`TEXTS`].
pub(super) fn records_form() -> Form {
    let id = ("record_id".to_owned(), Kind::Text);
    Form(std::iter::once(id).chain(values()).collect())
}

/// The row, [`NUMBERS`], [`TEXTS`], and a mark for each key.
pub(super) fn unit_form(keys: usize) -> Form {
    let marks = (0..keys).map(|key| number(&format!("mark_{key}")));
    Form(
        std::iter::once(number("row"))
            .chain(values())
            .chain(marks)
            .collect(),
    )
}

pub(super) fn edges_form() -> Form {
    let weight = ("weight".to_owned(), Kind::Weight);
    Form(vec![number("a"), number("b"), weight, number("zone")])
}

pub(super) fn names_form() -> Form {
    let name = ("name".to_owned(), Kind::Text);
    Form(vec![name, number("as_given"), number("as_surname")])
}

pub(super) fn namesakes_form() -> Form {
    Form(["given", "surname", "records"].map(number).to_vec())
}

pub(super) fn rows_form() -> Form {
    Form(vec![number("row")])
}
