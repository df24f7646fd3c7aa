//! Of all components together: none is forgotten, escaping holds, a page of them all has labels, one heading and
//! nothing inline, and the comparison with the fixtures can fail.

use std::collections::BTreeSet;

use askama::Template;

use super::{ALL, Attributes, Classes, Content, Gallery, Layout, Markup, PhaseBanner, Tag, attr};
use dom::{Node, nodes, read_out};
use fixtures::same;

pub(crate) mod dom;
pub(super) mod fixtures;

fn page() -> String {
    let layout = Layout {
        banner: Some(PhaseBanner::demo()),
        authority: "Blackpool".into(),
        ..Layout::new("All components")
    };
    Gallery { layout }.render().unwrap()
}

#[test]
fn no_component_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/components");
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().join("mod.rs").is_file());
    let folders: BTreeSet<String> = folders
        .map(|entry| entry.file_name().into_string().unwrap().replace('_', "-"))
        .collect();
    let listed: BTreeSet<String> = ALL.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(folders, listed);
}

#[test]
fn a_page_of_them_all_has_nothing_inline() {
    for node in nodes(&page()) {
        let Node::Open(tag, attributes) = &node else {
            continue;
        };
        for (name, value) in attributes {
            assert!(name != "style" && !name.starts_with("on"), "{tag} {name}");
            let address = ["href", "src", "action"].contains(&name.as_str());
            let ours = value.starts_with(['/', '#']);
            assert!(!address || ours, "{tag} {name}={value}");
        }
        assert_ne!(tag, "style");
        assert!(tag != "script" || node.attribute("src").is_some());
    }
}

#[test]
fn a_page_of_them_all_has_one_first_heading_and_a_language() {
    let page = nodes(&page());
    let count = |tag: &str| page.iter().filter(|node| node.opens(tag)).count();
    for tag in ["h1", "main", "title", "header", "footer"] {
        assert_eq!(count(tag), 1, "{tag}");
    }
    let html = page.iter().find(|node| node.opens("html")).unwrap();
    assert_eq!(html.attribute("lang"), Some("en"));
}

#[test]
fn on_a_page_of_them_all_labels_and_descriptions_lead_somewhere() {
    let page = nodes(&page());
    let ids: Vec<&str> = page
        .iter()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice: {ids:?}");
    let labelled: BTreeSet<&str> = page
        .iter()
        .filter_map(|node| node.attribute("for"))
        .collect();
    for node in &page {
        let is_control = ["input", "select", "textarea"]
            .iter()
            .any(|tag| node.opens(tag));
        if is_control {
            let id = node.attribute("id").unwrap_or_default();
            assert!(labelled.contains(id), "{node:?} has no label");
        }
        for name in ["aria-describedby", "aria-labelledby", "aria-controls"] {
            let named = node.attribute(name).unwrap_or_default();
            for id in named.split_whitespace() {
                assert!(unique.contains(id), "{name} of {node:?}");
            }
        }
    }
}

#[test]
fn what_a_person_wrote_is_escaped_everywhere() {
    let evil = "<script>\"'&";
    let tag = Tag {
        content: evil.to_owned().into(),
        classes: Classes::from(evil.to_owned()),
        attributes: Attributes::default().with("title", evil.to_owned()),
        ..Tag::default()
    };
    for html in [tag.to_string(), attr("value", evil).to_string()] {
        assert!(
            !html.contains("<script>") && !html.contains("\"'"),
            "{html}"
        );
    }
    assert_eq!(
        Content::from(Markup::trusted("<b>a</b>")).to_string(),
        "<b>a</b>"
    );
}

#[test]
fn the_comparison_sees_what_matters_and_nothing_else() {
    let html = "<p class=\"a b\" id=\"x\">Change<span> name</span></p>";
    for (other, expect) in [
        (
            "<p id=\"x\"\n class=\"b a\">\n Change<span> name</span> </p>",
            true,
        ),
        (
            "<p id=\"x\" class=\"b\">Change<span> name</span></p>",
            false,
        ),
        (
            "<p id=\"x\" class=\"a b\">Change<span>name</span></p>",
            false,
        ),
        ("<p id=\"x\" class=\"a b\">Change</p>", false),
        (
            "<p id=\"y\" class=\"a b\">Change<span> name</span></p>",
            false,
        ),
        (
            "<div id=\"x\" class=\"a b\">Change<span> name</span></div>",
            false,
        ),
    ] {
        assert_eq!(same(html, other), expect, "{other}");
    }
    assert_eq!(read_out("<p>a</p><p>b<b>c</b> &amp; d</p>"), "a bc & d");
}
