//! The facts of one notice, name by name, as the hub sees them.

use trefoil_app::notices::one::NoticePage;
use trefoil_core::calendar::local_date;
use trefoil_core::date_words::{age, day, moment};
use trefoil_core::notice::WhyNot;

use crate::components::{SummaryList, SummaryRow};

const LEFT_OUT: &str = "Left out, since it seems to hold a place. Read it in the contact, and write below what the school may know.";

fn or(text: &str, none: &str) -> String {
    if text.is_empty() { none } else { text }.to_owned()
}

/// All of them.
pub(super) fn facts(page: &NoticePage) -> SummaryList {
    let all = child(page).into_iter().chain(incident(page));
    let all = all.chain(handling(page)).chain(noted(page));
    SummaryList {
        rows: all
            .map(|(key, value)| SummaryRow::new(key, value))
            .collect(),
        ..SummaryList::default()
    }
}

type Fact = (&'static str, String);

fn child(page: &NoticePage) -> [Fact; 5] {
    let one = &page.content;
    let age = age(&one.birth, local_date(page.now));
    let born = one.birth.born();
    let born = born.map_or_else(|| age.clone(), |born| format!("{} ({age})", day(born)));
    let school = page.school.as_ref();
    let school = school.map(|school| format!("{} ({})", school.name, school.urn));
    [
        ("Child", one.child.words()),
        ("Born", born),
        ("School", school.unwrap_or_else(|| "Not known".to_owned())),
        (
            "School as police wrote it",
            or(page.said.as_deref().unwrap_or_default(), "Nothing"),
        ),
        ("How the school was found", one.found.words().to_owned()),
    ]
}

fn incident(page: &NoticePage) -> [Fact; 6] {
    let one = &page.content;
    let happened: Vec<&str> = one.circumstances.iter().map(|one| one.words()).collect();
    let when = one.incident_at.map(moment).unwrap_or_default();
    let words = if one.left_out { LEFT_OUT } else { &one.words };
    [
        (
            "Police reference",
            or(one.reference.as_deref().unwrap_or_default(), "None"),
        ),
        ("When it happened", or(&when, "Not known")),
        ("Was the child there?", one.present.words().to_owned()),
        ("Was the child spoken to?", one.spoken_to.words().to_owned()),
        ("What the child said", or(words, "Nothing is recorded")),
        ("What happened", or(&happened.join(", "), "Not chosen yet")),
    ]
}

fn handling(page: &NoticePage) -> [Fact; 4] {
    let one = &page.content;
    [
        ("Parents", one.parents.words().to_owned()),
        (
            "Who may collect the child",
            or(&one.collects, "Nothing is said"),
        ),
        ("Whom not to ring", or(&one.not_ring, "Nothing is said")),
        ("Number of this notice", page.row.number.clone()),
    ]
}

/// What is there only sometimes.
fn noted(page: &NoticePage) -> impl Iterator<Item = Fact> {
    let one = &page.content;
    let why = page.row.why.as_deref().and_then(WhyNot::from_code);
    let lawful = one.lawful.as_ref().map(|lawful| lawful.reason.clone());
    let all = [
        ("Why it is not told", why.map(|why| why.words().to_owned())),
        (
            "Noted",
            Some(one.note.clone()).filter(|note| !note.is_empty()),
        ),
        ("Told though police did not attend", lawful),
    ];
    let there = |(key, value): (&'static str, Option<String>)| Some((key, value?));
    all.into_iter().filter_map(there)
}
