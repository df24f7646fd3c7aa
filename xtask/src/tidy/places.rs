//! Nothing in the tree points at one person's machine, or at a host that only fetches packages.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "places",
    says: "no file names a path of one machine or the host of a package registry",
    look,
};

/// Written in halves, so that this file keeps its own rule.
const MACHINE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
];

const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
];

const LOCKS: &[&str] = &["Cargo.lock", "package-lock.json"];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for (line, number) in file.text.lines().zip(1..) {
            for place in MACHINE.iter().filter(|place| is_path(line, place)) {
                let what = format!("`{place}` is a path of one machine");
                findings.push(Finding::new(&file.path, number, what));
            }
            for host in REGISTRIES
                .iter()
                .filter(|host| names_host(file, line, host))
            {
                let what = format!("`{host}` is for the package manager's own files");
                findings.push(Finding::new(&file.path, number, what));
            }
        }
    }
    findings
}

/// Whether the place opens a path: `https://example.org/home/` does not.
fn is_path(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        !before.ends_with(|c: char| c.is_alphanumeric() || "._-}".contains(c))
    })
}

fn names_host(file: &File, line: &str, host: &str) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    !LOCKS.contains(&name) && line.contains(host)
}
