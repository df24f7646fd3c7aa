//! `table` against the fixtures of GOV.UK Frontend.

use super::super::tests::dom::nodes;
use super::super::tests::fixtures::{Options, check};
use super::{Cell, CellFormat, HeadCell, SortOrder, Table};

#[test]
fn passes_every_fixture() {
    check("table", from_options);
}

fn from_options(o: &Options) -> Table {
    Table {
        caption: o.text("caption"),
        caption_classes: o.words("captionClasses").into(),
        head: o.each("head", |header| HeadCell {
            cell: cell(header),
            sort: None,
        }),
        rows: o.each("rows", |row| row.items().map(|item| cell(&item)).collect()),
        first_cell_is_header: o.flag("firstCellIsHeader"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

fn cell(o: &Options) -> Cell {
    Cell {
        content: o.content(),
        format: match o.text("format").as_deref() {
            Some("numeric") => CellFormat::Numeric,
            _ => CellFormat::Words,
        },
        colspan: o.text("colspan"),
        rowspan: o.text("rowspan"),
        classes: o.classes(),
        attributes: o.attributes(),
    }
}

#[test]
fn a_sortable_header_is_a_link_and_says_its_order() {
    for (order, says) in [
        (SortOrder::None, "none"),
        (SortOrder::Ascending, "ascending"),
        (SortOrder::Descending, "descending"),
    ] {
        let head = vec![HeadCell::sortable(
            "Risk & need",
            "/hub?sort=risk&page=1",
            order,
        )];
        let table = Table {
            head,
            ..Table::default()
        };
        let all = nodes(&table.to_string());
        let header = all.iter().find(|node| node.opens("th")).unwrap();
        assert_eq!(header.attribute("aria-sort"), Some(says));
        let link = all.iter().find(|node| node.opens("a")).unwrap();
        assert_eq!(link.attribute("href"), Some("/hub?sort=risk&page=1"));
    }
}
