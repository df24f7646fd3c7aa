//! One SQL text over two engines: shared statements use only what SQLite and PostgreSQL both have and answer alike.
//! What is PostgreSQL's own lives in files that end in `_postgres.sql`.

use super::source::is_word;
use super::sql::is_statement;
use super::tree::Tree;
use super::{Finding, Rule};

pub(crate) const RULE: Rule = Rule {
    name: "portable",
    says: "SQL in crates/store runs on both engines",
    look,
};

/// Each with what to do instead. A leading space stands for the beginning of a word.
const BANNED: &[(&str, &str)] = &[
    (" ilike ", "search in Rust, over rows of tokens"),
    (" like ", "search in Rust, over rows of tokens"),
    ("::", "write CAST(x AS type)"),
    (
        " skip locked",
        "take work by an UPDATE that checks its own condition",
    ),
    (
        " date_trunc",
        "times are microseconds: compute bounds in Rust",
    ),
    (" json_", "JSON is opaque TEXT"),
];

/// What gives away a part of a statement. Upper case, as every statement of ours is written.
const PARTS: &[&str] = &[
    "WHERE ",
    "AND ",
    "OR ",
    "FROM ",
    "JOIN ",
    "ORDER BY ",
    "SET ",
];

/// Not even in PostgreSQL's own files: a Citus cluster does not pass it on to its workers.
const BANNED_EVERYWHERE: (&str, &str) = (" set_config", "SET LOCAL with a checked literal");

fn look(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let store = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with("crates/store/"));
    for file in store {
        if let Some(source) = &file.rust {
            if file.path.starts_with("crates/store/src/") && !file.is_test {
                let statements = source.strings.iter().filter(|(_, text)| is_sql(text));
                for (line, text) in statements {
                    findings.extend(complaints(&file.path, *line, text, true));
                }
            }
        } else if file.has_extension("sql") {
            let shared = !file.path.ends_with("_postgres.sql");
            findings.extend(complaints(&file.path, 1, &file.text, shared));
        }
    }
    findings
}

/// A statement, or a part that one is put together from.
fn is_sql(text: &str) -> bool {
    is_statement(text) || PARTS.iter().any(|part| text.contains(part))
}

fn complaints(path: &str, first: usize, sql: &str, shared: bool) -> Vec<Finding> {
    let shared_words = BANNED.iter().filter(|_| shared);
    let banned: Vec<_> = shared_words.chain([&BANNED_EVERYWHERE]).collect();
    let mut findings = Vec::new();
    for (line, number) in sql.lines().zip(first..) {
        let line = normal(line);
        for (word, instead) in banned.iter().filter(|(word, _)| line.contains(word)) {
            let what = format!("`{}` is not portable: {instead}", word.trim());
            findings.push(Finding::new(path, number, what));
        }
    }
    findings
}

/// Lower case, without a comment, and with a space before every word so that `json_` is not found in `is_json_text`.
fn normal(line: &str) -> String {
    let line = line.split("--").next().unwrap_or(line).to_lowercase();
    let mut spaced = String::with_capacity(line.len() * 2);
    let mut inside = false;
    for character in line.chars() {
        let word = is_word(character);
        if word && !inside && !spaced.ends_with(' ') {
            spaced.push(' ');
        }
        inside = word;
        spaced.push(character);
    }
    spaced.push(' ');
    spaced
}
