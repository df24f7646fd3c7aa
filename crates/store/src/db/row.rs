//! A row as the engines give it, read by position. A value that is not what the schema promises is a fault, not a panic.

use jiff::Timestamp;
use rusqlite::types::{FromSql, Value as Cell};
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::value::from_micros;
use crate::fault::Fault;

/// One row of an answer.
pub enum Row {
    /// From SQLite.
    Sqlite(Cells),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// The values of a row of the embedded engine.
pub struct Cells(Box<[Cell]>);

impl Cells {
    pub(super) fn of(row: &rusqlite::Row<'_>, columns: usize) -> Result<Self, Fault> {
        let cells = (0..columns).map(|at| row.get(at));
        Ok(Self(cells.collect::<Result<_, _>>()?))
    }

    /// The value as it is.
    pub(super) fn cell(&self, at: usize) -> Result<&Cell, Fault> {
        self.0.get(at).ok_or_else(|| missing(at))
    }

    fn get<T: FromSql>(&self, at: usize) -> Result<T, Fault> {
        T::column_result(self.cell(at)?.into())
            .map_err(|error| Fault::Broken(format!("column {at} of an answer: {error}")))
    }
}

macro_rules! get {
    ($row:expr, $at:expr, $type:ty) => {
        match $row {
            Row::Sqlite(row) => row.get::<$type>($at),
            Row::Postgres(row) => sqlx::Row::try_get::<$type, usize>(row, $at).map_err(Fault::from),
        }
    };
}

fn missing(at: usize) -> Fault {
    Fault::Broken(format!("column {at} of an answer is empty"))
}

impl Row {
    /// BIGINT.
    pub fn int(&self, at: usize) -> Result<i64, Fault> {
        get!(self, at, i64)
    }

    /// BIGINT or nothing.
    pub fn int_or_none(&self, at: usize) -> Result<Option<i64>, Fault> {
        get!(self, at, Option<i64>)
    }

    /// TEXT.
    pub fn text(&self, at: usize) -> Result<String, Fault> {
        get!(self, at, String)
    }

    /// TEXT or nothing.
    pub fn text_or_none(&self, at: usize) -> Result<Option<String>, Fault> {
        get!(self, at, Option<String>)
    }

    /// BLOB.
    pub fn blob(&self, at: usize) -> Result<Vec<u8>, Fault> {
        get!(self, at, Vec<u8>)
    }

    /// BLOB or nothing.
    pub fn blob_or_none(&self, at: usize) -> Result<Option<Vec<u8>>, Fault> {
        get!(self, at, Option<Vec<u8>>)
    }

    /// BOOLEAN.
    pub fn bool(&self, at: usize) -> Result<bool, Fault> {
        get!(self, at, bool)
    }

    /// A typed id.
    pub fn id<T: From<Uuid>>(&self, at: usize) -> Result<T, Fault> {
        self.id_or_none(at)?.ok_or_else(|| missing(at))
    }

    /// A typed id or nothing.
    pub fn id_or_none<T: From<Uuid>>(&self, at: usize) -> Result<Option<T>, Fault> {
        match self.blob_or_none(at)? {
            None => Ok(None),
            Some(bytes) => {
                let uuid = Uuid::from_slice(&bytes)
                    .map_err(|_| Fault::Broken(format!("column {at} of an answer is not an id")))?;
                Ok(Some(T::from(uuid)))
            }
        }
    }

    /// An instant.
    pub fn time(&self, at: usize) -> Result<Timestamp, Fault> {
        self.int(at).and_then(from_micros)
    }

    /// An instant or nothing.
    pub fn time_or_none(&self, at: usize) -> Result<Option<Timestamp>, Fault> {
        self.int_or_none(at)?.map(from_micros).transpose()
    }

    /// A code of a closed list.
    pub fn code<T>(&self, at: usize, from_code: fn(&str) -> Option<T>) -> Result<T, Fault> {
        let code = self.text(at)?;
        from_code(&code)
            .ok_or_else(|| Fault::Broken(format!("column {at} of an answer is not a known code")))
    }
}
