//! Whom a decision is told, and how each is reached, on the page of telling them.

use trefoil_app::follows::list::Follow;
use trefoil_core::contact::CameBy;

use crate::components::SummaryRow;

/// Who may be told of a family, each with how.
pub(super) fn told(one: &Follow) -> Vec<SummaryRow> {
    let each = one.told.iter().map(|one| {
        let number = match &one.reached {
            Some(number) => format!(" Their number: {number}."),
            None => {
                " No number is shown: none was given, or nobody recorded that ringing it is safe."
                    .to_owned()
            }
        };
        let routes = match one.routes.as_slice() {
            [] => String::new(),
            routes => format!(
                " Asked for them, and for them alone to hear: {}.",
                routes.join("; ")
            ),
        };
        let words = format!("{}. {}{number}{routes}", one.name.words(), one.safe);
        SummaryRow::new("May be told", words)
    });
    let rows: Vec<SummaryRow> = each.collect();
    if rows.is_empty() {
        return vec![SummaryRow::new("May be told", "A person must decide whom")];
    }
    rows
}

/// Who told the hub, and how they are reached.
pub(super) fn teller(one: &Follow) -> Vec<SummaryRow> {
    let source = one.content.source;
    let source = source.map_or("Not known", |source| source.words());
    let referrer = one.content.referrer.as_ref();
    let said = [
        ("Name", referrer.and_then(|one| one.name.clone())),
        (
            "Organisation",
            referrer.and_then(|one| one.organisation.clone()),
        ),
        (
            "Their reference",
            referrer
                .and_then(|one| one.reference.clone())
                .or_else(|| one.content.reference.clone()),
        ),
        ("How to reach them", one.reached.clone()),
        (
            "Who they are",
            one.content
                .came_by
                .and_then(CameBy::unproved)
                .map(str::to_owned),
        ),
    ];
    let rows = said.into_iter();
    let rows = rows.filter_map(|(key, value)| Some(SummaryRow::new(key, value?)));
    [SummaryRow::new("Who told the hub", source)]
        .into_iter()
        .chain(rows)
        .collect()
}
