//! SQL lives in `store` only (invariant 2): what is not there cannot forget the authority or the reach.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "sql",
    says: "string literals hold SQL in crates/store only",
    look,
};

/// How a statement opens. Upper case, as every statement of ours is written.
const OPENINGS: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];

/// Where statements may stand: the store, the journeys that look behind its back, and this task runner's own tests.
const ALLOWED: &[&str] = &["crates/store/", "crates/trefoil/tests/it/", "xtask/"];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| !is_allowed(file)) {
        for (line, _) in source.strings.iter().filter(|(_, text)| is_statement(text)) {
            findings.push(Finding::new(
                &file.path,
                *line,
                "SQL belongs to crates/store",
            ));
        }
    }
    findings
}

fn is_allowed(file: &File) -> bool {
    ALLOWED.iter().any(|folder| file.path.starts_with(folder))
}

/// Whether a literal holds a statement: one of the openings begins one of its lines, or stands in a bracket.
pub(crate) fn is_statement(text: &str) -> bool {
    text.split(['\n', '(']).any(|part| {
        let part = part.trim_start();
        let part = part.strip_prefix("\\n").unwrap_or(part).trim_start();
        OPENINGS.iter().any(|opening| part.starts_with(opening)) || part.starts_with("WITH ")
    })
}
