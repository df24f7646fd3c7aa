//! `cargo xtask tidy`: the rules of the house that a compiler does not know, one file a rule.
//! A rule looks at the tree and says what it found and where; it mends nothing.
// beside ALL: source, tree (what the rules look at)

mod ambient;
mod architecture;
mod arrows;
pub(crate) mod asvs;
mod ciphers;
mod evidence;
mod forgotten;
mod licences;
mod openings;
mod places;
mod portable;
mod sizes;
mod skipped;
mod source;
mod sql;
mod templates;
pub(crate) mod tree;
mod unsafety;
mod whitespace;

#[cfg(test)]
mod tests;

use std::process::ExitCode;
use tree::Tree;

/// One rule.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    /// What holds when the rule finds nothing.
    pub(crate) says: &'static str,
    pub(crate) look: fn(&Tree) -> Vec<Finding>,
}

/// One thing to mend.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    /// The file, or the package.
    pub(crate) at: String,
    /// The line, from 1, when there is one.
    pub(crate) line: Option<usize>,
    pub(crate) what: String,
}

impl Finding {
    pub(crate) fn new(at: &str, line: impl Into<Option<usize>>, what: impl Into<String>) -> Self {
        Self {
            at: at.to_string(),
            line: line.into(),
            what: what.into(),
        }
    }

    fn in_words(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}: {}", self.at, self.what),
            None => format!("{}: {}", self.at, self.what),
        }
    }
}

pub(crate) const ALL: &[&Rule] = &[
    &ambient::RULE,
    &architecture::RULE,
    &arrows::RULE,
    &asvs::RULE,
    &ciphers::RULE,
    &evidence::RULE,
    &forgotten::RULE,
    &licences::RULE,
    &openings::RULE,
    &places::RULE,
    &portable::RULE,
    &sizes::RULE,
    &skipped::RULE,
    &sql::RULE,
    &templates::RULE,
    &unsafety::RULE,
    &whitespace::RULE,
];

pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    match arguments {
        [] => Ok(if report()? == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }),
        [list] if list == "--list" => {
            for rule in ALL {
                println!("{:<14}{}", rule.name, rule.says);
            }
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!("tidy takes nothing, or --list"),
    }
}

/// Prints what every rule found, and returns how much it was.
pub(crate) fn report() -> anyhow::Result<usize> {
    let tree = Tree::load()?;
    let mut found = 0;
    for rule in ALL {
        let findings = (rule.look)(&tree);
        for finding in &findings {
            println!("tidy[{}] {}", rule.name, finding.in_words());
        }
        found += findings.len();
    }
    println!(
        "tidy: {} rules, {} files, {found} to mend",
        ALL.len(),
        tree.files.len()
    );
    Ok(found)
}
