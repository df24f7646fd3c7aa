//! The table of the page for people: chapters and levels by state. Made from the map, so that the two cannot differ.

use super::{MAP, PAGE, Requirement, STATES, read};
use crate::shell;
use anyhow::Context as _;
use std::fmt::Write as _;
use std::process::ExitCode;

/// What each chapter is about, in our words.
const CHAPTERS: [(&str, &str); 17] = [
    ("V1", "encoding and injection"),
    ("V2", "checking input, and the order of work"),
    ("V3", "what a browser may do"),
    ("V4", "HTTP and interfaces"),
    ("V5", "files"),
    ("V6", "signing in"),
    ("V7", "sessions"),
    ("V8", "who may do what"),
    ("V9", "signed tokens"),
    ("V10", "OAuth and OpenID Connect"),
    ("V11", "cryptography"),
    ("V12", "encryption on the wire"),
    ("V13", "configuration"),
    ("V14", "protecting data"),
    ("V15", "code and dependencies"),
    ("V16", "logs and errors"),
    ("V17", "WebRTC"),
];

const HEAD: &str = "| | met | partly | not yet | not applicable | all |";
const RULER: &str = "|---|---|---|---|---|---|";

/// The page with the table of these lines in the place of its own; nothing where it has none.
pub(super) fn put_in(page: &str, lines: &[Requirement]) -> Option<String> {
    let (before, rest) = page.split_once(HEAD)?;
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    Some(format!("{before}{}\n{after}", table(lines)))
}

fn table(lines: &[Requirement]) -> String {
    let mut text = format!("{HEAD}\n{RULER}\n");
    for (chapter, about) in CHAPTERS {
        let opening = format!("{chapter}.");
        let own = lines.iter().filter(|line| line.id.starts_with(&opening));
        row(&mut text, &format!("{chapter} {about}"), own);
    }
    for level in ["1", "2", "3"] {
        let own = lines.iter().filter(|line| line.level == level);
        row(&mut text, &format!("level {level}"), own);
    }
    row(&mut text, "all", lines.iter());
    text
}

fn row<'a>(text: &mut String, name: &str, lines: impl Iterator<Item = &'a Requirement>) {
    let lines: Vec<&Requirement> = lines.collect();
    let counts = STATES.map(|state| lines.iter().filter(|line| line.state == state).count());
    let cells = counts.into_iter().chain([lines.len()]);
    let cells: Vec<String> = cells.map(|count| count.to_string()).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
}

/// `cargo xtask asvs`: puts the table into the page.
pub(crate) fn write(_: &[String]) -> anyhow::Result<ExitCode> {
    let (map, page) = (shell::root().join(MAP), shell::root().join(PAGE));
    let text = |path| std::fs::read_to_string(path).with_context(|| format!("{MAP} and {PAGE}"));
    let lines = read(&text(&map)?)?;
    let put = put_in(&text(&page)?, &lines).with_context(|| format!("{PAGE} has no table"))?;
    std::fs::write(&page, put)?;
    println!("{PAGE}: {} requirements", lines.len());
    Ok(ExitCode::SUCCESS)
}
