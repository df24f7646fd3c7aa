//! What shows is taken in; what runs, starts, sends or holds is not, wherever in the file it stands and however it is packed.

use lopdf::{Dictionary, Document, Object, SaveOptions, Stream, dictionary};

use super::*;

/// One page, with more in its catalog, and another object.
fn document(catalog: &Dictionary, other: Option<Object>) -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let content = Stream::new(dictionary! {}, b"BT /F1 12 Tf (Dear Sam) Tj ET".to_vec());
    let content = document.add_object(content);
    let page = dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content };
    let page = document.add_object(page);
    let all = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(all));
    let mut root = dictionary! { "Type" => "Catalog", "Pages" => pages };
    root.extend(catalog);
    let root = document.add_object(root);
    document.trailer.set("Root", root);
    if let Some(other) = other {
        document.add_object(other);
    }
    document
}

fn plain(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// So many pages' worth of what does not shrink.
pub(in crate::kinds) fn long(pages: usize) -> Vec<u8> {
    let mut document = document(&Dictionary::new(), None);
    for page in 0..pages {
        let noise = (0..18_u32 << 10).map(|at| u8::try_from(at * 31 % 251).unwrap());
        document.add_object(Stream::new(
            dictionary! { "Page" => i64::try_from(page).unwrap() },
            noise.collect(),
        ));
    }
    plain(document)
}

/// With its objects in packed lists, where no name can be read in the bytes.
fn packed(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .build();
    document.save_with_options(&mut bytes, options).unwrap();
    bytes
}

fn both(catalog: &Dictionary, other: Option<&Object>, expect: Told) {
    let of = || document(catalog, other.cloned());
    assert_eq!(tell(&plain(of())), expect, "plain: {catalog:?} {other:?}");
    assert_eq!(tell(&packed(of())), expect, "packed: {catalog:?} {other:?}");
}

#[test]
fn what_shows_is_taken_in() {
    let taken = Ok(FileKind::Pdf);
    both(&Dictionary::new(), None, taken);
    // It opens at a page, and has a link.
    let at = dictionary! { "OpenAction" => vec![Object::Integer(0), "Fit".into()] };
    both(&at, None, taken);
    let goes = dictionary! { "OpenAction" => dictionary! { "S" => "GoTo", "D" => "here" } };
    both(&goes, None, taken);
    let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://nhs.example/") } };
    both(&Dictionary::new(), Some(&link.into()), taken);
}

#[test]
fn what_runs_or_starts_is_not() {
    let refused = Err(NotTaken::Program);
    let script =
        dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    both(
        &dictionary! { "OpenAction" => script.clone() },
        None,
        refused,
    );
    both(&Dictionary::new(), Some(&script.clone().into()), refused);
    for kind in ["Launch", "SubmitForm", "ImportData", "GoToR"] {
        let action =
            dictionary! { "A" => dictionary! { "S" => kind, "F" => Object::string_literal("x") } };
        both(&Dictionary::new(), Some(&action.into()), refused);
    }
    let print = dictionary! { "OpenAction" => dictionary! { "S" => "Named", "N" => "Print" } };
    both(&print, None, refused);
    let next = dictionary! { "S" => "GoTo", "D" => "here", "Next" => dictionary! { "S" => "URI" } };
    both(&dictionary! { "OpenAction" => next }, None, refused);
    let more = dictionary! { "AA" => dictionary! { "O" => dictionary! { "S" => "URI" } } };
    both(&Dictionary::new(), Some(&more.into()), refused);
    let form =
        dictionary! { "AcroForm" => dictionary! { "XFA" => Object::string_literal("<xdp/>") } };
    both(&form, None, refused);
    let names = dictionary! { "Names" => dictionary! { "JavaScript" => dictionary! { "Names" => Vec::<Object>::new() } } };
    both(&names, None, refused);
}

#[test]
fn what_holds_another_file_is_not() {
    let refused = Err(NotTaken::Inside);
    let held = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec());
    both(&Dictionary::new(), Some(&held.into()), refused);
    let names = dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => 1 } };
    both(&Dictionary::new(), Some(&names.into()), refused);
    let elsewhere = Stream::new(
        dictionary! { "F" => Object::string_literal("//x/y") },
        Vec::new(),
    );
    both(&Dictionary::new(), Some(&elsewhere.into()), refused);
}

#[test]
fn what_cannot_be_looked_into_is_not() {
    let whole = plain(document(&Dictionary::new(), None));
    let check = |bytes: &[u8], expect: NotTaken| assert_eq!(tell(bytes), Err(expect));
    check(b"%PDF-1.7\n", NotTaken::Broken);
    check(&whole[..whole.len() / 2], NotTaken::Broken);
    // An object that is listed and cannot be read may be anything.
    let text = String::from_utf8_lossy(&whole).into_owned();
    assert!(text.contains("3 0 obj"), "{text}");
    check(
        text.replace("3 0 obj", "3 0 xxx").as_bytes(),
        NotTaken::Broken,
    );
    // What the list leaves out is found by a reader that mends a file; a letter may be written as its number.
    let after = |more: &str| [whole.clone(), more.as_bytes().to_vec()].concat();
    check(
        &after("\n9 0 obj <</S /JavaScript>> endobj\n"),
        NotTaken::Program,
    );
    check(
        &after("\n9 0 obj <</S /J#61vaScript>> endobj\n"),
        NotTaken::Program,
    );
    check(
        &after("\n9 0 obj <</Type /#4fbjStm>> endobj\n"),
        NotTaken::Broken,
    );
    let locked = after("\ntrailer <</Encrypt 9 0 R>>\n");
    assert_eq!(tell(&locked), Ok(FileKind::Pdf), "nothing leads there");
    let text = text.replace("/Root", "/Encrypt 99 0 R/Root");
    assert!(tell(text.as_bytes()).is_err(), "it is locked, or broken");
}

/// A file of some kilobytes whose list of objects unpacks to much more.
#[test]
fn what_swells_is_not() {
    let mut swollen = document(&Dictionary::new(), None);
    // The writer leaves such a list out, so it is called something else as long until it is written.
    let mut list = Stream::new(
        dictionary! { "Type" => "Object", "N" => 1, "First" => 4 },
        [b"9 0 ".to_vec(), vec![b'['; 64 << 20]].concat(),
    );
    list.compress().unwrap();
    assert!(list.content.len() < 1 << 20);
    swollen.add_object(list);
    let mut bytes = plain(swollen);
    let at = bytes
        .windows(7)
        .position(|name| name == b"/Object")
        .unwrap();
    bytes[at..at + 7].copy_from_slice(b"/ObjStm");
    assert_eq!(tell(&bytes), Err(NotTaken::Broken));
}
