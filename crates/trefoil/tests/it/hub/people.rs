//! The made-up people that the tests tell of: one family, met in several incidents, and rows made short.

use trefoil_testkit::FeedRow;

/// A row of an incident: the tests say only what matters to them.
pub(crate) fn row<'a>(
    incident: &'a str,
    role: &'a str,
    given: &'a str,
    surname: &'a str,
    born: &'a str,
) -> FeedRow<'a> {
    FeedRow {
        incident,
        received_at: "2026-03-17T08:30:00Z",
        domestic_abuse: "yes",
        grade: "medium",
        role,
        given,
        surname,
        born,
        ..FeedRow::default()
    }
}

/// A mother, a father and two children; each with an own reference, so that they are four people.
pub(crate) fn family<'a>(incident: &'a str, surname: &'a str) -> Vec<FeedRow<'a>> {
    vec![
        FeedRow {
            person: "p1",
            postcode: "FY1 4AA",
            address: "12 Larch Road",
            phone: "01253 496 0123",
            safe_to_contact: "10:00-14:00 only",
            summary: "A neighbour rang.",
            ..row(incident, "victim", "Rosalind", surname, "1991-04-02")
        },
        FeedRow {
            person: "p2",
            postcode: "FY1 4AA",
            address: "12 Larch Road",
            ..row(incident, "perpetrator", "Gareth", surname, "1988-11-21")
        },
        FeedRow {
            person: "p3",
            postcode: "FY1 4AA",
            address: "12 Larch Road",
            ..row(incident, "child", "Imogen", surname, "2014-03-14")
        },
        FeedRow {
            person: "p4",
            postcode: "FY1 4AA",
            address: "12 Larch Road",
            ..row(incident, "child", "Tobias", surname, "2017-09-30")
        },
    ]
}
