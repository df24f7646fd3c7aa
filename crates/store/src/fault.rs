//! What can go wrong beneath the facade, told apart by what the caller can do about it.

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database does not answer; it may come back by itself.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// The disk is full, or so nearly full that writes are held back.
    #[error("the disk is full or nearly full")]
    Full,
    /// The same key is there already.
    #[error("a record with this key is there already")]
    Duplicate,
    /// What the caller read has changed since.
    #[error("the record has changed since it was read")]
    Stale,
    /// A table is not there: the schema was not made yet.
    #[error("there is no schema in this database yet; `trefoil init` makes it")]
    NoTable,
    /// The schema is of an earlier program.
    #[error(
        "the schema is older than this program. Make a backup (`trefoil backup FILE`), then apply the changes with `trefoil migrate`; `trefoil migrate --plan` shows them"
    )]
    Older,
    /// A row is not what the schema promises; names table and column, never a value.
    #[error("a row is not as expected: {0}")]
    Broken(String),
    /// A sealed payload does not open.
    #[error(transparent)]
    Unsealable(#[from] trefoil_core::seal::Unsealable),
    /// The caller's own work refused, inside a transaction that was then undone.
    #[error(transparent)]
    Refused(#[from] trefoil_core::refusal::Refusal),
}

/// PostgreSQL's SQLSTATE for a full disk.
const POSTGRES_DISK_FULL: &str = "53100";
/// PostgreSQL's SQLSTATE for a table that is not there; SQLite says it in words alone.
const POSTGRES_NO_TABLE: &str = "42P01";
const SQLITE_NO_TABLE: &str = "no such table";
/// SQLSTATE classes that mean that the server went away: connection, operator intervention, resources.
const GONE: [&str; 3] = ["08", "57", "53"];

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(db) if db.is_unique_violation() => Self::Duplicate,
            sqlx::Error::Database(db) => match db.code().as_deref() {
                Some(POSTGRES_NO_TABLE) => Self::NoTable,
                Some(POSTGRES_DISK_FULL) => Self::Full,
                Some(code) if GONE.iter().any(|class| code.starts_with(class)) => {
                    Self::Unavailable(error.to_string())
                }
                _ => Self::Broken(error.to_string()),
            },
            sqlx::Error::ColumnDecode { .. }
            | sqlx::Error::Decode(_)
            | sqlx::Error::ColumnIndexOutOfBounds { .. }
            | sqlx::Error::RowNotFound => Self::Broken(error.to_string()),
            _ => Self::Unavailable(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        // Neither tells what was bound.
        let said = match &error {
            rusqlite::Error::SqliteFailure(_, Some(said))
            | rusqlite::Error::SqlInputError { msg: said, .. } => said.clone(),
            other => other.to_string(),
        };
        match error.sqlite_error_code() {
            _ if said.starts_with(SQLITE_NO_TABLE) => Self::NoTable,
            Some(Code::ConstraintViolation) if is_unique(&error) => Self::Duplicate,
            Some(Code::DiskFull) => Self::Full,
            Some(
                Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::SystemIoFailure
                | Code::CannotOpen,
            ) => Self::Unavailable(said),
            _ => Self::Broken(said),
        }
    }
}

fn is_unique(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code.is_some_and(|code| {
        [
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE,
            rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
            rusqlite::ffi::SQLITE_CONSTRAINT_ROWID,
        ]
        .contains(&code)
    })
}
