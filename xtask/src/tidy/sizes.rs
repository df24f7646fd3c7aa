//! What grows past its size is two ideas.

use super::tree::Tree;
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "sizes",
    says: "a Rust file has at most 400 lines, a function at most 50, the telling of a scenario in a test at most 90",
    look,
};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 50;
/// A scenario told from its beginning to its end reads better whole.
const SCENARIO_LINES: usize = 90;

fn longest(path: &str) -> usize {
    let scenario = path.contains("/tests/it/");
    if scenario {
        SCENARIO_LINES
    } else {
        FUNCTION_LINES
    }
}

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            let what = format!("{lines} lines; at most {FILE_LINES}");
            findings.push(Finding::new(&file.path, None, what));
        }
        let functions = source.functions().into_iter();
        let longest = longest(&file.path);
        for function in functions.filter(|function| function.lines > longest) {
            let what = format!(
                "`{}` has {} lines; at most {longest}",
                function.name, function.lines
            );
            findings.push(Finding::new(&file.path, function.line, what));
        }
    }
    findings
}
