//! `unsafe` stands for two things only: leave to open a located value (declared in `core`, given by `policy`), and the
//! memory map of `linkfiles`. Every other crate forbids it at its root.

use super::source::Source;
use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "unsafety",
    says: "`unsafe` only for the leave to open a located value, and for the memory map",
    look,
};

const FORBIDS: &str = "#![forbid(unsafe_code)]";

/// The crates that cannot forbid it.
const EXEMPT: &[&str] = &["crates/core/", "crates/policy/", "crates/linkfiles/"];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        if is_root(file) && !source.code.contains(FORBIDS) {
            findings.push(Finding::new(&file.path, 1, format!("say `{FORBIDS}`")));
        }
        for line in source.lines_with("unsafe") {
            if !is_allowed(file, source, line) {
                findings.push(Finding::new(&file.path, line, "`unsafe` has no place here"));
            }
        }
    }
    findings
}

/// Whether it is the root of a crate that can forbid unsafe code.
fn is_root(file: &File) -> bool {
    let exempt = EXEMPT.iter().any(|folder| file.path.starts_with(folder));
    let depth = file.path.split('/').count();
    let of_crate = file.path.starts_with("crates/") && depth == 4;
    let of_xtask = file.path.starts_with("xtask/") && depth == 3;
    let named = file.path.ends_with("/src/lib.rs") || file.path.ends_with("/src/main.rs");
    named && !exempt && (of_crate || of_xtask)
}

fn is_allowed(file: &File, source: &Source, line: usize) -> bool {
    let code = source.code.lines().nth(line - 1).unwrap_or_default();
    let name = file.path.rsplit('/').next().unwrap_or_default();
    match file.path.split('/').nth(1) {
        Some("core") => code.contains("unsafe trait Opens"),
        Some("policy") => code.contains("unsafe impl"),
        Some("linkfiles") => name.contains("map"),
        _ => false,
    }
}
