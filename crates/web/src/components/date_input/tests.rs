//! `date-input` against the fixtures of GOV.UK Frontend.

use super::super::tests::fixtures::{Options, check};
use super::{DateInput, DatePart, DatePartWidth, FieldsetRole, InputMode, Text};

#[test]
fn passes_every_fixture() {
    check("date-input", from_options);
}

const WIDTHS: &[(&str, Option<DatePartWidth>)] = &[
    ("govuk-input--width-2", Some(DatePartWidth::Two)),
    ("govuk-input--width-4", Some(DatePartWidth::Four)),
    ("govuk-input--error", None),
];

fn from_options(o: &Options) -> DateInput {
    let mut group = o.group();
    group.id = o.text("id");
    if let Some(fieldset) = &mut group.fieldset {
        fieldset.role = FieldsetRole::Group;
    }
    let items = o.each("items", |item| part(o, item, &item.words("name")));
    DateInput {
        group,
        parts: if items.is_empty() { usual(o) } else { items },
        name_prefix: o.text("namePrefix"),
    }
}

/// Day, month and year, but those that the options switch off.
fn usual(o: &Options) -> Vec<DatePart> {
    let there = ["day", "month", "year"]
        .into_iter()
        .filter(|key| o.maybe(key) != Some(false));
    let make = |key| match o.inner(key) {
        Some(item) => part(o, &item, key),
        None => DatePart {
            value: value(o, key, key),
            ..DatePart::new(key, width(key), None)
        },
    };
    there.map(make).collect()
}

fn width(key: &str) -> DatePartWidth {
    match key {
        "year" => DatePartWidth::Four,
        _ => DatePartWidth::Two,
    }
}

fn value(o: &Options, key: &str, name: &str) -> Option<Text> {
    let prefix = o
        .text("namePrefix")
        .map(|prefix| format!("{prefix}-"))
        .unwrap_or_default();
    let of_part = o.inner(key).and_then(|part| part.text("value"));
    let values = o.inner("values");
    let of_values = |key: &str| values.as_ref().and_then(|values| values.text(key));
    of_part
        .or_else(|| of_values(&format!("{prefix}{name}")))
        .or_else(|| of_values(key))
}

fn part(o: &Options, item: &Options, key: &str) -> DatePart {
    let (_, classes) = item.classes_but(WIDTHS);
    let has_error = item.words("classes").contains("govuk-input--error");
    let name = item.text("name").unwrap_or(key.to_owned().into());
    DatePart {
        label: item.text("label"),
        value: item.text("value").or_else(|| value(o, key, &name)),
        id: item.text("id"),
        width: width(
            if Some(&name) == o.inner("year").and_then(|y| y.text("name")).as_ref() {
                "year"
            } else {
                key
            },
        ),
        error: if has_error {
            Some(true)
        } else {
            item.maybe("error")
        },
        mode: (item.text("inputmode").as_deref() == Some("text")).then_some(InputMode::Text),
        autocomplete: item.text("autocomplete"),
        pattern: item.text("pattern"),
        classes,
        attributes: item.attributes(),
        name,
    }
}
