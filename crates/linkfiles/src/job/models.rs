//! Whatever a model's file says: it is refused in words, or links with numbers that are numbers. Never a panic, never a guess.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use super::{LinkError, Report, Request, link};
use crate::columns::ColumnMap;
use crate::parquet::tests::records;

const RECORDS: usize = 60;

/// Links the made-up records by this model's file, or learns one and keeps it there.
fn run(folder: &Path, learn: bool) -> Result<Report, LinkError> {
    let lines: Vec<String> = records(RECORDS)
        .iter()
        .map(|values| values.join(","))
        .collect();
    let head = "record_id,given_names,surname,date_of_birth,phone";
    std::fs::write(
        folder.join("p.csv"),
        format!("{head}\n{}\n", lines.join("\n")),
    )
    .expect("written");
    let model = folder.join("model.json");
    let request = Request {
        files: vec![folder.join("p.csv")],
        columns: ColumnMap::default(),
        out: folder.join("out.csv"),
        model: Some(model.clone()).filter(|_| !learn),
        save_model: Some(model).filter(|_| learn),
        explain: Some(folder.join("why.csv")),
        threads: 1,
        threshold: None,
        dedupe_inputs: false,
        memory: None,
    };
    link(&request, |_| {})
}

/// A model as it is kept.
static MODEL: LazyLock<String> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), true).expect("linked");
    std::fs::read_to_string(folder.path().join("model.json")).expect("kept")
});

/// What comes of a model's file: the refusal, or nothing where it links, which is looked at.
fn refusal(model: &[u8]) -> Option<LinkError> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("model.json"), model).expect("written");
    let report = match run(folder.path(), false) {
        Ok(report) => report,
        Err(error) => {
            assert!(!folder.path().join("out.csv").exists(), "{error}");
            return Some(error);
        }
    };
    assert_eq!(report.records, RECORDS as u64);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("text");
    assert_eq!(read("out.csv").lines().count(), RECORDS + 1);
    for line in read("why.csv").lines().skip(1) {
        let numbers = line.split(',').skip(2);
        let numbers: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        assert!(numbers.len() > 2, "{line}");
        assert!(numbers.iter().all(|number| number.is_finite()), "{line}");
        assert!((0.0..=1.0).contains(&numbers[0]), "{line}");
    }
    None
}

/// What stands in a model's place of something else.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
        prop::sample::select(vec![
            json!(0),
            json!(1),
            json!(-0.0),
            json!(1e-320),
            json!(1e308),
            json!(u64::MAX),
            json!("0.5"),
            json!("phone"),
            json!([]),
            json!({}),
            json!([[[[[]]]]]),
            json!(true),
        ]),
    ]
}

/// What happens to a model.
#[derive(Clone, Debug)]
enum Change {
    Instead(Value),
    Without,
    Twice,
    Turned,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => odd().prop_map(Change::Instead),
        2 => Just(Change::Without),
        1 => Just(Change::Twice),
        1 => Just(Change::Turned),
    ]
}

/// Every value within, by its path.
fn places(of: &Value, path: &str, all: &mut Vec<String>) {
    all.push(path.to_owned());
    match of {
        Value::Array(list) => {
            for (at, one) in list.iter().enumerate() {
                places(one, &format!("{path}/{at}"), all);
            }
        }
        Value::Object(map) => {
            for (name, one) in map {
                places(one, &format!("{path}/{name}"), all);
            }
        }
        _ => {}
    }
}

fn changed(model: &mut Value, at: Index, change: &Change) {
    let mut all = Vec::new();
    places(model, "", &mut all);
    let path = &all[at.index(all.len())];
    if let Change::Instead(other) = change {
        if let Some(place) = model.pointer_mut(path) {
            *place = other.clone();
        }
        return;
    }
    let Some((above, name)) = path.rsplit_once('/') else {
        return;
    };
    match (model.pointer_mut(above), change) {
        (Some(Value::Array(list)), Change::Without) => {
            list.remove(name.parse().expect("a place"));
        }
        (Some(Value::Array(list)), Change::Twice) => {
            let one = list[name.parse::<usize>().expect("a place")].clone();
            list.push(one);
        }
        (Some(Value::Array(list)), _) => list.reverse(),
        (Some(Value::Object(map)), Change::Without) => {
            map.remove(name);
        }
        (Some(Value::Object(map)), _) => {
            let one = map.get(name).cloned().unwrap_or_default();
            map.insert(format!("{name}2"), one);
        }
        _ => {}
    }
}

proptest! {
    /// Values that are others, lack, come twice or in another order.
    #[test]
    fn any_model(changes in prop::collection::vec((any::<Index>(), change()), 1..5)) {
        let mut model: Value = serde_json::from_str(&MODEL).expect("JSON");
        for (at, change) in &changes {
            changed(&mut model, *at, change);
        }
        let _ = refusal(model.to_string().as_bytes());
    }

    /// Bytes that are others, and a file that ends too early.
    #[test]
    fn any_bytes(changes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..6), kept in any::<Index>(), cut: bool) {
        let mut bytes = MODEL.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(kept.index(bytes.len()));
        }
        let refused = refusal(&bytes);
        let closed = bytes.last() == Some(&b'}') || bytes.last() == Some(&b'\n');
        prop_assert!(refused.is_some() || !cut || closed);
    }

    /// Probabilities of any size within bounds, all at once.
    #[test]
    fn any_probabilities(shares in prop::collection::vec(prop_oneof![Just(0.0), Just(1.0), 0.0..1.0, 0.0..1e-300], 40), records: u64) {
        let mut model: Value = serde_json::from_str(&MODEL).expect("JSON");
        let mut all = Vec::new();
        places(&model, "", &mut all);
        let mut next = shares.iter().cycle();
        for path in all {
            let place = model.pointer_mut(&path).expect("a place");
            if place.is_f64() {
                *place = json!(next.next());
            }
        }
        model["records"] = json!(records);
        for (prior, share) in ["one_person", "one_household", "twins"].into_iter().zip(&shares) {
            model[prior] = json!(share / 3.0);
        }
        prop_assert!(refusal(model.to_string().as_bytes()).is_none());
    }
}

/// That a model which is changed so is refused in such words.
fn check(change: &dyn Fn(&mut Map<String, Value>), words: &str) {
    let mut model: Value = serde_json::from_str(&MODEL).expect("JSON");
    change(model.as_object_mut().expect("an object"));
    let refused = refusal(model.to_string().as_bytes()).expect("refused");
    assert!(refused.to_string().contains(words), "{refused}");
}

#[test]
fn what_is_wrong_is_said() {
    check(
        &|model| drop(model.insert("version".to_owned(), json!(2))),
        "version 2",
    );
    check(
        &|model| {
            // Of another form: that it is, and not what it lacks.
            model.clear();
            model.insert("version".to_owned(), json!(7));
        },
        "version 7",
    );
    check(
        &|model| drop(model.insert("version".to_owned(), json!("1"))),
        "expected u32",
    );
    check(
        &|model| drop(model.insert("twins".to_owned(), json!(1.5))),
        "between 0 and 1",
    );
    check(
        &|model| drop(model.insert("keys".to_owned(), json!(["day", "day"]))),
        "day twice",
    );
    check(
        &|model| drop(model.insert("keys".to_owned(), json!(["star sign"]))),
        "star sign",
    );
    check(&|model| drop(model.remove("fields")), "fields");
    check(
        &|model| {
            let fields = model["fields"].as_array_mut().expect("a list");
            let first = fields[0].clone();
            fields.push(first);
        },
        "given_names twice",
    );
    check(
        &|model| model["fields"][0]["levels"][1]["same_person"] = json!(-1e-9),
        "between 0 and 1",
    );
}

#[test]
fn a_level_that_is_said_twice_is_refused() {
    check(
        &|model| {
            let levels = model["fields"][1]["levels"].as_array_mut().expect("a list");
            let last = levels[levels.len() - 1].clone();
            levels.push(last);
        },
        "twice",
    );
}

#[test]
fn what_is_no_model_is_said() {
    for (text, words) in [
        ("", "EOF"),
        ("NaN", "expected value"),
        (r#"{"version": 1, "records": NaN}"#, "expected value"),
        (r#"{"version": 1, "records": 1e999}"#, "out of range"),
        (r#"{"version": 1, "version": 1}"#, "duplicate field"),
        (&"[".repeat(100_000), "invalid type"),
    ] {
        let refused = refusal(text.as_bytes()).expect("refused");
        assert!(refused.to_string().contains(words), "{refused}");
    }
}
