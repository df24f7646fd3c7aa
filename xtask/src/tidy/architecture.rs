//! ARCHITECTURE.md stays short enough to be read, and names every crate and every invariant.
//! Whether what it says is true is for the tests that the invariants name.

use super::source::has_word;
use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "architecture",
    says: "ARCHITECTURE.md has fewer than 250 lines and names every crate and the 13 invariants",
    look,
};

const PAGE: &str = "ARCHITECTURE.md";
const LINES: usize = 250;
const INVARIANTS: usize = 13;

fn look(tree: &Tree) -> Vec<Finding> {
    let Some(page) = tree.file(PAGE) else {
        return vec![Finding::new(PAGE, None, "is missing")];
    };
    let mut missing = Vec::new();
    let lines = page.text.lines().count();
    if lines >= LINES {
        missing.push(format!("has {lines} lines; fewer than {LINES} get read"));
    }
    for name in crates(tree)
        .iter()
        .filter(|name| !has_word(&page.text, name))
    {
        missing.push(format!("does not name the crate `{name}`"));
    }
    for number in (1..=INVARIANTS).filter(|number| !states(page, *number)) {
        missing.push(format!(
            "does not state invariant {number} (a line that opens with `{number}.`)"
        ));
    }
    let findings = missing.into_iter();
    findings
        .map(|what| Finding::new(PAGE, None, what))
        .collect()
}

/// The folders of `crates/`.
fn crates(tree: &Tree) -> Vec<&str> {
    let manifests = tree.files.iter().filter_map(|file| {
        let folder = file.path.strip_prefix("crates/")?;
        folder.strip_suffix("/Cargo.toml")
    });
    manifests.filter(|name| !name.contains('/')).collect()
}

fn states(page: &File, number: usize) -> bool {
    let opening = format!("{number}.");
    let decoration = [' ', '*', '|', '#', '-'];
    page.text
        .lines()
        .any(|line| line.trim_start_matches(decoration).starts_with(&opening))
}
