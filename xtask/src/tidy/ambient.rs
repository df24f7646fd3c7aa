//! Time, environment and chance are arguments (invariants 1 and 2): only the binary reads them, once, and hands them in.
//! `clippy.toml` says the same to a compiler; this rule also covers what no lint resolves.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "ambient",
    says: "the clock, the environment and OS randomness are read in crates/trefoil only",
    look,
};

const READS: &[&str] = &[
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "env::var",
    "env::var_os",
    "env::vars",
    "OsRng",
    "SysRng",
    "getrandom",
    "thread_rng",
    "now_v7",
    "new_v4",
];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| !is_allowed(file)) {
        for read in READS {
            for line in source.lines_with(read) {
                let what = format!("`{read}`: take it as an argument; the binary reads it");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

fn is_allowed(file: &File) -> bool {
    let belongs_to_the_machine = ["crates/trefoil/", "xtask/"]
        .iter()
        .any(|folder| file.path.starts_with(folder));
    // An example is a program by itself: the benchmark's times what it does.
    belongs_to_the_machine || file.is_test || file.path.contains("/examples/")
}
