//! What is code, what is prose, and where functions end.

use super::super::source::{Function, Source, has_word};

#[test]
fn comments_and_literals_are_blanked_and_lines_kept() {
    let check = |text: &str, expect: &str| assert_eq!(Source::read(text).code, expect, "{text}");
    check("a // b\nc", "a     \nc");
    check("a /* b /* c */ d\n */ e", "a               \n    e");
    check("\"a\" b", "\" \" b");
    check("\"\\\"a\" b", "\"   \" b");
    check("\"\\\\\" a", "\"  \" a");
    check("r#\"a\"b\"# c", "r#\"   \"# c");
    check("br\"\\\" c", "br\" \" c");
    check("b\"a\" c", "b\" \" c");
    check("'\"' a", "    a");
    check("'\\'' a", "     a");
    check("'\\u{1F}' a", "         a");
    check("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}");
    check("for\"a\"", "for\" \"");
    check("\"open", "\"    ");
}

#[test]
fn strings_are_kept_with_their_lines() {
    let strings = Source::read("// \"no\"\n\"one\"\nr#\"two\n\"three\"\"#\n'\"' \"four\"").strings;
    let expect = [(2, "one"), (3, "two\n\"three\""), (5, "four")];
    assert_eq!(strings, expect.map(|(line, text)| (line, text.to_string())));
}

#[test]
fn functions_end_where_their_brace_closes() {
    let check = |text: &str, expect: &[(&str, usize, usize)]| {
        let expect: Vec<Function> = expect
            .iter()
            .map(|(name, line, lines)| Function {
                name: (*name).to_string(),
                line: *line,
                lines: *lines,
            })
            .collect();
        assert_eq!(Source::read(text).functions(), expect, "{text}");
    };
    check("fn a() {}", &[("a", 1, 1)]);
    check(
        "\nfn a(\n  b: [u8; 2],\n) {\n  if b { c } \n}",
        &[("a", 2, 5)],
    );
    check("fn a();\nfn b() {\n}", &[("b", 2, 2)]);
    check("fn a() {\n  fn b() {\n  }\n}", &[("a", 1, 4), ("b", 2, 2)]);
    check("fn a() {\n  \"}\"; '}'; // }\n}", &[("a", 1, 3)]);
    check("type A = fn(u8);\nlet my_fn = 1;", &[]);
}

#[test]
fn words_have_edges() {
    let check = |text: &str, word: &str, expect: bool| {
        assert_eq!(has_word(text, word), expect, "{text}: {word}");
    };
    check("std::time::Instant::now()", "Instant::now", true);
    check("MyInstant::now()", "Instant::now", false);
    check("unsafe_code", "unsafe", false);
    check("unsafe_code unsafe {", "unsafe", true);
    check("", "unsafe", false);
}
