//! What we carry may be carried: every package of the build has a licence that lets a council run and change it.

use super::tree::{Package, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "licences",
    says: "every package of the dependency graph has a licence on the list",
    look,
};

/// SPDX names. Each permits use, change and redistribution; MPL-2.0 asks that changed files stay open.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

fn look(tree: &Tree) -> Vec<Finding> {
    let refused = tree.graph.iter().filter_map(|package| {
        let why = refusal(package)?;
        let name = format!("{} {}", package.name, package.version);
        Some(Finding::new(&name, None, why))
    });
    refused.collect()
}

fn refusal(package: &Package) -> Option<String> {
    match package.license.as_deref() {
        None => Some("names no licence".to_string()),
        Some(expression) if permits(expression) => None,
        Some(expression) => Some(format!("`{expression}` is not on the list of licences")),
    }
}

/// Whether an SPDX expression can be met from the list: all sides of an AND, one side of an OR.
/// The old slash is an OR. AND binds tighter, as SPDX has it.
pub(crate) fn permits(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words };
    parser.either() == Some(true) && parser.words.is_empty()
}

/// Each reading is nothing when the expression is broken off.
struct Parser<'a> {
    words: &'a [&'a str],
}

impl Parser<'_> {
    fn either(&mut self) -> Option<bool> {
        let mut permitted = self.all()?;
        while self.take("OR") {
            permitted |= self.all()?;
        }
        Some(permitted)
    }

    fn all(&mut self) -> Option<bool> {
        let mut permitted = self.one()?;
        while self.take("AND") {
            permitted &= self.one()?;
        }
        Some(permitted)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let permitted = self.either()?;
            return self.take(")").then_some(permitted);
        }
        let mut licence = self.next()?.to_string();
        if self.take("WITH") {
            licence = format!("{licence} WITH {}", self.next()?);
        }
        Some(ALLOWED.contains(&licence.as_str()))
    }

    fn next(&mut self) -> Option<&str> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(word)
    }

    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}
