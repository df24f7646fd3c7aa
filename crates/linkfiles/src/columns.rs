//! Which column of a file holds what: by its own name, or as the caller says.

use trefoil_linkage::batch::Column;

use crate::records::FileError;

/// Names that columns have in the files, where they are others than the contract's: `given_names=first_name`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap(Vec<(String, String)>);

/// Where a file's records have their id, and what they have else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The column of the id.
    pub id: usize,
    /// Each column that is used, and where it stands.
    pub columns: Vec<(Column, usize)>,
    /// The names of those that are not.
    pub unused: Vec<String>,
}

/// What names each record.
pub(crate) const RECORD_ID: &str = "record_id";

impl ColumnMap {
    /// Reads `given_names=first_name,date_of_birth=dob`.
    pub fn read(text: &str) -> Result<Self, FileError> {
        let mut map = Vec::new();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (ours, theirs) = part
                .split_once('=')
                .ok_or_else(|| FileError::Map(part.to_owned()))?;
            let (ours, theirs) = (ours.trim(), theirs.trim());
            let known = ours == RECORD_ID || Column::ALL.iter().any(|(_, name)| *name == ours);
            if !known {
                return Err(FileError::UnknownColumn(ours.to_owned()));
            }
            map.push((ours.to_owned(), theirs.to_owned()));
        }
        Ok(Self(map))
    }

    fn name<'m>(&'m self, ours: &'m str) -> (&'m str, bool) {
        let mapped = self.0.iter().find(|(of, _)| of == ours);
        mapped.map_or((ours, false), |(_, theirs)| (theirs, true))
    }

    /// Finds the columns by their names in a file's head.
    pub fn layout(&self, head: &[String]) -> Result<Layout, FileError> {
        let find = |ours: &str| -> Result<Option<usize>, FileError> {
            let (name, mapped) = self.name(ours);
            let mut found = head
                .iter()
                .enumerate()
                .filter(|(_, column)| *column == name);
            match (found.next(), found.next()) {
                (Some(_), Some(_)) => Err(FileError::Twice(name.to_owned())),
                (Some((at, _)), None) => Ok(Some(at)),
                (None, _) if mapped => {
                    Err(FileError::NoSuchColumn(name.to_owned(), head.join(", ")))
                }
                (None, _) => Ok(None),
            }
        };
        let id = find(RECORD_ID)?.ok_or_else(|| FileError::NoId(head.join(", ")))?;
        let mut columns = Vec::new();
        for (column, name) in Column::ALL {
            if let Some(at) = find(name)? {
                columns.push((column, at));
            }
        }
        let used = |at: usize| at == id || columns.iter().any(|(_, used)| *used == at);
        let unused = head.iter().enumerate().filter(|(at, _)| !used(*at));
        let unused = unused.map(|(_, name)| name.clone()).collect();
        Ok(Layout {
            id,
            columns,
            unused,
        })
    }
}
