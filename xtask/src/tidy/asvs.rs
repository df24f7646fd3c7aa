//! The map of OWASP ASVS 5.0.0 to tests and documents is whole: every requirement once, each with its evidence or its reason,
//! and the page for people says the same. Whether a test proves what it is named for is for its reader.

mod standard;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use table::write;

use super::evidence;
use super::tree::Tree;
use super::{Finding, Rule};
use serde::Deserialize;

pub(crate) const RULE: Rule = Rule {
    name: "asvs",
    says: "docs/security/asvs-5.0.csv has every requirement once, with evidence or a reason; asvs.md agrees",
    look,
};

/// For machines; a line is one requirement.
pub(super) const MAP: &str = "docs/security/asvs-5.0.csv";
/// For people.
pub(super) const PAGE: &str = "docs/security/asvs.md";

/// How far a requirement is met, in the order of the page's columns.
pub(super) const STATES: [&str; 4] = ["met", "partly", "not yet", "not applicable"];

/// A line of the map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Requirement {
    /// Such as `V1.2.3`.
    pub(super) id: String,
    pub(super) level: String,
    /// What it is about, in our own few words: the standard's sentences are its authors'.
    topic: String,
    pub(super) state: String,
    /// Pointers, with blanks between.
    evidence: String,
    why: String,
}

fn look(tree: &Tree) -> Vec<Finding> {
    let Some(map) = tree.file(MAP) else {
        return vec![Finding::new(MAP, None, "is missing")];
    };
    let lines = match read(&map.text) {
        Ok(lines) => lines,
        Err(error) => return vec![Finding::new(MAP, None, format!("is not a map: {error}"))],
    };
    let ids: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| (line.id.as_str(), line.level.as_str()))
        .collect();
    let mut findings: Vec<Finding> = standard::differences(&ids)
        .into_iter()
        .map(|what| Finding::new(MAP, None, what))
        .collect();
    for line in &lines {
        let wrong = wrong(tree, line).into_iter();
        findings.extend(wrong.map(|what| Finding::new(MAP, None, format!("{}: {what}", line.id))));
    }
    let page = tree.file(PAGE).map(|page| page.text.as_str());
    if page.is_none_or(|page| table::put_in(page, &lines).as_deref() != Some(page)) {
        let what = "does not say what the map says: run `cargo xtask asvs`";
        findings.push(Finding::new(PAGE, None, what));
    }
    findings
}

pub(super) fn read(text: &str) -> Result<Vec<Requirement>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect()
}

/// What is wrong with a line by itself.
fn wrong(tree: &Tree, line: &Requirement) -> Vec<String> {
    let mut wrong = Vec::new();
    let state = line.state.as_str();
    if line.topic.trim().is_empty() {
        wrong.push("says not what it is about".to_string());
    }
    if !STATES.contains(&state) {
        wrong.push(format!("`{state}` is no state"));
    }
    if ["met", "partly"].contains(&state) && line.evidence.trim().is_empty() {
        wrong.push(format!("is {state} and names no evidence"));
    }
    if state != "met" && line.why.trim().is_empty() {
        wrong.push(format!("is {state} and says not why"));
    }
    let pointers = line.evidence.split_whitespace();
    wrong.extend(pointers.filter_map(|pointer| evidence::missing(tree, pointer)));
    wrong
}
