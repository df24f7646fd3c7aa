//! Every template, filled in, is html that a screen reader can use: checked here, for all pages at once.

use std::collections::BTreeSet;

use askama::Template;

use super::ALL;
use crate::components::tests::dom::{Node, nodes, read_out};
use crate::errors;

/// One template, filled in.
pub(crate) struct Sample {
    /// Whose.
    pub(crate) name: &'static str,
    /// The page.
    pub(crate) html: String,
}

impl Sample {
    /// A whole page.
    pub(crate) fn new(name: &'static str, page: &impl Template) -> Self {
        Self {
            name,
            html: page.render().expect("a page renders"),
        }
    }
}

fn samples() -> Vec<Sample> {
    let of_pages = ALL.iter().flat_map(|page| (page.samples)());
    of_pages.chain(errors::sample::samples()).collect()
}

/// What is wrong with a page; empty where nothing is.
fn faults(html: &str) -> Vec<String> {
    let page = nodes(html);
    let mut faults = Vec::new();
    let mut claim = |holds: bool, fault: String| {
        if !holds {
            faults.push(fault);
        }
    };
    for tag in ["html", "head", "main", "h1", "header", "footer"] {
        let count = page.iter().filter(|node| node.opens(tag)).count();
        claim(count == 1, format!("{count} of {tag}"));
    }
    claim(
        page.iter().any(|node| node.attribute("lang") == Some("en")),
        "no language".to_owned(),
    );
    claim(
        page.windows(2).any(|two| {
            two[0].opens("title")
                && matches!(&two[1], Node::Words(words) if words.ends_with(" - Trefoil"))
        }),
        "no title".to_owned(),
    );
    let head = page.iter().take_while(|node| !node.opens("body"));
    let titles = head.filter(|node| node.opens("title")).count();
    claim(titles == 1, format!("{titles} titles"));
    let ids: Vec<&str> = page
        .iter()
        .filter_map(|node| node.attribute("id"))
        .collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    claim(ids.len() == unique.len(), "an id stands twice".to_owned());
    let labelled: BTreeSet<&str> = page
        .iter()
        .filter_map(|node| node.attribute("for"))
        .collect();
    // A banner or a summary of errors stands before the h1, with an h2 of its own: GOV.UK Frontend has it so.
    let mut level = 1;
    for node in &page {
        let Node::Open(tag, attributes) = node else {
            continue;
        };
        if let Some(next) = tag
            .strip_prefix('h')
            .and_then(|digit| digit.parse::<u8>().ok())
        {
            claim(next <= level + 1, format!("h{next} after h{level}"));
            level = next;
        }
        let hidden = node.attribute("type") == Some("hidden");
        if ["input", "select", "textarea"].contains(&tag.as_str()) && !hidden {
            claim(
                node.attribute("id").is_some_and(|id| labelled.contains(id)),
                format!("no label: {node:?}"),
            );
        }
        claim(
            tag != "style" && (tag != "script" || node.attribute("src").is_some()),
            format!("inline {tag}"),
        );
        for (name, value) in attributes {
            claim(
                name != "style" && !name.starts_with("on"),
                format!("{tag} {name}"),
            );
            let address = ["href", "src", "action"].contains(&name.as_str());
            claim(
                !address || value.starts_with(['/', '#', '?']),
                format!("{tag} {name}={value}"),
            );
            let names =
                ["aria-describedby", "aria-labelledby", "aria-controls"].contains(&name.as_str());
            claim(
                !names || value.split_whitespace().all(|id| unique.contains(id)),
                format!("{name}={value}"),
            );
        }
    }
    let posts = page
        .iter()
        .filter(|node| node.attribute("method") == Some("post"));
    let open = posts
        .filter(|node| node.attribute("action") != Some("/sign-in"))
        .count();
    let tokens = page
        .iter()
        .filter(|node| node.attribute("name") == Some("csrf"))
        .count();
    claim(open == tokens, format!("{open} forms and {tokens} tokens"));
    let words = read_out(html);
    claim(
        !["Some(", "Ok(", "{ "]
            .iter()
            .any(|leak| words.contains(leak)),
        "a value is shown as programs write it".to_owned(),
    );
    faults
}

#[test]
fn every_sample_can_be_used() {
    for sample in samples() {
        assert_eq!(
            faults(&sample.html),
            Vec::<String>::new(),
            "{}: {}",
            sample.name,
            sample.html
        );
    }
}

#[test]
fn every_template_has_a_sample() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/pages");
    let entries = std::fs::read_dir(folder)
        .expect("the templates")
        .map(|entry| entry.expect("a template").file_name());
    let templates: BTreeSet<String> = entries
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".html")?.to_owned()))
        .collect();
    let parts = [
        "footer",
        "queue_act",
        "queue_family",
        "queue_filters",
        "queue_time",
        "queue_urgent",
        "search_name",
        "sign_out",
    ]
    .map(str::to_owned);
    let sampled: BTreeSet<String> = samples()
        .into_iter()
        .map(|sample| sample.name.to_owned())
        .chain(parts)
        .collect();
    assert_eq!(templates, sampled);
}

#[test]
fn what_is_wrong_is_seen() {
    let good = samples().swap_remove(0).html;
    let check = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        assert_ne!(
            faults(&good.replacen(from, to, 1)),
            Vec::<String>::new(),
            "{to}"
        );
    };
    check("<h1", "<h1></h1><h1");
    check("lang=\"en\"", "");
    check("</main>", "<h4>x</h4></main>");
    check("</main>", "<input id=\"x\" name=\"x\"></main>");
    check("</main>", "<p style=\"color: red\">x</p></main>");
    check("</main>", "<script>x()</script></main>");
    check(
        "</main>",
        "<form method=\"post\" action=\"/x\"></form></main>",
    );
    check("</main>", "Some(1)</main>");
    check("</main>", "<a href=\"https://example.org\">x</a></main>");
}
