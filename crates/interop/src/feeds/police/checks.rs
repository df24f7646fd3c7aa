//! What does not fit between the people of one incident, told of the row in which each stands first.

use jiff::Timestamp;
use trefoil_core::calendar;
use trefoil_core::doubts::doubts;

use super::columns::Column;
use super::issues::Issue;
use super::people::Seen;

/// Everything that does not fit, given when the hub was told.
pub(super) fn people(people: &[Seen], received_at: Timestamp) -> Vec<Issue> {
    let described = people.iter().map(|seen| &seen.sighting.described);
    let found = doubts(described, calendar::local_date(received_at));
    let issue =
        |seen: &Seen, code, words| Issue::of(seen.first_row, Column::DateOfBirth, code, words);
    found
        .into_iter()
        .filter_map(|one| Some(issue(people.get(one.person)?, one.code, one.words)))
        .collect()
}

#[cfg(test)]
mod tests;
