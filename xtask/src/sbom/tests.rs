//! The bill names every package once, in order, with its sum and licence.

use super::bill;
use crate::tidy::tree::Package;

const LOCK: &str = r#"
[[package]]
name = "b"
version = "1.0.0"
checksum = "00ff"

[[package]]
name = "b"
version = "2.0.0"
checksum = "11ee"

[[package]]
name = "trefoil"
version = "0.1.0"
"#;

fn package(name: &str, version: &str, license: &str) -> Package {
    Package {
        name: name.to_string(),
        version: version.to_string(),
        license: Some(license.to_string()),
        dependencies: Vec::new(),
    }
}

#[test]
fn each_package_has_its_sum_and_licence() {
    let graph = [
        package("trefoil", "0.1.0", "MIT OR Apache-2.0"),
        package("b", "2.0.0", "MIT/Apache-2.0"),
        package("b", "1.0.0", "MIT"),
    ];
    let bill = bill(&graph, LOCK).unwrap();
    let parts = bill["components"].as_array().unwrap();
    let told: Vec<String> = parts
        .iter()
        .map(|one| {
            let (licence, sum) = (
                &one["licenses"][0]["expression"],
                &one["hashes"][0]["content"],
            );
            format!("{} {licence} {sum}", one["purl"])
        })
        .collect();
    let expect = [
        r#""pkg:cargo/b@1.0.0" "MIT" "00ff""#,
        r#""pkg:cargo/b@2.0.0" "MIT OR Apache-2.0" "11ee""#,
        r#""pkg:cargo/trefoil@0.1.0" "MIT OR Apache-2.0" null"#,
    ];
    assert_eq!(told, expect);
}

#[test]
fn what_is_no_lock_is_refused() {
    assert!(bill(&[], "package = 1").is_err());
}
