//! Files that nobody would want: an answer within bounds, never a hang.

use super::super::{Builder, Column};
use super::{batch, table, town};

fn link(columns: &[Column], records: usize, value: impl Fn(usize) -> Vec<String>) -> (usize, u64) {
    let mut builder = Builder::new(columns);
    for record in 0..records {
        let values = value(record);
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        builder.push(&record.to_string(), 0, &values);
    }
    let linked = batch(builder.finish(), None, 2).link(|_| {});
    (linked.clusters.len(), linked.candidates)
}

#[test]
fn few_records_or_none() {
    for records in [0, 1, 2, 3] {
        let (clusters, _) = link(&[Column::Surname], records, |_| vec!["smith".to_owned()]);
        assert_eq!(clusters, records);
    }
    let none = table(&Vec::new());
    assert!(none.is_empty());
}

#[test]
fn thirty_thousand_of_one_name_cost_no_more_than_others() {
    let all = link(&[Column::GivenNames, Column::Surname], 30_000, |_| {
        vec!["john".to_owned(), "smith".to_owned()]
    });
    assert_eq!(all, (30_000, 0));
    let (_, candidates) = link(
        &[Column::GivenNames, Column::Surname, Column::DateOfBirth],
        30_000,
        |record| {
            vec![
                "john".to_owned(),
                "smith".to_owned(),
                format!("{}-01-01", 1900 + record % 100),
            ]
        },
    );
    assert!(candidates < 1_000_000, "{candidates}");
}

#[test]
fn values_that_are_none() {
    let columns = [
        Column::GivenNames,
        Column::DateOfBirth,
        Column::Phone,
        Column::Email,
        Column::Postcode,
    ];
    let odd = [
        "\u{0}",
        "'",
        "🙂🙂🙂",
        "\u{202e}",
        "ﷺ",
        "-",
        "'; drop",
        "0000-00-00",
        "99999999999999999999",
    ];
    let (clusters, _) = link(&columns, 500, |record| {
        (0..5)
            .map(|at| odd[(record + at) % odd.len()].to_owned())
            .collect()
    });
    assert_eq!(clusters, 500);
}

#[test]
fn a_column_of_one_value_says_nothing() {
    let said = town(200, 20);
    let count = |constant: bool| {
        let mut builder = Builder::new(&[
            Column::GivenNames,
            Column::Surname,
            Column::DateOfBirth,
            Column::Occupation,
        ]);
        for one in &said {
            let occupation = if constant { "clerk" } else { "" };
            builder.push(
                &one.id,
                0,
                &[&one.values[0], &one.values[1], &one.values[2], occupation],
            );
        }
        batch(builder.finish(), None, 1).link(|_| {}).pairs.len()
    };
    let (with, without) = (count(true), count(false));
    assert!(
        with.abs_diff(without) * 50 < without,
        "{with} and {without}"
    );
}
