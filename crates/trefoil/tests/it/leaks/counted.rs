//! How many leaks there are, and that each is in the product.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use trefoil_core::seeded::Leak;

/// Five or more for each breach that happened, one or more for each other threat, 150 or more in all; no name twice.
#[test]
fn there_are_leaks_of_each_kind() {
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for leak in Leak::ALL {
        *of.entry(leak.stands_for()).or_default() += 1;
    }
    let wanted = (1..=18)
        .map(|breach| (format!("B{breach}"), 5))
        .chain((19..=35).map(|threat| (format!("T{threat}"), 1)));
    let wanted: Vec<(String, usize)> = wanted.collect();
    let few: Vec<&String> = wanted
        .iter()
        .filter(|(name, least)| of.get(name.as_str()).is_none_or(|count| count < least))
        .map(|(name, _)| name)
        .collect();
    assert!(few.is_empty(), "too few of {few:?}: {of:?}");
    let named = wanted.iter().map(|(name, _)| name.as_str());
    let named: BTreeSet<&str> = named.collect();
    assert!(of.keys().all(|name| named.contains(name)), "{of:?}");
    let codes: BTreeSet<&str> = Leak::ALL.iter().map(|leak| leak.code()).collect();
    assert_eq!(codes.len(), Leak::ALL.len(), "a code twice");
    assert!(codes.len() >= 150, "{} leaks", codes.len());
}

/// A leak that no product code opens would be seen by nobody, or by chance.
#[test]
fn each_is_in_the_product() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut code = String::new();
    for one in std::fs::read_dir(crates).unwrap() {
        gather(&one.unwrap().path().join("src"), &mut code);
    }
    let named = |leak: &Leak| {
        let name = format!("Leak::{leak:?}");
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
        code.match_indices(&name)
            .any(|(at, _)| ends(&code[at + name.len()..]))
    };
    let absent: Vec<&Leak> = Leak::ALL.iter().filter(|leak| !named(leak)).collect();
    assert!(absent.is_empty(), "nowhere in the product: {absent:?}");
}

fn gather(folder: &Path, code: &mut String) {
    for one in std::fs::read_dir(folder).into_iter().flatten() {
        let path = one.unwrap().path();
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|end| end == "rs") {
            code.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
