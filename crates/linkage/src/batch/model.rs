//! What each level of each field is worth: how often it is so of one person, of two of one household, of twins, of strangers.
//! A model can be written, read by a person, and used again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::level::{BatchField, FIELDS, Pattern, SAID, place};

/// What two records can be to each other.
pub(super) mod class {
    pub(crate) const PERSON: usize = 0;
    pub(crate) const HOUSEHOLD: usize = 1;
    pub(crate) const TWINS: usize = 2;
    pub(crate) const STRANGERS: usize = 3;
    pub(crate) const ALL: usize = 4;
}

/// A number for each class.
pub(super) type ByClass = [f64; class::ALL];

/// A learned model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Which form of model this is.
    pub version: u32,
    /// Of how many records it was learned.
    pub records: u64,
    /// How often two records taken by chance are of one person.
    pub one_person: f64,
    /// How often they are of two people of one household.
    pub one_household: f64,
    /// How often they are of two of one household born on one day.
    pub twins: f64,
    /// The keys by which records meet.
    pub keys: Vec<String>,
    /// Each field that the file had.
    pub fields: Vec<FieldModel>,
}

/// What one field's levels are worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldModel {
    /// Name of the field.
    pub field: String,
    /// Its levels, those that occur.
    pub levels: Vec<LevelModel>,
}

/// How often one level is so, for each thing that two records can be to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelModel {
    /// Name of the level.
    pub level: String,
    /// Of one person.
    pub same_person: f64,
    /// Of two people of one household.
    pub same_household: f64,
    /// Of two of one household born on one day.
    pub twins: f64,
    /// Of strangers.
    pub strangers: f64,
}

impl Model {
    /// The model that this crate brings along for people who are described: see `score/README.md`.
    ///
    /// # Errors
    /// Never, as long as the file is whole.
    pub fn shipped() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../score/model.json"))
    }
}

/// The form of model that is read and written.
pub const MODEL_VERSION: u32 = 1;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ModelError {
    /// It is of another form.
    #[error("the model is of version {0}; this program reads version {MODEL_VERSION}")]
    Version(u32),
    /// It names what this program does not know.
    #[error("the model names {0}, which this program does not know")]
    Unknown(String),
    /// It says something twice.
    #[error("the model names {0} twice")]
    Twice(String),
    /// A number in it is no probability.
    #[error("the model gives {0} a number that is not between 0 and 1")]
    Number(String),
}

/// The probabilities as they are worked with: for each field, for each level, for each class.
#[derive(Clone, Debug)]
pub(super) struct Odds {
    pub(super) fields: [Vec<ByClass>; FIELDS],
    /// How often a pair taken by chance is of each class.
    pub(super) prior: ByClass,
}

/// What is never said never: a level that was not seen.
const LEAST: f64 = 1e-12;

impl Odds {
    /// One field's row: what a level is worth, as natural logarithms.
    pub(super) fn logs(&self) -> Logs {
        let row = |levels: &Vec<ByClass>| -> Vec<ByClass> {
            let mut rows: Vec<ByClass> = levels
                .iter()
                .map(|row| row.map(|p| p.max(LEAST).ln()))
                .collect();
            // Whatever another field says already is worth nothing.
            if rows.len() <= SAID as usize {
                rows.resize(usize::from(SAID) + 1, [0.0; class::ALL]);
            }
            rows
        };
        Logs {
            fields: std::array::from_fn(|field| row(&self.fields[field])),
            prior: log_prior(self.prior),
        }
    }

    pub(super) fn model(&self, records: usize, used: &[bool; FIELDS], keys: Vec<String>) -> Model {
        let fields = BatchField::ALL
            .iter()
            .filter(|(field, _)| used[*field as usize]);
        let field = |(field, name): &(BatchField, &str)| {
            let rows = self.fields[*field as usize].iter().zip(field.level_names());
            let known =
                rows.filter(|(row, name)| !name.is_empty() && row.iter().any(|p| *p > 1e-9));
            FieldModel {
                field: (*name).to_owned(),
                levels: known
                    .map(|(row, name)| LevelModel::of(*row, name))
                    .collect(),
            }
        };
        Model {
            version: MODEL_VERSION,
            records: records as u64,
            one_person: self.prior[class::PERSON],
            one_household: self.prior[class::HOUSEHOLD],
            twins: self.prior[class::TWINS],
            keys,
            fields: fields.map(field).collect(),
        }
    }

    pub(super) fn read(model: &Model) -> Result<Self, ModelError> {
        if model.version != MODEL_VERSION {
            return Err(ModelError::Version(model.version));
        }
        let others = model.one_person + model.one_household + model.twins;
        let mut odds = Self {
            fields: BatchField::ALL
                .map(|(field, _)| vec![[1.0; class::ALL]; field.level_names().len()]),
            prior: [
                model.one_person,
                model.one_household,
                model.twins,
                1.0 - others,
            ],
        };
        if !odds.prior.iter().all(|p| (0.0..=1.0).contains(p)) {
            return Err(ModelError::Number("what pairs are".to_owned()));
        }
        once(model.keys.iter())?;
        once(model.fields.iter().map(|of| &of.field))?;
        for of in &model.fields {
            once(of.levels.iter().map(|of| &of.level))?;
            let known = BatchField::ALL.iter().find(|(_, name)| *name == of.field);
            let (field, _) = known.ok_or_else(|| ModelError::Unknown(of.field.clone()))?;
            let names = field.level_names();
            odds.fields[*field as usize] = vec![[LEAST; class::ALL]; names.len()];
            for level in &of.levels {
                let at = names.iter().position(|name| *name == level.level);
                let at = at.ok_or_else(|| ModelError::Unknown(level.level.clone()))?;
                odds.fields[*field as usize][at] = level.row()?;
            }
        }
        Ok(odds)
    }
}

/// Refuses a name that comes twice: it could not be told which of the two holds.
fn once<'n>(mut names: impl Iterator<Item = &'n String>) -> Result<(), ModelError> {
    let mut seen = BTreeSet::new();
    match names.find(|name| !seen.insert(*name)) {
        Some(twice) => Err(ModelError::Twice(twice.clone())),
        None => Ok(()),
    }
}

pub(super) fn log_prior(prior: ByClass) -> ByClass {
    prior.map(|p| p.max(1e-300).ln())
}

/// How often pairs are of each class among so many records, where among so many others they are that often. Each record has as many
/// of its person and its household beside it, so of more pairs they are a smaller share.
pub(super) fn among(prior: ByClass, learned: u64, records: usize) -> ByClass {
    let related: f64 = prior[..class::STRANGERS].iter().sum();
    let times = learned.max(1) as f64 / records.max(1) as f64;
    // Few records have hardly a pair: still no more of them are related than half, or than were where it was learned.
    let times = times.min((0.5 / related.max(1e-300)).max(1.0));
    let mut prior = prior.map(|share| share * times);
    prior[class::STRANGERS] = 1.0 - prior[..class::STRANGERS].iter().sum::<f64>();
    prior
}

impl LevelModel {
    fn of(row: ByClass, level: String) -> Self {
        let [same_person, same_household, twins, strangers] = row;
        Self {
            level,
            same_person,
            same_household,
            twins,
            strangers,
        }
    }

    fn row(&self) -> Result<ByClass, ModelError> {
        let row = [
            self.same_person,
            self.same_household,
            self.twins,
            self.strangers,
        ];
        if row.iter().all(|p| (0.0..=1.0).contains(p)) {
            Ok(row)
        } else {
            Err(ModelError::Number(self.level.clone()))
        }
    }
}

/// Logarithms of the probabilities.
#[derive(Clone, Default)]
pub(super) struct Logs {
    pub(super) fields: [Vec<ByClass>; FIELDS],
    pub(super) prior: ByClass,
}

impl Logs {
    /// How likely a pattern is of each class, the prior not counted.
    pub(super) fn of(&self, pattern: &Pattern) -> ByClass {
        let mut sum = [0.0; class::ALL];
        for (rows, level) in self.fields.iter().zip(pattern) {
            for (sum, log) in sum.iter_mut().zip(rows[usize::from(*level)]) {
                *sum += log;
            }
        }
        sum
    }

    /// The same without the fields that are fixed.
    pub(super) fn of_free(&self, pattern: &Pattern, fixed: &[bool; FIELDS]) -> ByClass {
        let mut sum = [0.0; class::ALL];
        for ((rows, level), fixed) in self.fields.iter().zip(pattern).zip(fixed) {
            if !fixed {
                for (sum, log) in sum.iter_mut().zip(rows[usize::from(*level)]) {
                    *sum += log;
                }
            }
        }
        sum
    }
}

/// What two pieces of evidence say together, as logarithms.
pub(super) fn add(a: ByClass, b: ByClass) -> ByClass {
    std::array::from_fn(|at| a[at] + b[at])
}

/// How likely each class is, of how likely the evidence is under each.
pub(super) fn posterior(logs: ByClass) -> ByClass {
    let most = logs.iter().fold(f64::NEG_INFINITY, |x, y| x.max(*y));
    let parts = logs.map(|log| (log - most).exp());
    let sum: f64 = parts.iter().sum();
    parts.map(|part| part / sum)
}

/// How many levels a field has.
pub(super) fn levels(field: usize) -> usize {
    match BatchField::ALL[field].0 {
        BatchField::Place => usize::from(place::ALL),
        field => field.level_names().len(),
    }
}
