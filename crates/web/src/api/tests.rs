//! The description is of what there is: each way in of a program, and no other; each name in it leads somewhere.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use super::fields::read;
use super::openapi::{OPERATIONS, example, whole};
use crate::metrics;
use crate::router::{Method, routes};

fn name(method: Method, path: &str) -> String {
    format!("{method:?} {path}")
}

#[test]
fn every_way_in_of_a_program_is_described_and_no_other() {
    let theirs = |path: &str| path.starts_with("/api") || ["/healthz", "/readyz"].contains(&path);
    let there = routes().iter().filter(|route| theirs(route.path));
    let mut there: BTreeSet<String> = there.map(|one| name(one.method, one.path)).collect();
    // At a door of its own.
    there.insert(name(Method::Get, metrics::PATH));
    let told = OPERATIONS.iter().map(|one| name(one.method, one.path));
    assert_eq!(told.collect::<BTreeSet<_>>(), there);
}

#[test]
fn whatever_needs_a_token_says_so() {
    let document = whole();
    for (path, ways) in document["paths"].as_object().unwrap() {
        for (method, way) in ways.as_object().unwrap() {
            let open = !path.starts_with("/api/v1/");
            assert_eq!(way["security"].is_null(), open, "{method} {path}");
            assert_eq!(way["responses"]["401"].is_null(), open, "{method} {path}");
        }
    }
}

#[test]
fn the_example_will_do() {
    let typed = read(example().to_string().as_bytes()).unwrap();
    let now: Timestamp = "2026-03-17T08:00:00Z".parse().unwrap();
    assert!(typed.read_of_partner(now).is_ok());
}

fn named<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                found.extend(value.as_str().filter(|_| key == "$ref"));
                named(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| named(value, found)),
        _ => {}
    }
}

#[test]
fn each_name_leads_somewhere() {
    let document = whole();
    let mut found = Vec::new();
    named(&document, &mut found);
    assert!(found.len() > 3, "{found:?}");
    for name in found {
        let place = name.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{name}");
    }
}
