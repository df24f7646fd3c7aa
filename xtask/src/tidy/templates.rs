//! A template that nothing renders is a page that nobody tests.

use super::tree::{File, Tree};
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "templates",
    says: "every template of crates/web is rendered, or used by one that is",
    look,
};

/// Where askama looks.
const FOLDERS: &[&str] = &["crates/web/templates/", "crates/web/src/"];

fn look(tree: &Tree) -> Vec<Finding> {
    let templates: Vec<(&str, &File)> = tree
        .files
        .iter()
        .filter_map(|file| Some((name(file)?, file)))
        .collect();
    let mut used: Vec<&str> = Vec::new();
    for (name, _) in &templates {
        if in_rust(tree, name) {
            used.push(name);
        }
    }
    loop {
        let reached = templates.iter().filter(|(name, _)| !used.contains(name));
        let more: Vec<&str> = reached
            .filter(|(name, _)| {
                templates
                    .iter()
                    .any(|(user, file)| used.contains(user) && quotes(&file.text, name))
            })
            .map(|(name, _)| *name)
            .collect();
        if more.is_empty() {
            break;
        }
        used.extend(more);
    }
    let unused = templates.iter().filter(|(name, _)| !used.contains(name));
    unused
        .map(|(_, file)| Finding::new(&file.path, None, "no Rust file renders it"))
        .collect()
}

/// A template's name as askama has it: its path from the folder.
fn name(file: &File) -> Option<&str> {
    let below = FOLDERS
        .iter()
        .find_map(|folder| file.path.strip_prefix(folder))?;
    let in_templates = file.path.starts_with("crates/web/templates/");
    let is_html = file.has_extension("html");
    (is_html || in_templates).then_some(below)
}

fn in_rust(tree: &Tree, name: &str) -> bool {
    let web = tree
        .rust()
        .filter(|(file, _)| file.path.starts_with("crates/web/"));
    let mut strings = web.flat_map(|(_, source)| &source.strings);
    strings.any(|(_, text)| text == name || quotes(text, name))
}

fn quotes(text: &str, name: &str) -> bool {
    text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
}
