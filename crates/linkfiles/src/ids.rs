//! The ids of records, as their files have them: one text with ends, since there may be millions.

/// Ids, in the order of the records.
#[derive(Debug, Default)]
pub struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    /// Takes one in; false where there is no room for it.
    pub(crate) fn push(&mut self, id: &str) -> bool {
        let end = u32::try_from(self.text.len() + id.len());
        if let Ok(end) = end {
            self.text.push_str(id);
            self.ends.push(end);
        }
        end.is_ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of one record; empty where there is no such record.
    pub fn get(&self, record: u32) -> &str {
        let at = record as usize;
        let from = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied();
        let to = self.ends.get(at).copied().unwrap_or(0);
        let range = from.unwrap_or(0) as usize..to as usize;
        self.text.get(range).unwrap_or_default()
    }
}
