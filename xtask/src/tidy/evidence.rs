//! What our security pages point at is there. A pointer names a file, or a file and a thing in it after `#`: a Rust function,
//! a Cedar rule, a section of a page. A safety case whose proofs have moved away proves nothing, and nobody would see it.

use super::source::has_word;
use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "evidence",
    says: "every file, test and rule that the security pages point at is there",
    look,
};

/// Where pointers stand in backticks.
fn is_page(file: &File) -> bool {
    let ours = file.path == "SECURITY.md" || file.path == "docs/safety-case.md";
    ours || (file.is_in("security") && file.has_extension("md"))
}

/// How a pointer begins; other words in backticks are commands, names and values.
const ROOTS: [&str; 3] = ["crates/", "docs/", "xtask/"];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in tree.files.iter().filter(|file| is_page(file)) {
        for (line, number) in page.text.lines().zip(1..) {
            let missing = pointers(line).filter_map(|pointer| missing(tree, pointer));
            findings.extend(missing.map(|what| Finding::new(&page.path, number, what)));
        }
    }
    findings
}

fn pointers(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.split('`').skip(1).step_by(2);
    quoted.filter(|words| ROOTS.iter().any(|root| words.starts_with(root)))
}

/// What is wrong with a pointer; nothing where it leads somewhere.
pub(super) fn missing(tree: &Tree, pointer: &str) -> Option<String> {
    let (path, name) = match pointer.split_once('#') {
        Some((path, name)) => (path, Some(name)),
        None => (pointer, None),
    };
    let below = format!("{}/", path.trim_end_matches('/'));
    let file = tree.file(path);
    if file.is_none() && !tree.files.iter().any(|one| one.path.starts_with(&below)) {
        return Some(format!("`{path}` is not in the tree"));
    }
    let name = name?;
    let holds = file.is_some_and(|file| holds(file, name));
    (!holds).then(|| format!("`{path}` has no `{name}`"))
}

/// Whether the file has a function, a rule or a section of that name.
fn holds(file: &File, name: &str) -> bool {
    match &file.rust {
        Some(source) => has_word(&source.code, &format!("fn {name}")),
        None if file.has_extension("md") => file.text.lines().any(|line| is_section(line, name)),
        None => file.text.contains(&format!("@id(\"{name}\")")),
    }
}

/// Whether the line is a heading, and its link is of that name: small letters, hyphens for blanks.
fn is_section(line: &str, name: &str) -> bool {
    let heading = line.trim_start_matches('#');
    heading.len() < line.len() && heading.trim().to_lowercase().replace(' ', "-") == name
}
