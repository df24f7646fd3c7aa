//! To add something is to add one folder and one line in its parent's `ALL`. This rule finds the folder whose line was
//! forgotten. A sibling that is no entry says so in the parent: `// beside ALL: name, name (why)`.

use super::source::{has_word, is_word};
use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "forgotten",
    says: "every sibling of a mod.rs that declares ALL is named in ALL",
    look,
};

/// Siblings that are never entries.
const NOT_ENTRIES: &[&str] = &[
    "mod.rs",
    "tests.rs",
    "tests",
    "corpus",
    "fixtures",
    "README.md",
];

const BESIDE: &str = "// beside ALL:";

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        let Some(folder) = file.path.strip_suffix("mod.rs") else {
            continue;
        };
        let Some(entries) = entries(&source.code, &file.text) else {
            continue;
        };
        let (beside, siblings) = (beside(file), siblings(tree, folder));
        if lists_something_else(entries, &siblings) {
            continue;
        }
        for sibling in siblings {
            if !has_word(entries, stem(sibling)) && !has_word(&beside, stem(sibling)) {
                let name = stem(sibling);
                let what =
                    format!("`{sibling}` is not in ALL: add its line, or `{BESIDE} {name} (why)`");
                findings.push(Finding::new(&file.path, None, what));
            }
        }
    }
    findings
}

fn stem(sibling: &str) -> &str {
    sibling.strip_suffix(".rs").unwrap_or(sibling)
}

/// Whether `ALL` has entries, and none of them is a sibling: then it lists the file's own things.
fn lists_something_else(entries: &str, siblings: &[&str]) -> bool {
    let named = siblings
        .iter()
        .any(|sibling| has_word(entries, stem(sibling)));
    !named && entries.contains(is_word)
}

/// What stands in `ALL`, from its declaration at the left margin (an enum's own ALL is indented) to the semicolon.
/// Found in the code, but read from the text: a data file is named in a string.
fn entries<'a>(code: &str, text: &'a str) -> Option<&'a str> {
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        if declares_all(line) {
            return value(code, text, start);
        }
        start += line.len();
    }
    None
}

/// Blanking keeps lines and characters but not bytes, so the way from code to text goes by characters.
fn value<'a>(code: &str, text: &'a str, start: usize) -> Option<&'a str> {
    let rest = code.get(start..)?;
    let opening = start + rest.find(" = ")?;
    let closing = opening + code.get(opening..)?.find(';')?;
    let byte = |at: usize| -> Option<usize> {
        let characters = code.get(..at)?.chars().count();
        let found = text.char_indices().nth(characters).map(|(byte, _)| byte);
        found.or(Some(text.len()))
    };
    text.get(byte(opening)?..byte(closing)?)
}

fn declares_all(line: &str) -> bool {
    let at_margin = ["pub", "const", "static"]
        .iter()
        .any(|word| line.starts_with(word));
    at_margin && line.contains(" ALL:")
}

fn beside(file: &File) -> String {
    let lines = file
        .text
        .lines()
        .filter_map(|line| line.strip_prefix(BESIDE));
    lines.collect::<Vec<_>>().join(" ")
}

/// The files beside a `mod.rs`, and the folders that hold Rust.
fn siblings<'a>(tree: &'a Tree, folder: &str) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for file in &tree.files {
        let Some(below) = file.path.strip_prefix(folder) else {
            continue;
        };
        let name = below.split('/').next().unwrap_or(below);
        if !NOT_ENTRIES.contains(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    // `plan.rs` with its tests in `plan/tests.rs` is one entry.
    let has_file = |name: &str| names.contains(&format!("{name}.rs").as_str());
    names
        .iter()
        .copied()
        .filter(|name| !has_file(name))
        .collect()
}
