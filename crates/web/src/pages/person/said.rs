//! What one source said of a person, once, in words. A place is told only where the viewer's sight opens it.

use jiff::Timestamp;
use trefoil_core::date_words::moment;
use trefoil_core::ethnicity::ethnicity_words;
use trefoil_core::located::Opens;
use trefoil_core::person::SafeContact;
use trefoil_core::relationship::kin_of;
use trefoil_core::sighting::{Described, Places, Sighting};
use trefoil_core::vocabulary::{Known, Source};

use crate::components::{SummaryList, SummaryRow};
use crate::pages::address::address_state;
use crate::pages::birth::birth;

/// One saying.
pub(super) struct Said {
    /// When, and who said it.
    pub(super) title: String,
    /// The contact in which it was said.
    pub(super) href: Option<String>,
    /// What was said.
    pub(super) facts: SummaryList,
    /// The child's own words.
    pub(super) words: Option<String>,
}

impl Said {
    /// In words; `href` is where its contact is opened, `told` is the contact's source and time, where it is known.
    pub(super) fn new(
        href: Option<String>,
        told: Option<(Source, Timestamp)>,
        since: Timestamp,
        seen: &Sighting,
        sight: &impl Opens,
    ) -> Self {
        let title = match told {
            Some((source, at)) => format!("{}, {}", source.words(), moment(at)),
            None => moment(since),
        };
        let who = who(&seen.described)
            .into_iter()
            .chain(child(&seen.described));
        let row = |(key, value): Line| SummaryRow::new(key, value);
        let rows = who
            .map(row)
            .chain(address_state(seen.places.address_state, sight.opens()))
            .chain(places(&seen.places, sight).into_iter().map(row));
        let facts = SummaryList {
            classes: "govuk-summary-list--no-border".into(),
            ..SummaryList::new(rows.collect())
        };
        Self {
            title,
            href,
            facts,
            words: seen.described.child_words.clone(),
        }
    }
}

type Line = (&'static str, String);

fn who(seen: &Described) -> Vec<Line> {
    let role = |held: &trefoil_core::sighting::RoleHeld| held.role.words();
    let mut roles: Vec<&str> = seen.roles.iter().map(role).collect();
    roles.dedup();
    let lines = [
        ("Role in it", Some(roles.join(", "))),
        ("Name given", Some(seen.name.words())),
        ("Birth date given", birth(&seen.birth)),
        (
            "To the victim",
            seen.relationship_to_victim.as_deref().map(relationship),
        ),
        (
            "Safe contact",
            (seen.safe_contact != SafeContact::NotAsked).then(|| seen.safe_contact.words()),
        ),
        ("Disability", seen.disability.clone()),
        ("Ethnicity", seen.ethnicity.as_deref().map(ethnicity_words)),
        ("Language", seen.language.clone()),
    ];
    lines
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)))
        .collect()
}

/// The source's words, with ours where they are other words.
fn relationship(text: &str) -> String {
    match kin_of(text).map(trefoil_core::relationship::Kin::words) {
        Some(kin) if !kin.eq_ignore_ascii_case(text.trim()) => {
            format!("{text} ({})", kin.to_lowercase())
        }
        _ => text.to_owned(),
    }
}

fn child(seen: &Described) -> Vec<Line> {
    let lines = [
        ("There when it happened", seen.child_present),
        ("Spoken to alone", seen.child_spoken_to),
    ];
    let known = lines
        .into_iter()
        .filter(|(_, known)| seen.is_child() && *known != Known::Unknown);
    known
        .map(|(key, known)| (key, known.words().to_owned()))
        .collect()
}

/// Where there is no leave for places nothing is said, not even that something is not shown.
fn places(places: &Places, sight: &impl Opens) -> Vec<Line> {
    if !sight.opens() {
        return Vec::new();
    }
    let open = |place: &Option<trefoil_core::located::Located<String>>| {
        place.as_ref().and_then(|place| place.open(sight)).cloned()
    };
    let lines = [
        ("Address", open(&places.address)),
        ("Postcode", open(&places.postcode)),
        ("Telephone", open(&places.phone)),
        ("School", open(&places.school)),
    ];
    lines
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}
