//! Which crate may know which: the arrows of DESIGN, as one table. A crate earns its place by what it must not know.

use super::tree::{Dependency, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "arrows",
    says: "crates depend on each other only along the table of allowed arrows",
    look,
};

/// Each crate, and those of ours that it may use. `testkit` may be used by any crate's tests.
const ALLOWED: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("policy", &["core"]),
    ("linkage", &[]),
    ("practice", &["core"]),
    ("returns", &["core"]),
    ("interop", &["core"]),
    ("store", &["core", "policy"]),
    (
        "app",
        &[
            "core", "policy", "linkage", "practice", "returns", "interop", "store",
        ],
    ),
    ("web", &["core", "app"]),
    ("post", &["core", "app"]),
    ("town", &["core", "app"]),
    ("linkfiles", &["linkage"]),
    ("testkit", &["core", "app"]),
    (
        "trefoil",
        &["core", "app", "web", "post", "town", "linkfiles"],
    ),
    ("xtask", &[]),
];

/// Arrows that tests alone may follow: the journeys look behind the store's back, and take files apart as the guard does.
const FOR_TESTS: &[(&str, &str)] = &[("trefoil", "store"), ("trefoil", "interop")];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &tree.members {
        let from = short(&member.name);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == from) else {
            let what = "is not in the table of arrows (xtask/src/tidy/arrows.rs)";
            findings.push(Finding::new(&member.name, None, what));
            continue;
        };
        let ours = member.dependencies.iter().filter(|d| is_ours(tree, d));
        for dependency in ours.filter(|d| !is_allowed(from, d, allowed)) {
            let what = format!("must not know `{}`", short(&dependency.name));
            findings.push(Finding::new(&member.name, None, what));
        }
    }
    findings
}

fn is_ours(tree: &Tree, dependency: &Dependency) -> bool {
    tree.members
        .iter()
        .any(|member| member.name == dependency.name)
}

fn is_allowed(from: &str, dependency: &Dependency, allowed: &[&str]) -> bool {
    let to = short(&dependency.name);
    let of_tests = to == "testkit" || FOR_TESTS.contains(&(from, to));
    let for_tests = dependency.kind.as_deref() == Some("dev") && of_tests;
    for_tests || allowed.contains(&to)
}

fn short(name: &str) -> &str {
    name.strip_prefix("trefoil-").unwrap_or(name)
}
