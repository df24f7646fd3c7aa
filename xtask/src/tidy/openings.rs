//! A file opens by saying what lives in it: a reader who reads only that line knows the room.

use super::tree::Tree;
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "openings",
    says: "every Rust file opens with `//!`",
    look,
};

fn look(tree: &Tree) -> Vec<Finding> {
    let silent = tree.rust().filter(|(file, _)| !speaks(&file.text));
    silent
        .map(|(file, _)| {
            Finding::new(
                &file.path,
                1,
                "say in a `//!` line what lives here and what must not",
            )
        })
        .collect()
}

fn speaks(text: &str) -> bool {
    text.strip_prefix("//!")
        .and_then(|rest| rest.lines().next())
        .is_some_and(|line| !line.trim().is_empty())
}
