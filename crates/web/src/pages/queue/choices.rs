//! The form that filters and sorts: plain selects, sent in the address, without script.

use askama::Template;
use trefoil_app::queue::{ClockState, Holder, QueueFilter};
use trefoil_core::ids::WorkerId;
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use super::address::{CLOCKS, ORDERS, clock_word, holder_word, order_word};
use crate::components::{Button, ButtonStyle, Content, Details, Select, SelectItem, Text};

/// The form.
#[derive(Template)]
#[template(path = "pages/queue_filters.html")]
struct Filters {
    selects: Vec<Select>,
    button: Button,
}

/// The form behind a line, open where a filter is set.
pub(super) fn choices(filter: &QueueFilter, workers: &[(WorkerId, String)]) -> Details {
    let source = filter.source.map_or("", Source::code);
    let grade = filter.grade.map_or("", RiskGrade::code);
    let abuse = filter.domestic_abuse.map_or("", Known::code);
    let selects = vec![
        select(
            "clock",
            "Time to decide",
            CLOCKS.iter().map(|(_, code, words)| line(*code, *words)),
            clock_word(filter.clock).into(),
        ),
        select(
            "risk",
            "Risk",
            RiskGrade::ALL
                .iter()
                .map(|one| line(one.code(), one.words())),
            grade.into(),
        ),
        select(
            "source",
            "From",
            Source::ALL.iter().map(|one| line(one.code(), one.words())),
            source.into(),
        ),
        select(
            "domestic_abuse",
            "Domestic abuse",
            Known::ALL.iter().map(|one| line(one.code(), one.words())),
            abuse.into(),
        ),
        select(
            "worker",
            "Worker",
            holders(workers).into_iter(),
            holder_word(filter.holder).into(),
        ),
        sort(filter),
    ];
    let button = Button::new("Show").styled(ButtonStyle::Secondary);
    Details {
        open: is_set(filter),
        ..Details::new(
            "Filter and sort",
            Content::part(Filters { selects, button }),
        )
    }
}

/// Whether any filter is set.
pub(super) fn is_set(filter: &QueueFilter) -> bool {
    let facts =
        filter.source.is_some() || filter.grade.is_some() || filter.domestic_abuse.is_some();
    facts || filter.clock != ClockState::Any || filter.holder != Holder::Any
}

fn line(code: impl Into<Text>, words: impl Into<Text>) -> SelectItem {
    SelectItem::new(code, words)
}

fn select(
    name: &'static str,
    label: &'static str,
    lines: impl Iterator<Item = SelectItem>,
    value: Text,
) -> Select {
    let lines = [line("", "All")].into_iter().chain(lines).collect();
    Select {
        value: Some(value),
        ..Select::new(name, label, lines)
    }
}

fn holders(workers: &[(WorkerId, String)]) -> Vec<SelectItem> {
    let usual = [line("mine", "Me"), line("nobody", "Nobody yet")];
    let colleagues = workers
        .iter()
        .map(|(id, name)| line(id.to_string(), name.clone()));
    usual.into_iter().chain(colleagues).collect()
}

fn sort(filter: &QueueFilter) -> Select {
    let both = ORDERS.iter().flat_map(|(order, _, words)| {
        let reversed = format!("{words}, the other way round");
        [
            line(order_word(*order, false), *words),
            line(order_word(*order, true), reversed),
        ]
    });
    let value = order_word(filter.order, filter.reversed);
    let mut select = Select {
        value: Some(value.into()),
        ..Select::new("sort", "Sort by", both.collect())
    };
    select.field.hint = "Family puts contacts about the same family together".into();
    select
}
