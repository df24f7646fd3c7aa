//! The settings that are shipped name every option there is, and parse when every one of them is set.

use super::*;

/// The options of a table ("" for the top), as the parser itself names them when it meets one that it does not know.
fn options(table: &str) -> Vec<String> {
    let head = if table.is_empty() {
        String::new()
    } else {
        format!("[{table}]\n")
    };
    let unknown = toml::from_str::<Settings>(&format!("{head}no_such_option = 1\n"));
    let said = unknown.unwrap_err().message().to_owned();
    let (_, named) = said.split_once("expected").unwrap();
    let names: Vec<String> = named
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert!(!names.is_empty(), "{said}");
    names
}

/// Every option switched on: a "#" that no space follows is taken away.
fn switched_on(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(option) if option.starts_with(|c: char| !c.is_whitespace()) => format!("{option}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The options that a text leaves out.
fn left_out(text: &str) -> Vec<String> {
    let on: toml::Table = toml::from_str(&switched_on(text)).unwrap();
    let mut missing = Vec::new();
    for name in options("") {
        match on.get(&name) {
            None => missing.push(name),
            Some(toml::Value::Table(table)) => {
                let inner = options(&name);
                let lacks = inner.into_iter().filter(|one| !table.contains_key(one));
                missing.extend(lacks.map(|one| format!("{name}.{one}")));
            }
            Some(_) => {}
        }
    }
    missing
}

#[test]
fn what_is_shipped_names_every_option() {
    assert_eq!(left_out(PRINTED), Vec::<String>::new());
}

/// The control: an option that is left out is missed.
#[test]
fn an_option_that_is_left_out_is_missed() {
    let without = |word: &str| -> String {
        let kept = PRINTED.lines().filter(|line| !line.starts_with(word));
        kept.flat_map(|line| [line, "\n"]).collect()
    };
    assert_eq!(left_out(&without("#listen")), ["listen"]);
    assert_eq!(
        left_out(&without("#skew_seconds")),
        ["provider.skew_seconds"]
    );
}

#[test]
fn what_is_shipped_reads_as_it_stands_and_with_everything_set() {
    let bare: Settings = toml::from_str(PRINTED).unwrap();
    assert!(bare.tls.is_none() && bare.provider.is_none() && bare.passkeys.is_none());
    let all = switched_on(PRINTED);
    let set: Settings = toml::from_str(&all).unwrap();
    assert!(set.tls.is_some() && set.provider.is_some() && set.passkeys.is_some());
    assert_eq!(set.listen, Settings::default().listen);
}
