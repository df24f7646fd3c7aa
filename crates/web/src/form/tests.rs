//! Values are found by name; paths of other hosts are none of ours.

use super::{Fields, LocalPath};

#[test]
fn only_paths_of_this_site_are_local() {
    let check =
        |path: &str, expect: bool| assert_eq!(LocalPath::new(path).is_some(), expect, "{path:?}");
    check("/", true);
    check("/queue?source=police&page=2", true);
    check("", false);
    check("queue", false);
    check("//evil.example", false);
    check("/\\evil.example", false);
    check("https://evil.example/", false);
    check("/queue\r\nSet-Cookie: a=b", false);
    check("/a b", false);
    check("/\u{e9}", false);
}

#[test]
fn a_path_takes_more_questions() {
    let check = |path: &str, expect: &str| {
        assert_eq!(
            LocalPath::or(path, "/").with("done", "taken").as_str(),
            expect
        );
    };
    check("/queue", "/queue?done=taken");
    check("/queue?page=2", "/queue?page=2&done=taken");
    check("//evil.example", "/?done=taken");
}

#[test]
fn values_are_found_by_name() {
    let sent = [("a", " 1 "), ("b", "x"), ("a", "2")];
    let fields = Fields(
        sent.map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    );
    assert_eq!(fields.get("a"), "1");
    assert_eq!(fields.get("c"), "");
    assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(fields.read::<u8>("a"), Some(1));
    assert_eq!(fields.read::<u8>("b"), None);
}
