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
    let mut claims = frame(&page);
    claims.extend(headings(&page));
    claims.extend(controls(&page));
    claims.extend(nothing_inline(&page));
    let words = read_out(html);
    let leak = ["Some(", "Ok(", "{ "]
        .iter()
        .any(|leak| words.contains(leak));
    claims.push((!leak, "a value is shown as programs write it".to_owned()));
    let broken = claims.into_iter().filter(|(holds, _)| !holds);
    broken.map(|(_, fault)| fault).collect()
}

/// What must hold, and what is said where it does not.
type Claim = (bool, String);

fn frame(page: &[Node]) -> Vec<Claim> {
    let once = ["html", "head", "main", "h1", "header", "footer"].map(|tag| {
        let count = page.iter().filter(|node| node.opens(tag)).count();
        (count == 1, format!("{count} of {tag}"))
    });
    let language = page.iter().any(|node| node.attribute("lang") == Some("en"));
    let head = page.iter().take_while(|node| !node.opens("body"));
    let titles = head.filter(|node| node.opens("title")).count();
    let ends = |node: &Node| matches!(node, Node::Words(words) if words.ends_with(" - Trefoil"));
    let titled = page
        .windows(2)
        .any(|two| two[0].opens("title") && ends(&two[1]));
    let more = [
        (language, "no language".to_owned()),
        (titles == 1 && titled, format!("{titles} titles")),
    ];
    once.into_iter().chain(more).collect()
}

fn headings(page: &[Node]) -> Vec<Claim> {
    // A banner or a summary of errors stands before the h1, with an h2 of its own: GOV.UK Frontend has it so.
    let mut level = 1;
    let names = page.iter().filter_map(|node| match node {
        Node::Open(tag, _) => tag.strip_prefix('h')?.parse::<u8>().ok(),
        Node::Close(_) | Node::Words(_) => None,
    });
    let claims = names.map(|next| {
        let before = std::mem::replace(&mut level, next);
        (next <= before + 1, format!("h{next} after h{before}"))
    });
    claims.collect()
}

fn controls(page: &[Node]) -> Vec<Claim> {
    let all = |name: &'static str| page.iter().filter_map(move |node| node.attribute(name));
    let ids: BTreeSet<&str> = all("id").collect();
    let labelled: BTreeSet<&str> = all("for").collect();
    let mut claims = vec![(
        ids.len() == all("id").count(),
        "an id stands twice".to_owned(),
    )];
    let is_control = |node: &&Node| {
        ["input", "select", "textarea"]
            .iter()
            .any(|tag| node.opens(tag))
    };
    for node in page.iter().filter(is_control) {
        let tied = node.attribute("id").is_some_and(|id| labelled.contains(id));
        let hidden = node.attribute("type") == Some("hidden");
        claims.push((tied || hidden, format!("no label: {node:?}")));
    }
    for name in ["aria-describedby", "aria-labelledby", "aria-controls"] {
        let named = all(name).flat_map(str::split_whitespace);
        claims.extend(named.map(|id| (ids.contains(id), format!("{name}={id}"))));
    }
    let posts = page
        .iter()
        .filter(|node| node.attribute("method") == Some("post"));
    // Before anybody is known to be there, there is no token.
    let first = ["/sign-in", "/school-codes/", "/notice/open/", "/tell"];
    let before = |action: &str| first.iter().any(|first| action.starts_with(first));
    let guarded = posts
        .filter(|node| !node.attribute("action").is_some_and(before))
        .count();
    let tokens = all("name").filter(|name| *name == "csrf").count();
    claims.push((
        guarded == tokens,
        format!("{guarded} forms and {tokens} tokens"),
    ));
    claims
}

fn nothing_inline(page: &[Node]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for node in page {
        let Node::Open(tag, attributes) = node else {
            continue;
        };
        let inline = tag == "style" || (tag == "script" && node.attribute("src").is_none());
        claims.push((!inline, format!("inline {tag}")));
        for (name, value) in attributes {
            claims.push((
                name != "style" && !name.starts_with("on"),
                format!("{tag} {name}"),
            ));
            let address = ["href", "src", "action"].contains(&name.as_str());
            let ours = value.starts_with(['/', '#', '?']);
            claims.push((!address || ours, format!("{tag} {name}={value}")));
        }
    }
    claims
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
        "more",
        "queue_act",
        "queue_family",
        "queue_filters",
        "queue_receipt",
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
