//! Which files still hold what they said before.

use lopdf::{Document, Object, dictionary};

use super::{apart, earlier};
use crate::guard::files::NotSent;

#[test]
fn a_file_ends_once_and_one_for_the_web_twice() {
    let file = |head: &str, ends: usize| format!("{head}{}", "\n%%EOF\n".repeat(ends));
    let web = "%PDF-1.5\n1 0 obj <</Linearized 1>>";
    let late = format!("%PDF-1.5\n{}/Linearized", " ".repeat(1_024));
    for (head, ends, expect) in [
        ("%PDF-1.5", 1, false),
        ("%PDF-1.5", 2, true),
        (web, 1, false),
        (web, 2, false),
        (web, 3, true),
        (&late, 2, true),
    ] {
        assert_eq!(
            earlier(file(head, ends).as_bytes()),
            expect,
            "{head} {ends}"
        );
    }
}

#[test]
fn a_file_that_says_it_is_locked_is_not_sent() {
    let mut document = Document::with_version("1.5");
    let pages = document.add_object(
        dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(apart(&bytes).is_ok());
    // Locked by a way that nobody knows.
    let locked = document.add_object(dictionary! { "Filter" => "Standard", "V" => 99 });
    document.trailer.set("Encrypt", locked);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let told = apart(&bytes);
    assert!(
        matches!(told, Err(NotSent::Locked | NotSent::Unreadable)),
        "{told:?}"
    );
}
