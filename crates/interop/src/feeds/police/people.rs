//! One sighting from the rows of one person. Where rows disagree on what keeps somebody safe, the more careful counts.

use std::collections::{BTreeMap, BTreeSet};

use trefoil_core::flag::FlagCode;
use trefoil_core::located::Located;
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::{Described, Places, RoleHeld, Sighting};
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known};

use super::columns::{Column, Columns};
use super::fields::{self, Reading};
use super::issues::Issue;
use super::merging::Merging;
use super::rows::Row;

/// A sighting, and the first row that told of it.
pub(super) struct Seen {
    pub(super) sighting: Sighting,
    pub(super) first_row: u64,
}

/// The sighting of one person; `references` are those of the whole incident.
pub(super) fn person(
    columns: &Columns,
    rows: &[&Row],
    references: &BTreeSet<&str>,
    issues: &mut Vec<Issue>,
) -> Seen {
    let mut merging = Merging::new(columns, rows);
    let first_row = merging.first_row();
    let mut described = describe(&mut merging);
    described.roles = roles(columns, rows, references, &mut merging);
    let mut places = locate(&mut merging);
    for (column, text) in std::mem::take(&mut merging.unread) {
        if column.located() {
            places
                .unread
                .push((column.name().to_owned(), Located::new(text)));
        } else {
            let kept = (column.name().to_owned(), text);
            described
                .unread
                .extend(Some(kept).filter(|_| !leaks(Leak::UnreadLost)));
        }
    }
    issues.append(&mut merging.issues);
    Seen {
        sighting: Sighting { described, places },
        first_row,
    }
}

fn describe(merging: &mut Merging<'_>) -> Described {
    Described {
        reference: merging
            .values(Column::PersonReference, reference)
            .pop()
            .map(|(_, reference)| reference),
        roles: Vec::new(),
        name: PersonName::new(
            merging.text(Column::GivenNames).unwrap_or_default(),
            merging.text(Column::Surname).unwrap_or_default(),
        ),
        birth: birth(merging),
        sex: merging.latest(Column::Sex, fields::sex),
        ethnicity: merging.text(Column::Ethnicity),
        language: merging.text(Column::Language),
        interpreter: known(merging, Column::InterpreterNeeded),
        disability: merging.text(Column::Disability),
        nhs_number: merging.latest(Column::NhsNumber, fields::nhs_number),
        upn: merging.latest(Column::Upn, fields::upn),
        relationship_to_victim: merging.text(Column::RelationshipToVictim),
        safe_contact: safe_contact(merging),
        child_present: known(merging, Column::ChildPresent),
        child_spoken_to: known(merging, Column::ChildSpokenTo),
        child_words: merging.text(Column::ChildWords),
        added_here: false,
        unread: Vec::new(),
    }
}

fn locate(merging: &mut Merging<'_>) -> Places {
    Places {
        address_state: address_state(merging),
        address: merging.text(Column::AddressLines).map(Located::new),
        postcode: merging.text(Column::Postcode).map(Located::new),
        phone: merging.text(Column::Phone).map(Located::new),
        school: merging.text(Column::SchoolName).map(Located::new),
        unread: Vec::new(),
    }
}

fn reference(cell: &str) -> Reading<String> {
    if fields::says_nothing(cell) {
        return Reading::Blank;
    }
    match fields::text(cell, Column::PersonReference.longest()) {
        Reading::Doubtful(_, doubt) => Reading::Doubtful(fields::reference(cell), doubt),
        other => other,
    }
}

/// A date of the calendar before one that cannot be read, then the latest.
fn birth(merging: &mut Merging<'_>) -> BirthDate {
    let mut dates = merging.agreed(
        Column::DateOfBirth,
        "the latest readable date counts",
        fields::birth,
    );
    let readable = |date: &BirthDate| !matches!(date, BirthDate::Unreadable(_));
    let place = dates
        .iter()
        .rposition(readable)
        .or(dates.len().checked_sub(1));
    place.map_or(BirthDate::Missing, |place| dates.swap_remove(place))
}

/// Yes before no before unknown: an answer that asks for more care is not lost to a later blank or shrug.
fn known(merging: &mut Merging<'_>, column: Column) -> Known {
    let values = merging.agreed(
        column,
        "yes counts before no, no before unknown",
        fields::known,
    );
    values.into_iter().min().unwrap_or_default()
}

/// The most careful: no before a rule in words (the latest) before yes.
fn safe_contact(merging: &mut Merging<'_>) -> SafeContact {
    let careful = |value: &SafeContact| match value {
        SafeContact::No => 3,
        SafeContact::Only(_) => 2,
        SafeContact::Yes => 1,
        SafeContact::NotAsked => 0,
    };
    let mut values = merging.agreed(
        Column::SafeToContact,
        "the most careful counts",
        fields::safe_contact,
    );
    if let Some(SafeContact::Only(rule)) = values.iter_mut().max_by_key(|value| careful(value)) {
        let short: String = rule.chars().take(Column::SafeToContact.longest()).collect();
        *rule = short;
    }
    values.into_iter().max_by_key(careful).unwrap_or_default()
}

/// Refuge before withheld before the latest other: a person who was hiding in one row is hiding.
fn address_state(merging: &mut Merging<'_>) -> Option<AddressState> {
    let rule = "refuge counts before withheld, withheld before the others";
    let values = merging.agreed(Column::AddressState, rule, fields::address_state);
    let hiding = |state: &AddressState| match state {
        AddressState::Refuge => 2,
        AddressState::Withheld => 1,
        _ => 0,
    };
    values.into_iter().max_by_key(hiding)
}

/// Every role of the person, each once, in the order of the file.
fn roles(
    columns: &Columns,
    rows: &[&Row],
    references: &BTreeSet<&str>,
    merging: &mut Merging<'_>,
) -> Vec<RoleHeld> {
    let read: BTreeMap<u64, IncidentRole> = merging
        .values(Column::Role, fields::role)
        .into_iter()
        .collect();
    let mut roles: Vec<RoleHeld> = Vec::new();
    let mut held = BTreeSet::new();
    for row in rows {
        if row.cell(columns, Column::Role).is_empty() {
            merging.issues.push(Issue::of(row.ordinal, Column::Role, FlagCode::Missing, "the role is missing. The person counts as other until somebody says what they were."));
        }
        let towards = row.cell(columns, Column::Towards);
        if !towards.is_empty() && !references.contains(towards) {
            merging.issues.push(Issue::of(
                row.ordinal,
                Column::Towards,
                FlagCode::UnknownPerson,
                "the role points at a person who is not in this incident. It is kept as written.",
            ));
        }
        let role = read
            .get(&row.ordinal)
            .copied()
            .unwrap_or(IncidentRole::Other);
        if held.insert((role, towards)) {
            let towards = (!towards.is_empty()).then(|| fields::reference(towards));
            roles.push(RoleHeld { role, towards });
        }
    }
    roles
}
