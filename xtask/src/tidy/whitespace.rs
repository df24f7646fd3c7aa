//! No trailing whitespace and no carriage returns, but in a corpus of bad input, where they are the point.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "whitespace",
    says: "no trailing whitespace, no CRLF",
    look,
};

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !is_others(file)) {
        for (line, number) in file.text.split('\n').zip(1..) {
            if line.ends_with('\r') {
                findings.push(Finding::new(&file.path, number, "ends in CRLF"));
            } else if line.ends_with([' ', '\t']) {
                findings.push(Finding::new(&file.path, number, "trailing whitespace"));
            }
        }
    }
    findings
}

/// Bad input kept on purpose, and files kept byte for byte as another project publishes them.
fn is_others(file: &File) -> bool {
    file.is_in("corpus") || file.is_in("vendor") || file.path.starts_with("crates/web/assets/")
}
