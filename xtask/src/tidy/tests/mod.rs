//! Every rule has a positive control: a tree with a seeded fault, in which it must find exactly that fault.
//! A control that finds nothing shows what the rule must leave alone.

mod code;
mod packages;
mod source;
mod text;

use super::tree::{Dependency, File, Package, Tree};
use super::{ALL, Rule};

/// A tree made of a few lines, and what a rule says of it.
#[derive(Clone, Copy)]
struct Control {
    rule: &'static Rule,
    files: &'static [(&'static str, &'static str)],
    /// Members of the workspace: name, and dependencies with their kind (`""` for an ordinary one).
    members: &'static [(&'static str, &'static [(&'static str, &'static str)])],
    /// The dependency graph: name and licence (`""` for none).
    graph: &'static [(&'static str, &'static str)],
    /// The beginning of each finding, in order.
    finds: &'static [&'static str],
}

impl Control {
    const fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            files: &[],
            members: &[],
            graph: &[],
            finds: &[],
        }
    }

    const fn files(mut self, files: &'static [(&'static str, &'static str)]) -> Self {
        self.files = files;
        self
    }

    const fn finds(mut self, finds: &'static [&'static str]) -> Self {
        self.finds = finds;
        self
    }

    fn tree(&self) -> Tree {
        let files = self.files.iter();
        let members = self.members.iter();
        let graph = self.graph.iter();
        Tree::of(
            files.map(|(path, text)| File::new(path, text)).collect(),
            members
                .map(|(name, known)| package(name, "MIT", known))
                .collect(),
            graph
                .map(|(name, licence)| package(name, licence, &[]))
                .collect(),
        )
    }
}

fn package(name: &str, licence: &str, dependencies: &[(&str, &str)]) -> Package {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
    let dependencies = dependencies.iter().map(|(name, kind)| Dependency {
        name: (*name).to_string(),
        kind: some(kind),
    });
    Package {
        name: name.to_string(),
        version: "1.0.0".to_string(),
        license: some(licence),
        dependencies: dependencies.collect(),
    }
}

fn controls() -> impl Iterator<Item = &'static Control> {
    [code::CONTROLS, packages::CONTROLS, text::CONTROLS]
        .into_iter()
        .flatten()
}

#[test]
fn every_rule_finds_what_was_seeded_and_nothing_else() {
    for control in controls() {
        let findings = (control.rule.look)(&control.tree());
        let found: Vec<String> = findings.iter().map(super::Finding::in_words).collect();
        let as_seeded = found.len() == control.finds.len()
            && found
                .iter()
                .zip(control.finds)
                .all(|(found, seeded)| found.starts_with(seeded));
        assert!(
            as_seeded,
            "{}: seeded {:#?}, found {found:#?}",
            control.rule.name, control.finds
        );
    }
}

#[test]
fn every_rule_has_a_positive_control() {
    for rule in ALL {
        let mut own = controls().filter(|control| control.rule.name == rule.name);
        assert!(
            own.any(|control| !control.finds.is_empty()),
            "{} has none",
            rule.name
        );
    }
}
