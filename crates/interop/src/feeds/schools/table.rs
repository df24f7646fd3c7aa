//! A table with named columns in any order, row by row; what cannot be read is told of by row and column, and never repeated.

use csv::StringRecord;

/// Something about one row that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterIssue {
    /// The row's ordinal; the header is 1.
    pub row: u64,
    /// The column to blame.
    pub column: Option<String>,
    /// What is the matter.
    pub code: &'static str,
    /// Plain words.
    pub message: String,
}

/// Why a whole file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARegister {
    /// A column is missing without which no row says anything.
    #[error(
        "The first row does not name a column {0}. Check that the first row holds the column names."
    )]
    NoColumn(&'static str),
    /// Not text.
    #[error(
        "The file cannot be read as CSV in UTF-8. Save it as \"CSV UTF-8\" and import it again."
    )]
    Unreadable,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterFile<T> {
    /// Rows, those left out included.
    pub rows: u64,
    /// What was read, each with its row.
    pub lines: Vec<(u64, T)>,
    /// What to look at.
    pub issues: Vec<RegisterIssue>,
}

/// One row of a table.
pub(super) struct Line<'a> {
    names: &'a [String],
    record: &'a StringRecord,
    pub(super) row: u64,
    issues: &'a mut Vec<RegisterIssue>,
}

impl Line<'_> {
    /// The value of a column, trimmed; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let at = self.names.iter().position(|known| known == name);
        at.and_then(|at| self.record.get(at))
            .unwrap_or_default()
            .trim()
    }

    /// Tells of something.
    pub(super) fn tell(&mut self, column: &str, code: &'static str, words: &str) {
        self.issues.push(RegisterIssue {
            row: self.row,
            column: Some(column.to_owned()),
            code,
            message: format!("Row {}, {column}: {words}", self.row),
        });
    }

    /// A value that may be missing, read.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        code: &'static str,
        words: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(name);
        if value.is_empty() {
            return None;
        }
        let found = read(value);
        if found.is_none() {
            self.tell(name, code, words);
        }
        found
    }
}

/// Reads a table that must have these columns.
///
/// # Errors
/// Where it is no table, or lacks one of them.
pub(super) fn read<T>(
    bytes: &[u8],
    needed: &[&'static str],
    mut line: impl FnMut(&mut Line<'_>) -> Option<T>,
) -> Result<RegisterFile<T>, NotARegister> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|_| NotARegister::Unreadable)?;
    let names: Vec<String> = header
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    if let Some(lost) = needed
        .iter()
        .find(|name| !names.iter().any(|known| known == *name))
    {
        return Err(NotARegister::NoColumn(lost));
    }
    let mut file = RegisterFile {
        rows: 0,
        lines: Vec::new(),
        issues: Vec::new(),
    };
    for record in reader.records() {
        file.rows += 1;
        let row = file.rows + 1;
        let Ok(record) = record else {
            file.issues.push(RegisterIssue {
                row,
                column: None,
                code: "unreadable",
                message: format!("Row {row}: it is not text in UTF-8, and was left out."),
            });
            continue;
        };
        let mut one = Line {
            names: &names,
            record: &record,
            row,
            issues: &mut file.issues,
        };
        if let Some(read) = line(&mut one) {
            file.lines.push((row, read));
        }
    }
    Ok(file)
}
