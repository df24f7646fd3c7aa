//! No test is skipped and no code is promised: what does not run is not there.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "skipped",
    says: "no ignored test, no unwritten code",
    look,
};

const IN_RUST: &[&str] = &["#[ignore", "todo!", "unimplemented!"];
const IN_SCRIPTS: &[&str] = &[".skip(", ".only(", ".todo("];

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        let (text, words) = match &file.rust {
            Some(source) => (&source.code, IN_RUST),
            None if is_script_test(file) => (&file.text, IN_SCRIPTS),
            None => continue,
        };
        for (line, number) in text.lines().zip(1..) {
            for word in words.iter().filter(|word| line.contains(**word)) {
                findings.push(Finding::new(
                    &file.path,
                    number,
                    format!("`{word}`: write it or remove it"),
                ));
            }
        }
    }
    findings
}

fn is_script_test(file: &File) -> bool {
    let script = [".js", ".mjs", ".cjs", ".ts"]
        .iter()
        .any(|end| file.path.ends_with(end));
    script && file.is_test
}
