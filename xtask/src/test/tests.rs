//! The command line of `cargo xtask test`, its table, and what it asks people to install.

use super::needs::{Need, one_line, shopping_list};
use super::steps::{self, Outcome};
use super::{Asked, Report, choose, parse, table};
use std::time::Duration;

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

#[test]
fn the_command_line() {
    let check = |text: &str, expect: Option<Asked>| {
        assert_eq!(parse(&words(text)).ok(), expect, "{text}");
    };
    check("", Some(Asked::Run(vec![])));
    check("--list", Some(Asked::List));
    check("--only tidy", Some(Asked::Run(words("tidy"))));
    check(
        "--only tidy --only fmt",
        Some(Asked::Run(words("tidy fmt"))),
    );
    check("--only", None);
    check("tidy", None);
}

#[test]
fn steps_are_chosen_in_their_own_order() {
    let check = |only: &str, expect: Option<&[&str]>| {
        let chosen = choose(&words(only)).ok();
        let names: Option<Vec<&str>> = chosen.map(|steps| steps.iter().map(|s| s.name).collect());
        assert_eq!(names.as_deref(), expect, "{only}");
    };
    check("tidy fmt", Some(&["fmt", "tidy"]));
    check("nonsense", None);
    assert_eq!(choose(&[]).unwrap().len(), steps::ALL.len());
}

#[test]
fn what_is_missing_is_one_line_to_run() {
    let check = |missing: &[Need], expect: &str| {
        let (debian, rustup) = shopping_list(missing);
        assert_eq!(one_line(&debian, &rustup), expect);
    };
    let install = "sudo apt-get update && sudo apt-get install --yes --no-install-recommends";
    check(&[Need::Postgres], &format!("{install} postgresql"));
    check(
        &[Need::Chromium, Need::Node],
        &format!("{install} chromium nodejs npm"),
    );
    check(&[Need::Rust], "rustup component add rustfmt clippy");
    check(
        &[Need::Rust, Need::Git],
        &format!("{install} git && rustup component add rustfmt clippy"),
    );
}

#[test]
fn the_table_lists_failures_last() {
    let report = |name, seconds, ended| Report {
        name,
        took: Duration::from_secs(seconds),
        ended,
    };
    let text = table(&[
        report("fmt", 1, Ok(Outcome::Passed)),
        report("test", 62, Err(anyhow::anyhow!("two went wrong"))),
        report("browser", 0, Ok(Outcome::Absent("its folder"))),
    ]);
    let expect = "
step        seconds  result
fmt             1.0  passed
test           62.0  FAILED
browser         0.0  not run: its folder is not there
all            63.0
FAILED test: two went wrong
";
    assert_eq!(text, expect);
}
